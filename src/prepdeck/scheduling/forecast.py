"""What will be recalled on the interview day if the minutes are kept: the remaining days, simulated.

Each simulated day takes cards as `interview_queue` does, by gain per second with the floors, until its seconds are
spent; answers are drawn from the recall the user's parameters predict, by a seeded sequence, so the same collection
gives the same forecast. Everything is a generator that yields after each day: the caller shows progress, or stops.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from prepdeck.model.memory import Memory
from prepdeck.model.rating import Rating
from prepdeck.scheduling.draws import drawn
from prepdeck.scheduling.gain import GainModel
from prepdeck.scheduling.interview_queue import FLOORS, lane_of
from prepdeck.scheduling.pace import FIRST_RATINGS, Cost
from prepdeck.scheduling.parameters import Parameters

WORTH_ASKING = 0.005
"""A card that would be recalled no more than this much better on the day is left in peace."""

LOOKS = 40_000
"""The most cards times days that one simulation looks at; larger collections are simulated by a sample."""

_FEWEST = 200

_RATED_FIRST = tuple(zip(FIRST_RATINGS, accumulate(FIRST_RATINGS.values()), strict=True))

Result = TypeVar("Result")

DayYield = Generator[None, None, "Outlook"]
"""A simulation: it yields after each day, and returns the outlook."""


@dataclass(frozen=True, slots=True)
class ForecastCard:
    """A card as a simulation needs it.

    `memory` and `last_day` (study day) are None for a new card, which is only begun if it `may_begin`. `weight` orders
    it, `counts` says whether it is in the recall that is forecast (core cards are), `groups` name the requirements
    it feeds.
    """

    kind: str
    cost: Cost
    memory: Memory | None = None
    last_day: int | None = None
    weight: float = 1.0
    counts: bool = True
    may_begin: bool = True
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days a forecast fills: `seconds` of drilling from study day `first` on, one entry a day, up to the eve.

    New cards come on `last_new_day` at the latest, and no more than `new_per_day` of them.
    """

    first: int
    seconds: tuple[float, ...]
    last_new_day: int
    new_per_day: int

    @property
    def on_day(self) -> int:
        """The interview's study day."""
        return self.first + len(self.seconds)


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One simulated study day: cards begun, reviews, and the minutes they took."""

    day: int
    new: int
    reviews: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a simulation arrived at on the interview day.

    `recall` (0-1) is the mean over the cards that count, unseen ones as 0; `seen` the share of them that was begun;
    `by_group` the recall by requirement.
    """

    recall: float
    seen: float
    by_group: dict[str, float]
    days: tuple[DayAhead, ...]

    @property
    def last_new_day(self) -> int | None:
        """The last day on which a card was begun."""
        return next((ahead.day for ahead in reversed(self.days) if ahead.new), None)


