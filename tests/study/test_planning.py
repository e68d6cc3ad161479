"""The plan over a collection: quota, dates, forecast, and what is said where it does not fit."""

from datetime import date, timedelta

import pytest
from support.homes import Home, numbered_deck

from prepdeck.model.rating import Rating
from prepdeck.model.study_day import date_of
from prepdeck.study import requirements
from prepdeck.study.goals import goal_of, set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.planning import Plan, planned, planning
from prepdeck.study.requirements import RequirementCards

TODAY = date(2026, 11, 20)


def plan(home: Home, days: int = 23, minutes: tuple[int, ...] = (40,) * 7, role: str | None = None) -> Plan:
    set_goal(home.collection, TODAY + timedelta(days=days), minutes, role)
    goal = goal_of(home.collection)
    assert goal is not None
    return planned(home.collection, goal)


def test_a_plan_says_how_many_new_cards_and_until_when(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 150))
    made = plan(home)
    assert made.days_left == 23
    assert 7 <= made.new_per_day <= 40
    assert made.last_new_day is not None
    assert date_of(made.last_new_day) <= date(2026, 12, 10)
    assert made.outlook.seen == 1
    assert made.outlook.recall > 0.9
    assert len(made.outlook.days) == len(made.days) == 23
    assert date_of(made.mocks[0].day) == TODAY
    assert date_of(made.mocks[-1].day) == date(2026, 12, 10)


def test_few_minutes_are_told_and_what_more_would_reach(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 400))
    made = plan(home, days=20, minutes=(15,) * 7)
    assert made.outlook.recall < 0.75
    assert any("stay unseen" in note for note in made.notes)
    assert any("No full mock fits" in note for note in made.notes)
    recalls = [point.recall for point in made.curve]
    assert recalls == sorted(recalls)
    needed = made.minutes_for(recalls[-1])
    assert needed is not None
    assert needed > made.minutes_a_day


def test_a_mock_longer_than_its_day_is_told(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 20))
    assert any("more than the day has" in note for note in plan(home).notes)
    assert not any("more than the day has" in note for note in plan(home, minutes=(90,) * 7).notes)


def test_without_cards_there_is_nothing_to_plan_with(home: Home) -> None:
    made = plan(home)
    assert made.new_per_day == 0
    assert made.last_new_day is None
    assert "There are no cards" in made.notes[0]


def test_suspended_cards_and_blocked_decks_are_not_planned(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    home.write("b.yaml", numbered_deck("b", 30, "options: {new_per_day: 0}"))
    mark_cards(home.collection, ("a/q1",), "suspend")
    made = plan(home)
    assert sum(day.new for day in made.outlook.days) == 2
    assert made.outlook.seen == pytest.approx(2 / 32)


def test_the_mocks_stay_where_they_were_told(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 20))
    dates = [each.day for each in plan(home).mocks]
    home.clock.advance(days=4)
    goal = goal_of(home.collection)
    assert goal is not None
    later = planned(home.collection, goal)
    assert [each.day for each in later.mocks] == [day for day in dates if day >= home.collection.now().day]


def test_on_the_day_itself_the_plan_is_what_is_known(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    answer_card(home.collection, "a/q1", Rating.EASY)
    made = plan(home, days=0)
    assert (made.days_left, made.days, made.minutes_a_day) == (0, (), 0)
    assert made.outlook.recall == pytest.approx(0.5)


def test_recall_by_requirement_and_the_heavier_one_first(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write("a.yaml", numbered_deck("a", 120))
    home.write("b.yaml", numbered_deck("b", 120))
    asked = (RequirementCards("light", 1, "deck:a"), RequirementCards("heavy", 4, "deck:b"))
    monkeypatch.setattr(requirements, "requirements_of", lambda collection, role: asked if role else ())
    made = plan(home, days=8, minutes=(12,) * 7, role="mle")
    assert made.outlook.by_group["heavy"] > made.outlook.by_group["light"] + 0.2
    assert plan(home, days=9, role="").outlook.by_group == {}


def test_planning_can_be_shown_and_stopped(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 20))
    plan(home)
    goal = goal_of(home.collection)
    assert goal is not None
    steps = planning(home.collection, goal)
    assert sum(1 for _ in steps) == 1 + 23 + 6 * 23
