"""Progress: one question a panel, answered in words first and then drawn."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import visible
from prepdeck.tui.screens.progress_memory import ahead_lines, keeping_lines, memory_lines, year_lines
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
    from prepdeck.tui.shell import Shell

READY = "How ready was I, week by week?"
"""The question with numbers of its own, which are read when it is looked at."""
Panel = tuple[str, "Callable[[Any, int], list[Content]]"]
"""A question, and its answer: of the numbers and a width, lines."""

PANELS: tuple[Panel, ...] = (
    ("Am I keeping it?", keeping_lines),
    ("What comes?", ahead_lines),
    (READY, ready_lines),
    ("What did I do this year?", year_lines),
    ("How strong are my memories?", memory_lines),
    ("Where do I overrun?", overrun_lines),
    ("Which skills are rising?", axis_lines),
    ("How well do I know how I did?", guess_lines),
    ("Which pattern did I take for which?", confusion_lines),
)
"""The questions, in order, and what answers them."""


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
        self._ask()

    def on_screen_resume(self) -> None:
        """Something was done meanwhile."""
        if self._progress is not None:
            self._read()

    def on_stepped(self) -> None:
        """Something was undone."""
        self._read()

    @work(thread=True, exclusive=True, group="progress")
    def _read(self) -> None:
        from prepdeck.study.progress import progress_of

        try:
            self.post_message(ProgressRead(progress_of(self._collection)))
        except PrepdeckError as error:
            self.post_message(ProgressRead(None, error))

    @work(thread=True, exclusive=True, group="readiness")
    def _read_ready(self) -> None:
        from prepdeck.study.ready_then import ready_then

        try:
            self.post_message(ReadyRead(ready_then(self._collection)))
        except PrepdeckError as error:
            self.post_message(ReadyRead(error))

    def on_ready_read(self, message: ReadyRead) -> None:
        """Show it."""
        self._ready = message.then
        self._show()

    def on_progress_read(self, message: ProgressRead) -> None:
        """Show them."""
        if message.error is not None:
            self.app.complain(message.error)
        else:
            self._progress = message.progress
            if self._ready is not None:
                self._read_ready()
            self._show()

    def _show(self) -> None:
        self.query_one(TopLine).far = f"{self._panel + 1} of {len(PANELS)}"
        self.query_one(PageView).show(self._lines)

    def _lines(self, width: int) -> list[Content]:
        question, answer = PANELS[self._panel]
        numbers = self._ready if question == READY else self._progress
        if numbers is None:
            return [*heading(question), Content.styled("reading what you did", "$muted")]
        if isinstance(numbers, PrepdeckError):
            return [*heading(question), *wrapped(Content(visible(f"{EMPTY}{numbers.message} {numbers.hint}")), width)]
        return [*heading(question), *answer(numbers, width)]

    def _ask(self) -> None:
        """Read what this question alone needs."""
        if PANELS[self._panel][0] == READY and self._ready is None:
            self._read_ready()

    def action_panel(self, by: int) -> None:
        """Another question."""
        self._panel = (self._panel + by) % len(PANELS)
        self._ask()
        self._show()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

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
