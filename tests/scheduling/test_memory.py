"""FSRS on whole study days, and its formulas."""

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.memory import Memory
from prepdeck.model.rating import Rating
from prepdeck.scheduling.memory import elapsed_days, interval_for, memory_after, retrievability, stored
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, parameters_of

memories = st.builds(Memory, st.floats(0.001, 36_500), st.floats(1, 10))


def test_a_first_answer_gives_the_initial_memory_of_its_rating() -> None:
    stabilities = [memory_after(None, 0, rating, DEFAULT_PARAMETERS).stability for rating in Rating]
    assert stabilities == [0.212, 1.2931, 2.3065, 8.2956]


def test_the_next_morning_is_another_day_and_the_same_evening_is_not() -> None:
    memory = memory_after(None, 0, Rating.GOOD, DEFAULT_PARAMETERS)
    same_day = memory_after(memory, 0, Rating.GOOD, DEFAULT_PARAMETERS)
    next_day = memory_after(memory, elapsed_days(100, 101), Rating.GOOD, DEFAULT_PARAMETERS)
    assert same_day.stability == pytest.approx(2.3065, rel=1e-3)
    assert next_day.stability == pytest.approx(7.319, rel=1e-3)


@pytest.mark.parametrize(
    ("last", "day", "elapsed"), [(None, 5, 0), (5, 5, 0), (5, 9, 4), (9, 5, 0), (0, 10**9, 36_500)]
)
def test_elapsed_days_are_never_negative_and_never_absurd(last: int | None, day: int, elapsed: int) -> None:
    assert elapsed_days(last, day) == elapsed


@given(memories, st.integers(0, 36_500), st.sampled_from(Rating))
def test_memory_stays_in_bounds(memory: Memory, elapsed: int, rating: Rating) -> None:
    after = stored(memory_after(memory, elapsed, rating, DEFAULT_PARAMETERS))
    assert 0.001 <= after.stability <= 36_500
    assert 1 <= after.difficulty <= 10


@given(memories, st.integers(0, 36_500))
def test_a_better_rating_never_remembers_less(memory: Memory, elapsed: int) -> None:
    stabilities = [memory_after(memory, elapsed, rating, DEFAULT_PARAMETERS).stability for rating in Rating]
    assert stabilities == sorted(stabilities)


def test_recall_is_nine_tenths_after_the_stability() -> None:
    assert retrievability(12.5, Memory(12.5, 5), DEFAULT_PARAMETERS) == pytest.approx(0.9)
    assert retrievability(0, Memory(12.5, 5), DEFAULT_PARAMETERS) == 1
    assert retrievability(-3, Memory(12.5, 5), DEFAULT_PARAMETERS) == 1


@given(memories, st.integers(0, 3_000))
def test_retrievability_is_that_of_the_fsrs_library(memory: Memory, elapsed: int) -> None:
    then = datetime(2026, 1, 1, tzinfo=timezone.utc)
    card = fsrs.Card(1, stability=memory.stability, difficulty=memory.difficulty, due=then, last_review=then)
    expected = fsrs.Scheduler().get_card_retrievability(card, then + timedelta(days=elapsed))
    assert retrievability(elapsed, memory, DEFAULT_PARAMETERS) == pytest.approx(expected)


@given(memories, st.floats(0.7, 0.99))
def test_the_interval_is_when_recall_has_fallen_to_the_retention(memory: Memory, retention: float) -> None:
    interval = interval_for(retention, memory, DEFAULT_PARAMETERS)
    assert retrievability(interval, memory, DEFAULT_PARAMETERS) == pytest.approx(retention)


def test_memory_is_kept_with_the_decimals_anki_keeps() -> None:
    assert stored(Memory(1.23456, 5.43219)) == Memory(1.2346, 5.432)
    assert stored(Memory(0.00001, 1.0)) == Memory(0.001, 1.0)


def test_the_id_of_parameters_depends_on_the_weights_alone() -> None:
    weights = list(DEFAULT_PARAMETERS.weights)
    assert parameters_of(weights) == DEFAULT_PARAMETERS
    assert parameters_of([0.3, *weights[1:]]).id != DEFAULT_PARAMETERS.id


def test_weights_are_clipped_as_anki_clips_them() -> None:
    assert parameters_of([1e9] * 21).weights[:5] == (100.0, 100.0, 100.0, 100.0, 10.0)
    assert memory_after(None, 0, Rating.EASY, parameters_of([-1.0] * 21)).stability == 0.001


@pytest.mark.parametrize("weights", [[0.1] * 19, [], [float("nan"), *DEFAULT_PARAMETERS.weights[1:]]])
def test_what_is_no_set_of_weights_is_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="21 weights"):
        parameters_of(weights)


def test_fsrs_is_imported_when_a_card_is_answered_and_not_before() -> None:
    program = (
        "import sys, prepdeck.scheduling.scheduler, prepdeck.scheduling.replay, prepdeck.scheduling.queue;"
        "sys.exit('fsrs' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", program], check=False, env=environment).returncode == 0
