"""The session: what may be done in a run, each a pure step from one state to the next by way of events.

A step holds the events that happened; `run` is the fold over them, so that a stored run replays to the very same state.
Every step first catches up with the time: nudges, the curveball and strict advances stand at the instant they were due,
however seldom the clock is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from prepdeck.mocks.events import (
    Abandoned,
    Asked,
    CurveballShown,
    Event,
    Finished,
    GapCause,
    GapNoticed,
    HintShown,
    Marked,
    NoteChanged,
    Nudged,
    Parked,
    Paused,
    PhaseEntered,
    ProbeAsked,
    Resumed,
    Setup,
    Started,
)
from prepdeck.mocks.run import Run, after, begun, nudge_ms
from prepdeck.mocks.spans import clock_text
from prepdeck.mocks.words import all_words, has_phrase
from prepdeck.model.scenario import Clarification, Scenario

NO_REPLY = "The interviewer leaves that to you: state an assumption and go on."


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say beside the run: `message` happened or was refused, `hint` is what to do."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The run after a step, the events that led there and are to be stored, and what to tell."""

    run: Run
    events: tuple[Event, ...] = ()
    notice: Notice | None = None

    def then(self, *events: Event) -> "Step":
        """This step with more events."""
        run = self.run
        for event in events:
            run = after(run, event)
        return Step(run, (*self.events, *events), self.notice)

    def saying(self, message: str, hint: str = "") -> "Step":
        """This step with something to tell."""
        return Step(self.run, self.events, Notice(message, hint))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a front end overwrites every second: the run's time, and the notes of a phase as typed so far."""

    at_ms: int
    phase: int
    text: str


def start(setup: Setup) -> Step:
    """Start the clock, in the first phase."""
    started = Started(0, setup)
    return Step(begun(started), (started,))


def tick(run: Run, at_ms: int) -> Step:
    """Time went by up to `at_ms` of the run: what became due by then happens, each at its own instant."""
    step = Step(run)
    while (event := _due(step.run, at_ms)) is not None:
        step = step.then(event)
    return step


def next_phase(run: Run, at_ms: int) -> Step:
    """Go on to the next phase; a strict run that has just gone there by itself goes no further."""
    if run.is_last_phase and not _refusal(run):
        return tick(run, at_ms).saying("This is the last phase.", "Finish when you are done.")
    return enter(run, at_ms, run.current + 1)


def enter(run: Run, at_ms: int, phase: int) -> Step:
    """Go to a phase, forward or back; its time goes on where it was. Raises IndexError for a phase that is none."""
    if refusal := _refusal(run):
        return Step(run, notice=refusal)
    if not 0 <= phase < len(run.phases):
        raise IndexError(f"no phase {phase}")
    step = tick(run, at_ms)
    if step.run.ending is not None or step.run.current == phase:
        return step
    step = step.then(PhaseEntered(_instant(step.run, at_ms), phase))
    return _joined(step, tick(step.run, at_ms))


def mark(run: Run, at_ms: int) -> Step:
    """Mark this moment, to come back to it in the debrief."""
    step = _ready(run, at_ms)
    return step.then(Marked(_instant(step.run, at_ms), step.run.current)) if _open(step) else step


def note(run: Run, at_ms: int, text: str, phase: int | None = None) -> Step:
    """The notes of a phase (by default the present one) are now `text`; also while paused, nothing typed is lost.

    It catches up like `tick`, and is to be called instead of it where `tick` would bring events and typed text waits:
    notes of a strict run whose end has come meanwhile are kept, those that come after its end are not.
    """
    if run.ending is not None:
        return _ready(run, at_ms)
    place = run.current if phase is None else phase
    step = tick(run, at_ms)
    if run.phases[place].notes == text:
        return step
    if step.run.ending is not None:
        noted = Step(run).then(NoteChanged(run.at_ms, place, text))
        return _joined(noted, tick(noted.run, at_ms))
    return step.then(NoteChanged(_instant(step.run, at_ms), place, text))


