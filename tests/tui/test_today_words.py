"""The words of Today, state by state."""

from dataclasses import replace

import pytest

from prepdeck.model.goal import Goal
from prepdeck.model.study_day import DAY_MS, Moment
from prepdeck.storage.history import DayTotal
from prepdeck.study.backlog import Backlog
from prepdeck.study.today import Today
from prepdeck.tui.screens.today_lines import (
    far_text,
    goal_lines,
    minutes_text,
    news_text,
    notice_lines,
    recent_lines,
    waiting_lines,
)
from prepdeck.tui.screens.today_page import News, Page
from prepdeck.tui.widgets.labelled import Labelled

DAY = 20_777  # Fri 20 Nov 2026
NOW = Moment(DAY * DAY_MS + 12 * 3_600_000, DAY, 60)
FORTY = (40, 40, 40, 40, 40, 90, 40)
EMPTY = Today(NOW, 0, 0, 0, 0, 0, (), 100, None, (), None, None, None)
BUSY = replace(EMPTY, due=19, learning=3, new=9, minutes=26)


def page(today: Today, tomorrow: int = 0, new_in_all: int = 0, problems: int = 0, errors: int = 0) -> Page:
    return Page(today, tomorrow, new_in_all, problems, errors)


def words(lines: list[Labelled]) -> str:
    return "\n".join(f"{line.label} {line.text.plain} {line.verb}".strip() for line in lines)


@pytest.mark.parametrize(
    ("on_day", "far", "line"),
    [
        (DAY + 23, "Fri 20 Nov · 23 days to go", "Sun 13 Dec, in 23 days · 40 min a day, Sat 90"),
        (DAY + 1, "Fri 20 Nov · 1 day to go", "in 1 day"),
        (DAY, "Fri 20 Nov · interview today", "today. Good luck"),
        (DAY - 1, "Fri 20 Nov", "The interview was yesterday. When is the next?"),
        (DAY - 3, "Fri 20 Nov", "3 days ago"),
    ],
)
def test_the_goal_is_told_by_its_distance(on_day: int, far: str, line: str) -> None:
    today = replace(BUSY, goal=Goal(on_day, FORTY))
    assert far_text(today, short=False) == far
    assert line in words(goal_lines(today))


def test_minutes_are_told_against_those_of_this_weekday() -> None:
    today = replace(BUSY, goal=Goal(DAY + 1, (10, 20, 30, 40, 55, 60, 70)))
    assert "about 26 of your 55 min" in words(waiting_lines(page(today), None, 76))
    assert "about 26 min" in words(waiting_lines(page(today), None, 36))


@pytest.mark.parametrize(
    ("width", "verb"),
    [
        (76, "Drill The nine steps of ML system…"),
        (60, "Drill The nine steps o…"),
        (50, "Drill deck"),
        (36, "Drill The nine steps of ML…"),
    ],
)
def test_the_deck_to_drill_is_named_as_far_as_there_is_room(width: int, verb: str) -> None:
    head = waiting_lines(page(replace(BUSY, goal=None)), "The nine steps of ML system design", width)[0]
    assert head.verb == verb


def test_cards_in_learning_say_when_they_come_back() -> None:
    soon = replace(BUSY, next_learning_ms=NOW.at_ms + 4 * 60_000)
    assert "the next in 4 min, at 13:04" in words(waiting_lines(page(soon), None, 76))
    back = replace(BUSY, next_learning_ms=NOW.at_ms)
    assert "back already" in words(waiting_lines(page(back), None, 76))


def test_pulled_cards_have_a_row_of_their_own_only_when_there_are_some() -> None:
    assert "pulled" not in words(waiting_lines(page(BUSY), None, 76))
    assert "2  pulled" in words(waiting_lines(page(replace(BUSY, pulled=2)), None, 76))


@pytest.mark.parametrize(
    ("today", "tomorrow", "said"),
    [
        (EMPTY, 1, "Tomorrow 1 card comes back."),
        (EMPTY, 12, "Tomorrow 12 cards come back."),
        (replace(EMPTY, next_review_day=DAY + 7), 0, "The next review is on Fri 27 Nov."),
        (replace(EMPTY, next_review_day=DAY + 60), 0, "The next review is on Tue 19 Jan 2027."),
        (replace(EMPTY, next_learning_ms=NOW.at_ms + 60_000), 0, "comes back in 1 min, at 13:01."),
    ],
)
def test_when_nothing_waits_it_says_when_the_next_comes(today: Today, tomorrow: int, said: str) -> None:
    text = words(waiting_lines(page(today, tomorrow), None, 76))
    assert text.startswith("Nothing waits today.")
    assert said in text


