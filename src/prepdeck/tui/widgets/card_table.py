"""A table of cards as long as the library: only the rows on screen are ever drawn."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from prepdeck.model.cloze import ClozeProblem, cloze_question
from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.card_words import due_text, memory_text, signs_of
from prepdeck.tui.widgets.row_list import LIST_KEYS

if TYPE_CHECKING:
    from prepdeck.model.study_day import Moment
    from prepdeck.storage.listing import ListedCard

_SIGNS, _DUE, _MEMORY, _DECK = 4, 11, 7, 16
_DECK_FROM = 84
MEMORY_FROM = 44


class CardTable(ScrollView, can_focus=True):
    """Front, due and memory of each card; `▸` is the cursor, `●` a mark. Keys and the mouse move the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS
    DEFAULT_CSS = """
    CardTable { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """The row pointed at."""

    class Moved(Message):
        """The cursor stands on another card, or on none."""

    class Opened(Message):
        """A row was clicked that the cursor was on already."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: Sequence[ListedCard] = ()
        self.marked: set[str] = set()
        self._now: Moment | None = None

    @property
    def chosen(self) -> "ListedCard | None":
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: "Sequence[ListedCard]", now: "Moment", key: str = "") -> None:
        """List these rows; the cursor goes to the card `key`, else stays on its card, else on its place."""
        wanted = key or (self.chosen.key if self.chosen else "")
        place = next((at for at, row in enumerate(rows) if row.key == wanted), min(self.cursor, max(len(rows) - 1, 0)))
        self.rows, self._now = rows, now
        self.virtual_size = Size(0, len(rows))
        self.set_reactive(CardTable.cursor, place)
        self._into_view()
        self.refresh()
        self.post_message(self.Moved())

    def toggle_marks(self, keys: Iterable[str]) -> None:
        """Mark these cards; where all of them are, take the marks back."""
        wanted = set(keys)
        self.marked = self.marked - wanted if wanted <= self.marked else self.marked | wanted
        self.refresh()

    # Moving -------------------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """Within the rows."""
        return min(max(cursor, 0), max(len(self.rows) - 1, 0))

    def watch_cursor(self, before: int, now: int) -> None:
        """Follow the cursor; where nothing scrolls, two rows are drawn."""
        top = self.scroll_offset.y
        self._into_view()
        for row in (before, now):
            self.refresh(Region(0, row - top, max(self.size.width, 1), 1))
        self.post_message(self.Moved())

    def _into_view(self) -> None:
        if 0 <= self.cursor - self.scroll_offset.y < self.scrollable_content_region.height:
            return
        self.scroll_to_region(Region(0, self.cursor, max(self.size.width, 1), 1), animate=False, force=True)

    def on_resize(self) -> None:
        """The columns depend on the room there is, and the cursor stays in it."""
        self._into_view()

    def action_cursor_down(self) -> None:
        """To the next row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """To the row before."""
        self.cursor -= 1

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self.rows) - 1

    def action_page_down(self) -> None:
        """A page down."""
        self.cursor += max(self.size.height - 1, 1)

    def action_page_up(self) -> None:
        """A page up."""
        self.cursor -= max(self.size.height - 1, 1)

    def on_click(self, event: events.Click) -> None:
        """Point at the clicked row; once more opens it."""
        row = event.y + self.scroll_offset.y
        if row < len(self.rows):
            event.stop()
            if row == self.cursor:
                self.post_message(self.Opened())
            self.cursor = row

    # Drawing ------------------------------------------------------------------------------------------------------

    def titles(self) -> Content:
        """The line above the table, on the same columns."""
        width = self._width
        front, deck, memory = self._columns(width)
        text = " " * _SIGNS + "CARDS".ljust(front)
        text += "deck".ljust(_DECK) if deck else ""
        text += "due".rjust(_DUE) + ("recall".rjust(_MEMORY) if memory else "")
        return Content.styled(text, "$muted")

    @property
    def _width(self) -> int:
        return max(self.scrollable_content_region.width, 20)

    def _columns(self, width: int) -> tuple[int, bool, bool]:
        """The width of the front, and whether deck and memory are shown."""
        deck, memory = width >= _DECK_FROM, width >= MEMORY_FROM
        return width - _SIGNS - _DUE - deck * _DECK - memory * _MEMORY, deck, memory

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self._width
        at = y + self.scroll_offset.y
        if at >= len(self.rows) or self._now is None:
            return Strip.blank(self.size.width, self.rich_style)
        line = self._line(self.rows[at], width, at == self.cursor)
        if at == self.cursor:
            line = line.stylize_before("bold on $panel" if self.has_focus else "bold on $surface")
        segments = line.render_segments(self.visual_style)
        return Strip(segments, line.cell_length).adjust_cell_length(width, self.rich_style)

    def _line(self, row: "ListedCard", width: int, is_here: bool) -> Content:
        front_width, deck, memory = self._columns(width)
        assert self._now is not None, "set with the rows"
        due, due_style = due_text(row, self._now)
        recall, recall_style = memory_text(row)
        sign, sign_style = signs_of(row)
        gone = "$muted" if row.suspended else ""
        return Content.assemble(
            ("▸" if is_here else " ", "$accent"),
            ("● " if row.key in self.marked else "  ", "$accent"),
            (sign, sign_style),
            (padded(one_line(front_of(row), front_width - 1), front_width), gone),
            (padded(one_line(row.deck, _DECK - 2), _DECK) if deck else "", "$muted"),
            (due.rjust(_DUE), due_style),
            (recall.rjust(_MEMORY) if memory else "", recall_style),
        )


def front_of(row: "ListedCard") -> str:
    """What the card asks: of a cloze the text with its own gap."""
    if row.kind == "cloze":
        number = row.key.rpartition("#c")[2]
        try:
            return cloze_question(row.front, int(number))
        except (ClozeProblem, ValueError):  # the text was cut inside a gap
            return row.front
    return row.front
