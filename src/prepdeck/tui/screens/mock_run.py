"""What both ways of performing a mock share: the clock, the dialogs beside it, and how it is left."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters
from textual.content import Content
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.mocks.session import Notice
from prepdeck.mocks.spans import clock_text
from prepdeck.study.mocking import RunningMock
from prepdeck.tui.screens.choice import Choice, ChoiceScreen
from prepdeck.tui.screens.line_entry import LineEntryScreen
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.notice import NoticeLine

if TYPE_CHECKING:
    from prepdeck.tui.shell import Shell

CLOCK_S = 0.2
"""How often the clock is read: nobody sees a second change late."""
NOTICE_READINGS = 75
"""For how many readings something that was told stays on screen."""

Outcome = Literal["finished", "left", "abandoned"]

LEAVE = (
    Choice("g", "Go on", "the clock has not stopped"),
    Choice("f", "Finish", "the debrief follows"),
    Choice("l", "Leave", "it can be resumed; the clock stands still"),
    Choice("a", "Abandon", "no debrief; what you noted stays in the history"),
)


class MockRunScreen(Screen[Outcome]):
    """Draws a running mock and hands each key to it; gives how it was left."""

    app: "Shell"
    CSS_PATH = "mock_run.tcss"
    AUTO_FOCUS = ""
    REPEATS: ClassVar[dict[str, str]] = {}

    top_line = getters.query_one(TopLine)
    notices = getters.query_one(NoticeLine)

    def __init__(self, mock: RunningMock) -> None:
        super().__init__()
        self.mock = mock
        self._notice: Notice | None = None
        self._notice_readings = 0

    def on_mount(self) -> None:
        """Read the clock again and again, whatever lies above."""
        self._hear()
        self.draw()
        self.set_interval(CLOCK_S, self._tick)

    def draw(self) -> None:
        """Draw what differs between the ways; called after each step and each reading of the clock."""
        raise NotImplementedError

    def typed(self) -> str | None:
        """What stands in the editor, None where there is none."""
        return None

    def draw_frame(self) -> None:
        """Where, how far, and what there is to say."""
        run, clock = self.mock.run, self.mock.clock
        setup = run.setup
        parts = [self.mock.about.scenario.title, self.mock.about.framework.slug, setup.mode]
        if not setup.whole:
            parts.insert(2, "one phase")
        self.top_line.where = " · ".join(parts)
        total = f"{clock_text(clock.at_ms)} of {clock_text(clock.total_ms)}"
        paused = Content.styled("PAUSED  ", "$hard bold") if run.paused else Content("")
        self.top_line.far = Content.assemble(paused, (total, "$hard" if clock.at_ms > clock.total_ms else ""))
        self.notices.show(self._notice)

    # Time -----------------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.mock.is_over:
            return
        typed = self.typed()
        if typed is not None:
            self.mock.type(typed)
        phase = self.mock.run.current
        self.mock.notice = None
        self.mock.tick()
        self._hear()
        if self.mock.run.current != phase:
            self.phase_changed()
        if self.mock.is_over:
            self._end()
            return
        self._notice_readings -= 1
        if self._notice_readings == 0:
            self._notice = None
        self.draw()

    def _hear(self) -> None:
        """Take over what the mock has to say; a nudge is what its framework says to someone who does not move."""
        if self.mock.notice is not None:
            self.say(self.mock.notice)
            self.mock.notice = None

    def say(self, notice: Notice) -> None:
        """Say something for a while."""
        self._notice = notice
        self._notice_readings = NOTICE_READINGS

    def phase_changed(self) -> None:
        """The run is in another phase now."""

    # Keys -----------------------------------------------------------------------------------------------------------

    def act(self, step: Callable[[], None], told: Callable[[], Notice] | None = None) -> None:
        """Do one step and draw what came of it; `told` is what is said of it where it has nothing to say itself."""
        typed = self.typed()
        if typed is not None:
            self.mock.type(typed)
        before = self.mock.run.current
        self._notice = None
        try:
            step()
        except PrepdeckError as error:
            self.say(Notice(error.message, error.hint))
        if told is not None:
            self.say(told())
        self._hear()
        if self.mock.run.current != before:
            self.phase_changed()
        if self.mock.is_over:
            self._end()
        else:
            self.draw()
            self.refresh_bindings()

    def _end(self) -> None:
        """The run has ended: by Finish, or strictly by its clock."""
        self.dismiss("finished")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense now is offered."""
        run = self.mock.run
        if action == "hint":
            return run.setup.mode == "guided"
        if action == "probe":
            return bool(self.mock.scenario_phase and self.mock.scenario_phase.probes)
        if action == "previous":
            return run.current > 0 and not run.setup.strict
        return True

    def action_next(self) -> None:
        """On to the next phase; after the last one the end is asked for."""
        if self.mock.run.paused:
            self.act(self.mock.pause_or_go_on)
        elif self.mock.run.is_last_phase:
            self.action_leave()
        else:
            self.act(self.mock.next_phase)

    def action_previous(self) -> None:
        """Back to the phase before; its time goes on."""
        self.act(lambda: self.mock.enter(self.mock.run.current - 1))

    def action_mark(self) -> None:
        """Mark this moment."""
        self.act(self.mock.mark, lambda: Notice(f"Marked at {clock_text(self.mock.at_ms)}."))

    def action_hint(self) -> None:
        """Show the next hint."""
        self.act(self.mock.hint)

    def action_probe(self) -> None:
        """Let the interviewer ask the next question."""
        self.act(self.mock.probe)

    def action_ask(self) -> None:
        """Ask the interviewer."""

        def asked(words: str | None) -> None:
            if words:
                self.act(lambda: self._ask(words))

        hint = "One question at a time, in your own words. The clock goes on."
        self.app.push_screen(LineEntryScreen("Ask the interviewer", hint, "how many users a day?"), asked)

    def _ask(self, words: str) -> None:
        self.mock.ask(words)
        if self.mock.run.asked and self.mock.run.asked[-1].words == words.strip():
            self.mock.notice = None  # the reply stands beside the clock

    def action_park(self) -> None:
        """Put a thought aside."""

        def parked(text: str | None) -> None:
            if text:
                self.act(lambda: self.mock.park(text))

        hint = "It stays in sight, and stands in the report."
        self.app.push_screen(LineEntryScreen("Park a thought for later", hint, "cold start of new items"), parked)

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        self.act(self.mock.pause_or_go_on)

    def action_undo(self) -> None:
        """Take back the last mark, parked thought or change of phase."""
        self.act(self.mock.undo)

    def action_leave(self) -> None:
        """Ask how to leave."""
        last = self.mock.run.is_last_phase
        choices = (LEAVE[1], LEAVE[0], *LEAVE[2:]) if last else LEAVE

        def chosen(key: str | None) -> None:
            if key == "f":
                self.act(self.mock.finish)
            elif key == "l":
                typed = self.typed()
                if typed is not None:
                    self.mock.type(typed)
                self.mock.leave()
                self.dismiss("left")
            elif key == "a":
                typed = self.typed()
                if typed is not None:
                    self.mock.type(typed)
                self.mock.abandon()
                self.dismiss("abandoned")

        clock = self.mock.clock
        text = f"{clock_text(clock.at_ms)} of {clock_text(clock.total_ms)} are used."
        self.app.push_screen(ChoiceScreen("Finish, or leave?", text, choices), chosen)
