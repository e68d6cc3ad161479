"""The chosen card: question and answer as the drill shows them, its memory and its history."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from prepdeck.tui.widgets.card_facts import CardFacts
from prepdeck.tui.widgets.card_preview import CardPreview

if TYPE_CHECKING:
    from prepdeck.study.lookup import CardDetails


class CardPane(VerticalScroll, inherit_bindings=False):
    """Scrolls with the keys of the lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", id="pane.down", show=False, tooltip="Scroll down"),
        Binding("k,up", "scroll_up", "Up", id="pane.up", show=False, tooltip="Scroll up"),
        Binding("home", "scroll_home", "Top", id="pane.top", show=False, tooltip="To the top"),
        Binding("G,end", "scroll_end", "Bottom", id="pane.bottom", show=False, tooltip="To the bottom"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", id="pane.page_down", show=False, tooltip="A page down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", id="pane.page_up", show=False, tooltip="A page up"),
    ]

    preview = getters.query_one(CardPreview)
    facts = getters.query_one(CardFacts)
    _key = ""

    def compose(self) -> ComposeResult:
        """The card, then what is known of it."""
        yield CardPreview(id="preview")
        yield CardFacts(with_place=False, id="facts")

    def show(self, details: "CardDetails | None") -> None:
        """Show this card; None shows nothing."""
        self.preview.show([(details.card, details.state)] if details is not None and details.card is not None else [])
        self.facts.show(details)
        self.facts.display = details is not None
        key = details.key if details is not None else ""
        if key != self._key:
            self._key = key
            self.scroll_home(animate=False)
