"""FSRS weights fitted to one user's reviews, and whether they predict better than those in force.

The newest fifth of the reviews is held out: the weights are fitted to what came before, and both sets are judged on
what they had not seen. Only a set that wins there is worth adopting; it is then fitted once more, to everything.
"""

import math
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from prepdeck.scheduling.forecast import finished
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, Parameters, parameters_of

if TYPE_CHECKING:
    from fsrs_rs_python import FSRSItem

ENOUGH_REVIEWS = 400
"""So many scored reviews (of another day than the one before) before fitting says more than the default weights."""

HELD_OUT = 0.2
_CERTAIN = 1e-4

History = Sequence[tuple[int, int]]
"""One card's answers from its first on, oldest first: study day and rating (1-4)."""


class FittingUnavailableError(Exception):
    """The library that fits is not installed."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What fitting led to.

    `scored` reviews could be learnt from, `held_out` of them judged; `before` and `after` are their mean log-loss
    with the weights in force and with fitted ones. `parameters` are None where the weights in force stay.
    """

    scored: int
    held_out: int = 0
    before: float | None = None
    after: float | None = None
    parameters: Parameters | None = None


def fit_parameters(histories: Iterable[History], current: Parameters) -> Fit:
    """Fit the weights to the histories; raises FittingUnavailableError without fsrs-rs-python."""
    return finished(fitting(histories, current))


def fitting(histories: Iterable[History], current: Parameters) -> Generator[str, None, Fit]:
    """Fit the weights stage by stage: it yields what it does next, so that a caller can tell, or stop."""
    known = [history for history in histories if _is_scored(history)]
    days = sorted(day for history in known for day in _scored_days(history))
    if len(days) < ENOUGH_REVIEWS:
        return Fit(len(days))
    cut = days[-max(1, int(len(days) * HELD_OUT))]
    yield "sorting what can be learnt from"
    items = _items(known)
    yield "fitting to the older four fifths"
    trained = _trained(item for day, item in items if day < cut)
    yield "predicting the newest fifth"
    before, after = log_losses(known, current, since=cut), log_losses(known, trained, since=cut)
    adopted = None
    if is_better(before, after):
        yield "fitting to everything"
        adopted = _trained(item for _, item in items)
    return Fit(len(days), len(before), fmean(before), fmean(after), adopted)


def is_better(before: Sequence[float], after: Sequence[float]) -> bool:
    """Whether the losses of the same reviews fell by more than chance does it: by their standard error at least."""
    fallen = [old - new for old, new in zip(before, after, strict=True)]
    return len(fallen) > 1 and fmean(fallen) > stdev(fallen) / math.sqrt(len(fallen))


def log_losses(histories: Iterable[History], parameters: Parameters, since: int = 0) -> list[float]:
    """The log-loss of the recall predicted for each scored review since a study day."""
    formulas = Formulas(parameters)
    losses = []
    for history in histories:
        stability, difficulty, last = 0.0, 0.0, 0
        for day, rating in history:
            if not stability:
                stability, difficulty = formulas.first[_RATINGS[rating]]
            else:
                elapsed = max(0, day - last)
                if elapsed and day >= since:
                    recall = min(max(formulas.recall(elapsed, stability), _CERTAIN), 1 - _CERTAIN)
                    losses.append(-math.log(recall if rating > 1 else 1 - recall))
                stability, difficulty = formulas.after(stability, difficulty, elapsed, rating)
            last = max(day, last)
    return losses


_RATINGS = {int(rating): rating for rating in Formulas(DEFAULT_PARAMETERS).first}


def _scored_days(history: History) -> list[int]:
    return [day for (before, _), (day, _) in pairwise(history) if day > before]


def _is_scored(history: History) -> bool:
    """Whether a card was answered on two days: fsrs-rs panics at the others."""
    return bool(_scored_days(history))


def _items(histories: Iterable[History]) -> list[tuple[int, "FSRSItem"]]:
    """One item a prediction, with its study day: the answers up to it. Those of the same day as the last are none."""
    try:
        from fsrs_rs_python import FSRSItem, FSRSReview
    except ImportError as error:
        raise FittingUnavailableError from error
    reviews: dict[tuple[int, int], FSRSReview] = {}
    items = []
    for history in histories:
        prefix: list[FSRSReview] = []
        last = history[0][0]
        for day, rating in history:
            elapsed = max(0, day - last)
            last = max(day, last)
            if (rating, elapsed) not in reviews:
                reviews[rating, elapsed] = FSRSReview(rating, elapsed)
            prefix.append(reviews[rating, elapsed])
            if elapsed:
                items.append((day, FSRSItem(prefix)))
    return items


def _trained(items: Iterable["FSRSItem"]) -> Parameters:
    """Weights within FSRS's bounds; the defaults where there is nothing to learn from."""
    from fsrs_rs_python import FSRS

    chosen = list(items)
    if not chosen:
        return DEFAULT_PARAMETERS
    return parameters_of(FSRS(DEFAULT_PARAMETERS.weights).compute_parameters(chosen))
