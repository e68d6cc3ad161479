"""Fitting FSRS to the user: new weights become a record of the log, so that one undo takes them back."""

from collections.abc import Generator
from dataclasses import dataclass

from prepdeck.errors import PrepdeckError
from prepdeck.model.records import ParametersSet
from prepdeck.scheduling.fitting import ENOUGH_REVIEWS, Fit, FittingUnavailableError, fitting
from prepdeck.scheduling.forecast import finished
from prepdeck.storage.statistics import answer_histories
from prepdeck.study.collection import Collection


@dataclass(frozen=True, slots=True)
class Optimization:
    """What fitting led to: of `reviews` answers in all, `fit.scored` could be learnt from."""

    reviews: int
    fit: Fit

    @property
    def is_adopted(self) -> bool:
        """Whether new weights are in force."""
        return self.fit.parameters is not None

    @property
    def reason(self) -> str:
        """Why the weights in force stay; empty when they do not."""
        if self.is_adopted:
            return ""
        if self.fit.before is None:
            return (
                f"{self.fit.scored} reviews of cards seen on an earlier day are too few to learn from:"
                f" fitting begins at {ENOUGH_REVIEWS}."
            )
        return "Fitted weights do not clearly predict the held-out reviews better than those in force."

    @property
    def text(self) -> str:
        """What came of it, in a sentence or two."""
        if self.fit.before is None or self.fit.after is None:
            return f"The weights in force stay. {self.reason}"
        losses = f"Log-loss {self.fit.before:.4f} → {self.fit.after:.4f} on {self.fit.held_out:,} held-out reviews"
        if self.is_adopted:
            return f"{losses}: adopted. Intervals follow your own {self.reviews:,} answers from now on."
        return f"{losses}: the weights in force stay. {self.reason}"


def optimize(collection: Collection) -> Optimization:
    """Fit the weights to all answers and adopt what predicts better; raises PrepdeckError where fsrs-rs is missing."""
    return finished(optimizing(collection))


def optimizing(collection: Collection) -> Generator[str, None, Optimization]:
    """The same stage by stage: it yields what it does next; one that is not gone on with changes nothing."""
    yield "reading your answers"
    with collection.store.reading() as rows:
        histories = answer_histories(rows)
    try:
        fit = yield from fitting(histories, collection.parameters)
    except FittingUnavailableError as error:
        raise PrepdeckError(
            "Fitting needs a library that is not installed.",
            "Install it: pipx inject prepdeck fsrs-rs-python (or: pip install 'prepdeck[optimize]')",
        ) from error
    if fit.parameters is not None:
        yield "computing the memory of every card anew"
        collection.append([ParametersSet(fit.parameters.weights)])
    return Optimization(sum(map(len, histories)), fit)
