"""A take pasted as text, to count its words and fillers; it is read here and kept nowhere."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from prepdeck.stories.take import take_of


class TakeScreen(ModalScreen[str]):
    """A field to paste a transcript into; gives its text, empty for none."""

    CSS_PATH = "take.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "done", "Count it", id="take.done", tooltip="Count its words and fillers"),
        Binding("escape", "dismiss('')", "Cancel", id="take.cancel", tooltip="Close this field"),
    ]

    def compose(self) -> ComposeResult:
        """What it is for, the field, and its count while one types."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "ctrl+s count it · esc cancel"
            yield Static("Paste what you said", classes="title")
            yield Static(
                "A transcript of your recorder, say. It stays on this machine and is not kept.", classes="hint"
            )
            yield TextArea(compact=True)
            yield Static(id="count", markup=False)

    def on_mount(self) -> None:
        """Pasting begins at once."""
        self.query_one(TextArea).focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what was counted so far."""
        event.stop()
        take = take_of(event.text_area.text)
        self.query_one("#count", Static).update(f"{take.words} words, {take.filler_text}" if take.words else "")

    def action_done(self) -> None:
        """Give the text."""
        self.dismiss(self.query_one(TextArea).text)
