"""On which day of its window a review falls.

Cards learnt together would otherwise come back together for ever. The window is Anki's (rslib `fuzz.rs`); the day in it
depends on the card and its count of reviews only, or also on how full the days are, so that the interval on a button is
the one that will be stored.
"""

import hashlib
import math
from collections.abc import Callable

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))

Load = Callable[[int], float]
"""How full a study day is; days are only compared."""

_NO_SHARE = 1e9
"""Fuller than any day with a share can be."""


def fullness(due: int, share: float) -> float:
    """How full a day with `due` reviews would be with one more, against the share (1: an ordinary day) it may hold.

    A day without a share comes after all that have one; of several such days the lighter one is less full.
    """
    return (due + 1) / share if share > 0 else _NO_SHARE + due


def seed_of(key: str, reps: int) -> int:
    """A number of 64 bits that changes with each review of a card and is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(f"{key}\n{reps}".encode(), digest_size=8).digest(), "big")


def half_up(number: float) -> int:
    """The nearest whole number, halves up as in Rust; Python's `round` sends 2.5 to 2."""
    return math.floor(number + 0.5)


def window(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """The first and last interval (days) that may stand for `interval`, both inside `minimum` and `maximum`."""
    minimum = min(minimum, maximum)
    interval = min(max(interval, minimum), maximum)
    delta = _delta(interval)
    lower = min(max(half_up(interval - delta), minimum), maximum)
    upper = min(max(half_up(interval + delta), minimum), maximum)
    return lower, upper


def fuzzed_interval(interval: float, minimum: int, maximum: int, seed: int, today: int, load: Load | None) -> int:
    """The interval (days) from the window: on its lightest day, or on a uniformly drawn one where no load is known.

    Days that are equally light are drawn from evenly, by the seed.
    """
    lower, upper = window(interval, minimum, maximum)
    intervals = range(lower, upper + 1)
    if load is None:
        return intervals[_draw(seed, len(intervals))]
    due = {days: load(today + days) for days in intervals}
    fewest = min(due.values())
    lightest = [days for days in intervals if due[days] == fewest]
    return lightest[_draw(seed, len(lightest))]


def _delta(interval: float) -> float:
    """Days of fuzz to either side: none for short intervals, else one plus a share of the days in each range."""
    if interval < 2.5:
        return 0.0
    return 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in _RANGES)


def _draw(seed: int, count: int) -> int:
    """A number from 0 to below `count`; larger seeds never draw a smaller one, so Hard and Good move alike."""
    return seed * count >> 64
