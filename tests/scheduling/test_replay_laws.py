"""One record at a time or all at once, in whatever order they arrive: the same states."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from scheduling.log_building import SCHEDULER, TODAY, answered, at, live_records, mark, record

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.rating import Rating
from prepdeck.model.records import Carry, Pull, Record, Reschedule, Void
from prepdeck.model.study_day import MINUTE_MS, Moment
from prepdeck.scheduling.replay import ReplayedReview, fold, keys_of, replay

KEYS = tuple(f"deck/n{number}" for number in range(4))
ACTIONS = ("suspend", "unsuspend", "bury", "unbury", "flag", "unflag", "reset")

keys = st.sampled_from(KEYS)
gaps = st.integers(-3, 30)
reviews = st.tuples(st.just("review"), gaps, keys, st.sampled_from(Rating), st.sampled_from(["drill", "cram", "place"]))
marks = st.tuples(st.just("mark"), gaps, keys, st.sampled_from(ACTIONS))
puts = st.tuples(st.just("put"), gaps, keys, st.integers(0, 40))
pulls = st.tuples(st.just("pull"), gaps, st.sets(keys, min_size=1))
carries = st.tuples(st.just("carry"), gaps, keys, keys)


def log_of(operations: list[tuple]) -> tuple[list[Record], dict[str, CardState], list[ReplayedReview]]:  # type: ignore[type-arg]
    """The log these operations append, with the states and rows that folding each record on its own gives.

    The study day jumps back and forth with the user's clock; the instant is clamped, as the store does it.
    """
    states = dict.fromkeys(KEYS, NEW_CARD)
    log: list[Record] = []
    rows: list[ReplayedReview] = []
    day, instant = TODAY, at().at_ms
    for number, (kind, gap, *values) in enumerate(operations):
        day += gap
        instant = max(instant + MINUTE_MS, at(day).at_ms)
        moment = Moment(instant, day)
        if kind == "review":
            key, rating, source = values
            appended = answered(number, states[key], rating, moment, key, source)
        elif kind == "mark":
            appended = mark(number, values[1], values[0], moment)
        elif kind == "put":
            appended = record(number, Reschedule(values[0], day + values[1]), moment)
        elif kind == "pull":
            appended = record(number, Pull(tuple(sorted(values[0])), "mock-1"), moment)
        else:
            appended = record(number, Carry(*values), moment)
        log.append(appended)
        if kind != "carry":
            for key in keys_of(appended):
                states[key], row = fold(states[key], appended, SCHEDULER)
                rows += [row] if row else []
    return log, states, rows


@settings(max_examples=60)
@given(st.lists(reviews | marks | puts | pulls, max_size=25))
def test_folding_each_appended_record_is_replaying_the_log(operations: list[tuple]) -> None:  # type: ignore[type-arg]
    log, states, rows = log_of(operations)
    result = replay(log, lambda _: SCHEDULER)
    assert {key: result.states.get(key, NEW_CARD) for key in KEYS} == states
    assert result.reviews == rows


@settings(max_examples=60)
@given(st.lists(reviews | marks | puts | pulls | carries, max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(operations: list[tuple], dice) -> None:  # type: ignore[type-arg, no-untyped-def]
    log, _, _ = log_of(operations)
    assert replay(dice.sample(log, len(log)), lambda _: SCHEDULER) == replay(log, lambda _: SCHEDULER)


@settings(max_examples=60)
@given(st.lists(reviews | marks | puts | carries, max_size=25))
def test_a_part_of_the_log_that_is_closed_under_carries_is_enough(operations: list[tuple]) -> None:  # type: ignore[type-arg]
    log, _, _ = log_of(operations)
    connected = {KEYS[0]}
    for _ in KEYS:
        connected |= {key for r in log if connected & set(keys_of(r)) for key in keys_of(r)}
    whole = replay(log, lambda _: SCHEDULER)
    part = replay([r for r in log if connected & set(keys_of(r))], lambda _: SCHEDULER)
    assert part.states == {key: state for key, state in whole.states.items() if key in connected}
    assert part.reviews == [review for review in whole.reviews if review.key in connected]


@settings(max_examples=40)
@given(st.lists(reviews | marks | puts | pulls, max_size=20), st.integers(0, 20))
def test_undoing_the_last_actions_is_never_having_done_them(operations: list[tuple], count: int) -> None:  # type: ignore[type-arg]
    log, _, _ = log_of(operations)
    kept = log[: max(0, len(log) - count)]
    after = Moment(log[-1].moment.at_ms + MINUTE_MS if log else 0, TODAY)
    voids = [
        replace(undone, id=f"v{n}", group=f"void-{n}", sequence=100 + n, moment=after, payload=Void(undone.group))
        for n, undone in enumerate(log[len(kept) :])
    ]
    assert replay(live_records([*log, *voids]), lambda _: SCHEDULER) == replay(kept, lambda _: SCHEDULER)


@settings(max_examples=60)
@given(st.lists(reviews | marks | puts | pulls, max_size=25))
def test_a_card_put_on_a_day_is_in_review_and_due_on_that_day(operations: list[tuple]) -> None:  # type: ignore[type-arg]
    _, states, _ = log_of(operations)
    for state in states.values():
        assert state.put_on is None or (state.phase is Phase.REVIEW and state.due_day == state.put_on)
        assert state.put_on is None or state.pulled_by is None
