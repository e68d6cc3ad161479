"""The return after days away without an interview date: a day's worth, and a day on which it is through."""

from dataclasses import replace
from datetime import date
from statistics import median

import pytest
from support.homes import Home, numbered_deck
from support.months import study

from prepdeck.config import Config
from prepdeck.drills.host import Gone, ShownCard
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import date_of, day_of
from prepdeck.storage.history import day_totals
from prepdeck.study.backlog import backlog_of
from prepdeck.study.day_limits import day_limits, reviews_a_day
from prepdeck.study.drilling import CollectionHost, plan_of
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card
from prepdeck.study.opening import open_collection
from prepdeck.study.request import DrillRequest
from prepdeck.study.today import today_of

NO_STEPS = "options: {learning_steps: [], relearning_steps: [], new_per_day: 60}"


def returned(home: Home, a_day: int | None = None, cards: int = 80) -> Home:
    """Cards of two decks learnt on one day, then five weeks away."""
    for slug in ("a", "b"):
        home.write(f"{slug}.yaml", numbered_deck(slug, cards // 2, NO_STEPS))
    home.opened = open_collection(
        replace(home.setup, config=Config(new_per_day_in_all=60, reviews_per_day_in_all=a_day))
    )
    with home.collection.store.writing():
        for number in range(1, cards // 2 + 1):
            answer_card(home.collection, f"a/q{number}", Rating.GOOD)
            answer_card(home.collection, f"b/q{number}", Rating.GOOD)
    home.clock.advance(days=35)
    return home


def test_a_days_worth_comes_from_all_decks_and_the_rest_waits(home: Home) -> None:
    returned(home, a_day=25)
    today = today_of(home.collection)
    assert (today.due, today.new) == (25, 0)
    assert today.backlog is not None
    assert (today.backlog.waiting, today.backlog.a_day) == (80, 25)
    text = today.backlog.text(today.now.day)
    assert text.startswith("80 wait; at about 25 a day you are through by ")
    assert sum(deck.due for deck in today.decks) == 80
    assert {card.deck for card in plan_of(home.collection, DrillRequest()).cards} == {"a", "b"}


def test_named_decks_keep_to_their_own_limits(home: Home) -> None:
    returned(home, a_day=25)
    assert len(plan_of(home.collection, DrillRequest(decks=("a",))).cards) == 40


def test_what_another_process_answered_counts(home: Home) -> None:
    returned(home, a_day=3)
    request = DrillRequest()
    first, *_ = planned = [card.key for card in plan_of(home.collection, request).cards]
    host = CollectionHost(home.collection, limits=day_limits(home.collection, request))
    assert isinstance(host.card(first), ShownCard)
    for key in planned:
        answer_card(home.collection, key, Rating.GOOD)
    gone = host.card("a/q1" if "a/q1" not in planned else "a/q2")
    assert gone == Gone("waits until tomorrow: the day's limit was reached elsewhere")
    assert plan_of(home.collection, request).cards == ()
    after = today_of(home.collection).backlog
    assert after is not None
    assert after.waiting == 77


def test_it_is_through_about_when_it_was_said(home: Home) -> None:
    returned(home, a_day=12)
    said = backlog_of(home.collection)
    assert said is not None
    assert said.through is not None
    begun = home.collection.now().day
    while backlog_of(home.collection) is not None and home.collection.now().day < begun + 60:
        study(home, 1, seed=home.collection.now().day)
    took, expected = home.collection.now().day - begun, said.through - begun + 1
    assert expected > 80 // 12
    assert abs(took - expected) <= 0.3 * expected


def test_without_a_backlog_there_is_none_and_toward_an_interview_the_plan_decides(home: Home) -> None:
    returned(home, a_day=100)
    assert backlog_of(home.collection) is None
    home.reopen()
    assert reviews_a_day(home.collection) == 100
    home.opened = open_collection(replace(home.setup, config=Config(reviews_per_day_in_all=5)))
    assert backlog_of(home.collection) is not None
    set_goal(home.collection, date_of(home.collection.now().day + 20), (40,) * 7)
    assert backlog_of(home.collection) is None


def test_a_usual_day_is_that_of_the_days_before(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 300, NO_STEPS))
    home.opened = open_collection(replace(home.setup, config=Config(new_per_day_in_all=30)))
    assert reviews_a_day(home.collection) == 100
    study(home, 12, seed=2)
    with home.collection.store.reading() as rows:
        usual = median(total.reviewed for total in day_totals(rows, 0, 10**6) if total.reviewed)
    assert usual > 25
    assert reviews_a_day(home.collection) == round(2 * usual)


def test_the_line_says_today_tomorrow_or_that_it_takes_too_long(home: Home) -> None:
    returned(home, a_day=60)
    backlog = backlog_of(home.collection)
    assert backlog is not None
    today = home.collection.now().day
    assert replace(backlog, through=today).text(today).endswith("you are through today.")
    assert replace(backlog, through=today + 1).text(today).endswith("you are through tomorrow.")
    december = day_of(date(2026, 12, 3))
    assert replace(backlog, through=december).text(december - 4).endswith("you are through by Thu 3 Dec.")
    assert "more than four months" in replace(backlog, through=None).text(today)


@pytest.mark.parametrize("wrong", ["0", "true", '"many"', "10000", "1.5"])
def test_config_says_what_a_day_holds(home: Home, wrong: str) -> None:
    from prepdeck.config import read_config
    from prepdeck.errors import UsageError

    path = home.folder / "config.toml"
    path.write_text("reviews_per_day_in_all = 150\n")
    assert read_config(path).reviews_per_day_in_all == 150
    path.write_text(f"reviews_per_day_in_all = {wrong}\n")
    with pytest.raises(UsageError, match="reviews_per_day_in_all should be a whole number from 1 to 9999"):
        read_config(path)
