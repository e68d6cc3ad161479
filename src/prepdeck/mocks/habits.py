"""Habits over several mocks: the phase that takes too long again and again, and how well the guesses are calibrated."""

from collections.abc import Sequence
from dataclasses import dataclass

from prepdeck.mocks.result import MockResult, PhaseTime

LAST = 5
"""Runs that a habit is told from: older ones were another candidate."""
OVER_SHARE = 0.1
"""A phase is over when it took this share more than planned; less is rounding."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """A phase that was over `times` times in the last `runs` that reached it, `mean_over_ms` on average of those."""

    slug: str
    title: str
    times: int
    runs: int
    mean_over_ms: int

    @property
    def text(self) -> str:
        """The habit in words."""
        return f"{self.title}: over in {self.times} of your last {self.runs}"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Guessed bands against those that came out: how many guesses, right ones, too high ones, and the mean delta."""

    guesses: int
    right: int
    too_high: int
    mean_delta: float


def chronic_overrun(results: Sequence[MockResult]) -> Overrun | None:
    """The phase that was over most often, in most of its last five runs and twice at least; None for no such habit.

    `results` are of one framework, oldest first. Of equals the one with the larger mean comes first.
    """
    times: dict[str, list[PhaseTime]] = {}
    for result in results:
        for time in result.phases:
            if time.entered_ms is not None:
                times.setdefault(time.slug, []).append(time)
    habits = [habit for reached in times.values() if (habit := _overrun(reached[-LAST:]))]
    return max(habits, key=lambda habit: (habit.times / habit.runs, habit.mean_over_ms), default=None)


def calibration(results: Sequence[MockResult]) -> Calibration | None:
    """How the guesses of these mocks compare with their bands; None where no mock has both."""
    deltas = [result.guess_delta for result in results if result.guess_delta is not None]
    if not deltas:
        return None
    return Calibration(
        guesses=len(deltas),
        right=sum(delta == 0 for delta in deltas),
        too_high=sum(delta > 0 for delta in deltas),
        mean_delta=sum(deltas) / len(deltas),
    )


def _overrun(times: Sequence[PhaseTime]) -> Overrun | None:
    over_ms = [time.over_ms for time in times if time.over_ms > OVER_SHARE * time.planned_ms]
    if len(over_ms) < 2 or 2 * len(over_ms) <= len(times):
        return None
    newest = times[-1]
    return Overrun(newest.slug, newest.title, len(over_ms), len(times), sum(over_ms) // len(over_ms))
