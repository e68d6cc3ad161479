"""Putting cards on a day: what is refused, what is left out, and that the day holds with and without an interview."""

from datetime import date, timedelta

import pytest
from support.homes import Home, numbered_deck

from prepdeck.drills.host import Gone
from prepdeck.errors import UsageError
from prepdeck.model.rating import Rating
from prepdeck.model.records import Pull
from prepdeck.storage.taking_over import StoredRecord, take_over
from prepdeck.study.actions import newest_actions
from prepdeck.study.drilling import plan_of
from prepdeck.study.goals import set_goal
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.offers import offer_card
from prepdeck.study.request import DrillRequest
from prepdeck.study.rescheduling import put_on_day

TODAY = date(2026, 11, 20)


def studied(home: Home, notes: int, answered: int, options: str = "{new_per_day: 0, learning_steps: []}") -> int:
    """A deck of which the first cards were answered, so that none is due; gives the study day."""
    home.write("a.yaml", numbered_deck("a", notes, f"options: {options}"))
    for number in range(1, answered + 1):
        answer_card(home.collection, f"a/q{number}", Rating.EASY)
    return home.collection.now().day


def keys(home: Home) -> list[str]:
    return [card.key for card in plan_of(home.collection, DrillRequest()).cards]


def aim(home: Home, aims: bool, minutes: int = 40) -> None:
    if aims:
        set_goal(home.collection, TODAY + timedelta(days=40), (minutes,) * 7)


@pytest.mark.parametrize("aims", [False, True], ids=["due first", "toward a date"])
def test_a_card_is_not_asked_before_its_day_and_first_of_all_from_then_on(home: Home, aims: bool) -> None:
    today = studied(home, 8, 4)
    aim(home, aims)
    home.clock.advance(days=1)
    put_on_day(home.collection, ("a/q3",), today + 4)
    for _ in range(2):
        home.clock.advance(days=1)
        assert "a/q3" not in keys(home)
        assert offer_card(home.collection, "a/q3", "drill") == Gone("was put on another day")
    home.clock.advance(days=1)
    assert keys(home)[0] == "a/q3"
    assert not isinstance(offer_card(home.collection, "a/q3", "drill"), Gone)
    home.clock.advance(days=3)
    assert keys(home)[0] == "a/q3"
    answer_card(home.collection, "a/q3", Rating.GOOD)
    home.clock.advance(days=1)
    assert details_of(home.collection, "a/q3").state.put_on is None
    assert keys(home)[:1] != ["a/q3"]


@pytest.mark.parametrize("aims", [False, True], ids=["due first", "toward a date"])
def test_cards_put_on_today_come_past_every_limit_and_after_pulled_ones(home: Home, aims: bool) -> None:
    today = studied(home, 9, 6, "{new_per_day: 0, reviews_per_day: 1, learning_steps: []}")
    aim(home, aims, minutes=1)
    home.clock.advance(days=1)
    put = put_on_day(home.collection, [f"a/q{number}" for number in (1, 2, 3, 4, 7, 8)], today + 1)
    assert (put.keys, put.new) == (("a/q1", "a/q2", "a/q3", "a/q4"), ("a/q7", "a/q8"))
    home.collection.append([Pull(("a/q5",), "mock-1")])
    assert keys(home)[0] == "a/q5"
    assert set(keys(home)[1:5]) == set(put.keys)
    for key in put.keys:
        assert not isinstance(offer_card(home.collection, key, "drill"), Gone)


def test_one_undo_takes_the_whole_action_back(home: Home) -> None:
    today = studied(home, 5, 5)
    before = home.collection.store.projection_digests()
    put_on_day(home.collection, [f"a/q{number}" for number in range(1, 6)], today + 3)
    assert newest_actions(home.collection, 1)[0].text == "putting a/q1 and 4 more on Mon 23 Nov"
    assert home.collection.store.projection_digests() != before
    home.collection.undo()
    assert home.collection.store.projection_digests()["card"] == before["card"]
    home.collection.redo()
    assert details_of(home.collection, "a/q5").state.put_on == today + 3


def test_only_new_cards_leave_no_record(home: Home) -> None:
    today = studied(home, 3, 1)
    put = put_on_day(home.collection, ("a/q2", "a/q3", "a/q2", "a/gone"), today)
    assert (put.keys, put.new) == ((), ("a/q2", "a/q3"))
    assert len(newest_actions(home.collection, 5)) == 1


def test_a_day_that_has_passed_or_lies_too_far_is_refused(home: Home) -> None:
    today = studied(home, 1, 1)
    with pytest.raises(UsageError, match=r"Thu 19 Nov has passed"):
        put_on_day(home.collection, ("a/q1",), today - 1)
    with pytest.raises(UsageError, match=r"more than 36,500 days"):
        put_on_day(home.collection, ("a/q1",), today + 36_501)
    assert put_on_day(home.collection, ("a/q1",), today).keys == ("a/q1",)
    assert put_on_day(home.collection, ("a/q1",), today + 36_500).keys == ("a/q1",)


def test_a_suspended_card_keeps_its_day_for_when_it_is_back(home: Home) -> None:
    today = studied(home, 2, 2)
    mark_cards(home.collection, ("a/q1",), "suspend")
    put_on_day(home.collection, ("a/q1",), today)
    assert keys(home) == []
    mark_cards(home.collection, ("a/q1",), "unsuspend")
    assert keys(home) == ["a/q1"]


@pytest.mark.parametrize("body", [{}, {"due": "soon"}, {"due": 10**9}, {"due": -1}, {"due": 20_000.5}])
def test_a_day_that_nobody_can_have_chosen_is_not_imported(home: Home, body: dict[str, object]) -> None:
    moment = home.collection.now()
    record = StoredRecord("r1", "there", 1, moment.at_ms, moment.day, 0, "g1", "reschedule", "a/q1", body)
    with pytest.raises(UsageError, match="not sound"):
        take_over(home.collection.store, [record], home.collection.scheduler_of)
