"""About one card: where it is written, what is known of its memory, and every answer it was given."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from prepdeck.tui.widgets.card_facts import CardFacts

if TYPE_CHECKING:
    from prepdeck.study.lookup import CardDetails


class InfoScreen(ModalScreen[None]):
    """A card's particulars; tags and tier only `with_labels`: before the answer they would give it away."""

    CSS_PATH = "info.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i,enter,space", "dismiss(None)", "Back", id="info.back", tooltip="Back to the card"),
    ]

    def __init__(self, details: "CardDetails", *, with_labels: bool) -> None:
        super().__init__()
        self._details = details
        self._with_labels = with_labels

    def compose(self) -> ComposeResult:
        """One scrolling box."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = Content("About this card")
            dialog.border_subtitle = Content("esc back")
            yield CardFacts(self._details, with_labels=self._with_labels)

    def on_mount(self) -> None:
        """Keys scroll."""
        self.query_one(VerticalScroll).focus()
