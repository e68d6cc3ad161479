"""Progress in numbers, against a small life counted by hand."""

import random

import pytest
from support.homes import Home, numbered_deck

from prepdeck.drills.host import Answer
from prepdeck.model.rating import Rating
from prepdeck.scheduling.formulas import Formulas
from prepdeck.storage.ranks import rankable_cards
from prepdeck.study.marking import answer_card
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.progress import progress_of

NO_STEPS = "options: {learning_steps: [], relearning_steps: []}"


def timed(home: Home, key: str, rating: Rating, seconds: int) -> None:
    store_answer(home.collection, Answer(offer_card(home.collection, key, "drill"), rating, seconds * 1_000), "drill")


def test_nothing_studied_is_no_error(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    progress = progress_of(home.collection)
    assert (progress.days, progress.retention, progress.reviews, progress.cards_seen) == ((), (), 0, 0)
    assert set(progress.load.values()) == {0}
    assert len(progress.load) == 30
    assert {bar.cards for bar in (*progress.stability, *progress.difficulty, *progress.retrievability)} == {0}


def test_days_minutes_and_memories(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3, NO_STEPS))
    timed(home, "a/q1", Rating.GOOD, 30)
    timed(home, "a/q2", Rating.EASY, 60)
    progress = progress_of(home.collection)
    assert (progress.reviews, progress.minutes, progress.cards_seen) == (2, 1.5, 2)
    (day,) = progress.days
    assert (day.introduced, day.reviewed) == (2, 0)
    assert [(bar.low, bar.high) for bar in progress.stability if bar.cards] == [(1, 3), (7, 14)]
    assert [bar.cards for bar in progress.retrievability] == [0] * 9 + [2]
    assert sum(bar.cards for bar in progress.difficulty) == 2
    assert sum(progress.load.values()) == 2


def test_bars_hold_what_counting_card_by_card_gives(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 60, NO_STEPS))
    dice = random.Random(5)
    for _ in range(8):
        for number in dice.sample(range(1, 61), 12):
            answer_card(home.collection, f"a/q{number}", dice.choice(list(Rating)))
        home.clock.advance(days=dice.choice((1, 3, 40, 400)))
    progress, today = progress_of(home.collection), home.collection.now().day
    formulas = Formulas(home.collection.parameters)
    with home.collection.store.reading() as rows:
        seen = [card for card in rankable_cards(rows) if card.stability is not None]
    assert progress.cards_seen == len(seen) > 40
    for bars, values in (
        (progress.stability, [card.stability for card in seen]),
        (progress.difficulty, [card.difficulty for card in seen]),
        (progress.retrievability, [formulas.recall(today - card.last_day, card.stability) for card in seen]),
    ):
        *inner, last = bars
        assert [bar.cards for bar in inner] == [sum(bar.low <= value < bar.high for value in values) for bar in inner]
        assert last.cards == sum(last.low <= value for value in values)


def test_true_retention_by_month_and_deck_and_a_month_without_a_review(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 4, NO_STEPS))
    home.write("b.yaml", numbered_deck("b", 4, "options: {learning_steps: [], desired_retention: 0.8}"))
    for key in ("a/q1", "a/q2", "a/q3", "b/q1"):
        answer_card(home.collection, key, Rating.GOOD)
    home.clock.advance(days=4)  # 24 November
    answer_card(home.collection, "a/q1", Rating.GOOD)
    answer_card(home.collection, "a/q2", Rating.AGAIN)
    answer_card(home.collection, "a/q3", Rating.HARD)
    answer_card(home.collection, "b/q1", Rating.GOOD)
    home.clock.advance(days=60)  # 23 January
    found = [(each.month, each.deck, each.reviewed, each.passed) for each in progress_of(home.collection).retention]
    assert found == [
        ("2026-11", "", 4, 3),
        ("2026-11", "a", 3, 2),
        ("2026-11", "b", 1, 1),
        ("2026-12", "", 0, 0),
        ("2027-01", "", 0, 0),
    ]
    november, of_a, of_b, december, _ = progress_of(home.collection).retention
    assert november.retention == 0.75
    assert november.desired == pytest.approx((3 * 0.9 + 0.8) / 4)
    assert (of_a.desired, of_b.desired) == (0.9, 0.8)
    assert december.retention is None


def test_what_is_overdue_is_due_today(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2, NO_STEPS))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    answer_card(home.collection, "a/q2", Rating.EASY)
    home.clock.advance(days=5)
    progress = progress_of(home.collection)
    today = home.collection.now().day
    assert progress.load[today] == 1
    assert sum(progress.load.values()) == 2


def test_only_the_last_year_counts(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    answer_card(home.collection, "a/q1", Rating.EASY)
    home.clock.advance(days=500)
    progress = progress_of(home.collection)
    assert (progress.reviews, progress.cards_seen) == (0, 1)
