"""A day's worth, the order of a backlog, and when it is through."""

from dataclasses import replace
from types import ModuleType

import pytest
from support.benches import load_benchmark

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.memory import Memory
from prepdeck.model.options import DeckOptions
from prepdeck.model.study_day import DAY_MS, Moment
from prepdeck.scheduling.backlog import (
    FIRST_GUESS,
    LEAST_A_DAY,
    ComingCard,
    days_worth,
    gain_order,
    last_day_of_backlog,
)
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.pace import DEFAULT_PACE
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS as P
from prepdeck.scheduling.queue import Candidate, DayWork, plan_drill

TODAY = 20_000
NOW = Moment(TODAY * DAY_MS, TODAY)
NOTHING_DONE = DayWork({}, {}, frozenset())


def due(number: int, overdue: int = 0, stability: float = 10, kind: str = "basic", deck: str = "a") -> Candidate:
    state = CardState(
        phase=Phase.REVIEW,
        memory=Memory(stability, 5),
        due_day=TODAY - overdue,
        interval_days=10,
        last_day=TODAY - overdue - 10,
    )
    return Candidate(f"{deck}/n{number}", state, number, "core", kind)


def new(number: int) -> Candidate:
    return Candidate(f"a/new{number}", NEW_CARD, number, "core", "basic")


def keys(planned: list[Candidate]) -> list[str]:
    return [card.key for card in planned]


def options(_deck: str) -> DeckOptions:
    return DeckOptions()


def test_a_days_worth_is_twice_a_usual_day() -> None:
    assert days_worth([]) == FIRST_GUESS
    assert days_worth([500] * 3) == FIRST_GUESS
    assert days_worth([0, 60, 80, 70] * 10) == 140
    assert days_worth([5] * 40) == LEAST_A_DAY
    assert days_worth([10] * 200 + [200] * 60) == 400


def test_a_backlog_is_cut_to_a_days_worth_over_all_decks_and_new_cards_wait() -> None:
    cards = [due(n, deck=f"d{n % 3}") for n in range(30)] + [new(n) for n in range(5)]
    planned = plan_drill(cards, options, NOTHING_DONE, NOW, reviews_in_all=12)
    assert len(planned) == 12
    assert not any(card.state.phase is Phase.NEW for card in planned)
    done = DayWork({}, {"d0": 7, "d1": 2}, frozenset())
    assert len(plan_drill(cards, options, done, NOW, reviews_in_all=12)) == 3
    assert plan_drill(cards, options, replace(done, reviewed={"gone": 40}), NOW, reviews_in_all=12) == []


def test_what_fits_is_asked_as_ever_with_new_cards_among_it() -> None:
    cards = [due(n) for n in range(12)] + [new(n) for n in range(5)]
    planned = plan_drill(cards, options, NOTHING_DONE, NOW, reviews_in_all=12, backlog_order=lambda card: 0.0)
    assert keys(planned) == keys(plan_drill(cards, options, NOTHING_DONE, NOW))
    assert len(planned) == 17


def test_pulled_cards_and_learning_come_first_all_the_same() -> None:
    pulled = Candidate("a/p", replace(due(0).state, pulled_by="mock"), 0, "core", "basic")
    learning = Candidate("a/l", CardState(phase=Phase.LEARNING, step=0, due_at_ms=NOW.at_ms - 1), 0, "core", "basic")
    planned = plan_drill([*(due(n) for n in range(9)), learning, pulled], options, NOTHING_DONE, NOW, reviews_in_all=3)
    assert keys(planned)[:2] == ["a/p", "a/l"]
    assert len(planned) == 4


def test_the_order_is_by_what_a_second_adds() -> None:
    quick, slow = due(1, overdue=20), due(2, overdue=20, kind="explain")
    fresh, lasting = due(3), due(4, stability=900)
    place = gain_order(P, DEFAULT_PACE, TODAY)
    assert sorted([slow, lasting, fresh, quick], key=place) == [quick, fresh, slow, lasting]
    cards = [slow, lasting, fresh, quick]
    assert keys(plan_drill(cards, options, NOTHING_DONE, NOW, reviews_in_all=1, backlog_order=place)) == [quick.key]


def coming(count: int, due_in: int = -5, stability: float = 400) -> list[ComingCard]:
    stretch = Formulas(P).lasting(0.9)
    return [ComingCard(stability, 5, TODAY + due_in - 30, TODAY + due_in, stretch) for _ in range(count)]


def test_a_backlog_of_lasting_cards_ends_when_it_was_counted_off() -> None:
    assert last_day_of_backlog(coming(100), TODAY, 25, 0, P) == TODAY + 3
    assert last_day_of_backlog(coming(100), TODAY, 25, 10, P) == TODAY + 4
    assert last_day_of_backlog(coming(100), TODAY, 100, 0, P) == TODAY
    assert last_day_of_backlog([], TODAY, 100, 0, P) == TODAY


def test_what_comes_meanwhile_makes_it_longer_and_too_much_never_ends() -> None:
    alone = last_day_of_backlog(coming(100), TODAY, 25, 0, P)
    more = last_day_of_backlog([*coming(100), *coming(30, due_in=2)], TODAY, 25, 0, P)
    assert alone is not None
    assert more is not None
    assert more > alone
    assert last_day_of_backlog(coming(400, stability=1.0), TODAY, 10, 0, P) is None


def test_a_sample_of_a_large_backlog_ends_on_the_same_day() -> None:
    assert last_day_of_backlog(coming(9_000), TODAY, 1_000, 0, P) in (TODAY + 8, TODAY + 9)


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load_benchmark("after_a_holiday")


def test_the_order_by_gain_keeps_up_with_the_best_and_beats_the_most_recalled_first(bench: ModuleType) -> None:
    tight = bench.Setting(70, 6, 40, 35)
    found = {order: bench.work_down(tight, order, 1) for order in bench.ORDERS}
    after = {order: outcome.after_two_weeks for order, outcome in found.items()}
    assert after["gain per second"] > max(after.values()) - 0.01
    assert after["gain per second"] > after["most recalled first"]
    assert found["gain per second"].through <= min(outcome.through or 99 for outcome in found.values()) + 1
