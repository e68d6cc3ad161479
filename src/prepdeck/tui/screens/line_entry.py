"""One line typed beside a run: a question to the interviewer, a thought to park."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from prepdeck.text.safe import visible


class LineEntryScreen(ModalScreen[str]):
    """A field at the foot of the screen; gives what was typed, empty for nothing."""

    CSS_PATH = "line_entry.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", "Cancel", id="entry.cancel", tooltip="Close this field"),
    ]

    def __init__(self, title: str, hint: str, placeholder: str, enter: str = "say it") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._placeholder = placeholder
        self._enter = enter

    def compose(self) -> ComposeResult:
        """What it is for, and the field."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = f"enter {self._enter} · esc cancel"
            yield Static(visible(self._title), classes="title", markup=False)
            yield Input(placeholder=self._placeholder, compact=True)
            yield Static(visible(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter says it."""
        event.stop()
        self.dismiss(event.value)
