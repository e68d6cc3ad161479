"""The FSRS-6 weights that a user's memory is predicted with."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass

_WEIGHTS = 21
_BOUNDS = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Weights w0 to w20 of FSRS-6; `id` is a short hash of them, kept in each review that was decided with them."""

    weights: tuple[float, ...]
    id: str

    @property
    def decay(self) -> float:
        """The exponent of the forgetting curve, negative."""
        return -self.weights[20]

    @property
    def factor(self) -> float:
        """What makes recall 0.9 after as many days as the stability says."""
        return float(0.9 ** (1 / self.decay)) - 1


def parameters_of(weights: Iterable[float]) -> Parameters:
    """Weights as FSRS accepts them: clipped into its bounds; raises ValueError unless there are 21 finite numbers.

    Anki clips in the same way, so a set fitted elsewhere predicts the same here.
    """
    given = tuple(float(weight) for weight in weights)
    if len(given) != _WEIGHTS or not all(map(math.isfinite, given)):
        raise ValueError(f"FSRS-6 has {_WEIGHTS} weights, all of them numbers; these are {len(given)}: {given}")
    clipped = tuple(min(max(w, low), high) for w, (low, high) in zip(given, _BOUNDS, strict=True))
    return Parameters(clipped, _id_of(clipped))


def _id_of(weights: tuple[float, ...]) -> str:
    return hashlib.blake2b(",".join(map(repr, weights)).encode(), digest_size=4).hexdigest()


DEFAULT_PARAMETERS = parameters_of(
    (
        *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
        *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
    )
)
"""The weights of FSRS-6 for people of whom nothing is known yet; the same in Anki and py-fsrs."""
