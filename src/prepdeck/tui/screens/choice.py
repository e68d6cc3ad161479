"""A box that asks which of a few things to do, each with its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prepdeck.text.safe import visible


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to do: its key, its name, and what it means."""

    key: str
    name: str
    meaning: str = ""


class ChoiceScreen(ModalScreen[str]):
    """Gives the key of what was chosen, by that key or with Enter; empty for none."""

    CSS_PATH = "choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss('')", "Back", id="choice.back", tooltip="Choose nothing"),
        Binding("j", "down", "Down", id="choice.down", show=False, tooltip="Next choice"),
        Binding("k", "up", "Up", id="choice.up", show=False, tooltip="Previous choice"),
    ]

    def __init__(self, title: str, text: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """What is asked, and the choices."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.can_focus = False
            yield Static(visible(self._title), classes="title", markup=False)
            if self._text:
                yield Static(visible(self._text), classes="text", markup=False)
            yield OptionList(*(Option(_row(choice)) for choice in self._choices), compact=True, markup=False)

    def on_mount(self) -> None:
        """Enter takes the first."""
        chosen = self.query_one(OptionList)
        chosen.highlighted = 0
        chosen.focus()

    def on_key(self, event: events.Key) -> None:
        """A choice's own key takes it."""
        if any(event.character == choice.key for choice in self._choices):
            event.stop()
            self.dismiss(event.character or "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes the row."""
        event.stop()
        self.dismiss(self._choices[event.option_index].key)

    def action_down(self) -> None:
        """To the next choice."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """To the choice before."""
        self.query_one(OptionList).action_cursor_up()


def _row(choice: Choice) -> Content:
    return Content.assemble(
        (f"{choice.key}  ", "$accent bold"), (visible(choice.name), "bold"), (f"  {visible(choice.meaning)}", "$muted")
    )