def hint(run: Run, at_ms: int, scenario: Scenario) -> Step:
    """Show the next rung of this phase's hints, in guided mode; it caps the phase's axes at 3."""
    step = _ready(run, at_ms)
    if not _open(step):
        return step
    if run.setup.mode == "real":
        return step.saying("Hints are for guided runs.", "Ask the interviewer, or state an assumption.")
    if step.run.phase.hints >= len(_hints(step.run, scenario)):
        return step.saying("There is no further hint for this phase.", "Say what you would look up, and go on.")
    return step.then(HintShown(_instant(step.run, at_ms), step.run.current, step.run.phase.hints + 1))


def shown_hints(run: Run, scenario: Scenario) -> tuple[str, ...]:
    """The hints of the present phase that were shown, vaguest first."""
    return _hints(run, scenario)[: run.phase.hints]


def probe(run: Run, at_ms: int, scenario: Scenario) -> Step:
    """Let the interviewer ask the next probe of this phase; unlike a hint it caps nothing."""
    step = _ready(run, at_ms)
    if not _open(step):
        return step
    asked = len(step.run.phase.probed_ms)
    if asked >= len(_probes(step.run, scenario)):
        return step.saying("There is no further question in this phase.", "Go on when you are done.")
    return step.then(ProbeAsked(_instant(step.run, at_ms), step.run.current, asked + 1))


def asked_probes(run: Run, scenario: Scenario) -> tuple[str, ...]:
    """The probes of the present phase that were asked, in their order."""
    return _probes(run, scenario)[: len(run.phase.probed_ms)]


def ask(run: Run, at_ms: int, words: str, scenario: Scenario) -> Step:
    """Ask the interviewer; the reply is told, and kept with the question."""
    step = _ready(run, at_ms)
    if not _open(step) or not words.strip():
        return step
    reply = reply_to(words, scenario.clarifications)
    asked = Asked(_instant(step.run, at_ms), step.run.current, words.strip(), reply)
    return step.then(asked).saying(reply or NO_REPLY)


def reply_to(words: str, clarifications: Iterable[Clarification]) -> str:
    """The clarification most of whose words (or phrases) are in the question, the first of equals; empty for none.

    One question gets one reply, so that a list of guessed words does not empty the scenario.
    """
    typed = all_words(words)
    best, most = "", 0
    for clarification in clarifications:
        found = sum(has_phrase(typed, phrase) for phrase in clarification.ask)
        if found > most:
            best, most = clarification.say, found
    return best


def park(run: Run, at_ms: int, text: str) -> Step:
    """Put a thought aside for later."""
    step = _ready(run, at_ms)
    if not _open(step) or not text.strip():
        return step
    return step.then(Parked(_instant(step.run, at_ms), step.run.current, text.strip()))


def pause(run: Run, at_ms: int) -> Step:
    """Stop the clock; in real mode too, where it is told that the report shows it."""
    step = _ready(run, at_ms)
    if not _open(step):
        return step
    step = step.then(Paused(_instant(step.run, at_ms)))
    return step.saying("Paused. The report of a real run shows it.") if run.setup.mode == "real" else step


def resume(run: Run, paused_ms: int) -> Step:
    """Run the clock again after `paused_ms` of wall time."""
    return Step(run).then(Resumed(run.at_ms, max(0, paused_ms))) if run.paused else Step(run)


def notice_gap(run: Run, at_ms: int, gap_ms: int, cause: GapCause = "suspended") -> Step:
    """The machine or the program was away for `gap_ms`: that is told and does not count."""
    if run.ending is not None:
        return Step(run)
    step = tick(run, at_ms)
    if step.run.ending is not None:
        return step
    step = step.then(GapNoticed(_instant(step.run, at_ms), gap_ms, cause))
    who = "The machine was asleep" if cause == "suspended" else "prepdeck was closed"
    return step.saying(f"{who} for {clock_text(gap_ms)}: that does not count.", "The clock goes on from where it was.")


