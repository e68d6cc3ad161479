"""Fitting the scheduling to the user's own answers: what it does, how far it is, what came of it."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import visible
from prepdeck.tui.optimizing import Fitted, Fitting, FittingStage

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection

ABOUT = (
    "Fits FSRS to how you remember. The newest fifth of your reviews is held out: new weights are adopted only where"
    " they predict it clearly better. Due dates stay."
)


class OptimizeScreen(ModalScreen[bool]):
    """True once new weights are in force. Leaving it before stops the fitting, and nothing changes."""

    CSS_PATH = "optimize.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Back", id="optimize.back", tooltip="Stop, or close what came of it"),
    ]

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        self._collection = collection
        self._fitting = Fitting()
        self._adopted = False
        self._done = False

    def compose(self) -> ComposeResult:
        """What it is, and how far."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "esc stop"
            yield Static("Fit the schedule to you", classes="title")
            yield Static(ABOUT, classes="about", markup=False)
            yield Static("", id="outcome", markup=False)
            yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._fitting.start(self, self._collection)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._fitting.stop()

    def on_fitting_stage(self, message: FittingStage) -> None:
        """Say what it does now."""
        if not self._done:
            self.query_one("#outcome", Static).update(f"{message.text} …")

    def on_fitted(self, message: Fitted) -> None:
        """Say what came of it."""
        self._done = True
        found, error = message.found, message.error
        if found is not None:
            self._adopted = found.is_adopted
            self._say(found.text, "u takes it back." if found.is_adopted else "")
        elif isinstance(error, PrepdeckError):
            self._say(error.message, error.hint)
        else:
            self._say(f"Fitting failed, and nothing was changed: {error}", "")

    def _say(self, text: str, hint: str) -> None:
        self.query_one("#outcome", Static).update(visible(text))
        self.query_one("#hint", Static).update(visible(hint))
        self.query_one(".dialog").border_subtitle = "esc back"

    def action_leave(self) -> None:
        """Close it."""
        self.dismiss(self._adopted)