def simulate(
    cards: Iterable[ForecastCard],
    schedule: Schedule,
    parameters: Parameters,
    looks: int = LOOKS,
    seed: int = 0,
) -> DayYield:
    """Simulate the days of a schedule.

    A collection for which `looks` does not suffice is simulated by a sample, with as much less time a day.
    """
    known = list(cards)
    chosen = _sample(known, max(_FEWEST, looks // max(1, len(schedule.seconds))))
    share = len(chosen) / max(1, len(known))
    run = _Run(chosen, schedule, share, GainModel(parameters), seed)
    for number, seconds in enumerate(schedule.seconds):
        run.study(schedule.first + number, seconds * share)
        yield
    return run.outlook()


def finished(simulation: Generator[object, None, Result]) -> Result:
    """Run a simulation to its end."""
    while True:
        try:
            next(simulation)
        except StopIteration as end:
            result: Result = end.value
            return result


def _sample(cards: list[ForecastCard], most: int) -> list[ForecastCard]:
    """Every n-th card of an order in which like stands by like, so that the sample is as mixed as the whole."""
    if len(cards) <= most:
        return cards
    order = sorted(
        range(len(cards)),
        key=lambda index: (
            cards[index].groups,
            cards[index].kind,
            -cards[index].weight,
            stability.stability if (stability := cards[index].memory) else 0.0,
        ),
    )
    return [cards[order[place * len(cards) // most]] for place in range(most)]


class _Run:
    """One simulation: columns of numbers rather than objects, because its inner loop runs a million times."""

    def __init__(
        self,
        cards: list[ForecastCard],
        schedule: Schedule,
        share: float,
        model: GainModel,
        seed: int,
    ) -> None:
        self._cards = cards
        self._schedule = schedule
        self._share = share
        self._model = model
        self._formulas = model.formulas
        self._seed = seed
        self._stability = [card.memory.stability if card.memory else 0.0 for card in cards]
        self._difficulty = [card.memory.difficulty if card.memory else 0.0 for card in cards]
        self._last = [schedule.first if card.last_day is None else card.last_day for card in cards]
        self._lanes = [lane_of(card.kind) for card in cards]
        self._answers = [0] * len(cards)
        self._days: list[DayAhead] = []
        self._new_debt = 0.0

    def study(self, day: int, seconds: float) -> None:
        """Spend the seconds of one day."""
        order = self._ranking(day)
        self._new_debt += self._schedule.new_per_day * self._share if day <= self._schedule.last_new_day else 0.0
        spent, new, reviews = 0.0, 0, 0
        floors = {lane: next((i for _, i in order if self._lanes[i] == lane), None) for lane in FLOORS}
        first = [] if seconds <= 0 or self._share < 1 else [index for index in floors.values() if index is not None]
        taken = set(first)
        for index in [*first, *(i for _, i in order if i not in taken)]:
            if spent >= seconds:
                break
            if self._stability[index]:
                spent += self._review(index, day)
                reviews += 1
            elif self._new_debt >= 1:
                spent += self._begin(index, day)
                self._new_debt -= 1
                new += 1
        self._new_debt %= 1.0
        scale = 1 / self._share if self._share else 1.0
        self._days.append(DayAhead(day, round(new * scale), round(reviews * scale), spent * scale / 60))

    def _ranking(self, day: int) -> list[tuple[float, int]]:
        """Cards by falling gain per second, with their numbers."""
        days_left = self._schedule.on_day - day
        may_begin = day <= self._schedule.last_new_day and self._schedule.new_per_day > 0
        gain_and_recall = self._model.gain_and_recall
        gain_of_new = self._model.recall_of_new(days_left)
        ranking = []
        for index, card in enumerate(self._cards):
            stability = self._stability[index]
            if stability:
                elapsed = day - self._last[index]
                if elapsed <= 0:
                    continue
                gain, recall = gain_and_recall(stability, self._difficulty[index], elapsed, days_left)
                if gain > WORTH_ASKING:
                    ranking.append((-card.weight * gain / card.cost.of_review(recall), index))
            elif may_begin and card.may_begin:
                ranking.append((-card.weight * gain_of_new / card.cost.begin, index))
        ranking.sort()
        return ranking

    def _review(self, index: int, day: int) -> float:
        formulas, cost = self._formulas, self._cards[index].cost
        stability, difficulty = self._stability[index], self._difficulty[index]
        recall = formulas.recall(day - self._last[index], stability)
        self._last[index] = day
        if self._draw(index) < recall:
            self._stability[index] = formulas.passed(stability, difficulty, recall)
            self._difficulty[index] = formulas.difficulty(difficulty, Rating.GOOD)
            return cost.passed
        self._stability[index], self._difficulty[index] = formulas.relearned(stability, difficulty, recall)
        return cost.failed

    def _begin(self, index: int, day: int) -> float:
        formulas, drawn = self._formulas, self._draw(index)
        rating = next((rating for rating, up_to in _RATED_FIRST if drawn < up_to), Rating.EASY)
        stability, difficulty = formulas.first[rating]
        self._last[index] = day
        again = rating is Rating.AGAIN
        self._stability[index] = formulas.same_day(stability) if again else stability
        self._difficulty[index] = formulas.difficulty(difficulty, Rating.GOOD) if again else difficulty
        return self._cards[index].cost.begin

    def _draw(self, index: int) -> float:
        """A number from 0 to 1 by card and count of its answers: the same whatever else is studied."""
        self._answers[index] += 1
        return drawn((self._seed << 28) + index, self._answers[index])

    def outlook(self) -> Outlook:
        """What stands on the interview day."""
        on_day = self._schedule.on_day
        recalls = [
            self._formulas.recall(on_day - last, stability) if stability else 0.0
            for stability, last in zip(self._stability, self._last, strict=True)
        ]
        counted = [index for index, card in enumerate(self._cards) if card.counts] or list(range(len(self._cards)))
        groups: dict[str, list[float]] = {}
        for index in counted:
            for group in self._cards[index].groups:
                groups.setdefault(group, []).append(recalls[index])
        return Outlook(
            recall=_mean([recalls[index] for index in counted]),
            seen=_mean([float(self._stability[index] > 0) for index in counted]),
            by_group={group: _mean(values) for group, values in groups.items()},
            days=tuple(self._days),
        )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
