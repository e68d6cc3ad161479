"""A mock said aloud: a large clock, and Space for the next phase."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from prepdeck.mocks.run import Tone
from prepdeck.mocks.spans import clock_text
from prepdeck.text.safe import visible
from prepdeck.tui.screens.mock_run import MockRunScreen
from prepdeck.tui.widgets.blocks import RichText
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.notice import NoticeLine
from prepdeck.tui.widgets.run_view import RunStory, nudge_text


class SpokenRunScreen(MockRunScreen):
    """You speak, the clock runs; nothing needs typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "next", "Next phase", id="run.next", tooltip="On to the next phase"),
        Binding("n", "probe", "Next question", id="run.probe", tooltip="Let the interviewer ask the next question"),
        Binding("m", "mark", "Mark", id="run.mark", tooltip="Mark this moment, to come back to it in the debrief"),
        Binding("f2,h", "hint", "Hint", id="run.hint", tooltip="Show the next hint; the axis is then capped at 3"),
        Binding("f3,slash", "ask", "Ask", id="run.ask", tooltip="Ask the interviewer a question"),
        Binding("escape,q", "leave", "Finish or leave", id="run.leave", tooltip="Finish, leave or abandon"),
        Binding("f4", "park", "Park", id="run.park", tooltip="Put a thought aside for later"),
        Binding("p", "pause", "Pause", show=False, id="run.pause", tooltip="Stop the clock, or let it go on"),
        Binding(
            "backspace,left",
            "previous",
            "Phase before",
            show=False,
            id="run.previous",
            tooltip="Back to the phase before",
        ),
        Binding("u", "undo", "Undo", show=False, id="run.undo", tooltip="Take back the last mark or change of phase"),
    ]

    prompt = getters.query_one("#prompt", RichText)
    title_line = getters.query_one("#phase", Static)
    digits = getters.query_one(Digits)
    caption = getters.query_one("#caption", Static)
    story = getters.query_one(RunStory)

    def compose(self) -> ComposeResult:
        """The prompt, the phase, the clock, and what was said beside it."""
        yield TopLine()
        with VerticalScroll(id="stage", can_focus=False), Vertical(id="column"):
            yield RichText(id="prompt")
            yield Static(id="phase", markup=False)
            yield Digits()
            yield Static(id="caption", markup=False)
            yield RunStory(id="story")
        yield NoticeLine()
        yield KeyLine()

    def draw(self) -> None:
        """Draw phase and clock."""
        self.draw_frame()
        mock = self.mock
        run, clock = mock.run, mock.clock
        self.prompt.show(mock.about.scenario.prompt)
        number = f"   {run.current + 1} of {len(run.phases)}" if run.setup.whole else ""
        title = visible(run.phase.planned.title).upper()
        self.title_line.update(Content.assemble((title, "bold"), (number, "$muted")))
        left_ms, caption = self._time_left()
        self.set_class(clock.tone is not Tone.CALM or left_ms < 0, "-over")
        self.digits.update(clock_text(abs(left_ms)) if abs(left_ms) >= 1000 else "0:00")
        self.caption.update(caption)
        self.story.show(mock)

    def _time_left(self) -> tuple[int, Content]:
        """What the large clock shows, and the words beneath it: of the answer until the first probe, then the phase."""
        mock, clock = self.mock, self.mock.clock
        phase, done_when = mock.scenario_phase, mock.framework_phase.done_when if mock.framework_phase else ""
        if phase is not None and phase.answer_seconds and not mock.probes:
            left_ms = phase.answer_seconds * 1000 - clock.used_ms
            words = "left for the answer" if left_ms >= 0 else "over: come to an end, then let them ask"
            return left_ms, Content.styled(words, "$muted")
        nudge = nudge_text(mock)
        if clock.left_ms < 0:
            return clock.left_ms, Content.assemble(
                ("over", "$hard bold"), (f"   {visible(nudge)}" if nudge else "", "bold")
            )
        until = f"   until {visible(done_when)}" if done_when else ""
        return clock.left_ms, Content.assemble("left", (until, "$muted"))

    def phase_changed(self) -> None:
        """From the top again."""
        self.query_one("#stage", VerticalScroll).scroll_home(animate=False)
