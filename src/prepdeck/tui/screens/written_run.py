"""A mock in writing: every phase with its notes; typing never triggers a command, those are function keys."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from prepdeck.mocks.run import Tone
from prepdeck.mocks.session import Notice
from prepdeck.mocks.spans import clock_text
from prepdeck.study.mocking import RunningMock
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.screens.mock_run import MockRunScreen
from prepdeck.tui.widgets.blocks import RichText
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.notice import NoticeLine
from prepdeck.tui.widgets.run_view import PhaseRail, RunStory, behind_text, nudge_text


def _key(keys: str, action: str, label: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    """A key of a written run: before the editor, which has uses of its own for escape, f6 and f7."""
    return Binding(keys, action, label, show=show, priority=True, id=f"written.{name}", tooltip=tooltip)


class WrittenRunScreen(MockRunScreen):
    """The phases on the left, the notes of the present one on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("f5", "next", "Next phase", "next", "On to the next phase"),
        _key("f7", "probe", "Next question", "probe", "Let the interviewer ask the next question"),
        _key("f2", "hint", "Hint", "hint", "Show the next hint; the axis is then capped at 3"),
        _key("f3", "ask", "Ask", "ask", "Ask the interviewer a question"),
        _key("f4", "park", "Park", "park", "Put a thought aside for later"),
        _key("escape", "leave", "Finish or leave", "leave", "Finish, leave or abandon"),
        _key("f1", "app.help", "Help", "help", "Show every key of this screen"),
        _key("f11", "prompt", "The question", "prompt", "Show the whole question, or only its beginning", show=False),
        _key("f6", "previous", "Phase before", "previous", "Back to the phase before", show=False),
        _key("f8", "pause", "Pause", "pause", "Stop the clock, or let it go on", show=False),
        _key("f9", "mark", "Mark", "mark", "Mark this moment", show=False),
        _key("f10", "undo", "Undo", "undo", "Take back the last change of phase", show=False),
    ]

    prompt = getters.query_one("#prompt", RichText)
    title_line = getters.query_one("#phase", Static)
    rail = getters.query_one(PhaseRail)
    story = getters.query_one(RunStory)
    beside = getters.query_one("#behind", Static)
    editor = getters.query_one(TextArea)

    def __init__(self, mock: RunningMock) -> None:
        super().__init__(mock)
        self._phase_in_editor = mock.run.current
        self._whole_prompt = False

    def compose(self) -> ComposeResult:
        """The rail, the prompt, the notes."""
        yield TopLine()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield PhaseRail()
                yield Static(id="behind", markup=False)
            with Vertical(id="right"):
                yield RichText(id="prompt")
                yield Static(id="phase", markup=False)
                yield TextArea(
                    self.mock.notes, id="notes", soft_wrap=True, show_line_numbers=False, tab_behavior="indent"
                )
                yield RunStory(id="story", with_course=False)
        yield NoticeLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Typing begins at once, at the end of what is there."""
        super().on_mount()
        self.editor.focus()
        self.editor.move_cursor(self.editor.document.end)

    def typed(self) -> str | None:
        """The notes of the phase in the editor; None while the run is already in another."""
        return self.editor.text if self._phase_in_editor == self.mock.run.current else None

    def act(self, step: Callable[[], None], told: Callable[[], Notice] | None = None) -> None:
        """Do one step once the editor has what was typed before it: a fast typist's keys are still on their way."""
        self.editor.call_later(super().act, step, told)

    def phase_changed(self) -> None:
        """The editor holds the notes of the new phase."""
        self._phase_in_editor = self.mock.run.current
        self.editor.load_text(self.mock.notes)
        self.editor.move_cursor(self.editor.document.end)

    def action_prompt(self) -> None:
        """The whole question, or only its beginning."""
        self._whole_prompt = not self._whole_prompt
        self.draw()

    def draw(self) -> None:
        """Draw the rail, the phase's clock and what was said."""
        self.draw_frame()
        mock = self.mock
        clock = mock.clock
        self.prompt.show(self._prompt_text())
        self.rail.show(mock.run, mock.at_ms)
        self.beside.update(self._beside(behind_text(clock.behind_ms)))
        self.title_line.update(self._phase_line())
        self.set_class(clock.tone is not Tone.CALM, "-over")
        self.story.show(mock)

    def _prompt_text(self) -> str:
        """The prompt whole at first, and where there is room; its beginning later, when the notes need the rows."""
        prompt = self.mock.about.scenario.prompt
        if self._whole_prompt or self.mock.run.current == 0 or self.has_class("-wide"):
            return prompt
        return one_line(prompt, max(2 * self.prompt.content_size.width - 12, 40))

    def _beside(self, behind: str) -> Content:
        phase = self.mock.framework_phase
        done = f"\n\nDone when {visible(phase.done_when)}." if phase and phase.done_when else ""
        return Content.styled(behind + done, "$muted")

    def _phase_line(self) -> Content:
        """The phase and what is left of it; once it is over, what an interviewer would say."""
        mock, clock = self.mock, self.mock.clock
        title = visible(mock.run.phase.planned.title)
        nudge = nudge_text(mock)
        if clock.left_ms < 0:
            said = f"{clock_text(-clock.left_ms)} over" + (f" · {visible(nudge)}" if nudge else "")
            return Content.assemble((title, "bold"), "  ", (said, "$hard bold"))
        return Content.assemble((title, "bold"), f"  {clock_text(clock.left_ms)} left")
