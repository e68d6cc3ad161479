"""A rehearsal aloud: a question, a large clock, follow-up questions one at a time, a checklist, one line to mend."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, Input, Static

from prepdeck.drills.intervals import clock_text
from prepdeck.errors import PrepdeckError
from prepdeck.model.story import PROBE_SECONDS
from prepdeck.stories.rehearsal import (
    Rehearsing,
    Stage,
    Tick,
    answered,
    begun,
    enough,
    fixed,
    moved,
    ticked,
    told,
)
from prepdeck.stories.take import take_of
from prepdeck.text.safe import visible
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.widgets.blocks import RichText
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.rehearsal_view import OutcomeLines, StarRows, SubjectLines, reminders_of
from prepdeck.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from prepdeck.stories.take import Take
    from prepdeck.study.collection import Collection
    from prepdeck.study.rehearsing import Subject
    from prepdeck.study.stories import Shelf
    from prepdeck.tui.shell import Shell

CLOCK_S = 0.2
"""How often the clock is read: nobody sees a second change late."""

_ADVANCE = {
    Stage.QUESTION: "Start the clock",
    Stage.TELLING: "Done",
    Stage.PROBE: "Answered it",
    Stage.CHECKING: "Was there",
    Stage.FIXING: "Record it",
    Stage.DONE: "Next question",
}
_ASK_LINE = "One line to mend next time? Enter records it, also an empty one; f4 pastes a take first."
_ACTION_FROM, _RESULT_FROM = 0.75, 0.25
"""At which share of the time left a story should be at its action, and at its result: half of it is action."""
_PLACES = {
    Stage.QUESTION: "not begun",
    Stage.TELLING: "telling",
    Stage.CHECKING: "checklist",
    Stage.FIXING: "one line",
    Stage.DONE: "recorded",
}


class RehearsalScreen(Screen[None]):
    """One rehearsal after another; nothing of the story is shown before it was told."""

    app: "Shell"
    CSS_PATH = "rehearsal.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "advance", "Start the clock", id="rehearsal.advance", tooltip="On with the rehearsal"),
        Binding("p", "tick('partly')", "Partly", id="rehearsal.partly", tooltip="It was partly there"),
        Binding("x", "tick('missed')", "Missing", id="rehearsal.missed", tooltip="It was missing, or no answer came"),
        Binding("e", "enough", "Enough", id="rehearsal.enough", tooltip="No more follow-up questions"),
        Binding("n", "other_question", "Other question", id="rehearsal.other", tooltip="Draw another question"),
        Binding("tab", "other_story", "Other story", id="rehearsal.story", tooltip="Answer it with another story"),
        Binding("l", "length", "30 / 60 / 120 s", id="rehearsal.length", tooltip="Another length of the pitch"),
        Binding("t", "take", "Paste a take", id="rehearsal.take", tooltip="Paste what you said, to count its words"),
        Binding("f4", "take", "Paste a take", show=False, id="rehearsal.take_typing", tooltip="Paste what you said"),
        Binding("j,down", "move(1)", "Down", show=False, id="rehearsal.down", tooltip="Next item of the checklist"),
        Binding("k,up", "move(-1)", "Up", show=False, id="rehearsal.up", tooltip="Previous item of the checklist"),
        Binding("escape", "leave", "Back", id="rehearsal.leave", tooltip="Back to where you came from"),
        Binding("q", "leave", "Back", show=False, id="rehearsal.quit", tooltip="Back to where you came from"),
    ]

    question = getters.query_one("#question", RichText)
    subject_lines = getters.query_one(SubjectLines)
    probe_line = getters.query_one("#probe", RichText)
    digits = getters.query_one(Digits)
    caption = getters.query_one("#caption", Static)
    checklist = getters.query_one(StarRows)
    line = getters.query_one(Input)
    outcome = getters.query_one(OutcomeLines)

    def __init__(self, collection: "Collection", shelf: "Shelf", subject: "Subject") -> None:
        super().__init__()
        self._collection = collection
        self.shelf = shelf
        self.subject = subject
        self.run_state = Rehearsing(subject.plan)
        self.pasted: Take | None = None
        self._drawn = 0
        """How often another question was drawn: the seed moves on with it."""

    def compose(self) -> ComposeResult:
        """All parts of all stages; what a stage does not use takes no room."""
        yield TopLine("Stories › Rehearsal")
        with VerticalScroll(id="stage", can_focus=False), Vertical(id="card"):
            yield RichText(id="question", tone="bold")
            yield SubjectLines(id="subject")
            yield RichText(id="probe", tone="bold")
            yield Digits()
            yield Static(id="caption", markup=False)
            yield StarRows(id="checklist")
            yield Static(_ASK_LINE, id="ask-line", markup=False)
            yield Input(placeholder="say the baseline before the number", compact=True)
            yield OutcomeLines(id="outcome")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the clock again and again while it runs."""
        self._draw()
        self.set_interval(CLOCK_S, self._tick)

    def _now_s(self) -> float:
        return self._collection.setup.clock.monotonic_s()

    def _tick(self) -> None:
        if self.run_state.stage in (Stage.TELLING, Stage.PROBE):
            self._draw_clock()

    # Drawing --------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        run, stage = self.run_state, self.run_state.stage
        body = self.subject.pitch is not None
        self.query_one(TopLine).where = "Stories › Pitch" if body else "Stories › Rehearsal"
        self.question.show(visible(run.plan.question))
        self.subject_lines.display = stage is Stage.QUESTION
        if stage is Stage.QUESTION:
            from prepdeck.study.rehearsing import last_fix

            self.subject_lines.show(self.shelf, self.subject, last_fix(self.shelf.past, self.subject), self._others)
        self.probe_line.show(visible(run.probe))
        self.checklist.display = stage in (Stage.CHECKING, Stage.FIXING)
        if self.checklist.display:
            self.checklist.show(run, reminders_of(self.subject.story))
            if stage is Stage.FIXING:
                self.checklist.cursor = None
                self.checklist.changed()
        self.line.display = stage is Stage.FIXING
        self.query_one("#ask-line").display = stage is Stage.FIXING
        self.outcome.display = stage is Stage.DONE
        self.set_class(stage in (Stage.CHECKING, Stage.FIXING, Stage.DONE), "-after")
        self._draw_clock()
        self.refresh_bindings()
        if stage is Stage.FIXING:
            self.line.focus()
            self.call_after_refresh(self.query_one("#stage", VerticalScroll).scroll_end, animate=False)
        else:
            self.set_focus(None)

    def _draw_clock(self) -> None:
        run = self.run_state
        left = run.seconds_left(self._now_s())
        self.digits.display = self.caption.display = left is not None
        self.query_one(TopLine).far = self._far()
        if left is None:
            return
        over = left <= -1
        self.set_class(over, "-over")
        self.digits.update(clock_text(abs(left)))
        self.caption.update(self._caption(over))

    def _far(self) -> str:
        run = self.run_state
        if run.stage is Stage.PROBE:
            return f"follow-up {len(run.answered) + 1} of {len(run.plan.probes)}"
        if run.stage in (Stage.CHECKING, Stage.FIXING):
            return f"told in {clock_text(run.told_s or 0)} of {clock_text(run.plan.seconds)}"
        return _PLACES[run.stage]

    def _caption(self, over: bool) -> Content:
        if over:
            return Content.styled("over: come to an end", "$hard bold")
        if self.run_state.stage is Stage.QUESTION:
            probes = len(self.run_state.plan.probes)
            then = f"; then {probes} follow-up question{'s' * (probes != 1)}" if probes else ""
            return Content.styled(f"to say it aloud{then}", "$muted")
        if self.run_state.stage is Stage.PROBE:
            return Content.styled(f"left of {PROBE_SECONDS} seconds", "$muted")
        if self.subject.pitch is not None:
            return Content.styled("left, say it aloud", "$muted")
        action, result = (clock_text(share * self.run_state.plan.seconds) for share in (_ACTION_FROM, _RESULT_FROM))
        return Content.styled(f"left; be at the action by {action}, at the result by {result}", "$muted")

    # Keys -----------------------------------------------------------------------------------------------------------

    @property
    def _others(self) -> int:
        """How many other stories answer the question."""
        answers = self.shelf.matrix.answers(self.subject.question)
        return sum(story is not self.subject.story for story in answers)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what can be done now."""
        stage = self.run_state.stage
        allowed = {
            "tick": stage in (Stage.PROBE, Stage.CHECKING),
            "enough": stage is Stage.PROBE,
            "move": stage in (Stage.CHECKING, Stage.FIXING),
            "other_question": stage is Stage.QUESTION and self.subject.pitch is None,
            "other_story": stage is Stage.QUESTION and self.subject.pitch is None and len(self.shelf.stories) > 1,
            "length": stage is Stage.QUESTION and self.subject.pitch is not None,
            "take": stage in (Stage.CHECKING, Stage.FIXING),
        }
        return allowed.get(action, True)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The first key is called by what it does now."""
        advance = _ADVANCE[self.run_state.stage]
        if self.run_state.stage is Stage.DONE and self.subject.pitch is not None:
            advance = "Once more"
        return labelled(super().active_bindings, {"advance": advance})

    def action_advance(self) -> None:
        """The obvious next thing."""
        run, now_s = self.run_state, self._now_s()
        if run.stage is Stage.QUESTION:
            self._become(begun(run, now_s))
        elif run.stage is Stage.TELLING:
            self._become(told(run, now_s))
        elif run.stage is Stage.DONE:
            self._again()
        else:
            self.action_tick("had")

    def action_tick(self, tick: Tick) -> None:
        """Judge the answer, or the item under the cursor."""
        run = self.run_state
        if run.stage is Stage.PROBE:
            self._become(answered(run, tick, self._now_s()))
        elif run.stage is Stage.CHECKING:
            self._become(ticked(run, tick))

    def action_enough(self) -> None:
        """No more follow-up questions."""
        self._become(enough(self.run_state))

    def action_move(self, by: int) -> None:
        """Another item."""
        self._become(moved(self.run_state, by))

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """An item was clicked."""
        event.stop()
        self._become(moved(self.run_state, event.index - self.run_state.cursor))

    def _become(self, run: Rehearsing) -> None:
        if run is not self.run_state:
            self.run_state = run
            self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The line is given: record everything."""
        event.stop()
        from prepdeck.study.rehearsing import record_rehearsal

        done = fixed(self.run_state, event.value)
        try:
            recorded = record_rehearsal(self._collection, self.subject, done, self.pasted)
        except PrepdeckError as error:
            self.app.complain(error)
            return
        self.outcome.show(done, recorded, self.pasted, self._collection.now().day)
        self._become(done)

    def action_take(self) -> None:
        """Paste what was said."""
        from prepdeck.tui.screens.take import TakeScreen

        def pasted(text: str | None) -> None:
            if text:
                self.pasted = take_of(text, self.run_state.told_s or 0)
                self.app.tell(f"{self.pasted.pace_text}; {self.pasted.filler_text}. The text itself is not kept.")

        self.app.push_screen(TakeScreen(), pasted)

    # What is rehearsed ----------------------------------------------------------------------------------------------

    def _rehearse(self, subject: "Subject") -> None:
        self.subject = subject
        self.pasted = None
        self.line.value = ""
        self.run_state = Rehearsing(subject.plan)
        self._draw()

    def _again(self) -> None:
        """The next question, or the same pitch; what was just recorded counts already."""
        from prepdeck.study.stories import shelf_of

        self.shelf = shelf_of(self._collection)
        if self.subject.pitch is not None:
            self._rehearse(self.subject)
        else:
            self.action_other_question()

    def on_stepped(self) -> None:
        """The rehearsal that was just recorded was taken back: it may be done again."""
        from prepdeck.study.stories import shelf_of

        if self.run_state.stage is Stage.DONE:
            self.shelf = shelf_of(self._collection)
            self._rehearse(self.subject)

    def action_other_question(self) -> None:
        """Another question, with the story that answers it best."""
        from prepdeck.study.rehearsing import next_subject

        self._drawn += 1
        self._rehearse(next_subject(self.shelf, self.subject, self._drawn))

    def action_other_story(self) -> None:
        """The next story: first those that answer the question, then all others, then none."""
        from prepdeck.study.rehearsing import with_next_story

        self._rehearse(with_next_story(self.shelf, self.subject))

    def action_length(self) -> None:
        """The pitch in another length."""
        from prepdeck.study.rehearsing import pitch_subject, pitches_of

        pitches = pitches_of(self._collection)
        lengths = list(pitches)
        place = lengths.index(self.subject.seconds) if self.subject.seconds in lengths else -1
        self._rehearse(pitch_subject(pitches[lengths[(place + 1) % len(lengths)]]))

    def action_leave(self) -> None:
        """Back; what is under way is asked about, because nothing of it is recorded yet."""
        if self.run_state.stage in (Stage.QUESTION, Stage.DONE):
            self.dismiss()
            return

        def answer(leave: bool | None) -> None:
            if leave:
                self.dismiss()

        told_so_far = "Nothing of it is recorded before the line at its end."
        self.app.push_screen(MessageScreen("Leave the rehearsal?", told_so_far, "", "Leave", "Go on"), answer)
