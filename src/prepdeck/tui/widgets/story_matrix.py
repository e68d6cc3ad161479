"""Stories against competencies, drawn: a row a competency, a column a story; and the stories themselves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.study_day import date_of
from prepdeck.stories.advice import told_text
from prepdeck.stories.matrix import STALE_DAYS, Cover, Matrix
from prepdeck.stories.speaking import speaking_of
from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.lines import blank
from prepdeck.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from prepdeck.model.story import Story, Strength
    from prepdeck.study.stories import Shelf

_SIGNS: "dict[Strength | None, tuple[str, str]]" = {
    "strong": ("●", "$good"),
    "ok": ("◐", "$accent"),
    None: ("·", "$rule"),
}
_COVERS: dict[Cover, tuple[str, str]] = {
    "hole": ("no story", "$again bold"),
    "weak": ("none strong", "$hard"),
    "one": ("one story", "$muted"),
    "covered": ("", ""),
}
_TITLE, _LEAST_TITLE = 28, 16
_CELL = 3
_VERDICT = 11


class MatrixRows(Rows):
    """One row a competency: its title, a sign for each story, and what is missing in words."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._matrix: Matrix | None = None

    def show(self, matrix: Matrix) -> None:
        """Show this matrix."""
        self._matrix = matrix
        self.changed()

    def head(self, width: int) -> Content:
        """The numbers of the stories, above their columns, for a view of this width."""
        if self._matrix is None:
            return Content("")
        title = _title_width(self._matrix, width - 2)
        numbers = "".join(f"{number:>{_CELL}}" for number in range(1, len(self._matrix.stories) + 1))
        legend = "  ● strong  ◐ ok" if self._matrix.stories else ""
        return Content.styled(f"{legend:<{title + 2}}{numbers}", "$muted")

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """All competencies."""
        if self._matrix is None:
            return []
        title = _title_width(self._matrix, width)
        return [
            (Content(""), [self._row(self._matrix, place, title, width)]) for place in range(len(self._matrix.rows))
        ]

    def _row(self, matrix: Matrix, place: int, title: int, width: int) -> Content:
        row = matrix.rows[place]
        signs = [_SIGNS[matrix.cell(row, story)] for story in matrix.stories]
        word, style = _COVERS[matrix.cover(row)]
        cells = [Content.styled(f"{sign:>{_CELL}}", f"{style} bold" if sign != "·" else style) for sign, style in signs]
        line = Content.assemble(padded(one_line(row.title, title), title), *cells)
        if word and line.cell_length + 2 + len(word) <= width:
            line = Content.assemble(line, "  ", (word, style))
        return line


def _title_width(matrix: Matrix, width: int) -> int:
    """The room for titles beside the columns and a verdict."""
    return max(_LEAST_TITLE, min(_TITLE, width - _CELL * len(matrix.stories) - _VERDICT - 2))


class StoryRows(Rows):
    """One row a story: its number, title, how long it takes, when it was told, and its cards."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shelf: Shelf | None = None

    def show(self, shelf: "Shelf") -> None:
        """Show these stories."""
        self._shelf = shelf
        self.changed()

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """All stories, in the order of their columns."""
        if self._shelf is None:
            return []
        shelf = self._shelf
        return [self._row(shelf, number, story, width) for number, story in enumerate(shelf.stories, start=1)]

    def _row(self, shelf: "Shelf", number: int, story: "Story", width: int) -> tuple[Content, list[Content]]:
        days = shelf.matrix.days_since(story)
        stale = days is None or days >= STALE_DAYS
        told = Content.styled(told_text(days), "$hard" if stale else "$muted")
        time = speaking_of(story.text("120s") or story.told)
        details = Content.assemble(told, (f" · {time.span_text} · {_cards_text(shelf, story)}", "$muted"))
        marker = Content.styled(f"{number:>2} ", "$muted")
        room = width - marker.cell_length
        title = Content.styled(one_line(story.title, room), "bold")
        gap = room - title.cell_length - details.cell_length
        if gap >= 2:
            return marker, [Content.assemble(title, blank(gap), details)]
        return marker, [title, details.truncate(room, ellipsis=True)]


def _cards_text(shelf: "Shelf", story: "Story") -> str:
    cards = shelf.cards[story.slug]
    if cards.due:
        return f"{cards.due} card{'s' * (cards.due != 1)} due"
    if cards.next_day is None:
        return f"{cards.cards} new cards"
    on = date_of(cards.next_day)
    return f"due {on:%a} {on.day} {on:%b}"
