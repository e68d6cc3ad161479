"""The formulas in plain numbers are those of py-fsrs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.memory import Memory
from prepdeck.model.rating import Rating
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.memory import memory_after, retrievability
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, Parameters, parameters_of

memories = st.builds(Memory, st.floats(0.01, 3_000), st.floats(1, 10))
OTHERS = parameters_of([weight * 1.2 for weight in DEFAULT_PARAMETERS.weights])
some_parameters = st.sampled_from([DEFAULT_PARAMETERS, OTHERS])


@given(some_parameters, st.sampled_from(Rating))
def test_a_first_answer(parameters: Parameters, rating: Rating) -> None:
    memory = memory_after(None, 0, rating, parameters)
    assert Formulas(parameters).first[rating] == pytest.approx((memory.stability, memory.difficulty))


@given(some_parameters, memories, st.integers(0, 2_000), st.sampled_from(Rating))
def test_any_later_answer(parameters: Parameters, memory: Memory, elapsed: int, rating: Rating) -> None:
    after = memory_after(memory, elapsed, rating, parameters)
    found = Formulas(parameters).after(memory.stability, memory.difficulty, elapsed, rating)
    assert found == pytest.approx((after.stability, after.difficulty), rel=1e-9)


@given(some_parameters, memories, st.integers(-3, 2_000))
def test_recall(parameters: Parameters, memory: Memory, elapsed: int) -> None:
    assert Formulas(parameters).recall(elapsed, memory.stability) == pytest.approx(
        retrievability(elapsed, memory, parameters)
    )


def test_a_forgotten_card_is_recalled_once_more_the_same_day() -> None:
    memory, recall = Memory(10.0, 5.0), retrievability(12, Memory(10.0, 5.0), DEFAULT_PARAMETERS)
    again = memory_after(memory, 12, Rating.AGAIN, DEFAULT_PARAMETERS)
    good = memory_after(again, 0, Rating.GOOD, DEFAULT_PARAMETERS)
    found = Formulas(DEFAULT_PARAMETERS).relearned(10.0, 5.0, recall)
    assert found == pytest.approx((good.stability, good.difficulty))
