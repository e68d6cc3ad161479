"""A mock that is being performed: its clock read, each step stored before it is shown, its typing kept every second."""

import os
from collections.abc import Callable

from prepdeck.errors import StoreError, UsageError
from prepdeck.mocks import session
from prepdeck.mocks.events import Abandoned, Setup
from prepdeck.mocks.run import Clock, Ending, Run
from prepdeck.mocks.session import Draft, Notice, Step
from prepdeck.mocks.stopwatch import Reading, Stopwatch
from prepdeck.model.framework import FrameworkPhase
from prepdeck.model.scenario import ScenarioPhase
from prepdeck.storage.drafts import StoredDraft, forget_draft, prepare_drafts, read_draft, write_draft
from prepdeck.study.collection import Collection
from prepdeck.study.mock_records import StoredMock, find_mock
from prepdeck.study.mock_steps import STORED_ACTS, StepLog, act_words, new_mock_id, newest_act
from prepdeck.study.scenarios import Rehearsable, require_rehearsable

DRAFT_MS = 500
"""How old a draft may grow while the clock runs: a killed program loses less than a second of clock and typing."""
ELSEWHERE_MS = 5_000
"""A draft younger than this, of a process that lives, means that the mock is being performed there."""


class RunningMock:
    """What a front end draws and asks of a mock in progress.

    `run` is the run as stored, `notice` what the last step has to say. Every method that acts reads the clock itself.
    """

    def __init__(self, collection: Collection, mock: str, about: Rehearsable, step: Step) -> None:
        self.id = mock
        self.about = about
        self.run: Run = step.run
        self.notice: Notice | None = None
        self._collection = collection
        self._log = StepLog(collection, mock)
        self._stopwatch = Stopwatch(self._reading(), step.run.at_ms, running=not step.run.paused)
        self._typed: str | None = None
        self._draft_ms = -DRAFT_MS
        self._paused_at_ms = self._stopwatch.last.wall_ms
        self._take(step)
        self._keep_draft(even_if_young=True)

    # What is shown --------------------------------------------------------------------------------------------------

    @property
    def at_ms(self) -> int:
        """The run's time as last read."""
        return max(self._stopwatch.elapsed_ms, self.run.at_ms)

    @property
    def clock(self) -> Clock:
        """What the clock says, as last read."""
        return self.run.clock(self.at_ms)

    @property
    def notes(self) -> str:
        """The notes of the present phase, with what was typed and is not stored yet."""
        return self.run.phase.notes if self._typed is None else self._typed

    @property
    def is_over(self) -> bool:
        """Whether the run has ended."""
        return self.run.ending is not None

    @property
    def framework_phase(self) -> FrameworkPhase | None:
        """The present phase as its framework describes it."""
        return self.about.framework.phase(self.run.phase.planned.slug)

    @property
    def scenario_phase(self) -> ScenarioPhase | None:
        """The present phase as the scenario describes it; of this only `given` and shown hints are to be seen."""
        return self.about.scenario.phase(self.run.phase.planned.slug)

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints of the present phase that were taken."""
        return session.shown_hints(self.run, self.about.scenario)

    @property
    def probes(self) -> tuple[str, ...]:
        """The probes of the present phase that were asked."""
        return session.asked_probes(self.run, self.about.scenario)

    @property
    def may_be_probed(self) -> bool:
        """Whether the interviewer has another probe in this phase."""
        return bool(self.scenario_phase and len(self.probes) < len(self.scenario_phase.probes))

    @property
    def curveball(self) -> str:
        """What the curveball changes, once it has come; empty before."""
        shown = self.run.curveball
        return next((ball.text for ball in self.about.scenario.curveballs if shown and ball.slug == shown.slug), "")

    # What is done ---------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Time went by: what became due happens, and the draft is kept. To be called a few times a second."""
        at_ms = self._read()
        if self._typed is not None and session.tick(self.run, at_ms).events:
            self._put_typing_in(at_ms)
        step = session.tick(self.run, at_ms)
        if step.events or self._log.is_behind:
            self._take(step)
        self._keep_draft()

    def type(self, text: str) -> None:
        """The notes of the present phase are `text` now; they are stored within a second, also while paused."""
        if not self.is_over and text != self.notes:
            self._typed = text

    def next_phase(self) -> None:
        """Go on to the next phase."""
        self._act(session.next_phase)

    def enter(self, phase: int) -> None:
        """Go to a phase, forward or back."""
        self._act(lambda run, at_ms: session.enter(run, at_ms, phase))

    def mark(self) -> None:
        """Mark this moment."""
        self._act(session.mark)

    def hint(self) -> None:
        """Show the next hint of this phase."""
        self._act(lambda run, at_ms: session.hint(run, at_ms, self.about.scenario))

    def probe(self) -> None:
        """Let the interviewer ask the next probe."""
        self._act(lambda run, at_ms: session.probe(run, at_ms, self.about.scenario))

    def ask(self, words: str) -> None:
        """Ask the interviewer; the reply is the notice."""
        self._act(lambda run, at_ms: session.ask(run, at_ms, words, self.about.scenario))

    def park(self, text: str) -> None:
        """Put a thought aside."""
        self._act(lambda run, at_ms: session.park(run, at_ms, text))

    def pause_or_go_on(self) -> None:
        """Stop the clock, or run it again."""
        if not self.run.paused:
            self._act(session.pause)
            return
        self._read()
        self._take(session.resume(self.run, self._stopwatch.last.wall_ms - self._paused_at_ms))

    def finish(self) -> None:
        """End the run; the debrief follows."""
        self._act(session.finish)

    def abandon(self) -> None:
        """Give up; what was noted stays in the history."""
        self._act(session.abandon)

    def undo(self) -> None:
        """Take back the last mark, parked thought or change of phase."""
        self._put_typing_in(self._read())
        act = newest_act(self._collection, self.id)
        events = act_words(act) if act is not None else set()
        if act is None or not events <= _UNDONE.keys():
            self.notice = Notice("There is nothing to undo in this run.", "Hints and answers stay: they were seen.")
            return
        self._collection.undo_step(act.group)
        stored = find_mock(self._collection, self.id)
        if stored is not None:
            self.run = stored.run
        self.notice = Notice(f"Undone: {', '.join(_UNDONE[event] for event in sorted(events))}.")

    def leave(self) -> None:
        """The front end goes away: everything is stored, and `resume_mock` goes on from here."""
        if not self.is_over:
            self._put_typing_in(self._read())
            self._keep_draft(even_if_young=True)

    # How ------------------------------------------------------------------------------------------------------------

    def _act(self, step: Callable[[Run, int], Step]) -> None:
        at_ms = self._read()
        self.notice = None
        self._put_typing_in(at_ms)
        self._take(step(self.run, at_ms))

    def _put_typing_in(self, at_ms: int) -> None:
        if self._typed is not None:
            text, self._typed = self._typed, None
            self._take(session.note(self.run, at_ms, text))

    def _take(self, step: Step) -> None:
        """Store what happened, then show it."""
        self.run = step.run
        self.notice = step.notice or self.notice
        if step.events or self._log.is_behind:
            self.notice = self._log.write(step.events, STORED_ACTS) or self.notice
        if self.run.paused and self._stopwatch.running:
            self._paused_at_ms = self._stopwatch.last.wall_ms
        self._stopwatch = Stopwatch(
            self._stopwatch.last,
            max(self._stopwatch.elapsed_ms, self.run.at_ms) if not self.run.paused else self.run.at_ms,
            running=not self.run.paused and not self.is_over,
            tolerance_ms=self._stopwatch.tolerance_ms,
        )
        if self.is_over and not self._log.is_behind:
            self._forget_draft()

    def _read(self) -> int:
        """The run's time now; a gap since the last reading is noticed and does not count."""
        self._stopwatch, gap_ms = self._stopwatch.read(self._reading())
        if gap_ms and not self.is_over:
            self._take(session.notice_gap(self.run, self._stopwatch.elapsed_ms, gap_ms))
        return self._stopwatch.elapsed_ms

    def _reading(self) -> Reading:
        clock = self._collection.setup.clock
        return Reading(int(clock.monotonic_s() * 1000), clock.now().at_ms)

    def _keep_draft(self, even_if_young: bool = False) -> None:
        """Write down the clock and the typing, twice a second; a store that cannot be written is told once more."""
        now_ms = self._stopwatch.last.monotonic_ms
        if self.is_over or not (even_if_young or now_ms - self._draft_ms >= DRAFT_MS):
            return
        kept = StoredDraft(self.id, self.at_ms, self.run.current, self.notes, self._stopwatch.last.wall_ms, os.getpid())
        try:
            with self._collection.store.writing() as rows:
                write_draft(rows, kept)
        except StoreError as error:
            self.notice = Notice(f"Not saved yet, and kept: {error.message}", error.hint)
        else:
            self._draft_ms = now_ms

    def _forget_draft(self) -> None:
        try:
            with self._collection.store.writing() as rows:
                forget_draft(rows, self.id)
        except StoreError:
            return  # it is not looked at once the run is over


