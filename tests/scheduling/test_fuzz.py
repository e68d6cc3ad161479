"""The window of an interval, and the day in it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.scheduling.fuzz import fuzzed_interval, half_up, seed_of, window

TODAY = 20_000


@pytest.mark.parametrize(
    ("interval", "expected"),
    [(1.0, (1, 1)), (2.4, (2, 2)), (2.5, (2, 4)), (3.0, (2, 4)), (7.0, (5, 9)), (20.0, (17, 23)), (100.0, (93, 107))],
)
def test_the_window_is_that_of_anki(interval: float, expected: tuple[int, int]) -> None:
    assert window(interval, 1, 36_500) == expected


def test_the_window_keeps_to_its_bounds() -> None:
    assert window(10.0, 12, 36_500) == (12, 14)
    assert window(10.0, 1, 8) == (6, 8)
    assert window(3.0, 4, 36_500) == (4, 5)
    assert window(50.0, 80, 30) == (30, 30)


@given(st.floats(2.5, 4_000), st.integers(0, 4_000))
def test_only_the_shortest_intervals_have_a_single_day(interval: float, minimum: int) -> None:
    lower, upper = window(interval, minimum, 36_500)
    assert lower < upper


def test_halves_are_rounded_up_as_in_rust() -> None:
    assert [half_up(number) for number in (0.5, 1.5, 2.5, 2.49)] == [1, 2, 3, 2]


def test_every_day_of_the_window_is_equally_likely() -> None:
    drawn = Counter(fuzzed_interval(10.0, 1, 36_500, seed_of(f"deck/n{n}", 4), TODAY, None) for n in range(10_000))
    lower, upper = window(10.0, 1, 36_500)
    expected = 10_000 / (upper - lower + 1)
    assert sorted(drawn) == list(range(lower, upper + 1))
    assert all(abs(count - expected) < 5 * expected**0.5 for count in drawn.values())


@given(st.floats(0.1, 4_000), st.integers(0, 100), st.integers(1, 4_000), st.text(), st.integers(0, 99))
def test_the_day_is_drawn_once_and_for_all_inside_the_window(
    interval: float, minimum: int, maximum: int, key: str, reps: int
) -> None:
    days = fuzzed_interval(interval, minimum, maximum, seed_of(key, reps), TODAY, None)
    lower, upper = window(interval, minimum, maximum)
    assert lower <= days <= upper <= maximum
    assert days == fuzzed_interval(interval, minimum, maximum, seed_of(key, reps), TODAY, None)


def test_the_next_review_of_a_card_draws_anew() -> None:
    drawn = {fuzzed_interval(30.0, 1, 36_500, seed_of("deck/note", reps), TODAY, None) for reps in range(20)}
    assert len(drawn) > 3


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7), st.integers(0, 2**64 - 1))
def test_the_lightest_day_is_taken(loads: list[int], seed: int) -> None:
    lower, upper = window(20.0, 1, 36_500)
    due = {TODAY + days: loads[days - lower] for days in range(lower, upper + 1)}
    days = fuzzed_interval(20.0, 1, 36_500, seed, TODAY, lambda day: due[day])
    assert due[TODAY + days] == min(loads)


def test_equally_light_days_are_drawn_from_evenly() -> None:
    def load(day: int) -> int:
        return 0 if day in (TODAY + 18, TODAY + 22) else 3

    drawn = Counter(fuzzed_interval(20.0, 1, 36_500, seed_of(f"deck/n{n}", 1), TODAY, load) for n in range(1_000))
    assert set(drawn) == {18, 22}
    assert min(drawn.values()) > 400
