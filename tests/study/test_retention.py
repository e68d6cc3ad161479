"""Setting the desired retention: for all decks or one, what it says it changes, and undo."""

import pytest
from support.homes import Home, numbered_deck
from support.months import study

from prepdeck.errors import UsageError
from prepdeck.model.rating import Rating
from prepdeck.model.retention import parse_retention
from prepdeck.model.study_day import date_of
from prepdeck.scheduling.forecast import finished
from prepdeck.study.goals import set_goal
from prepdeck.study.load import load_notes, load_of
from prepdeck.study.marking import answer_card
from prepdeck.study.offers import card_state
from prepdeck.study.retention import (
    require_retention,
    retention_curve,
    retentions_of,
    retentions_text,
    set_retention,
)

STRICT = "options: {desired_retention: 0.8, learning_steps: []}"


def desired(home: Home) -> dict[str, float]:
    return {each.deck: each.desired for each in retentions_of(home.collection)}


def test_for_one_deck_for_all_and_back_to_the_files(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    home.write("b.yaml", numbered_deck("b", 2, STRICT))
    assert desired(home) == {"a": 0.9, "b": 0.8}
    set_retention(home.collection, 0.95, "a")
    assert desired(home) == {"a": 0.95, "b": 0.8}
    set_retention(home.collection, 0.92)
    assert desired(home) == {"a": 0.92, "b": 0.92}
    assert desired(home) == {each.deck: each.desired for each in retentions_of(home.reopen())}
    set_retention(home.collection, None)
    assert desired(home) == {"a": 0.9, "b": 0.8}
    for expected in ({"a": 0.92, "b": 0.92}, {"a": 0.95, "b": 0.8}, {"a": 0.9, "b": 0.8}):
        home.collection.undo()
        assert desired(home) == expected
    home.collection.redo()
    assert desired(home) == {"a": 0.95, "b": 0.8}


def test_a_deck_there_is_not_is_refused_and_nothing_stored(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    with pytest.raises(UsageError, match="There is no deck nowhere"):
        set_retention(home.collection, 0.95, "nowhere")
    assert home.collection.undo() == []


def test_intervals_follow_and_what_is_past_stays(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2, "options: {learning_steps: []}"))
    answer_card(home.collection, "a/q1", Rating.EASY)
    before = home.collection.store.projection_digests()
    set_retention(home.collection, 0.97)
    assert home.collection.store.projection_digests() == before
    home.collection.store.rebuild(home.collection.scheduler_of)
    assert home.collection.store.projection_digests() == before
    answer_card(home.collection, "a/q2", Rating.EASY)
    first, second = (card_state(home.collection, key) for key in ("a/q1", "a/q2"))
    assert first is not None
    assert second is not None
    assert second.interval_days < first.interval_days


def test_what_was_answered_is_recomputed_with_the_options_of_its_day(home: Home) -> None:
    """An answer whose predecessor was undone gets a fresh date: with the retention it was given under."""
    home.write("a.yaml", numbered_deck("a", 1, "options: {learning_steps: []}"))
    other = home.clock.at(home.clock.at_ms - 20 * 86_400_000)
    answer_card(home.collection, "a/q1", Rating.GOOD)
    home.clock.advance(days=3)
    answer_card(home.collection, "a/q1", Rating.GOOD)
    answer_card(home.collection, "a/q1", Rating.GOOD, other)  # takes the first place: the others are decided anew
    before = home.collection.store.projection_digests()
    set_retention(home.collection, 0.75)
    home.collection.store.rebuild(home.collection.scheduler_of)
    assert home.collection.store.projection_digests() == before


def test_it_says_what_it_changes(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 40, "options: {learning_steps: [], relearning_steps: []}"))
    unseen = set_retention(home.collection, 0.85)
    assert unseen.text == "Desired retention 0.85: it decides when the cards you will see come back."
    home.collection.undo()
    study(home, 8, seed=1)
    up, down = set_retention(home.collection, 0.95), set_retention(home.collection, 0.90)
    assert up.text.startswith("Desired retention from 0.90 to 0.95: about ")
    assert "more" in up.text or "times the reviews" in up.text
    assert "fewer reviews" in down.text
    same = set_retention(home.collection, 0.90)
    assert same.text == "Desired retention from 0.90 to 0.90: as many reviews as before, " + same.text.split(", ", 1)[1]


def test_the_curve_is_none_before_a_card_was_seen_and_says_how_far_it_is(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 10, "options: {learning_steps: []}"))
    assert finished(retention_curve(home.collection)) is None
    for number in range(1, 9):
        answer_card(home.collection, f"a/q{number}", Rating.GOOD)
    shares = list(retention_curve(home.collection))
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0.9 < shares[-1] <= 1
    curve = finished(retention_curve(home.collection))
    assert curve is not None
    assert curve.cards == 8
    assert curve.at(0.9).reviews == pytest.approx(curve.present.reviews)
    assert curve.at(0.90).reviews < curve.at(0.91).reviews < curve.at(0.92).reviews
    assert curve.at(0.999).reviews == pytest.approx(curve.points[-1].reviews)
    assert curve.at(0.5).reviews == pytest.approx(curve.points[0].reviews)


def test_toward_an_interview_it_says_who_decides(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    assert load_notes(home.collection) == []
    set_goal(home.collection, date_of(home.collection.now().day + 20), (40,) * 7)
    (note,) = load_of(home.collection).notes
    assert "the order by gain decides" in note
    home.clock.advance(days=30)
    assert load_notes(home.collection) == []


@pytest.mark.parametrize(
    ("typed", "expected"), [("0.92", 0.92), ("92", 0.92), (" 92 % ", 0.92), ("0.7", 0.7), ("97%", 0.97)]
)
def test_reading_it(typed: str, expected: float) -> None:
    assert parse_retention(typed) == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [("0.69", "relearning"), ("0.98", "reviews take over"), ("1", "reviews take over"), ("many", "no share"),
     ("nan", "no share"), ("inf", "no share"), ("-3", "no share"), ("2", "no share"), ("101", "no share"),
     ("60", "relearning"), ("", "no share")],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_refused_with_why(typed: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        require_retention(typed)


def test_retentions_in_words(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    home.write("b.yaml", numbered_deck("b", 1))
    home.write("c.yaml", numbered_deck("c", 1, STRICT))
    assert retentions_text(retentions_of(home.collection)) == "0.90; c 0.80"
    set_retention(home.collection, 0.925)
    assert retentions_text(retentions_of(home.collection)) == "0.925 in all decks"
