"""Which cards a drill asks when there is an interview date."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scheduling.log_building import TODAY, at, in_review, learning
from scheduling.test_queue import NOTHING, card, new_cards, put, some_cards, some_work

from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.note import SPOKEN_KINDS
from prepdeck.model.options import DEFAULT_OPTIONS, DeckOptions
from prepdeck.scheduling.interview_queue import (
    CODE,
    EXPLAIN,
    Allowance,
    Ranked,
    lane_of,
    may_be_ranked,
    plan_toward,
)
from prepdeck.scheduling.queue import Candidate, DayWork, is_learning, is_put

NOW = at()


def planned(
    ranked: list[Ranked],
    first: list[Candidate] | None = None,
    new: int = 99,
    seconds: float | None = None,
    lanes: frozenset[int] = frozenset(),
    options: DeckOptions = DEFAULT_OPTIONS,
    done: DayWork = NOTHING,
    **how: Any,
) -> list[str]:
    allowance = Allowance(new, seconds, lambda _: 10, lanes)
    return [c.key for c in plan_toward(first or [], ranked, lambda _: options, done, NOW, allowance, **how)]


def ranked(cards: list[Candidate], gain: Callable[[int], float] = lambda n: 1 - n / 100, seconds: float = 10) -> list:  # type: ignore[type-arg]
    return [Ranked(each, gain(number), seconds) for number, each in enumerate(cards)]


def test_gain_decides_whatever_is_new_or_due_or_not() -> None:
    cards = [
        Ranked(card("deck/new"), 0.2, 10),
        Ranked(card("deck/due", in_review()), 0.1, 10),
        Ranked(card("deck/early", in_review(30, TODAY - 2)), 0.3, 10),
    ]
    assert planned(cards) == ["deck/early", "deck/new", "deck/due"]


def test_pulled_and_learning_cards_come_first_and_past_the_minutes() -> None:
    first = [
        card("deck/pulled", in_review(50, TODAY - 3, pulled_by="mock-1")),
        card("deck/learning", learning(at(minute=599))),
        card("deck/later", learning(at(minute=650))),
    ]
    assert planned(ranked(new_cards(3)), first, seconds=25) == ["deck/pulled", "deck/learning", "deck/n0"]
    assert planned(ranked(new_cards(3)), first, seconds=0) == ["deck/pulled", "deck/learning"]


def test_what_was_put_on_a_day_keeps_to_it_whatever_it_would_gain() -> None:
    today, later = card("deck/today", put(TODAY)), card("deck/later", put(TODAY + 2))
    best = [Ranked(later, 0.9, 10), Ranked(today, 0.0, 10), *ranked(new_cards(2))]
    assert planned(best, [later, today]) == ["deck/today", "deck/n0", "deck/n1"]
    assert planned(best, [later, today], seconds=0) == ["deck/today"]
    assert planned(best, [later, today], options=DeckOptions(reviews_per_day=0, new_per_day=0)) == ["deck/today"]


def test_the_minutes_end_the_drill_and_a_short_card_fills_what_a_long_one_would_overrun() -> None:
    cards = [Ranked(card("deck/a"), 0.9, 40), Ranked(card("deck/long"), 0.8, 90), Ranked(card("deck/b"), 0.7, 15)]
    assert planned(cards, seconds=60) == ["deck/a", "deck/b"]
    assert planned(cards, seconds=90) == ["deck/a", "deck/long"]
    assert planned(cards) == ["deck/a", "deck/long", "deck/b"]


def test_the_quota_counts_all_decks_and_what_was_begun_today() -> None:
    cards = ranked(new_cards(5, "a") + new_cards(5, "b") + [card("deck/r", in_review())])
    done = DayWork({"a": 2}, {}, frozenset())
    assert planned(cards, new=4, done=done) == ["a/n0", "a/n1", "deck/r"]
    assert planned(cards, new=0) == ["deck/r"]


def test_a_deck_with_no_new_cards_a_day_stays_blocked_and_other_limits_are_replaced() -> None:
    assert planned(ranked(new_cards(3)), options=DeckOptions(new_per_day=0)) == []
    assert len(planned(ranked(new_cards(9)), options=DeckOptions(new_per_day=1))) == 9
    reviews = [card(f"deck/r{n}", in_review()) for n in range(5)]
    assert len(planned(ranked(reviews), options=DeckOptions(reviews_per_day=2))) == 2


@pytest.mark.parametrize(("kind", "lane"), [("explain", EXPLAIN), ("code", CODE)])
def test_each_day_keeps_a_floor_for_long_cards(kind: str, lane: int) -> None:
    long = [Ranked(card(f"deck/l{n}", kind=kind), 0.001 - n / 10_000, 200) for n in range(3)]
    cards = ranked(new_cards(60)) + long
    plan = planned(cards, seconds=400)
    assert plan.count("deck/l0") == 1
    assert not {"deck/l1", "deck/l2"} & set(plan)
    assert "deck/l0" not in planned(cards, seconds=400, lanes=frozenset({lane}))
    assert "deck/l0" not in planned(cards, seconds=0)
    assert lane_of(kind) == lane


def test_a_floor_keeps_to_the_quota_and_to_quiet() -> None:
    explain = [Ranked(card("deck/e", kind="explain"), 0.01, 200)]
    assert planned(explain, new=0) == []
    assert planned(explain, spoken_allowed=False) == []


def test_siblings_stay_apart() -> None:
    cards = ranked([card("deck/x#c1"), card("deck/x#c2"), card("deck/y")])
    assert planned(cards) == ["deck/x#c1", "deck/y"]


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (CardState(), True),
        (in_review(30, TODAY - 1), True),
        (in_review(30, TODAY), False),
        (in_review(30, TODAY + 2), False),
        (in_review(suspended=True), False),
        (in_review(buried_on=TODAY), False),
        (in_review(pulled_by="mock-1"), False),
        (put(TODAY), False),
        (put(TODAY + 9), False),
        (learning(NOW), False),
    ],
)
def test_what_may_be_asked_ahead_of_its_day(state: CardState, may: bool) -> None:
    assert may_be_ranked(card("deck/a", state), NOW) is may


@given(
    some_cards,
    some_work,
    st.lists(st.floats(0, 1), min_size=40, max_size=40),
    st.integers(0, 5),
    st.none() | st.floats(0, 300),
    st.booleans(),
)
def test_the_laws_of_a_plan_toward_a_date(
    cards: list[Candidate], done: DayWork, gains: list[float], new: int, seconds: float | None, spoken: bool
) -> None:
    known = [Ranked(each, gain, 20) for each, gain in zip(cards, gains, strict=False)]
    allowance = Allowance(new, seconds, lambda _: 10)
    plan = plan_toward(cards, known, lambda _: DEFAULT_OPTIONS, done, NOW, allowance, spoken_allowed=spoken)
    gain_of = {each.card.key: each.gain for each in known}
    assert len({each.note for each in plan}) == len(plan)
    assert not any(each.state.suspended or each.state.buried_on == TODAY for each in plan)
    assert spoken or not any(each.kind in SPOKEN_KINDS for each in plan)
    assert not any((each.state.put_on or 0) > TODAY for each in plan)
    unpulled = [each for each in plan if not each.state.pulled_by]
    assert plan[len(plan) - len(unpulled) :] == unpulled
    first = [each for each in unpulled if is_learning(each) or is_put(each)]
    assert unpulled[: len(first)] == first == sorted(first, key=is_put)
    unpulled = unpulled[len(first) :]
    begun = [each for each in unpulled if each.state.phase is Phase.NEW]
    assert len(begun) <= max(0, new - sum(done.introduced.values()))
    rest = [gain_of[each.key] for each in unpulled]
    assert rest == sorted(rest, reverse=True)
    assert seconds is None or not rest or (len(rest) - 1) * 20 <= seconds + 10
