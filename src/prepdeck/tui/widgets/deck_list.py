"""Decks with what waits in them: one row each, the whole library first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line

LEAST_COLUMN_WIDTH = 6
WIDE_FROM = 56
_NONE = "·"


@dataclass(frozen=True, slots=True)
class Column:
    """A count's column: its title, a shorter one for narrow lists, and the style of counts."""

    title: str
    short: str
    style: str


DUE = Column("due", "due", "$due")
LEARNING = Column("learning", "lrn", "$learning")
NEW = Column("new", "new", "$new")
QUEUES = (DUE, LEARNING, NEW)


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One row: the decks it drills (none means all of them), its name (deck text), and a count for each column."""

    decks: tuple[str, ...]
    title: str
    counts: tuple[int, ...]


class DeckList(OptionList, inherit_bindings=False):
    """The rows; moving keys are as in vim, Enter and Space are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "cursor_down", "Down", id="list.down", show=False, tooltip="Next row"),
        Binding("k,up", "cursor_up", "Up", id="list.up", show=False, tooltip="Previous row"),
        Binding("home", "first", "First", id="list.first", show=False, tooltip="First row"),
        Binding("G,end", "last", "Last", id="list.last", show=False, tooltip="Last row"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", id="list.page_down", show=False, tooltip="A page down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", id="list.page_up", show=False, tooltip="A page up"),
    ]
    DEFAULT_CSS = """
    DeckList {
        background: $background;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus {
            border: none;
            background-tint: $background 0%;
        }
    }
    """

    def __init__(self, columns: tuple[Column, ...] = QUEUES, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self._columns = columns
        self._rows: tuple[DeckRow, ...] = ()
        self._pointed_at: int | None = None

    @property
    def rows(self) -> tuple[DeckRow, ...]:
        """What is listed."""
        return self._rows

    @property
    def chosen(self) -> DeckRow | None:
        """The row under the cursor."""
        return None if self.highlighted is None or not self._rows else self._rows[self.highlighted]

    def show(self, rows: Sequence[DeckRow]) -> None:
        """List these rows; the cursor stays on the decks it was on."""
        before = self.chosen
        if len(rows) != len(self._rows):
            self._rows = ()
            self.clear_options()
            self.add_options(Option("") for _ in rows)
        self._rows = tuple(rows)
        places = {row.decks: place for place, row in enumerate(rows)}
        self.highlighted = places.get(before.decks, 0) if before is not None else (0 if rows else None)
        self._draw(range(len(self._rows)))

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._draw(range(len(self._rows)))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Point at the row under the cursor: a ground of another colour alone says nothing without colours."""
        super().watch_highlighted(highlighted)
        self._draw(place for place in (self._pointed_at, highlighted) if place is not None)
        self._pointed_at = highlighted

    def _draw(self, places: Iterable[int]) -> None:
        for place in places:
            if place < len(self._rows):
                self.replace_option_prompt_at_index(place, self._prompt(self._rows[place], place == self.highlighted))

    @property
    def _width(self) -> int:
        return max(self.scrollable_content_region.width, 20)

    @property
    def _is_narrow(self) -> bool:
        return self._width < WIDE_FROM

    def _column_width(self, column: Column) -> int:
        title = column.short if self._is_narrow else column.title
        return max(LEAST_COLUMN_WIDTH, len(title) + 2)

    @property
    def _title_width(self) -> int:
        return self._width - sum(map(self._column_width, self._columns)) - 3

    def titles(self) -> Content:
        """The line above the list, on the same columns; narrow lists shorten the words."""
        names = [
            (column.short if self._is_narrow else column.title).rjust(self._column_width(column))
            for column in self._columns
        ]
        return Content.styled(f"{'DECKS'.ljust(self._title_width + 2)}{''.join(names)}", "$muted")

    def _prompt(self, row: DeckRow, pointed_at: bool) -> Content:
        pieces: list[tuple[str, str]] = [
            ("▸ " if pointed_at else "  ", "$accent"),
            (padded(one_line(row.title, self._title_width), self._title_width), "" if any(row.counts) else "$muted"),
        ]
        for column, count in zip(self._columns, row.counts, strict=True):
            shown, style = (str(count), column.style) if count else (_NONE, "$muted")
            pieces.append((shown.rjust(self._column_width(column)), style))
        return Content.assemble(*pieces)