def reopened(run: Run, draft: Draft | None, away_ms: int) -> Step:
    """Go on with a stored run after the program was closed or killed for `away_ms`.

    The draft brings back the time and the typing since the newest event. A paused run stays paused, and its pause goes
    on counting as one.
    """
    at_ms = max(run.at_ms, draft.at_ms) if draft else run.at_ms
    step = note(run, at_ms, draft.text, draft.phase) if draft else Step(run)
    if step.run.paused:
        return step
    return _joined(step, notice_gap(step.run, at_ms, away_ms, "restarted"))


def finish(run: Run, at_ms: int) -> Step:
    """End the run; the debrief follows."""
    return _ended(run, at_ms, Finished)


def abandon(run: Run, at_ms: int) -> Step:
    """Give up; what was noted stays in the history."""
    return _ended(run, at_ms, Abandoned)


def _ended(run: Run, at_ms: int, ending: type[Finished] | type[Abandoned]) -> Step:
    if run.ending is not None:
        return _ready(run, at_ms)
    step = tick(run, at_ms)
    return step if step.run.ending is not None else step.then(ending(_instant(step.run, at_ms)))


def _ready(run: Run, at_ms: int) -> Step:
    """The run caught up with the time, or why nothing may be done in it."""
    refusal = _refusal(run)
    return Step(run, notice=refusal) if refusal else tick(run, at_ms)


def _open(step: Step) -> bool:
    return _refusal(step.run) is None


def _refusal(run: Run) -> Notice | None:
    if run.ending is not None:
        return Notice("This run is over.")
    return Notice("The clock is paused.", "Go on first.") if run.paused else None


def _instant(run: Run, at_ms: int) -> int:
    """When an event happens: never before the newest one, and while paused when the pause began."""
    return run.at_ms if run.paused else max(run.at_ms, at_ms)


def _joined(first: Step, second: Step) -> Step:
    return Step(second.run, (*first.events, *second.events), second.notice or first.notice)


def _due(run: Run, at_ms: int) -> Event | None:
    """The earliest event that time alone has brought about by `at_ms`."""
    if run.ending is not None or run.paused:
        return None
    events = (_due_move(run), _due_nudge(run), _due_curveball(run))
    due = [event for event in events if event is not None and event.at_ms <= at_ms]
    return min(due, key=lambda event: event.at_ms, default=None)


def _due_move(run: Run) -> Event | None:
    """In a strict run the move to the next phase, or the end after the last."""
    if not run.setup.strict:
        return None
    at_ms = _reaches(run, run.phase.planned.ms)
    return Finished(at_ms) if run.is_last_phase else PhaseEntered(at_ms, run.current + 1)


def _due_nudge(run: Run) -> Event | None:
    if run.setup.strict or run.phase.nudged_ms is not None:
        return None
    return Nudged(_reaches(run, nudge_ms(run.phase.planned)), run.current)


def _due_curveball(run: Run) -> Event | None:
    planned = run.setup.curveball
    if planned is None or run.curveball is not None or run.current < planned.first:
        return None
    at_ms = planned.at_ms if run.current < planned.latest else run.at_ms
    return CurveballShown(max(run.at_ms, at_ms), run.current, planned.slug)


def _reaches(run: Run, used_ms: int) -> int:
    """When the present phase will have taken `used_ms`; not before the newest event."""
    return max(run.at_ms, run.visit_ms + used_ms - run.phase.used_ms)


def _probes(run: Run, scenario: Scenario) -> tuple[str, ...]:
    phase = scenario.phase(run.phase.planned.slug)
    return phase.probes if phase else ()


def _hints(run: Run, scenario: Scenario) -> tuple[str, ...]:
    phase = scenario.phase(run.phase.planned.slug)
    return phase.hints if phase else ()