_UNDONE = {"mark": "the mark", "parked": "the parked thought", "phase": "the change of phase"}


def start_mock(collection: Collection, setup: Setup) -> RunningMock:
    """Start the clock of a mock; it is in the log before this returns. Raises StoreError where it cannot be stored."""
    about = require_rehearsable(collection, setup.scenario)
    _prepare_drafts(collection)
    mock = RunningMock(collection, new_mock_id(), about, session.start(setup))
    if mock.notice is not None:
        raise StoreError(mock.notice.message, mock.notice.hint)
    return mock


def resume_mock(collection: Collection, stored: StoredMock) -> RunningMock:
    """Go on with a mock that was left or killed, from its last half second.

    Raises UsageError for one that has ended, is being performed elsewhere, or whose scenario is gone.
    """
    if stored.run.ending is not None:
        ended = "abandoned" if stored.run.ending is Ending.ABANDONED else "finished"
        raise UsageError(f"This mock is {ended}.", "prepdeck mock begins another; prepdeck mock history lists them.")
    about = require_rehearsable(collection, stored.run.setup.scenario)
    _prepare_drafts(collection)
    with collection.store.reading() as rows:
        draft = read_draft(rows, stored.id)
    now_ms = collection.now().at_ms
    if draft is not None:
        _refuse_if_running_elsewhere(draft, now_ms)
    last_ms = draft.wall_ms if draft is not None else stored.started.at_ms + stored.run.at_ms
    typed = Draft(draft.at_ms, draft.phase, draft.text) if draft is not None else None
    return RunningMock(collection, stored.id, about, session.reopened(stored.run, typed, max(0, now_ms - last_ms)))


def unfinished_mock(mocks: list[StoredMock]) -> StoredMock | None:
    """The newest mock that can be resumed."""
    return next((mock for mock in reversed(mocks) if mock.run.ending is None), None)


def give_up(collection: Collection, stored: StoredMock) -> None:
    """Abandon a mock without resuming it; what was noted stays in the history."""
    _prepare_drafts(collection)
    StepLog(collection, stored.id).write([Abandoned(stored.run.at_ms)], (Abandoned,))
    with collection.store.writing() as rows:
        forget_draft(rows, stored.id)


def _prepare_drafts(collection: Collection) -> None:
    with collection.store.writing() as rows:
        prepare_drafts(rows)


def _refuse_if_running_elsewhere(draft: StoredDraft, now_ms: int) -> None:
    if draft.process == os.getpid() or not 0 <= now_ms - draft.wall_ms < ELSEWHERE_MS:
        return
    try:
        os.kill(draft.process, 0)
    except (OSError, OverflowError):
        return
    raise UsageError("This mock is being performed in another window.", "Go on there, or close it first.")
