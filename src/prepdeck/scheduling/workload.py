"""What another desired retention would cost: a year of reviews of the cards there are, simulated.

Every card is followed on its own, from one due day to the next, as a learner does who studies each day what is due;
without new cards, because how many to begin is another decision. Answers are drawn from the predicted recall by a
seeded sequence that is the same for every retention, so that the points of the curve differ by the retention alone.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from prepdeck.model.memory import Memory
from prepdeck.model.rating import Rating
from prepdeck.scheduling.draws import drawn
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.pace import Cost
from prepdeck.scheduling.parameters import Parameters

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.88, 0.90, 0.92, 0.94, 0.96, 0.97)
"""The points of the curve."""

DAYS = 365

SAMPLE = 1_500
"""The most cards that are followed; more are represented by every n-th of them, ordered by stability."""

_FEWEST = 600
"""Fewer cards are followed several times, with other draws: thirty answers are mostly chance."""

_CARDS_A_STEP = 100


@dataclass(frozen=True, slots=True)
class ScheduledCard:
    """A card that was begun: its memory, study days, the retention it is scheduled for now, and its cost."""

    memory: Memory
    last_day: int
    due_day: int
    desired: float
    cost: Cost
    maximum_interval: int = 36_500


@dataclass(frozen=True, slots=True)
class WorkloadPoint:
    """What a desired retention leads to, on the mean of a year: reviews and minutes a day, and the recall (0-1)."""

    retention: float
    reviews: float
    minutes: float
    recall: float


Workload = Generator[None, None, WorkloadPoint]


def steps_of(cards: int, retentions: int) -> int:
    """How often a curve yields, for showing how far it is."""
    followed = min(cards, SAMPLE) * _repeats(cards)
    return retentions * -(-followed // _CARDS_A_STEP)


def workload_curve(
    cards: Iterable[ScheduledCard],
    today: int,
    parameters: Parameters,
    retentions: Sequence[float] = RETENTIONS,
    days: int = DAYS,
) -> Generator[None, None, tuple[WorkloadPoint, ...]]:
    """A point for each retention; yields many times a second, so that the caller shows progress, or stops."""
    known = list(cards)
    points: tuple[WorkloadPoint, ...] = ()
    for retention in retentions:
        point = yield from workload(known, today, parameters, retention, days)
        points = (*points, point)
    return points


def workload(
    cards: Iterable[ScheduledCard],
    today: int,
    parameters: Parameters,
    retention: float | None = None,
    days: int = DAYS,
    seed: int = 0,
) -> Workload:
    """A year with one retention, or with those the cards are scheduled for now.

    A card begins where it would stand if this retention had always been in force: as far along its interval as it is
    now. Otherwise the change itself, which moves many cards at once, would be counted as if it came every year.
    """
    known = list(cards)
    chosen = _sample(known)
    formulas = Formulas(parameters)
    reviews, seconds, recall = 0, 0.0, 0.0
    for number, card in enumerate(chosen, start=1):
        followed = _follow(card, today, parameters, formulas, retention or card.desired, days, (seed << 20) + number)
        reviews += followed[0]
        seconds += followed[1]
        recall += followed[2]
        if number % _CARDS_A_STEP == 0:
            yield
    if len(chosen) % _CARDS_A_STEP:
        yield
    share = len(chosen) / len(known) if known else 1.0
    return WorkloadPoint(
        retention=retention or (fmean(card.desired for card in chosen) if chosen else 0.0),
        reviews=reviews / share / days,
        minutes=seconds / share / days / 60,
        recall=recall / len(chosen) if chosen else 0.0,
    )


def _sample(cards: list[ScheduledCard]) -> list[ScheduledCard]:
    if len(cards) <= SAMPLE:
        return cards * _repeats(len(cards))
    order = sorted(cards, key=lambda card: (card.memory.stability, card.memory.difficulty, card.due_day))
    return [order[place * len(order) // SAMPLE] for place in range(SAMPLE)]


def _repeats(cards: int) -> int:
    return max(1, -(-_FEWEST // cards)) if cards else 1


def _follow(
    card: ScheduledCard,
    today: int,
    parameters: Parameters,
    formulas: Formulas,
    retention: float,
    days: int,
    seed: int,
) -> tuple[int, float, float]:
    """One card's reviews within the days, the seconds they take, and its recall on the mean of the days.

    The recall between two reviews is the integral of R(t, S) = (1 + F t / S) ^ d, with d = -w20.
    """
    factor = formulas.lasting(retention)  # interval = factor * stability
    stability, difficulty = card.memory.stability, card.memory.difficulty
    longest, cost, end = card.maximum_interval, card.cost, today + days
    due, last = today, min(card.last_day, today - 1)
    if card.due_day > today:
        interval = min(max(1.0, factor * stability), longest)
        left = (card.due_day - today) / max(1, card.due_day - card.last_day)  # of its interval
        due = today + max(1, round(left * interval))
        last = min(today, due - round(interval))
    reviews, seconds, remembered, since = 0, 0.0, 0.0, today
    while True:
        until = min(due, end)
        slope, exponent = parameters.factor / stability, parameters.decay + 1
        area = (1 + slope * (until - last)) ** exponent - (1 + slope * (since - last)) ** exponent
        remembered += area / (slope * exponent)
        if due >= end:
            return reviews, seconds, remembered / days
        recall = formulas.recall(due - last, stability)
        reviews += 1
        if drawn(seed, reviews) < recall:
            stability = formulas.passed(stability, difficulty, recall)
            difficulty = formulas.difficulty(difficulty, Rating.GOOD)
            seconds += cost.passed
        else:
            stability, difficulty = formulas.relearned(stability, difficulty, recall)
            seconds += cost.failed
        last = since = due
        due += min(max(1, round(factor * stability)), longest)
