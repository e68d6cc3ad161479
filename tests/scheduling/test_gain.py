"""What showing a card now is worth on the day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.memory import Memory
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.model.rating import Rating
from prepdeck.scheduling.gain import TIER_WEIGHTS, UNREQUIRED_WEIGHT, Gain, GainModel, card_weight
from prepdeck.scheduling.memory import memory_after, retrievability
from prepdeck.scheduling.pace import DEFAULT_PACE, cost_of
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS

MODEL = GainModel(DEFAULT_PARAMETERS)
COST = cost_of(DEFAULT_PACE, "basic", DEFAULT_OPTIONS)


def recall(elapsed: float, memory: Memory) -> float:
    return retrievability(elapsed, memory, DEFAULT_PARAMETERS)


def test_a_review_by_hand() -> None:
    memory, elapsed, days_left = Memory(8.0, 6.0), 10, 20
    passed = memory_after(memory, elapsed, Rating.GOOD, DEFAULT_PARAMETERS)
    again = memory_after(memory, elapsed, Rating.AGAIN, DEFAULT_PARAMETERS)
    relearned = memory_after(again, 0, Rating.GOOD, DEFAULT_PARAMETERS)
    now = recall(elapsed, memory)
    expected = now * recall(20, passed) + (1 - now) * recall(20, relearned) - recall(30, memory)
    gain = MODEL.of_review(memory, elapsed, days_left, COST)
    assert gain.recall == pytest.approx(expected)
    assert gain.seconds == pytest.approx(now * COST.passed + (1 - now) * COST.failed)


def test_a_new_card_by_hand() -> None:
    shares = {Rating.AGAIN: 0.20, Rating.HARD: 0.15, Rating.GOOD: 0.55, Rating.EASY: 0.10}
    memories = {rating: memory_after(None, 0, rating, DEFAULT_PARAMETERS) for rating in Rating}
    memories[Rating.AGAIN] = memory_after(memories[Rating.AGAIN], 0, Rating.GOOD, DEFAULT_PARAMETERS)
    gain = MODEL.of_new(14, COST)
    assert gain.recall == pytest.approx(sum(share * recall(14, memories[r]) for r, share in shares.items()))
    assert gain.seconds == COST.begin


def test_on_the_day_itself_a_review_mends_what_was_forgotten() -> None:
    assert MODEL.of_review(Memory(5.0, 5.0), 30, 0, COST).recall == pytest.approx(1 - recall(30, Memory(5.0, 5.0)))
    assert MODEL.of_review(Memory(5.0, 5.0), 30, -4, COST) == MODEL.of_review(Memory(5.0, 5.0), 30, 0, COST)


def test_the_tier_and_the_requirement_weigh() -> None:
    assert card_weight("core") == 1
    assert [card_weight(tier) for tier in ("core", "deep", "stretch", "of-later")] == [1, 0.5, 0.25, 0.25]
    assert card_weight("core", 0.5) == 0.5
    assert card_weight("deep", 0) == TIER_WEIGHTS["deep"] * UNREQUIRED_WEIGHT
    assert Gain(0.3, 10).per_second(0.5) == pytest.approx(0.015)


memories = st.builds(Memory, st.floats(0.01, 5_000), st.floats(1, 10))


@given(memories, st.integers(0, 1_000), st.integers(0, 1_000))
def test_a_gain_is_a_share_of_recall_and_never_a_loss(memory: Memory, elapsed: int, days_left: int) -> None:
    gain, today = MODEL.gain_and_recall(memory.stability, memory.difficulty, elapsed, days_left)
    assert 0 <= gain <= 1
    assert 0 <= today <= 1


@given(st.integers(0, 400))
def test_a_new_card_is_worth_less_the_longer_it_has_to_last(days_left: int) -> None:
    assert MODEL.of_new(days_left + 1, COST).recall < MODEL.of_new(days_left, COST).recall


@given(memories, st.integers(1, 60), st.integers(1, 60))
def test_a_dearer_kind_ranks_lower(memory: Memory, elapsed: int, days_left: int) -> None:
    dear = cost_of(DEFAULT_PACE, "explain", DEFAULT_OPTIONS)
    cheap, costly = (MODEL.of_review(memory, elapsed, days_left, cost) for cost in (COST, dear))
    assert cheap.recall == costly.recall
    assert costly.per_second() <= cheap.per_second()
