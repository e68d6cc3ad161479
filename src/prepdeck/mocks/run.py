"""A run as it stands: the fold over its events, and what its clock says at an instant."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from prepdeck.mocks.events import (
    Abandoned,
    Asked,
    CurveballShown,
    Event,
    Finished,
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
from prepdeck.mocks.timetable import PlannedPhase


class Tone(Enum):
    """How a phase stands to its time: within it, over it, or over it by a quarter and more."""

    CALM = "calm"
    AMBER = "amber"
    OVER = "over"


class Ending(Enum):
    """How a run ended."""

    FINISHED = "finished"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """What happened in one phase; `used_ms` is without the visit that goes on, `entered_ms` None if never reached.

    `probed_ms` holds when each probe was asked.
    """

    planned: PlannedPhase
    used_ms: int = 0
    entered_ms: int | None = None
    notes: str = ""
    hints: int = 0
    probed_ms: tuple[int, ...] = ()
    nudged_ms: int | None = None

    @property
    def reached(self) -> bool:
        """Whether the candidate came to it."""
        return self.entered_ms is not None


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock says at an instant, in ms: of the phase, and of the whole run.

    `left_ms` is negative when over. `behind_ms` is how much later than planned the run is, if the phase takes its
    planned time or what it has taken: negative when ahead.
    """

    used_ms: int
    left_ms: int
    tone: Tone
    at_ms: int
    total_ms: int
    behind_ms: int


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a front end draws of a run, and all that a debrief starts from.

    `at_ms` is the time of the newest event, `visit_ms` when the present phase was last entered. `paused_ms` and
    `gap_ms` sum what did not count.
    """

    setup: Setup
    phases: tuple[PhaseRun, ...]
    current: int = 0
    at_ms: int = 0
    visit_ms: int = 0
    marks: tuple[Marked, ...] = ()
    asked: tuple[Asked, ...] = ()
    parked: tuple[Parked, ...] = ()
    curveball: CurveballShown | None = None
    paused: bool = False
    pauses: int = 0
    paused_ms: int = 0
    gaps: tuple[GapNoticed, ...] = ()
    ending: Ending | None = None

    @property
    def phase(self) -> PhaseRun:
        """The phase the run is in."""
        return self.phases[self.current]

    @property
    def is_last_phase(self) -> bool:
        """Whether no phase follows."""
        return self.current == len(self.phases) - 1

    def used_ms(self, phase: int, at_ms: int) -> int:
        """The time a phase has taken at `at_ms` of the run."""
        visiting = phase == self.current and self.ending is None
        return self.phases[phase].used_ms + (max(0, at_ms - self.visit_ms) if visiting else 0)

    def clock(self, at_ms: int) -> Clock:
        """What the clock says at `at_ms` of the run."""
        planned_ms = self.phase.planned.ms
        used_ms = self.used_ms(self.current, at_ms)
        by_now_ms = self.setup.planned_start_ms(self.current) + min(used_ms, planned_ms)
        return Clock(
            used_ms=used_ms,
            left_ms=planned_ms - used_ms,
            tone=_tone(used_ms, planned_ms),
            at_ms=at_ms,
            total_ms=self.setup.planned_ms,
            behind_ms=at_ms - by_now_ms,
        )


def nudge_ms(planned: PlannedPhase) -> int:
    """The time in a phase after which it is nudged: a quarter more than planned."""
    return planned.ms * 5 // 4


def begun(started: Started) -> Run:
    """The run right after its start."""
    phases = tuple(PhaseRun(planned) for planned in started.setup.phases)
    run = Run(started.setup, phases, at_ms=started.at_ms, visit_ms=started.at_ms)
    return _with_phase(run, 0, replace(run.phase, entered_ms=started.at_ms))


def after(run: Run, event: Event) -> Run:
    """The run after one more event; raises ValueError for a second start."""
    run = replace(run, at_ms=event.at_ms)
    match event:
        case Started():
            raise ValueError("a run starts once")
        case PhaseEntered(at_ms, phase):
            return _entered(_left(run), phase, at_ms)
        case Marked():
            return replace(run, marks=(*run.marks, event))
        case NoteChanged(_, phase, text):
            return _with_phase(run, phase, replace(run.phases[phase], notes=text))
        case HintShown(_, phase, rung):
            return _with_phase(run, phase, replace(run.phases[phase], hints=rung))
        case ProbeAsked(at_ms, phase):
            return _with_phase(run, phase, replace(run.phases[phase], probed_ms=(*run.phases[phase].probed_ms, at_ms)))
        case Nudged(at_ms, phase):
            return _with_phase(run, phase, replace(run.phases[phase], nudged_ms=at_ms))
        case Asked():
            return replace(run, asked=(*run.asked, event))
        case Parked():
            return replace(run, parked=(*run.parked, event))
        case CurveballShown():
            return replace(run, curveball=event)
        case Paused():
            return replace(run, paused=True, pauses=run.pauses + 1)
        case Resumed(_, paused_ms):
            return replace(run, paused=False, paused_ms=run.paused_ms + paused_ms)
        case GapNoticed():
            return replace(run, gaps=(*run.gaps, event))
        case Finished():
            return replace(_left(run), ending=Ending.FINISHED, paused=False)
        case Abandoned():
            return replace(_left(run), ending=Ending.ABANDONED, paused=False)


def replayed(events: Iterable[Event]) -> Run:
    """The run that these events tell, the first of which is its start; raises ValueError for none or another first."""
    remaining = iter(events)
    started = next(remaining, None)
    if not isinstance(started, Started):
        raise ValueError("a run begins with its start")
    run = begun(started)
    for event in remaining:
        run = after(run, event)
    return run


def _left(run: Run) -> Run:
    """The visit of the present phase is over, and its time counts."""
    used_ms = run.used_ms(run.current, run.at_ms)
    return replace(_with_phase(run, run.current, replace(run.phase, used_ms=used_ms)), visit_ms=run.at_ms)


def _entered(run: Run, phase: int, at_ms: int) -> Run:
    found = run.phases[phase]
    if found.entered_ms is None:
        run = _with_phase(run, phase, replace(found, entered_ms=at_ms))
    return replace(run, current=phase)


def _with_phase(run: Run, index: int, phase: PhaseRun) -> Run:
    return replace(run, phases=(*run.phases[:index], phase, *run.phases[index + 1 :]))


def _tone(used_ms: int, planned_ms: int) -> Tone:
    if used_ms * 4 >= planned_ms * 5:
        return Tone.OVER
    return Tone.AMBER if used_ms >= planned_ms else Tone.CALM
