"""A box that says something, or asks it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from prepdeck.text.safe import visible


class MessageScreen(ModalScreen[bool]):
    """One message with what to do about it; True when its first button was chosen, False otherwise.

    The texts may hold deck text: they are shown as they are.
    """

    CSS_PATH = "message.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(False)", "Back", id="message.back", tooltip="Close this message"),
        Binding("left,h", "app.focus_previous", "Previous button", id="message.previous", show=False),
        Binding("right,l", "app.focus_next", "Next button", id="message.next", show=False),
    ]

    def __init__(self, title: str, text: str, hint: str = "", yes: str = "OK", no: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Title, text, hint, buttons."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.can_focus = False
            yield Static(visible(self._title), classes="title", markup=False)
            yield Static(visible(self._text), markup=False)
            if self._hint:
                yield Static(visible(self._hint), classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self._yes, id="yes", variant="primary", compact=True)
                if self._no:
                    yield Button(self._no, id="no", compact=True)

    def on_mount(self) -> None:
        """Enter chooses the first button."""
        self.query_one("#yes").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")
