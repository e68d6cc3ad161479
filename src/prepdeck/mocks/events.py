"""What happens in a run, in the order it happened: the run is nothing but the fold over these.

`at_ms` is the run's own time: ms since its start that counted, without pauses and gaps (`prepdeck.mocks.stopwatch`).
Phases are numbered from 0 as they stand in the setup.
"""

from dataclasses import dataclass
from typing import Literal

from prepdeck.mocks.timetable import Timetable

Mode = Literal["guided", "real"]
GapCause = Literal["suspended", "restarted"]


@dataclass(frozen=True, slots=True)
class PlannedCurveball:
    """The curveball of a run: due at `at_ms`, but not before phase `first`, and at once on entering `latest`."""

    slug: str
    at_ms: int
    first: int
    latest: int


@dataclass(frozen=True, slots=True)
class Setup:
    """What was chosen before the start; a run never reads its files again, so that editing them changes no history.

    `whole` is off when one phase is rehearsed alone; `strict` moves on by itself when a phase's time is up.
    """

    scenario: str
    framework: str
    phases: Timetable
    mode: Mode = "guided"
    written: bool = False
    strict: bool = False
    whole: bool = True
    curveball: PlannedCurveball | None = None

    @property
    def planned_ms(self) -> int:
        """The time of the whole run."""
        return sum(phase.ms for phase in self.phases)

    def planned_start_ms(self, phase: int) -> int:
        """When a phase begins by plan."""
        return sum(planned.ms for planned in self.phases[:phase])


@dataclass(frozen=True, slots=True)
class Started:
    """The clock began, in the first phase."""

    at_ms: int
    setup: Setup


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The candidate moved to a phase, or back to one."""

    at_ms: int
    phase: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A moment worth coming back to, in a phase."""

    at_ms: int
    phase: int


@dataclass(frozen=True, slots=True)
class NoteChanged:
    """The notes of a phase, whole, as they were then."""

    at_ms: int
    phase: int
    text: str


@dataclass(frozen=True, slots=True)
class HintShown:
    """The next rung of a phase's hints was shown; `rung` counts from 1."""

    at_ms: int
    phase: int
    rung: int


@dataclass(frozen=True, slots=True)
class ProbeAsked:
    """The interviewer asked the next probe of a phase; `number` counts from 1."""

    at_ms: int
    phase: int
    number: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the interviewer; `reply` is empty where the scenario has none for these words."""

    at_ms: int
    phase: int
    words: str
    reply: str


@dataclass(frozen=True, slots=True)
class Parked:
    """A thought put aside for later."""

    at_ms: int
    phase: int
    text: str


@dataclass(frozen=True, slots=True)
class CurveballShown:
    """The curveball came."""

    at_ms: int
    phase: int
    slug: str


@dataclass(frozen=True, slots=True)
class Nudged:
    """A phase has taken a quarter more than its time, and one line said so: once a phase."""

    at_ms: int
    phase: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again after `paused_ms` of wall time."""

    at_ms: int
    paused_ms: int


@dataclass(frozen=True, slots=True)
class GapNoticed:
    """The machine or the program was away for `gap_ms`, which do not count."""

    at_ms: int
    gap_ms: int
    cause: GapCause


@dataclass(frozen=True, slots=True)
class Finished:
    """The candidate came to an end."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The candidate gave up; there is no debrief, and what was noted stays."""

    at_ms: int


Event = (
    Started
    | PhaseEntered
    | Marked
    | NoteChanged
    | HintShown
    | ProbeAsked
    | Asked
    | Parked
    | CurveballShown
    | Nudged
    | Paused
    | Resumed
    | GapNoticed
    | Finished
    | Abandoned
)