def test_the_strip_marks_days_without_work_and_counts_the_others() -> None:
    totals = tuple(DayTotal(DAY - back, 10, 2, 8, 6, 600_000) for back in (0, 1, 3))
    text = words(recent_lines(replace(BUSY, recent=totals), tall=False, spaced=False))
    assert "14 DAYS ··········█·██  3 of the last 14 days" in text
    assert "yesterday 10 answers, 75 % right, 10 min" in text
    assert "today so far 10 answers" in text


def test_the_chart_says_the_same_with_weekdays() -> None:
    totals = (DayTotal(DAY, 10, 2, 0, 0, 1_000), DayTotal(DAY - 40, 99, 0, 0, 0, 1_000))
    text = words(recent_lines(replace(BUSY, recent=totals), tall=True, spaced=True))
    assert "S S M T W T F S S M T W T F" in text
    assert "1 of the last 14 days" in text
    assert "today so far 10 answers, under a minute" in text


def test_notices_come_only_when_there_is_something_to_notice() -> None:
    worked = replace(BUSY, recent=(DayTotal(DAY - 1, 1, 0, 1, 1, 1_000),))
    assert notice_lines(page(worked), News()) == []
    assert "first" not in words(notice_lines(page(worked), News()))
    assert "rate yourself 1 to 4" in words(notice_lines(page(BUSY), News()))
    odd = replace(worked, clock_doubt="The clock stands 3 days before your newest answer.")
    assert "! CLOCK The clock stands 3 days" in words(notice_lines(page(odd), News()))
    assert "2 problems in deck files. The rest works." in words(
        notice_lines(page(worked, problems=2, errors=1), News())
    )


def test_news_adds_up_over_several_readings() -> None:
    from prepdeck.storage.content import ContentChange
    from prepdeck.study.refreshing import RefreshReport

    news = News().with_report(RefreshReport(("f",), ContentChange(added=("a/1",), changed=("a/2",))))
    assert news_text(news) == "1 note changed, 1 new"
    news = news.with_report(RefreshReport(("f",), ContentChange(changed=("a/1",), vanished=("a/2",))))
    assert news == News(added=("a/1",), vanished=("a/2",))
    assert news_text(news) == "1 note new, 1 gone"
    assert not News().with_report(RefreshReport())


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        ((40,) * 7, "40 min a day"),
        (FORTY, "40 min a day, Sat 90"),
        ((0, 0, 0, 0, 0, 60, 60), "0 min a day, Sat 60, Sun 60"),
    ],
)
def test_minutes_name_the_usual_day_first(minutes: tuple[int, ...], text: str) -> None:
    assert minutes_text(minutes) == text


def test_a_backlog_is_one_calm_line_before_and_after_the_days_worth() -> None:
    backlog = Backlog(waiting=612, a_day=120, through=DAY + 13)
    line = "612 wait; at about 120 a day you are through by Thu 3 Dec."
    recent = (DayTotal(DAY - 22, 40, 0, 40, 36, 600_000),)
    back = page(replace(BUSY, due=120, new=0, recent=recent, backlog=backlog), new_in_all=60)
    assert f"WELCOME Away 21 days. Nothing is lost: {line}" in words(notice_lines(back, News()))
    assert "60 more, once what waits is through" in words(waiting_lines(back, None, 76))
    assert "those a minute helps most" in words(waiting_lines(back, None, 76))
    today = DayTotal(DAY, 120, 0, 120, 100, 1_800_000)
    done = page(replace(EMPTY, recent=(*recent, today), backlog=replace(backlog, waiting=492)), tomorrow=7)
    assert "WAITING 492 wait;" in words(notice_lines(done, News()))
    assert "Done for today." in words(waiting_lines(done, None, 76))
    assert "7 cards" not in words(waiting_lines(done, None, 76))
