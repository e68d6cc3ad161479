"""What more minutes a day would reach, and fewer: the forecast as a curve."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from prepdeck.scheduling.forecast import LOOKS, ForecastCard, Schedule, simulate
from prepdeck.scheduling.parameters import Parameters

CURVE = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""How many times the planned minutes a forecast tries."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The recall (0-1) on the day that so many minutes a day, on average, lead to."""

    minutes: float
    recall: float


def recall_curve(
    cards: Sequence[ForecastCard],
    schedule: Schedule,
    parameters: Parameters,
    factors: Sequence[float] = CURVE,
    looks: int = LOOKS,
) -> Generator[None, None, tuple[CurvePoint, ...]]:
    """The recall on the day for more and for fewer minutes, each simulated; more minutes never lead to less.

    The planned minutes keep the schedule's quota. Other numbers of minutes begin new cards as they find time.
    """
    unseen = sum(card.memory is None and card.may_begin for card in cards)
    average = sum(schedule.seconds) / 60 / max(1, len(schedule.seconds))
    points: list[CurvePoint] = []
    for factor in sorted(factors):
        seconds = tuple(factor * each for each in schedule.seconds)
        quota = schedule.new_per_day if factor == 1 else unseen
        tried = replace(schedule, seconds=seconds, new_per_day=quota)
        outlook = yield from simulate(cards, tried, parameters, looks)
        recall = max(outlook.recall, points[-1].recall if points else 0.0)
        points.append(CurvePoint(average * factor, recall))
    return tuple(points)


def minutes_reaching(points: Sequence[CurvePoint], recall: float) -> float | None:
    """The minutes a day with which the curve reaches a recall, between its points; None past its end."""
    for before, after in pairwise(points):
        if before.recall < recall <= after.recall:
            share = (recall - before.recall) / (after.recall - before.recall)
            return before.minutes + share * (after.minutes - before.minutes)
    return points[0].minutes if points and points[0].recall >= recall else None
