from datetime import date

import pytest

from prepdeck.drills.intervals import clock_text, days_text, goal_text, interval_text, ordinal, span_text
from prepdeck.model.study_day import Moment, day_of

NOW = Moment(1_000_000, 100)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "<1 min"),
        (59, "<1 min"),
        (60, "1 min"),
        (600, "10 min"),
        (3599, "1 hour"),
        (5400, "1.5 hours"),
        (86_399, "1 day"),
        (3 * 86_400, "3 days"),
    ],
)
def test_spans(seconds, text):
    assert span_text(seconds) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-2, "today"),
        (0, "today"),
        (1, "1 day"),
        (4, "4 days"),
        (30, "30 days"),
        (31, "1 month"),
        (61, "2 months"),
        (76, "2.5 months"),
        (364, "12 months"),
        (366, "1 year"),
        (475, "1.3 years"),
        (36_500, "99.9 years"),
    ],
)
def test_days(days, text):
    assert days_text(days) == text


def test_an_interval_is_read_from_day_or_instant():
    assert interval_text(NOW, 109, None) == "9 days"
    assert interval_text(NOW, None, 1_600_000) == "10 min"
    assert interval_text(NOW, None, None) == "today"


@pytest.mark.parametrize(
    ("due", "text"), [(12, "before the 13th"), (13, "on the 13th"), (14, "after the 13th"), (None, "")]
)
def test_what_a_due_day_means_for_the_interview(due, text):
    due_day = day_of(date(2026, 12, due)) if due else None
    assert goal_text(due_day, day_of(date(2026, 12, 13))) == text
    assert goal_text(due_day, None) == ""


def test_ordinals():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st"]
    )


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (252, "4:12"), (3852, "1:04:12"), (-12.4, "-0:12"), (-0.4, "0:00")]
)
def test_clocks(seconds, text):
    assert clock_text(seconds) == text
