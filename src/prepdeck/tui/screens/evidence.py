"""Evidence for a 3 or 4: a line of the notes, or what was said, from memory and labelled so."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from prepdeck.mocks.debrief import Evidence
from prepdeck.text.safe import one_line, visible

_LONGEST = 160


class EvidenceScreen(ModalScreen[Evidence | None]):
    """Choose a line, or type one; None where there is none, and the score is not given."""

    CSS_PATH = "evidence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "No evidence", id="evidence.none", tooltip="Leave the score as it is"),
        Binding("tab", "app.focus_next", "Other field", id="evidence.next", show=False, tooltip="Lines or field"),
    ]

    def __init__(self, axis: str, score: int, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._axis = axis
        self._score = score
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The lines of the notes, and a field for what was said."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "enter take it · tab lines or field · esc none"
            yield Static(visible(f"{self._axis}: what shows a {self._score}?"), classes="title", markup=False)
            if self._lines:
                rows = (Option(Content(one_line(line, _LONGEST))) for line in self._lines)
                yield OptionList(*rows, compact=True, markup=False)
            yield Static("Or quote what you said, from memory:", classes="hint", markup=False)
            yield Input(placeholder="split by time, because the feed drifts", compact=True)

    def on_mount(self) -> None:
        """The lines first, where there are any."""
        self.query_one(OptionList if self._lines else Input).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line of the notes."""
        event.stop()
        self.dismiss(Evidence("notes", self._lines[event.option_index]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A quote from memory."""
        event.stop()
        if event.value.strip():
            self.dismiss(Evidence("memory", event.value.strip()))
