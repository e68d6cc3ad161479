"""The year that a desired retention leads to."""

import random
from itertools import pairwise

import pytest

from prepdeck.model.memory import Memory
from prepdeck.scheduling.forecast import finished
from prepdeck.scheduling.memory import interval_for
from prepdeck.scheduling.pace import Cost
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS as P
from prepdeck.scheduling.workload import (
    RETENTIONS,
    SAMPLE,
    ScheduledCard,
    WorkloadPoint,
    steps_of,
    workload,
    workload_curve,
)

TODAY = 20_000
COST = Cost(begin=40, passed=10, failed=30)


def cards(count: int, desired: float = 0.9, seed: int = 1) -> list[ScheduledCard]:
    """Memories as a studied deck has them, each card somewhere along its interval."""
    drawn = random.Random(seed)
    made = []
    for _ in range(count):
        memory = Memory(drawn.lognormvariate(3, 1.2), drawn.uniform(2, 9))
        interval = max(1, round(interval_for(desired, memory, P)))
        elapsed = drawn.randrange(interval)
        made.append(ScheduledCard(memory, TODAY - elapsed, TODAY - elapsed + interval, desired, COST))
    return made


def test_every_step_up_costs_more_and_remembers_more() -> None:
    points = finished(workload_curve(cards(400), TODAY, P))
    assert [point.retention for point in points] == list(RETENTIONS)
    for lower, higher in pairwise(points):
        assert higher.reviews > lower.reviews
        assert higher.minutes > lower.minutes
        assert higher.recall > lower.recall
    by_retention = {point.retention: point for point in points}
    steps_up = [by_retention[high].reviews / by_retention[low].reviews for low, high in ((0.90, 0.94), (0.94, 0.97))]
    assert min(steps_up) > 1.3


def test_the_same_cards_give_the_same_year_and_the_present_is_on_the_curve() -> None:
    known = cards(300)
    now, again, asked = (finished(workload(known, TODAY, P, retention)) for retention in (None, None, 0.9))
    assert now == again
    assert (now.reviews, now.recall) == (asked.reviews, asked.recall)
    assert now.retention == pytest.approx(0.9)


def test_what_is_asked_for_costs_the_same_whatever_was_asked_for_before() -> None:
    """A retention that was just set, with due dates that stay, costs what it would cost in the long run."""
    known = cards(1_200)
    just_set = [ScheduledCard(card.memory, card.last_day, card.due_day, 0.95, COST) for card in known]
    before = finished(workload(known, TODAY, P, 0.95))
    after = finished(workload(just_set, TODAY, P))
    assert after.reviews == before.reviews


def test_one_card_is_reviewed_when_it_is_due_and_a_year_of_nothing_is_nothing() -> None:
    lasting = ScheduledCard(Memory(2_000, 5), TODAY - 10, TODAY + 1_990, 0.9, COST)
    point = finished(workload([lasting], TODAY, P))
    assert (point.reviews, point.minutes) == (0, 0)
    assert point.recall == pytest.approx(0.97, abs=0.02)
    overdue = ScheduledCard(Memory(5_000, 5), TODAY - 300, TODAY - 20, 0.9, COST)
    assert 1 <= finished(workload([overdue], TODAY, P)).reviews * 365 < 1.3  # once, and again where it was forgotten
    assert finished(workload([], TODAY, P)) == WorkloadPoint(0.0, 0.0, 0.0, 0.0)


def test_a_sample_stands_for_a_large_collection() -> None:
    many = cards(3 * SAMPLE)
    whole = sum(finished(workload(many[part::3], TODAY, P, 0.9)).reviews for part in range(3))
    assert finished(workload(many, TODAY, P, 0.9)).reviews == pytest.approx(whole, rel=0.05)


@pytest.mark.parametrize("count", [1, 7, 599, 1_000, 4_000])
def test_it_yields_as_often_as_it_says(count: int) -> None:
    yields = sum(1 for _ in workload_curve(cards(count), TODAY, P, (0.8, 0.9)))
    assert yields == steps_of(count, 2)


def test_the_longest_interval_of_the_deck_holds() -> None:
    card = ScheduledCard(Memory(3_000, 5), TODAY - 1, TODAY + 9, 0.9, COST, maximum_interval=10)
    assert finished(workload([card], TODAY, P)).reviews == pytest.approx(36 / 365, rel=0.05)
