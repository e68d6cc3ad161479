"""FSRS weights fitted to the user's reviews."""

import random
import sys
from statistics import fmean

import pytest

from prepdeck.scheduling import fitting
from prepdeck.scheduling.fitting import Fit, FittingUnavailableError, fit_parameters, is_better, log_losses
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, Parameters, parameters_of

OTHER = parameters_of(
    [0.6, 0.9, 1.2, 4.0, *DEFAULT_PARAMETERS.weights[4:8], 1.2, *DEFAULT_PARAMETERS.weights[9:20], 0.4]
)


def histories(parameters: Parameters, cards: int, answers: int = 10, seed: int = 1) -> list[list[tuple[int, int]]]:
    """What somebody with these weights answers, asked roughly when the default weights would."""
    drawn, formulas = random.Random(seed), Formulas(parameters)
    made = []
    for _ in range(cards):
        day = drawn.randrange(300)
        rating = drawn.choices((1, 2, 3, 4), (20, 15, 55, 10))[0]
        stability, difficulty = formulas.first[fitting._RATINGS[rating]]
        history = [(day, rating)]
        for _ in range(answers - 1):
            elapsed = drawn.choice((0, 1, 1, 2, 3, 5, 8, 13, 21))
            recalled = drawn.random() < formulas.recall(elapsed, stability)
            rating = drawn.choices((2, 3, 4), (15, 75, 10))[0] if recalled else 1
            stability, difficulty = formulas.after(stability, difficulty, elapsed, rating)
            day += elapsed
            history.append((day, rating))
        made.append(history)
    return made


def loss(known: list[list[tuple[int, int]]], parameters: Parameters) -> float:
    return fmean(log_losses(known, parameters))


def test_the_loss_is_least_for_the_weights_that_are_true() -> None:
    known = histories(OTHER, 500)
    assert loss(known, OTHER) < loss(known, DEFAULT_PARAMETERS)


def test_only_answers_of_another_day_are_scored() -> None:
    assert len(log_losses([[(5, 3), (5, 3), (7, 3), (9, 1)]], DEFAULT_PARAMETERS)) == 2
    assert len(log_losses([[(5, 3), (7, 3), (9, 1)]], DEFAULT_PARAMETERS, since=9)) == 1
    recalled, forgotten = log_losses([[(5, 3), (6, 3)], [(5, 3), (6, 1)]], DEFAULT_PARAMETERS)
    assert 0 < recalled < forgotten


def test_better_is_more_than_chance() -> None:
    assert is_better([0.5, 0.4, 0.6], [0.4, 0.3, 0.5])
    assert not is_better([0.5, 0.4, 0.6], [0.5, 0.4, 0.6])
    assert not is_better([0.5, 0.1, 0.6], [0.1, 0.4, 0.6])
    assert not is_better([], [])


def test_weights_are_fitted_and_judged_on_what_they_have_not_seen() -> None:
    pytest.importorskip("fsrs_rs_python")
    fit = fit_parameters(histories(OTHER, 600), DEFAULT_PARAMETERS)
    assert fit.parameters is not None
    assert fit.before is not None
    assert fit.after is not None
    assert fit.after < fit.before
    assert fit.held_out == pytest.approx(fit.scored / 5, rel=0.05)
    assert fit.parameters == parameters_of(fit.parameters.weights)  # within FSRS's bounds
    unseen = histories(OTHER, 300, seed=2)
    assert loss(unseen, fit.parameters) < loss(unseen, DEFAULT_PARAMETERS)


def test_weights_that_are_no_better_are_not_adopted() -> None:
    pytest.importorskip("fsrs_rs_python")
    known = histories(OTHER, 300)
    fitted = fit_parameters(known, DEFAULT_PARAMETERS).parameters
    assert fitted is not None
    again = fit_parameters(known, fitted)
    assert again.parameters is None
    assert again.before is not None


def test_a_small_log_is_left_alone_and_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert fit_parameters(histories(OTHER, 10, answers=5), DEFAULT_PARAMETERS).parameters is None
    assert fit_parameters([], DEFAULT_PARAMETERS) == Fit(0)
    with pytest.raises(FittingUnavailableError):
        fit_parameters(histories(OTHER, 100), DEFAULT_PARAMETERS)


@pytest.mark.parametrize(
    "odd",
    [
        [(5, 3)],
        [(5, 3), (5, 1), (5, 3)],
        [(9, 3), (5, 3), (12, 1)],
        [(5, 1)] * 300,
        [(5 + n * 400, 4) for n in range(40)],
    ],
)
def test_odd_histories_do_no_harm(odd: list[tuple[int, int]]) -> None:
    pytest.importorskip("fsrs_rs_python")
    known = [*histories(OTHER, 150), *[odd] * 50]
    fit = fit_parameters(known, DEFAULT_PARAMETERS)
    assert fit.scored > 400
    if fit.parameters is not None:
        assert fit.parameters == parameters_of(fit.parameters.weights)


def test_all_recalled_and_all_forgotten() -> None:
    pytest.importorskip("fsrs_rs_python")
    for rating in (1, 3):
        fit_parameters(
            [[(n % 50, 3), (n % 50 + 4, rating), (n % 50 + 9, rating)] for n in range(400)], DEFAULT_PARAMETERS
        )
