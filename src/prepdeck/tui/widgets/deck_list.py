"""Decks with what waits in them: one row each, the whole library first."""

from collections.abc import Hashable
from dataclasses import dataclass

from textual.content import Content

from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.row_list import RowList

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


class DeckList(RowList[DeckRow]):
    """One row a selection of decks, with its counts."""

    def __init__(self, columns: tuple[Column, ...] = QUEUES, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = columns

    def name_of(self, row: DeckRow) -> Hashable:
        """The decks it drills."""
        return row.decks

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

    def prompt_of(self, row: DeckRow, pointed_at: bool) -> Content:
        """Its title and a count a column."""
        pieces: list[tuple[str, str]] = [
            ("▸ " if pointed_at else "  ", "$accent"),
            (padded(one_line(row.title, self._title_width), self._title_width), "" if any(row.counts) else "$muted"),
        ]
        for column, count in zip(self._columns, row.counts, strict=True):
            shown, style = (str(count), column.style) if count else (_NONE, "$muted")
            pieces.append((shown.rjust(self._column_width(column)), style))
        return Content.assemble(*pieces)
