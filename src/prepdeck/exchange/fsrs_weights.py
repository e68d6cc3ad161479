"""The weights of FSRS in its versions."""

import math
from collections.abc import Sequence


def fsrs6(weights: Sequence[float]) -> tuple[float, ...]:
    """Weights of FSRS 4.5 (17), 5 (19) or 6 (21) as those of FSRS-6 that predict the same (fsrs-rs `parameters.rs`)."""
    given = list(weights)
    if len(given) == 17:
        given[4] = given[5] * 2.0 + given[4]
        given[5] = math.log(max(given[5] * 3.0 + 1.0, 1e-9)) / 3.0
        given[6] += 0.5
        given += [0.0, 0.0]
    if len(given) == 19:
        given += [0.0, 0.5]
    return tuple(given) if len(given) == 21 and all(map(math.isfinite, given)) else ()
