"""What every screen may ask of the app it runs in: the opened collection, a drill, a word to the user."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import visible
from prepdeck.tui.in_turn import InTurn

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_opening import MockOpening
    from prepdeck.study.request import DrillRequest, RehearsalRequest
    from prepdeck.study.setup import Setup
    from prepdeck.tui.stepping import Step


class Shell(App[object]):
    """The part of the app that screens know."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", id="app.help", tooltip="Show every key of this screen"),
        Binding("u", "undo", "Undo", id="app.undo", show=False, tooltip="Take back the last thing you did"),
        Binding("ctrl+r,U", "redo", "Redo", id="app.redo", show=False, tooltip="Take back the last undo"),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, tooltip="Leave prepdeck; everything is stored"),
    ]

    def __init__(self, setup: "Setup") -> None:
        super().__init__()
        self.setup = setup
        self.collection: Collection | None = None
        """The collection, once it is open."""
        self.clock_is_right = False
        """Whether the user said that an odd clock is right."""
        self.changes = InTurn("change cards")
        """What changes many cards, and every undo and redo: one after the other."""

    def begin(self, request: "DrillRequest | MockOpening | RehearsalRequest") -> None:
        """Begin a drill or a mock, at once or when the collection is open."""
        raise NotImplementedError

    def step(self, step: "Step") -> None:
        """Undo the newest action of this device, or take its newest undo back, away from the event loop."""
        raise NotImplementedError

    def drill(self, request: "DrillRequest") -> None:
        """Begin a drill, at once or when the collection is open."""
        self.begin(request)

    def browse(self, search: str = "") -> None:
        """Open the library browser, if the collection is open."""
        if self.collection is not None:
            from prepdeck.tui.screens.browse import BrowseScreen

            self.push_screen(BrowseScreen(self.collection, search))

    def _fatal_error(self) -> None:
        """Show a crash as Textual does, without the values of variables: they hold stories, and crashes get pasted."""
        import rich
        from rich.segment import Segments
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(show_locals=False, width=None, suppress=[rich])
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Say something in passing; it may hold deck text, which is shown as it is."""
        self.notify(visible(text), severity=severity, markup=False)

    def complain(self, error: PrepdeckError) -> None:
        """Say what went wrong and what to do, and wait until it was read."""
        from prepdeck.tui.screens.message import MessageScreen

        self.push_screen(MessageScreen("That did not work", error.message, error.hint))
