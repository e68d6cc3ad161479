"""Seconds by kind: the guess, and what is learnt from the user."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.note import KINDS
from prepdeck.model.options import DeckOptions
from prepdeck.scheduling.pace import DEFAULT_PACE, ENOUGH, TimedAnswer, cost_of, learnt_pace, seconds_of


def answers(kind: str, seconds: float, count: int = ENOUGH, first: bool = False, recalled: bool = True) -> list:  # type: ignore[type-arg]
    return [TimedAnswer(kind, first, recalled, seconds) for _ in range(count)]


def test_every_kind_has_a_guess_and_an_unknown_one_takes_as_long_as_basic() -> None:
    assert set(DEFAULT_PACE) == set(KINDS)
    assert seconds_of(DEFAULT_PACE, "of-a-later-version") == DEFAULT_PACE["basic"]


def test_without_answers_it_is_the_guess() -> None:
    assert learnt_pace([]) == DEFAULT_PACE
    assert learnt_pace(answers("basic", 7, ENOUGH - 1)) == DEFAULT_PACE


def test_the_median_of_enough_answers_counts() -> None:
    times = [5.0, 6, 7, 7, 7, 8, 90, 120]
    pace = learnt_pace([TimedAnswer("basic", False, True, seconds) for seconds in times])
    assert pace["basic"].passed == 7


def test_what_is_not_known_yet_is_the_guess_at_the_users_speed() -> None:
    pace = learnt_pace(answers("basic", DEFAULT_PACE["basic"].passed / 2))
    assert pace["basic"].failed == pytest.approx(DEFAULT_PACE["basic"].failed / 2)
    assert pace["explain"].passed == pytest.approx(DEFAULT_PACE["explain"].passed / 2)


def test_a_kind_of_its_own_speed_does_not_change_the_known_ones() -> None:
    pace = learnt_pace(answers("basic", 7) + answers("code", 300, recalled=False))
    assert (pace["basic"].passed, pace["code"].failed) == (7, 300)
    assert pace["code"].passed == pytest.approx(DEFAULT_PACE["code"].passed * 1.5)


def test_a_card_left_open_and_one_without_a_time_say_nothing() -> None:
    assert learnt_pace(answers("basic", 4_000) + answers("basic", 0)) == DEFAULT_PACE


def test_steps_are_paid_for_on_the_first_day_and_after_a_lapse() -> None:
    seconds = DEFAULT_PACE["basic"]
    none = cost_of(DEFAULT_PACE, "basic", DeckOptions(learning_steps=(), relearning_steps=()))
    two = cost_of(DEFAULT_PACE, "basic", DeckOptions())
    assert (none.begin, none.passed, none.failed) == (seconds.first, seconds.passed, seconds.failed)
    assert two.begin == pytest.approx(seconds.first + (0.35 * 2 + 0.55) * seconds.passed)
    assert two.failed == seconds.failed + seconds.passed


timed = st.builds(TimedAnswer, st.sampled_from(KINDS), st.booleans(), st.booleans(), st.floats(0.1, 2_000))


@given(st.lists(timed, max_size=60))
def test_every_pace_has_all_kinds_and_takes_time(given_answers: list[TimedAnswer]) -> None:
    pace = learnt_pace(given_answers)
    assert set(pace) == set(KINDS)
    assert all(min(each.first, each.passed, each.failed) > 0 for each in pace.values())
