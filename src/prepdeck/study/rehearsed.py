"""What mocks show over time: how long each phase takes against its plan, axes from one to the next, guesses."""

from dataclasses import dataclass

from prepdeck.mocks.habits import LAST, Calibration
from prepdeck.mocks.result import MockResult
from prepdeck.study.mock_history import MockHistory

TREND = 8
"""Mocks an axis is followed over."""


@dataclass(frozen=True, slots=True)
class PhaseHabit:
    """A phase over the last five runs that reached it: its mean planned and used time in ms, how often it was over."""

    framework: str
    phase: str
    title: str
    runs: int
    over: int
    planned_ms: int
    used_ms: int

    @property
    def over_ms(self) -> int:
        """How much longer than planned it took on average, negative when shorter."""
        return self.used_ms - self.planned_ms


@dataclass(frozen=True, slots=True)
class AxisTrend:
    """An axis and its scores (1-4), oldest first."""

    framework: str
    axis: str
    title: str
    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Phases and axes of every framework that was rehearsed, and the guesses; `mocks` were debriefed."""

    mocks: int
    phases: tuple[PhaseHabit, ...]
    axes: tuple[AxisTrend, ...]
    guesses: Calibration | None


def rehearsed(history: MockHistory) -> Rehearsed:
    """Gather it from the debriefed mocks."""
    frameworks = dict.fromkeys(mock.stored.run.setup.framework for mock in history.debriefed)
    phases: list[PhaseHabit] = []
    axes: list[AxisTrend] = []
    for framework in frameworks:
        results = history.results(framework)
        phases += _phases(framework, results)
        axes += _axes(framework, results)
    return Rehearsed(len(history.debriefed), tuple(phases), tuple(axes), history.calibration)


def _phases(framework: str, results: list[MockResult]) -> list[PhaseHabit]:
    reached = [(time.slug, time) for result in results for time in result.phases if time.entered_ms is not None]
    habits = []
    for slug in dict.fromkeys(slug for slug, _ in reached):
        times = [time for name, time in reached if name == slug][-LAST:]
        habits.append(
            PhaseHabit(
                framework,
                slug,
                times[-1].title,
                len(times),
                sum(time.over_ms > 0 for time in times),
                sum(time.planned_ms for time in times) // len(times),
                sum(time.used_ms for time in times) // len(times),
            )
        )
    return habits


def _axes(framework: str, results: list[MockResult]) -> list[AxisTrend]:
    titles = {axis.slug: axis.title for result in results for axis in result.axes}
    trends = [
        AxisTrend(
            framework,
            slug,
            title,
            tuple(axis.score for result in results for axis in result.axes if axis.slug == slug and axis.score)[
                -TREND:
            ],
        )
        for slug, title in titles.items()
    ]
    return [trend for trend in trends if trend.scores]
