"""Learning steps, as Anki walks them."""

import pytest

from prepdeck.model.options import DAY_S
from prepdeck.model.rating import Rating
from prepdeck.scheduling.steps import next_step

TWO = (60, 600)


@pytest.mark.parametrize(
    ("steps", "step", "rating", "expected"),
    [
        (TWO, 0, Rating.AGAIN, (0, 60)),
        (TWO, 1, Rating.AGAIN, (0, 60)),
        (TWO, 0, Rating.HARD, (0, 330)),
        (TWO, 1, Rating.HARD, (1, 600)),
        (TWO, 0, Rating.GOOD, (1, 600)),
        (TWO, 1, Rating.GOOD, None),
        (TWO, 0, Rating.EASY, None),
        (TWO, 7, Rating.HARD, (1, 600)),
        (TWO, 7, Rating.GOOD, None),
        ((600,), 0, Rating.HARD, (0, 900)),
        ((600,), 0, Rating.GOOD, None),
        ((3 * DAY_S,), 0, Rating.HARD, (0, 4 * DAY_S)),
        ((DAY_S, 2 * DAY_S), 0, Rating.HARD, (0, 2 * DAY_S)),
        ((), 0, Rating.AGAIN, None),
        ((), 0, Rating.GOOD, None),
    ],
)
def test_steps(steps: tuple[int, ...], step: int, rating: Rating, expected: tuple[int, int] | None) -> None:
    assert next_step(steps, step, rating) == expected
