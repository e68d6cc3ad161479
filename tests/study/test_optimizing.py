"""Fitting over a collection: what is adopted, and that undo takes it back."""

import pytest
from scheduling.test_fitting import histories
from support.homes import Home, numbered_deck

from prepdeck.model.rating import Rating
from prepdeck.model.records import Review
from prepdeck.model.study_day import DAY_MS
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, parameters_of
from prepdeck.storage.statistics import answer_histories
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.optimizing import optimize
from prepdeck.study.placement import know

FORGETFUL = parameters_of(
    [0.02, 0.05, 0.1, 0.4, *DEFAULT_PARAMETERS.weights[4:8], 0.5, *DEFAULT_PARAMETERS.weights[9:]]
)


def lived(home: Home, cards: int, answers: int) -> None:
    """Answers as somebody with other weights gives them, straight into the log."""
    home.write("a.yaml", numbered_deck("a", cards))
    start = home.collection.now().day - 700
    reviews = []
    for number, history in enumerate(histories(FORGETFUL, cards, answers), start=1):
        for place, (day, rating) in enumerate(history):
            at = home.clock.at((start + day) * DAY_MS + DAY_MS // 2 + place * 1_000)
            review = Review(f"a/q{number}", Rating(rating), 5_000, "drill", "elsewhere", 2, None, start, None, 1)  # type: ignore[arg-type]
            reviews.append((at, review))
    with home.collection.store.writing():
        for at, review in sorted(reviews, key=lambda each: each[0].at_ms):
            home.collection.append([review], at=at)


def test_a_log_of_fifty_keeps_the_defaults_and_says_so(home: Home) -> None:
    lived(home, cards=10, answers=5)
    found = optimize(home.collection)
    assert found.reviews == 50
    assert not found.is_adopted
    assert "too few to learn from" in found.reason
    assert home.collection.parameters == DEFAULT_PARAMETERS


def test_weights_that_predict_better_are_adopted_and_undone(home: Home) -> None:
    pytest.importorskip("fsrs_rs_python")
    lived(home, cards=200, answers=6)
    before = home.collection.store.projection_digests()
    found = optimize(home.collection)
    assert found.is_adopted
    assert found.fit.parameters is not None
    assert home.collection.parameters.id == found.fit.parameters.id
    assert home.collection.store.projection_digests()["card"] != before["card"]
    home.collection.undo()
    assert home.collection.parameters == DEFAULT_PARAMETERS
    assert home.collection.store.projection_digests()["card"] == before["card"]


def test_a_reset_begins_another_history_and_what_was_known_is_left_out(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    today = home.collection.now().day
    answer_card(home.collection, "a/q1", Rating.GOOD)
    home.clock.advance(days=2)
    answer_card(home.collection, "a/q1", Rating.AGAIN)
    mark_cards(home.collection, ("a/q1",), "reset")
    answer_card(home.collection, "a/q1", Rating.EASY)
    know(home.collection, ("a/q2",))
    with home.collection.store.reading() as rows:
        assert answer_histories(rows) == [[(today, 3), (today + 2, 1)], [(today + 2, 4)]]
