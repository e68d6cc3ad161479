"""Where an answer is typed, with the unit it is wanted in beside it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.faces import Interaction
from prepdeck.text.safe import one_line

_UNIT_WIDTH = 24


class AnswerField(Horizontal):
    """One line to type into; Enter submits it."""

    DEFAULT_CSS = """
    AnswerField { height: 3; }
    AnswerField Input { width: 1fr; border: round $rule; background: $background; padding: 0 1; }
    AnswerField Input:focus { border: round $accent; }
    AnswerField .unit { width: auto; margin: 1 1; color: $muted; }
    """

    def compose(self) -> ComposeResult:
        """The field, then the unit."""
        yield Input(select_on_focus=False)
        yield Static("", classes="unit", markup=False)

    @property
    def input(self) -> Input:
        """The field itself."""
        return self.query_one(Input)

    def ask(self, attempt: Attempt) -> None:
        """Begin anew, for another card."""
        unit = attempt.face.unit
        numeric = attempt.face.interaction is Interaction.NUMERIC
        self.input.value = ""
        self.input.placeholder = "a number or arithmetic, 7*16/64" if numeric else "type the answer"
        self.query_one(".unit", Static).update(one_line(unit, _UNIT_WIDTH))
        self.query_one(".unit").display = bool(unit)
