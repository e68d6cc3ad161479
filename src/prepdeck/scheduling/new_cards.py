"""How many new cards to begin a day, and when to stop: found by simulating the days to the interview."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from prepdeck.scheduling.forecast import ForecastCard, Outlook, Schedule, simulate
from prepdeck.scheduling.parameters import Parameters

QUOTA_LOOKS = 10_000
"""The same where only the day's quota is asked for: it is wanted before the first card shows."""

_CLEARLY = 0.002
"""A difference in recall that is more than a simulation's chance."""


@dataclass(frozen=True, slots=True)
class NewCards:
    """How new cards are best begun: so many a day, the last ones on `last_day` (study day), and what that leads to.

    `is_tapered` says that they end as early as they should; where the minutes are too few for that, they do not.
    """

    per_day: int
    last_day: int
    is_tapered: bool
    outlook: Outlook


def best_new_cards(
    cards: Sequence[ForecastCard], schedule: Schedule, parameters: Parameters, looks: int = QUOTA_LOOKS
) -> Generator[None, None, NewCards]:
    """How many cards to begin a day, by simulation: as many as the order by gain would, or fewer where that is better.

    With minutes to spare, fewer a day make for gentler days and cost nothing. Without, fewer have to be clearly better,
    because beginning early is what stands a learner who forgets faster than thought. New cards end on the schedule's
    last day for them, unless the minutes are so few that ending only on the eve leads further.
    """
    unseen = sum(card.memory is None and card.may_begin for card in cards)
    eve = schedule.on_day - 1
    tapered = min(schedule.last_new_day, eve)
    days = tapered - schedule.first + 1
    if not unseen or eve < schedule.first:
        outlook = yield from simulate(cards, replace(schedule, new_per_day=0), parameters, looks)
        return NewCards(0, tapered, True, outlook)
    outlook = yield from simulate(cards, replace(schedule, new_per_day=unseen), parameters, looks)
    best = NewCards(_most_a_day(outlook), tapered, True, outlook)
    has_time = _has_minutes_to_spare(schedule, outlook)
    margin = -_CLEARLY if has_time else _CLEARLY
    for per_day in _gentler(unseen, days, best.per_day):
        outlook = yield from simulate(cards, replace(schedule, new_per_day=per_day), parameters, looks)
        if outlook.recall > best.outlook.recall + margin:
            best = NewCards(per_day, tapered, True, outlook)
            break
    if tapered < eve and not has_time:
        to_the_eve = replace(schedule, new_per_day=unseen, last_new_day=eve)
        outlook = yield from simulate(cards, to_the_eve, parameters, looks)
        if outlook.recall > best.outlook.recall + _CLEARLY:
            best = NewCards(_most_a_day(outlook), eve, False, outlook)
    return best


def _has_minutes_to_spare(schedule: Schedule, outlook: Outlook) -> bool:
    return sum(ahead.minutes for ahead in outlook.days) < 0.85 * sum(schedule.seconds) / 60


def _most_a_day(outlook: Outlook) -> int:
    return max((ahead.new for ahead in outlook.days), default=0)


def _gentler(unseen: int, days: int, most: int) -> list[int]:
    """Numbers of new cards a day below `most` that still begin all of them, fewest first."""
    if days < 1:
        return []
    even = -(-unseen // days)
    return [per_day for quarters in (4, 6, 8) if (per_day := -(-even * quarters // 4)) < most]
