"""Which cards a drill asks today, and in which order."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scheduling.log_building import TODAY, at, in_review, learning

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.note import KINDS, SPOKEN_KINDS, TIERS
from prepdeck.model.options import DEFAULT_OPTIONS, DeckOptions
from prepdeck.scheduling.queue import Candidate, DayWork, is_learning, is_put, plan_drill, spread, waiting

NOTHING = DayWork({}, {}, frozenset())
NOW = at()


def card(
    key: str, state: CardState = NEW_CARD, position: int = 0, tier: str = "core", kind: str = "basic"
) -> Candidate:
    return Candidate(key, state, position, tier, kind)


def new_cards(count: int, deck: str = "deck", **fields: Any) -> list[Candidate]:
    return [card(f"{deck}/n{number}", position=number, **fields) for number in range(count)]


def due_cards(count: int, deck: str = "deck") -> list[Candidate]:
    return [card(f"{deck}/r{number}", in_review()) for number in range(count)]


def planned(
    cards: list[Candidate], options: DeckOptions = DEFAULT_OPTIONS, done: DayWork = NOTHING, **how: Any
) -> list[str]:
    return [candidate.key for candidate in plan_drill(cards, lambda _: options, done, NOW, **how)]


def test_pulled_then_learning_then_reviews() -> None:
    cards = [
        card("deck/review", in_review()),
        card("deck/learning", learning(at(minute=599))),
        card("deck/pulled", in_review(50, TODAY - 3, pulled_by="mock-1")),
    ]
    assert planned(cards) == ["deck/pulled", "deck/learning", "deck/review"]


def put(day: int, **changes: Any) -> CardState:
    """A card in review that somebody put on a day."""
    return in_review(due_day=day, put_on=day, **changes)


def test_what_was_put_on_a_day_comes_from_that_day_on_with_what_is_first_and_past_the_limits() -> None:
    cards = [
        card("deck/review", in_review()),
        card("deck/today", put(TODAY)),
        card("deck/missed", put(TODAY - 3)),
        card("deck/tomorrow", put(TODAY + 1)),
        card("deck/learning", learning(at(minute=599))),
        card("deck/pulled", in_review(50, TODAY - 3, pulled_by="mock-1")),
        card("deck/away", put(TODAY, suspended=True)),
        card("deck/buried", put(TODAY, buried_on=TODAY)),
    ]
    first = ["deck/pulled", "deck/learning", "deck/missed", "deck/today"]
    assert planned(cards) == [*first, "deck/review"]
    assert planned(cards, DeckOptions(reviews_per_day=0)) == first
    assert planned(cards, DeckOptions(reviews_per_day=3)) == first


def test_a_card_put_on_today_after_its_answer_of_today_is_asked_again_but_not_its_sibling() -> None:
    done = DayWork({}, {}, frozenset({"deck/a"}))
    assert planned([card("deck/a", put(TODAY, last_day=TODAY))], done=done) == ["deck/a"]
    assert planned([card("deck/a#reverse", put(TODAY, last_day=TODAY - 5))], done=done) == []


def test_new_cards_are_spread_evenly_among_reviews() -> None:
    kinds = "".join("n" if "/n" in key else "r" for key in planned(new_cards(3) + due_cards(9)))
    assert kinds == "rrrnrrrnrrrn"
    assert spread([], due_cards(2)) == due_cards(2)
    assert spread(due_cards(2), []) == due_cards(2)
    assert spread([], []) == []


def test_the_limit_on_all_new_cards_and_the_decks_own_both_hold() -> None:
    cards = [card for deck in ("one", "two", "three") for card in new_cards(9, deck)]
    options = DeckOptions(new_per_day=5)
    assert Counter(key.partition("/")[0] for key in planned(cards, options)) == {"one": 5, "two": 5, "three": 5}
    assert planned(cards, options, new_in_all=4) == ["one/n0", "two/n0", "three/n0", "one/n1"]
    assert len(planned(cards[:9], options, new_in_all=20)) == 5
    done = DayWork({"one": 3, "gone": 5}, {}, frozenset())
    assert planned(cards, options, done, new_in_all=10) == ["one/n0", "two/n0"]
    assert planned(cards, options, done, new_in_all=0) == []
    pulled = card("one/n0", CardState(pulled_by="mock-1"))
    assert planned([pulled, *cards[1:]], options, new_in_all=0) == ["one/n0"]


def test_the_review_most_overdue_for_its_stability_comes_first() -> None:
    cards = [
        card("deck/fresh", in_review(10, TODAY - 10, 10.0)),
        card("deck/strong", in_review(100, TODAY - 150, 100.0)),
        card("deck/weak", in_review(5, TODAY - 15, 5.0)),
    ]
    assert planned(cards) == ["deck/weak", "deck/strong", "deck/fresh"]


def test_equal_reviews_fall_anew_each_day_and_the_same_all_day() -> None:
    cards = due_cards(8)
    tomorrow = [c.key for c in plan_drill(cards, lambda _: DEFAULT_OPTIONS, NOTHING, at(TODAY + 1))]
    assert planned(cards) == planned(cards[::-1])
    assert planned(cards) != tomorrow
    assert sorted(planned(cards)) == sorted(tomorrow)


def test_new_cards_come_by_tier_and_then_in_the_order_of_the_deck_and_the_decks_take_turns() -> None:
    cards = [
        card("deck/third", position=3),
        card("deck/stretch", position=1, tier="stretch"),
        card("deck/deep", position=2, tier="deep"),
        card("deck/first", position=0),
        card("other/core", position=0),
    ]
    assert planned(cards) == ["deck/first", "other/core", "deck/third", "deck/deep", "deck/stretch"]


def test_limits_are_per_deck_and_count_what_was_done_today() -> None:
    cards = new_cards(9, "a") + new_cards(9, "b") + due_cards(9, "a") + due_cards(9, "b")
    done = DayWork({"a": 3}, {"b": 4}, frozenset())
    chosen = plan_drill(cards, lambda _: DeckOptions(new_per_day=5, reviews_per_day=6), done, NOW)
    counts = Counter((c.deck, c.state.phase.title) for c in chosen)
    assert counts == {("a", "new"): 2, ("b", "new"): 5, ("a", "review"): 6, ("b", "review"): 2}


def test_more_done_than_the_limit_leaves_nothing_and_is_no_error() -> None:
    done = DayWork({"deck": 50}, {"deck": 500}, frozenset())
    assert planned(new_cards(3) + due_cards(3), done=done) == []


def test_pulled_new_cards_pass_the_limit_and_count_against_it() -> None:
    pulled = [card(f"deck/p{n}", CardState(pulled_by="mock-1"), n) for n in range(3)]
    assert planned(new_cards(3) + pulled, DeckOptions(new_per_day=2)) == ["deck/p0", "deck/p1", "deck/p2"]
    assert planned(new_cards(3) + pulled[:1], DeckOptions(new_per_day=2)) == ["deck/p0", "deck/n0"]
    assert planned(new_cards(3) + pulled[:1], DeckOptions(new_per_day=0)) == ["deck/p0"]


def test_siblings_do_not_share_a_day() -> None:
    cards = [card("deck/x#c1"), card("deck/x#c2", position=1), card("deck/y", in_review()), card("deck/y#reverse")]
    assert planned(cards) == ["deck/y", "deck/x#c1"]
    assert len(planned(cards, DeckOptions(bury_siblings=False))) == 4


def test_a_hidden_sibling_uses_up_no_limit() -> None:
    cards = [card("deck/x#c1"), card("deck/x#c2", position=1), card("deck/z", position=2)]
    assert planned(cards, DeckOptions(new_per_day=2)) == ["deck/x#c1", "deck/z"]


def test_a_note_answered_today_is_done_but_for_the_learning_card_itself() -> None:
    done = DayWork({}, {}, frozenset({"deck/x", "deck/y"}))
    cards = [
        card("deck/x#c1", learning(at(minute=599))),
        card("deck/x#c2"),
        card("deck/y", in_review()),
        card("deck/y#reverse", learning(at(minute=599), last_day=TODAY - 1)),
    ]
    assert planned(cards, done=done) == ["deck/x#c1"]


def test_a_card_pulled_after_its_answer_comes_again() -> None:
    done = DayWork({}, {}, frozenset({"deck/x"}))
    pulled = in_review(9, TODAY, pulled_by="mock-1")
    assert planned([card("deck/x", pulled)], done=done) == ["deck/x"]
    assert planned([card("deck/x#reverse", in_review(pulled_by="mock-1"))], done=done) == []


@pytest.mark.parametrize("hidden", [{"suspended": True}, {"buried_on": TODAY}])
@pytest.mark.parametrize("pulled_by", [None, "mock-1"])
def test_suspended_and_buried_cards_never_come(hidden: dict[str, Any], pulled_by: str | None) -> None:
    cards = [
        card("deck/a", CardState(pulled_by=pulled_by, **hidden)),
        card("deck/b", in_review(pulled_by=pulled_by, **hidden)),
        card("deck/c", learning(at(minute=1), pulled_by=pulled_by, **hidden)),
        card("deck/d", learning(at(minute=900), pulled_by=pulled_by, **hidden)),
    ]
    assert planned(cards) == []
    assert waiting(cards, NOW) == []


def test_what_was_buried_yesterday_is_back() -> None:
    assert planned([card("deck/a", CardState(buried_on=TODAY - 1))]) == ["deck/a"]


def test_learning_cards_wait_for_their_instant() -> None:
    cards = [
        card("deck/later", learning(at(minute=620))),
        card("deck/soon", learning(at(minute=601))),
        card("deck/now", learning(NOW)),
        card("deck/day", learning(NOW, due_at_ms=None, due_day=TODAY)),
        card("deck/tomorrow", learning(NOW, due_at_ms=None, due_day=TODAY + 1)),
    ]
    assert planned(cards) == ["deck/now", "deck/day"]
    assert [candidate.key for candidate in waiting(cards, NOW)] == ["deck/soon", "deck/later"]


def test_reviews_wait_for_their_day() -> None:
    assert planned([card("deck/a", in_review(11, TODAY - 10)), card("deck/b", in_review(10, TODAY - 10))]) == ["deck/b"]


def test_the_limit_cuts_the_end_and_quiet_leaves_out_what_is_said_aloud() -> None:
    cards = [card(f"deck/{kind}", kind=kind, position=n) for n, kind in enumerate(KINDS)]
    options = DeckOptions(new_per_day=99)
    assert planned(cards, options, limit=2) == planned(cards, options)[:2]
    assert planned(cards, options, limit=0) == []
    quiet = planned(cards, options, spoken_allowed=False)
    assert quiet == [f"deck/{kind}" for kind in KINDS if kind not in SPOKEN_KINDS]


some_states = st.sampled_from(
    [
        NEW_CARD,
        in_review(),
        in_review(3, TODAY - 1),
        in_review(7, TODAY - 90, 4.0),
        in_review(suspended=True),
        in_review(buried_on=TODAY),
        in_review(30, TODAY - 2, pulled_by="mock-1"),
        put(TODAY),
        put(TODAY - 2, last_day=TODAY),
        put(TODAY + 1),
        put(TODAY, suspended=True),
        CardState(pulled_by="mock-1"),
        CardState(suspended=True, pulled_by="mock-1"),
        learning(at(minute=590)),
        learning(at(minute=610)),
    ]
)
some_keys = st.from_regex(r"(a|b)/[m-p](#c[12])?\Z").map(str)
some_cards = st.lists(
    st.builds(card, some_keys, some_states, st.integers(0, 9), st.sampled_from(TIERS)), unique_by=lambda c: c.key
)
some_work = st.builds(
    DayWork,
    st.dictionaries(st.sampled_from("ab"), st.integers(0, 4)),
    st.dictionaries(st.sampled_from("ab"), st.integers(0, 4)),
    st.frozensets(st.sampled_from(["a/m", "b/n"])),
)


@given(some_cards, some_work, st.integers(0, 3), st.integers(0, 3))
def test_the_laws_of_a_plan(cards: list[Candidate], done: DayWork, new_limit: int, review_limit: int) -> None:
    options = DeckOptions(new_per_day=new_limit, reviews_per_day=review_limit)
    plan = plan_drill(cards, lambda _: options, done, NOW)
    assert len({c.note for c in plan}) == len(plan)
    assert not any(c.state.suspended or c.state.buried_on == TODAY for c in plan)
    unpulled = [c for c in plan if not c.state.pulled_by]
    assert plan[len(plan) - len(unpulled) :] == unpulled
    assert not any((c.state.put_on or 0) > TODAY for c in plan)
    first = [c for c in unpulled if is_learning(c) or is_put(c)]
    assert unpulled[: len(first)] == first == sorted(first, key=is_put)
    for phase, limit, before in ((Phase.NEW, new_limit, done.introduced), (Phase.REVIEW, review_limit, done.reviewed)):
        counts = Counter(c.deck for c in unpulled if c.state.phase is phase and c.state.put_on is None)
        assert all(count <= max(0, limit - before.get(deck, 0)) for deck, count in counts.items())
