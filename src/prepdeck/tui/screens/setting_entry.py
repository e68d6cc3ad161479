"""One setting typed in a field that says at once what it was understood as."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from prepdeck.text.safe import visible


class SettingEntryScreen(ModalScreen[str]):
    """Gives what was typed once it can be used, None where it was left.

    `meaning` says what the text would set; it raises ValueError saying what is wrong with it.
    """

    CSS_PATH = "setting_entry.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Cancel", id="setting.cancel", tooltip="Leave the setting as it is"),
    ]

    def __init__(self, title: str, value: str, hint: str, meaning: Callable[[str], str]) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._meaning = meaning

    def compose(self) -> ComposeResult:
        """What it is for, the field, what was understood, and how it is written."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "enter set · esc cancel"
            yield Static(visible(self._title), classes="title", markup=False)
            yield Input(self._value, compact=True, select_on_focus=True)
            yield Static(id="meaning", classes="meaning", markup=False)
            yield Static(visible(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()
        self._say(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how what was typed is understood."""
        event.stop()
        self._say(event.value)

    def _say(self, text: str) -> bool:
        """Show the meaning; whether it can be set."""
        shown = self.query_one("#meaning", Static)
        try:
            meaning, wrong = self._meaning(text), False
        except ValueError as error:
            meaning, wrong = f"✗ {error}", True
        shown.update(visible(meaning))
        shown.set_class(wrong, "wrong")
        return not wrong

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter sets it, unless it cannot be."""
        event.stop()
        if self._say(event.value):
            self.dismiss(event.value)
