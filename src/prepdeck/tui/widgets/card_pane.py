"""The chosen card: question and answer as the drill shows them, its memory and its history.

It draws its lines itself: a widget that changes its height lays the whole screen out anew, and this one follows a
cursor.
"""

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from prepdeck.tui.widgets.card_facts import fact_lines
from prepdeck.tui.widgets.card_preview import card_lines
from prepdeck.tui.widgets.lines import blank

if TYPE_CHECKING:
    from prepdeck.study.lookup import CardDetails

_TWO_COLUMNS_FROM = 72
_FACTS, _GAP = 32, 3


class CardPane(ScrollView, can_focus=True, inherit_bindings=False):
    """The card above its facts, or where there is room beside them; scrolls with the keys of the lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", id="pane.down", show=False, tooltip="Scroll down"),
        Binding("k,up", "scroll_up", "Up", id="pane.up", show=False, tooltip="Scroll up"),
        Binding("home", "scroll_home", "Top", id="pane.top", show=False, tooltip="To the top"),
        Binding("G,end", "scroll_end", "Bottom", id="pane.bottom", show=False, tooltip="To the bottom"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", id="pane.page_down", show=False, tooltip="A page down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", id="pane.page_up", show=False, tooltip="A page up"),
    ]
    DEFAULT_CSS = """
    CardPane { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    details: "reactive[CardDetails | None]" = reactive(None, init=False)
    """The card that is shown; None shows nothing."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: list[Content] = []

    def show(self, details: "CardDetails | None") -> None:
        """Show this card; another one from its top."""
        key = self.details.key if self.details is not None else ""
        self.details = details
        if details is None or details.key != key:
            self.scroll_home(animate=False)

    def watch_details(self) -> None:
        """Lay it out."""
        self._lay_out()

    def on_resize(self) -> None:
        """Lay it out for the new width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self.refresh()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = _lines(self.details, width) if self.details is not None and width > 0 else []
        page = max(self.scrollable_content_region.height, 1)
        pages = max(-(-len(self._lines) // page), 1)
        self.virtual_size = Size(0, pages * page)  # whole pages: another size lays the whole screen out anew
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self._lines[at]
        strip = Strip(line.render_segments(self.visual_style), line.cell_length)
        return strip.adjust_cell_length(self.size.width, self.rich_style)


def _lines(details: "CardDetails", width: int) -> list[Content]:
    if width < _TWO_COLUMNS_FROM:
        card = card_lines(details.card, details.state, width) if details.card is not None else []
        rule = Content.styled("─" * width, "$rule")
        return [*card, Content(""), rule, Content(""), *fact_lines(details, width)]
    inner = width - _FACTS - _GAP
    card = card_lines(details.card, details.state, inner) if details.card is not None else []
    return [
        Content.assemble(left, blank(inner - left.cell_length), (" │ ", "$rule"), right)
        for left, right in zip_longest(card, fact_lines(details, _FACTS), fillvalue=Content(""))
    ]
