"""Easy days: where they come from, that undo takes them back, and what two months with them look like."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from support.homes import Home, numbered_deck
from support.months import study

from prepdeck.errors import UsageError
from prepdeck.model.easy_days import EVERY_DAY_ALIKE, easy_days_text, parse_easy_days
from prepdeck.model.rating import Rating
from prepdeck.model.records import OptionsSet
from prepdeck.model.study_day import date_of
from prepdeck.storage.history import day_totals
from prepdeck.study.easy_days import set_easy_days
from prepdeck.study.goals import clear_goal, set_goal
from prepdeck.study.marking import answer_card
from prepdeck.study.offers import offer_card
from prepdeck.study.opening import open_collection
from prepdeck.study.retention import set_retention

SUNDAY = 6


def reviews_by_weekday(home: Home, first: int = 0) -> Counter[int]:
    with home.collection.store.reading() as rows:
        totals = day_totals(rows, first, 10**6)
    counts: Counter[int] = Counter()
    for total in totals:
        counts[date_of(total.day).weekday()] += total.reviewed
    return counts


def test_sixty_days_with_a_free_sunday_halve_it_and_more(homes: Callable[[str], Home]) -> None:
    plain, easy = homes("plain"), homes("easy")
    for home in (plain, easy):
        home.write("a.yaml", numbered_deck("a", 70, "options: {learning_steps: [], relearning_steps: []}"))
        if home is easy:
            set_easy_days(home.collection, "sat=50,sun=0")
        study(home, 60, seed=1)
    without, with_easy_days = reviews_by_weekday(plain), reviews_by_weekday(easy)
    assert sum(with_easy_days.values()) > 0.9 * sum(without.values())
    assert with_easy_days[SUNDAY] < 0.5 * without[SUNDAY]
    assert with_easy_days[SUNDAY] < with_easy_days[SUNDAY - 1] < min(with_easy_days[day] for day in range(5))


def test_the_interval_on_the_button_is_the_one_stored(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 8, "options: {learning_steps: []}"))
    set_easy_days(home.collection, "sun=0")
    for number in range(1, 9):
        offered = offer_card(home.collection, f"a/q{number}", "drill")
        promised = offered.offer.outcomes[Rating.EASY]  # type: ignore[union-attr]
        answer_card(home.collection, f"a/q{number}", Rating.EASY)
        stored = offer_card(home.collection, f"a/q{number}", "cram").state  # type: ignore[union-attr]
        assert (stored.due_day, stored.interval_days) == (promised.due_day, promised.interval_days)
        assert date_of(stored.due_day or 0).weekday() != SUNDAY


def test_the_minutes_of_a_goal_are_easy_days_until_the_user_says_others(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    assert home.collection.easy_days.percents == EVERY_DAY_ALIKE
    set_goal(home.collection, date(2026, 12, 20), (40, 40, 40, 40, 40, 80, 0))
    assert home.collection.easy_days.percents == (100, 100, 100, 100, 100, 200, 0)
    assert home.collection.easy_days.origin == "goal"
    set_easy_days(home.collection, "wed=20")
    assert home.collection.easy_days.percents == (100, 100, 20, 100, 100, 100, 100)
    assert home.collection.easy_days.origin == "you"
    set_easy_days(home.collection, "none")
    assert home.collection.easy_days.origin == "goal"
    home.collection.undo()
    assert home.collection.easy_days.origin == "you"
    home.collection.undo()
    assert home.collection.easy_days.origin == "goal"
    clear_goal(home.collection)
    assert home.collection.easy_days.percents == EVERY_DAY_ALIKE
    home.collection.undo()
    home.clock.advance(days=40)
    assert home.collection.easy_days.origin == ""


def test_due_dates_stay_where_they_are(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 5, "options: {learning_steps: []}"))
    for number in range(1, 6):
        answer_card(home.collection, f"a/q{number}", Rating.EASY)
    before = home.collection.store.projection_digests()
    set_easy_days(home.collection, "mon=0,tue=0")
    home.reopen()
    assert home.collection.store.projection_digests() == before
    assert home.collection.easy_days.percents[:2] == (0, 0)


def test_what_another_process_set_is_followed_with_the_next_look_at_the_files(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    assert home.collection.easy_days.origin == ""
    assert home.collection.options_of("a").desired_retention == 0.9
    other = open_collection(home.setup)
    set_easy_days(other, "sun=0")
    set_retention(other, 0.93)
    other.close()
    home.refresh()
    assert home.collection.easy_days.percents[SUNDAY] == 0
    assert home.collection.options_of("a").desired_retention == 0.93


def test_a_log_from_elsewhere_with_nonsense_in_it_is_passed_over(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    home.collection.append([OptionsSet("", (("easy_days", ["mon", -3]),))])
    assert home.collection.easy_days.percents == EVERY_DAY_ALIKE


@pytest.mark.parametrize(
    "text", ["sun", "sun=", "sun=-1", "sun=301", "someday=3", "50", "sat=50,sun=x", "sun=٣", "", "sun=0,sun=50"]
)
def test_what_cannot_be_read_is_refused(home: Home, text: str) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    with pytest.raises(UsageError, match="Easy days: "):
        set_easy_days(home.collection, text)


def test_reading_and_writing_them() -> None:
    percents = parse_easy_days(" Sat = 50 %, sun=0")
    assert percents == (100, 100, 100, 100, 100, 50, 0)
    assert easy_days_text(percents) == "sat=50,sun=0"
    assert easy_days_text(EVERY_DAY_ALIKE) == ""
    with pytest.raises(ValueError, match="nowhere to put them"):
        parse_easy_days("mon=0,tue=0,wed=0,thu=0,fri=0,sat=0,sun=0")
