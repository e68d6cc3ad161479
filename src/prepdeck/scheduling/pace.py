"""How long cards take: seconds by kind, as guessed at first and as learnt from the user's own answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from statistics import median

from prepdeck.model.options import DeckOptions
from prepdeck.model.rating import Rating

ENOUGH = 8
"""So many answers of one sort before their median says more than the guess."""

_AWAY_S = 900.0
"""A card that took longer was left open on the screen."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """One answer's length in seconds: the `first` of a new card, a `passed` review, a `failed` one."""

    first: float
    passed: float
    failed: float


Pace = Mapping[str, Seconds]
"""Seconds by kind of card; a kind that is missing takes as long as `basic`."""

DEFAULT_PACE: Pace = {
    "basic": Seconds(30, 14, 22),
    "cloze": Seconds(22, 11, 16),
    "steps": Seconds(45, 25, 35),
    "items": Seconds(45, 25, 35),
    "choices": Seconds(35, 18, 25),
    "typed": Seconds(25, 13, 20),
    "numeric": Seconds(90, 60, 75),
    "code": Seconds(240, 150, 200),
    "explain": Seconds(150, 110, 130),
    "pitch": Seconds(120, 80, 100),
    "ask": Seconds(30, 15, 22),
}
"""What answers of each kind take before anything is known of the user."""


FIRST_RATINGS: Mapping[Rating, float] = {
    Rating.AGAIN: 0.20,
    Rating.HARD: 0.15,
    Rating.GOOD: 0.55,
    Rating.EASY: 0.10,
}
"""How a card's first answer is expected to be rated."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds a card takes on one study day, repeats on its steps included: to `begin` it, or to review it."""

    begin: float
    passed: float
    failed: float

    def of_review(self, recall: float) -> float:
        """The seconds to expect of a review that is recalled with probability `recall`."""
        return recall * self.passed + (1 - recall) * self.failed


def cost_of(pace: Pace, kind: str, options: DeckOptions) -> Cost:
    """What a card of a kind costs in a deck: Again and Hard go through all its steps, Good through all but one."""
    seconds, steps = seconds_of(pace, kind), len(options.learning_steps)
    slow = FIRST_RATINGS[Rating.AGAIN] + FIRST_RATINGS[Rating.HARD]
    repeats = slow * steps + FIRST_RATINGS[Rating.GOOD] * max(0, steps - 1)
    again = len(options.relearning_steps) * seconds.passed
    return Cost(seconds.first + repeats * seconds.passed, seconds.passed, seconds.failed + again)


@dataclass(frozen=True, slots=True)
class TimedAnswer:
    """One answer's kind of card, whether it was the card's first, whether it was recalled, and how long it took."""

    kind: str
    is_first: bool
    was_recalled: bool
    seconds: float


def seconds_of(pace: Pace, kind: str) -> Seconds:
    """The seconds of a kind."""
    return pace.get(kind) or pace["basic"]


def learnt_pace(answers: Iterable[TimedAnswer], guess: Pace = DEFAULT_PACE) -> Pace:
    """The medians by kind and sort of answer, where there are enough of them.

    The others are the guess, made faster or slower as the user is: by what is known of that kind, else of all kinds.
    """
    taken: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for answer in answers:
        if 0 < answer.seconds <= _AWAY_S:
            sort = "first" if answer.is_first else "passed" if answer.was_recalled else "failed"
            taken[answer.kind, sort].append(answer.seconds)
    known = {of: median(seconds) for of, seconds in taken.items() if len(seconds) >= ENOUGH and of[0] in guess}
    factors: defaultdict[str, list[float]] = defaultdict(list)
    for (kind, sort), seconds in known.items():
        factors[kind].append(seconds / getattr(guess[kind], sort))
    overall = median(factor for of_kind in factors.values() for factor in of_kind) if factors else 1.0
    return {
        kind: Seconds(
            *(
                known.get((kind, sort.name), getattr(seconds, sort.name) * _typical(factors.get(kind), overall))
                for sort in fields(Seconds)
            )
        )
        for kind, seconds in guess.items()
    }


def _typical(factors: list[float] | None, otherwise: float) -> float:
    return median(factors) if factors else otherwise
