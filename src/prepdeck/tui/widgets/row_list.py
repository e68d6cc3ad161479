"""A list of rows with columns: moving as in vim, a pointer that is seen without colors, columns as wide as fits."""

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

LIST_KEYS: list[BindingType] = [
    Binding("j,down", "cursor_down", "Down", id="list.down", show=False, tooltip="Next row"),
    Binding("k,up", "cursor_up", "Up", id="list.up", show=False, tooltip="Previous row"),
    Binding("home", "first", "First", id="list.first", show=False, tooltip="First row"),
    Binding("G,end", "last", "Last", id="list.last", show=False, tooltip="Last row"),
    Binding("pagedown,ctrl+f", "page_down", "Page down", id="list.page_down", show=False, tooltip="A page down"),
    Binding("pageup,ctrl+b", "page_up", "Page up", id="list.page_up", show=False, tooltip="A page up"),
]
"""How every list is moved through; Enter and Space are left to its screen."""

Row = TypeVar("Row")


class RowList(OptionList, Generic[Row], inherit_bindings=False):
    """The rows of one kind of list: a subclass says what a row is known by and how it is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS
    DEFAULT_CSS = """
    RowList {
        background: $background;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $background 0%; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self._rows: tuple[Row, ...] = ()
        self._pointed_at: int | None = None

    def name_of(self, row: Row) -> Hashable:
        """What the row is known by, so that the cursor stays on it when the rows change."""
        raise NotImplementedError

    def is_heading(self, row: Row) -> bool:
        """Whether the cursor passes it over."""
        del row
        return False

    def prompt_of(self, row: Row, pointed_at: bool) -> Content:
        """The row drawn in the width there is."""
        raise NotImplementedError

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is listed."""
        return self._rows

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        at = self.highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at]

    def show(self, rows: Sequence[Row], choose: Hashable = None) -> None:
        """List these rows, the cursor on the one named `choose`, else on that it was on, else on the first."""
        before = self.chosen
        wanted = choose or (None if before is None else self.name_of(before))
        if list(map(self.is_heading, rows)) != list(map(self.is_heading, self._rows)):
            self._rows = ()
            self.clear_options()
            self.add_options(Option("", disabled=self.is_heading(row)) for row in rows)
        self._rows = tuple(rows)
        places = {self.name_of(row): place for place, row in enumerate(rows) if not self.is_heading(row)}
        self.highlighted = places.get(wanted, min(places.values(), default=None))
        self._draw(range(len(self._rows)))

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._draw(range(len(self._rows)))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Point at the row under the cursor: a ground of another color alone says nothing without colors."""
        super().watch_highlighted(highlighted)
        self._draw(place for place in (self._pointed_at, highlighted) if place is not None)
        self._pointed_at = highlighted

    def _draw(self, places: Iterable[int]) -> None:
        for place in places:
            if place < len(self._rows):
                prompt = self.prompt_of(self._rows[place], pointed_at=place == self.highlighted)
                self.replace_option_prompt_at_index(place, prompt)
