"""What FSRS makes of an answer, fed with whole study days.

A card reviewed at 21:00 and again at 08:00 was one study day apart; FSRS counts periods of 24 hours and would call it
the same day. So it is given days x 24 h here, and never a wall clock.
"""

from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from prepdeck.model.memory import Memory
from prepdeck.model.rating import Rating
from prepdeck.scheduling.parameters import Parameters

if TYPE_CHECKING:
    import fsrs

_DAY_ZERO = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LONGEST_DAYS = 36_500
_SHORTEST_STABILITY = 0.001


def elapsed_days(last_day: int | None, day: int) -> int:
    """Study days since the last review; a clock that ran backwards gives 0, never credit."""
    return 0 if last_day is None else min(max(0, day - last_day), _LONGEST_DAYS)


def memory_after(memory: Memory | None, elapsed: int, rating: Rating, parameters: Parameters) -> Memory:
    """The memory after an answer `elapsed` study days after the one before; None is a card never answered.

    Not rounded: intervals are computed from this value, and `stored` is what is kept.
    """
    import fsrs  # 28 ms that a first frame does not wait for

    card = fsrs.Card(card_id=0, due=_DAY_ZERO)  # an id and a date, or it would sleep and read the clock
    if memory is not None:
        card.state = fsrs.State.Review
        card.step = None
        card.stability = memory.stability
        card.difficulty = memory.difficulty
        card.last_review = _DAY_ZERO
    answered, _ = _engine(parameters).review_card(card, fsrs.Rating(rating), _DAY_ZERO + timedelta(days=elapsed))
    if answered.stability is None or answered.difficulty is None:
        raise AssertionError("FSRS gives every reviewed card a memory")
    return Memory(min(answered.stability, float(_LONGEST_DAYS)), answered.difficulty)


def stored(memory: Memory) -> Memory:
    """The memory as Anki stores it: stability to 4 decimals (at least 0.001 days), difficulty to 3."""
    return Memory(max(round(memory.stability, 4), _SHORTEST_STABILITY), round(memory.difficulty, 3))


def retrievability(elapsed: float, memory: Memory, parameters: Parameters) -> float:
    """The probability (0-1) of recall `elapsed` days after the last review.

    FSRS-6: R(t, S) = (1 + F t / S) ^ -w20 with F = 0.9 ^ (-1 / w20) - 1.
    """
    return float((1 + parameters.factor * max(0.0, elapsed) / memory.stability) ** parameters.decay)


def interval_for(retention: float, memory: Memory, parameters: Parameters) -> float:
    """The days, with their fraction, after which recall has fallen to `retention`: the inverse of `retrievability`."""
    return float(memory.stability / parameters.factor * (retention ** (1 / parameters.decay) - 1))


@cache
def _engine(parameters: Parameters) -> "fsrs.Scheduler":
    """One py-fsrs scheduler a parameter set; steps and fuzz are ours, so that they equal Anki's."""
    import fsrs

    return fsrs.Scheduler(parameters.weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
