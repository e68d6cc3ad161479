"""Frameworks: the phases an interview goes through, and the axes it is judged on."""

from dataclasses import dataclass

LEVELS = ("mid", "senior", "staff")


@dataclass(frozen=True, slots=True)
class FrameworkPhase:
    """One phase: `minutes` holds (length of the whole, minutes of this phase) for each length the file gives.

    `done_when` is the test for moving on, `nudge` what an interviewer would say to someone who does not. A phase that
    is not `graded` has no rubric: opening and wrap-up.
    """

    slug: str
    title: str
    minutes: tuple[tuple[int, int], ...]
    done_when: str = ""
    nudge: str = ""
    graded: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the rubric: `weight` in percent; `mid`, `senior` and `staff` say what each level shows."""

    slug: str
    title: str
    weight: int
    mid: str
    senior: str
    staff: str

    def anchor(self, level: str) -> str:
        """What a level of `LEVELS` shows on this axis; raises ValueError for any other word."""
        return (self.mid, self.senior, self.staff)[LEVELS.index(level)]


@dataclass(frozen=True, slots=True)
class Framework:
    """Phases in order and axes whose weights sum to 100; `line` and `column` are the slug's place."""

    slug: str
    title: str
    path: str
    phases: tuple[FrameworkPhase, ...]
    axes: tuple[Axis, ...]
    note: str = ""
    sources: tuple[str, ...] = ()
    line: int = 1
    column: int = 1

    @property
    def lengths(self) -> tuple[int, ...]:
        """The lengths in minutes, shortest first, for which the file gives every phase's minutes."""
        return tuple(sorted(length for length, _ in self.phases[0].minutes))

    def phase(self, slug: str) -> FrameworkPhase | None:
        """The phase of this name."""
        return next((phase for phase in self.phases if phase.slug == slug), None)

    def axis(self, slug: str) -> Axis | None:
        """The axis of this name."""
        return next((axis for axis in self.axes if axis.slug == slug), None)
