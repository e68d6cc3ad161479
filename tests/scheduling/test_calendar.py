"""The days to an interview: minutes, mocks, the taper."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.goal import Goal, parse_minutes
from prepdeck.model.study_day import day_of
from prepdeck.scheduling.calendar import (
    DEBRIEF_MINUTES,
    DIAGNOSTIC_MINUTES,
    MOCK_MINUTES,
    TAPER_DAYS,
    StudyCalendar,
    minutes_text,
    study_calendar,
    taper_days,
)

FRIDAY = day_of(date(2026, 11, 20))


def calendar(days: int, minutes: str = "40,sat=90") -> StudyCalendar:
    return study_calendar(Goal(FRIDAY + days, parse_minutes(minutes)), FRIDAY)


def mocks(days: int, minutes: str = "40,sat=90") -> dict[int, str]:
    return {each.day - FRIDAY: each.mock for each in calendar(days, minutes).mocks}


def test_a_diagnostic_on_the_first_day_then_two_a_week_on_the_longest_days() -> None:
    found = mocks(23)
    assert found[0] == "diagnostic"
    assert {1, 8, 15} & set(found) == {8, 15}  # the Saturdays, but the one right after the diagnostic
    assert max(found) == 20
    assert len(found) == 7


def test_a_mock_comes_out_of_the_days_minutes_and_what_does_not_fit_is_told() -> None:
    by_day = {each.day - FRIDAY: each for each in calendar(23).days}
    assert (by_day[0].drill_minutes, by_day[0].over) == (40 - DIAGNOSTIC_MINUTES, 0)
    assert (by_day[8].drill_minutes, by_day[8].over) == (90 - MOCK_MINUTES - DEBRIEF_MINUTES, 0)
    assert (by_day[20].drill_minutes, by_day[20].over) == (10, 13)
    assert (by_day[2].drill_minutes, by_day[2].mock) == (40, "")


def test_no_day_is_long_enough_for_a_mock() -> None:
    assert mocks(30, "30") == {0: "diagnostic"}
    assert mocks(30, "10") == {}


@pytest.mark.parametrize(("days", "taper"), [(0, 0), (1, 0), (2, 1), (4, 2), (6, 3), (7, 3), (90, 3)])
def test_the_taper_is_three_days_and_less_where_there_are_few(days: int, taper: int) -> None:
    assert taper_days(days) == taper
    assert calendar(days).last_new_day == FRIDAY + days - max(1, taper)


def test_an_interview_today_leaves_no_days() -> None:
    assert calendar(0).days == ()
    assert calendar(0).day(FRIDAY) is None
    assert calendar(5).from_day(FRIDAY + 3) == calendar(5).days[3:]


def test_minutes_as_they_are_typed() -> None:
    for typed in ("40", "40,sat=90", "0,sat=120,sun=120", "30,mon=0"):
        assert minutes_text(Goal(0, parse_minutes(typed))) == typed


a_week = st.tuples(*[st.integers(0, 180)] * 7)


@given(st.integers(0, 120), a_week)
def test_the_laws_of_a_calendar(days: int, minutes: tuple[int, int, int, int, int, int, int]) -> None:
    goal = Goal(FRIDAY + days, minutes)
    found = study_calendar(goal, FRIDAY)
    assert [each.day for each in found.days] == list(range(FRIDAY, goal.on_day))
    full = [each.day for each in found.mocks if each.mock == "mock"]
    assert all(day <= goal.on_day - TAPER_DAYS for day in full)
    assert all(after - before >= 2 for before, after in pairwise(full))
    assert len(full) <= 2 * -(-days // 7)
    for each in found.days:
        assert 0 <= each.drill_minutes <= each.minutes
        assert not each.mock or each.minutes >= DIAGNOSTIC_MINUTES
