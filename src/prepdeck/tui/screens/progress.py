"""Progress: one question a panel, answered in words first and then drawn."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import visible
from prepdeck.tui.curving import CurveMade, CurveProgress, Curving
from prepdeck.tui.screens.progress_load import ahead_lines, curve_lines, waiting_curve_lines
from prepdeck.tui.screens.progress_memory import keeping_lines, memory_lines, year_lines
from prepdeck.tui.screens.progress_mocks import axis_lines, confusion_lines, guess_lines, overrun_lines
from prepdeck.tui.screens.progress_ready import EMPTY, ready_lines
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.lines import wrapped
from prepdeck.tui.widgets.page import PageView, heading

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.progress import Progress
    from prepdeck.study.ready_then import ReadyThen
    from prepdeck.study.retention import RetentionCurve
    from prepdeck.tui.shell import Shell

Panel = tuple[str, "Callable[[Progress, int], list[Content]] | None"]

KEEPING, AHEAD, RETENTION = "Am I keeping it?", "What comes?", "What would another retention cost?"
READY = "How ready was I, week by week?"

PANELS: tuple[Panel, ...] = (
    (KEEPING, keeping_lines),
    (AHEAD, ahead_lines),
    (RETENTION, None),
    (READY, None),
    ("What did I do this year?", year_lines),
    ("How strong are my memories?", memory_lines),
    ("Where do I overrun?", overrun_lines),
    ("Which skills are rising?", axis_lines),
    ("How well do I know how I did?", guess_lines),
    ("Which pattern did I take for which?", confusion_lines),
)
"""The questions, in order, and what answers them; None has numbers of its own, worked out when it is looked at."""


class ProgressRead(Message):
    """The numbers, or why there are none."""

    def __init__(self, progress: "Progress | None", error: PrepdeckError | None = None) -> None:
        super().__init__()
        self.progress = progress
        self.error = error


class ReadyRead(Message):
    """Readiness by week, or why there is none."""

    def __init__(self, then: "ReadyThen | PrepdeckError") -> None:
        super().__init__()
        self.then = then


class ProgressScreen(Screen[None]):
    """One panel at a time; the numbers are read behind the screen."""

    app: "Shell"
    CSS_PATH = "progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,l,right,space", "panel(1)", "Next", id="progress.next", tooltip="The next question"),
        Binding("shift+tab,h,left", "panel(-1)", "Before", id="progress.before", tooltip="The question before"),
        Binding("e", "easy_days", "Easy days", id="progress.easy", tooltip="How full each weekday may be"),
        Binding("t", "retention", "Retention", id="progress.retention", tooltip="How much is to be recalled when due"),
        Binding("o", "optimize", "Optimize", id="progress.optimize", tooltip="Fit the schedule to your own answers"),
        Binding("r", "readiness", "Readiness", id="progress.readiness", tooltip="Every requirement of the role"),
        Binding("g", "plan", "Plan", id="progress.plan", tooltip="The days until the interview"),
        Binding("j,down", "move(2)", "Down", show=False, id="progress.down", tooltip="Scroll down"),
        Binding("k,up", "move(-2)", "Up", show=False, id="progress.up", tooltip="Scroll up"),
        Binding("escape,q", "dismiss", "Back", id="progress.back", tooltip="Back to Today"),
    ]

    def __init__(self, collection: "Collection", question: str = "") -> None:
        super().__init__()
        self._collection = collection
        self._progress: Progress | None = None
        self._ready: ReadyThen | PrepdeckError | None = None
        self._panel = next((place for place, panel in enumerate(PANELS) if panel[0] == question), 0)
        self._curving = Curving()
        self._curve: tuple[RetentionCurve | None, tuple[str, ...]] | None = None
        self._share = 0.0

    def compose(self) -> ComposeResult:
        """One page."""
        yield TopLine("prepdeck › Progress")
        with VerticalScroll(id="page", can_focus=False):
            yield PageView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the numbers."""
        self._show()
        self._read()
        self._read_ready_if_asked()

    def on_unmount(self) -> None:
        """Nobody waits for the curve any more."""
        self._curving.stop()

    def on_screen_resume(self) -> None:
        """Something was done meanwhile."""
        if self._progress is not None:
            self._reread()

    def on_stepped(self) -> None:
        """Something was undone."""
        self._reread()

    def _reread(self) -> None:
        self._curving.stop()  # it may have read what stood before
        self._curve = None
        self._ready = None
        self._read()
        self._show()
        self._read_ready_if_asked()

    @work(thread=True, exclusive=True, group="progress")
    def _read(self) -> None:
        from prepdeck.study.progress import progress_of

        try:
            self.post_message(ProgressRead(progress_of(self._collection)))
        except PrepdeckError as error:
            self.post_message(ProgressRead(None, error))

    def on_progress_read(self, message: ProgressRead) -> None:
        """Show them."""
        if message.error is not None:
            self.app.complain(message.error)
        else:
            self._progress = message.progress
            self._show()

    # Readiness by week, once its panel is shown ----------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="readiness")
    def _read_ready(self) -> None:
        from prepdeck.study.ready_then import ready_then

        try:
            self.post_message(ReadyRead(ready_then(self._collection)))
        except PrepdeckError as error:
            self.post_message(ReadyRead(error))

    def _read_ready_if_asked(self) -> None:
        if PANELS[self._panel][0] == READY and self._ready is None:
            self._read_ready()

    def on_ready_read(self, message: ReadyRead) -> None:
        """Show it."""
        self._ready = message.then
        self._show()

    def _ready_lines(self, width: int) -> list[Content]:
        if self._ready is None:
            return [Content.styled("reading what you did", "$muted")]
        if isinstance(self._ready, PrepdeckError):
            return wrapped(Content(visible(f"{EMPTY}{self._ready.message} {self._ready.hint}")), width)
        return ready_lines(self._ready, width)

    # The curve, while its panel is shown -----------------------------------------------------------------------------

    def _simulate_if_asked(self) -> None:
        if PANELS[self._panel][0] != RETENTION:
            self._curving.stop()
        elif self._curve is None and not self._curving.is_running:
            self._share = 0.0
            self._curving.start(self, self._collection)

    def on_curve_progress(self, message: CurveProgress) -> None:
        """Say how far it is."""
        if self._curving.is_running and message.run == self._curving.run:
            self._share = message.share
            self._show()

    def on_curve_made(self, message: CurveMade) -> None:
        """Show it."""
        if not self._curving.ends_with(message):
            return
        if isinstance(message.error, PrepdeckError):
            self.app.complain(message.error)
        elif message.error is not None:
            raise message.error
        self._curve = (message.curve, message.notes)
        self._show()

    # Showing ----------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._simulate_if_asked()
        self.query_one(TopLine).far = f"{self._panel + 1} of {len(PANELS)}"
        self.query_one(PageView).show(self._lines)
        self.refresh_bindings()

    def _curve_lines(self, width: int) -> list[Content]:
        return waiting_curve_lines(self._share, width) if self._curve is None else curve_lines(*self._curve, width)

    def _lines(self, width: int) -> list[Content]:
        question, answer = PANELS[self._panel]
        if answer is None:
            return [*heading(question), *(self._ready_lines if question == READY else self._curve_lines)(width)]
        if self._progress is None:
            return [*heading(question), Content.styled("reading what you did", "$muted")]
        return [*heading(question), *answer(self._progress, width)]

    # Keys -------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The knobs stand where their effect is shown."""
        question = PANELS[self._panel][0]
        if action == "easy_days":
            return question == AHEAD
        if action == "retention":
            return question in (AHEAD, RETENTION)
        if action == "optimize":
            return question in (KEEPING, RETENTION)
        return True

    def action_panel(self, by: int) -> None:
        """Another question."""
        self._panel = (self._panel + by) % len(PANELS)
        self._show()
        self._read_ready_if_asked()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def action_easy_days(self) -> None:
        """Change how full the weekdays may be."""
        from prepdeck.tui.load_settings import ask_easy_days

        ask_easy_days(self.app, self._collection, self._reread)

    def action_retention(self) -> None:
        """Change how much is to be recalled."""
        from prepdeck.tui.load_settings import ask_retention

        ask_retention(self.app, self._collection, self._curve[0] if self._curve else None, self._reread)

    def action_optimize(self) -> None:
        """Fit the weights; what changed is read again when this screen comes back."""
        from prepdeck.tui.screens.optimize import OptimizeScreen

        self.app.push_screen(OptimizeScreen(self._collection))

    def action_readiness(self) -> None:
        """Every requirement."""
        from prepdeck.tui.screens.readiness import ReadinessScreen

        self.app.push_screen(ReadinessScreen(self._collection))

    def action_plan(self) -> None:
        """The days until the interview."""
        from prepdeck.tui.screens.plan import open_plan

        open_plan(self.app, self._collection)

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)
