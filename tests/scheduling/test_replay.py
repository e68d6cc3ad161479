"""Card states and review rows from records."""

from dataclasses import replace

import pytest
from scheduling.log_building import SCHEDULER, TODAY, answered, at, mark, record

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.rating import Rating
from prepdeck.model.records import Carry, GoalSet, Pull, Record, Reschedule, Review, Unknown
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.replay import Replay, fold, keys_of, replay
from prepdeck.scheduling.scheduler import Scheduler

KEY = "deck/note"


def scheduler_of(deck: str) -> Scheduler:
    assert "/" not in deck
    return SCHEDULER


def replayed(*records: Record) -> Replay:
    return replay(records, scheduler_of)


def study(*answers: tuple[Rating, int], key: str = KEY, first: int = 1, device: str = "here") -> list[Record]:
    """A card's reviews, each decided on the one before, on study days after today."""
    state, log = NEW_CARD, []
    for number, (rating, day) in enumerate(answers, start=first):
        log.append(answered(number, state, rating, at(TODAY + day, number), key, device=device))
        state, _ = fold(state, log[-1], SCHEDULER)
    return log


def due_days_later(record: Record, days: int) -> Record:
    """The same answer with another stored due date, as a fuller day would have given it."""
    assert isinstance(record.payload, Review)
    assert record.payload.due_day is not None
    moved = replace(
        record.payload, due_day=record.payload.due_day + days, interval_days=record.payload.interval_days + days
    )
    return replace(record, payload=moved)


def test_the_stored_schedule_is_taken_when_it_was_decided_on_this_predecessor() -> None:
    first, second = study((Rating.EASY, 0), (Rating.GOOD, 8))
    moved = due_days_later(second, 3)
    assert moved.payload != second.payload
    state = replayed(first, moved).states[KEY]
    assert isinstance(moved.payload, Review)
    assert (state.due_day, state.interval_days) == (moved.payload.due_day, moved.payload.interval_days)


def test_it_is_decided_anew_when_the_predecessor_went_away() -> None:
    _, second = study((Rating.EASY, 0), (Rating.GOOD, 8))
    state = replayed(due_days_later(second, 3)).states[KEY]
    fresh = SCHEDULER.outcomes(KEY, NEW_CARD, second.moment)[Rating.GOOD]
    assert (state.phase, state.due_at_ms, state.memory) == (fresh.phase, fresh.due_at_ms, fresh.memory)


def test_two_machines_that_studied_one_card_agree() -> None:
    mine = study((Rating.EASY, 0), (Rating.GOOD, 8))
    theirs = study((Rating.GOOD, 3), first=7, device="there")
    together = replayed(*mine, *theirs)
    assert replayed(*theirs, *mine) == together
    assert together.states[KEY].reps == 3
    assert [review.record_id for review in together.reviews] == ["r1", "r7", "r2"]
    assert [review.introduced for review in together.reviews] == [True, False, False]


def test_memory_is_folded_over_study_days() -> None:
    state = replayed(*study((Rating.EASY, 0), (Rating.GOOD, 8))).states[KEY]
    expected = SCHEDULER.outcomes(KEY, replayed(*study((Rating.EASY, 0))).states[KEY], at(TODAY + 8))[Rating.GOOD]
    assert state.memory == expected.memory
    assert state.last_day == TODAY + 8


def test_cram_is_kept_and_never_folded() -> None:
    log = study((Rating.EASY, 0))
    before = replayed(*log)
    cram = answered(2, before.states[KEY], Rating.AGAIN, at(TODAY + 1), source="cram")
    after = replayed(*log, cram)
    assert after.states == before.states
    row = after.reviews[-1]
    assert (row.source, row.introduced, row.phase_before, row.phase) == ("cram", False, Phase.REVIEW, Phase.REVIEW)
    assert replayed(cram).states == {KEY: NEW_CARD}
    assert not replayed(cram).reviews[0].introduced


def test_placement_is_an_easy_first_review_with_its_own_interval() -> None:
    known = answered(1, NEW_CARD, Rating.EASY, at(), source="place")
    voided_before = replace(known, payload=replace(known.payload, decided_on="gone"))  # type: ignore[type-var]
    for log in ([known], [voided_before]):
        state = replayed(*log).states[KEY]
        assert (state.phase, state.interval_days > 20) == (Phase.REVIEW, True)
    assert replayed(known).states[KEY].due_day == replayed(voided_before).states[KEY].due_day


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (["suspend"], CardState(suspended=True)),
        (["suspend", "unsuspend"], NEW_CARD),
        (["bury"], CardState(buried_on=TODAY)),
        (["bury", "unbury"], NEW_CARD),
        (["flag", "flag"], CardState(flagged=True)),
        (["flag", "unflag"], NEW_CARD),
    ],
)
def test_marks(actions: list[str], expected: CardState) -> None:
    assert replayed(*(mark(n, action) for n, action in enumerate(actions))).states == {KEY: expected}


def test_a_reset_card_is_new_again_and_is_introduced_again() -> None:
    log = [*study((Rating.EASY, 0), (Rating.GOOD, 8)), mark(3, "flag", moment=at(TODAY + 9))]
    log.append(mark(4, "reset", moment=at(TODAY + 10)))
    state = replayed(*log).states[KEY]
    assert state == CardState(flagged=True, decided_on="r4")
    log.append(answered(5, state, Rating.GOOD, at(TODAY + 11)))
    result = replayed(*log)
    assert [review.introduced for review in result.reviews] == [True, False, True]
    assert result.states[KEY].reps == 1


def test_a_reset_does_not_bring_a_suspended_card_back() -> None:
    log = [*study((Rating.EASY, 0)), mark(2, "suspend", moment=at(TODAY + 1)), mark(3, "reset", moment=at(TODAY + 2))]
    assert replayed(*log).states[KEY] == CardState(suspended=True, decided_on="r3")


def test_a_pull_marks_all_but_the_suspended_until_they_are_answered() -> None:
    log = [mark(1, "suspend", "deck/b"), record(2, Pull(("deck/a", "deck/b", "deck/c"), "mock-1"))]
    states = replayed(*log).states
    assert {key: state.pulled_by for key, state in states.items()} == {
        "deck/a": "mock-1",
        "deck/b": None,
        "deck/c": "mock-1",
    }
    log.append(answered(3, states["deck/a"], Rating.GOOD, at(TODAY + 1), "deck/a"))
    assert replayed(*log).states["deck/a"].pulled_by is None


def put(number: int, day: int, key: str = KEY, moment: Moment | None = None) -> Record:
    return record(number, Reschedule(key, day), moment)


def test_a_card_put_on_a_day_keeps_memory_and_interval() -> None:
    log = study((Rating.EASY, 0), (Rating.GOOD, 8))
    before = replayed(*log).states[KEY]
    state = replayed(*log, put(3, TODAY + 9, moment=at(TODAY + 9))).states[KEY]
    assert state == replace(before, due_day=TODAY + 9, put_on=TODAY + 9, decided_on="r3")


def test_a_card_on_its_steps_goes_into_review_with_the_days_it_waits() -> None:
    log = study((Rating.GOOD, 0))
    before = replayed(*log).states[KEY]
    assert before.phase is Phase.LEARNING
    later, same = (replayed(*log, put(2, TODAY + days)).states[KEY] for days in (12, 0))
    assert (later.phase, later.step, later.due_at_ms) == (Phase.REVIEW, None, None)
    assert (later.due_day, later.interval_days, same.interval_days) == (TODAY + 12, 12, 1)
    assert (later.memory, later.last_day, later.reps) == (before.memory, before.last_day, before.reps)


def test_a_new_card_has_no_day_and_a_suspended_one_stays_so() -> None:
    assert replayed(put(1, TODAY + 3)).states == {KEY: NEW_CARD}
    log = [
        *study((Rating.EASY, 0)),
        mark(2, "suspend", moment=at(TODAY + 1)),
        mark(3, "bury", moment=at(TODAY + 1, 700)),
    ]
    state = replayed(*log, put(4, TODAY + 3, moment=at(TODAY + 1, 800))).states[KEY]
    assert (state.suspended, state.buried_on, state.put_on) == (True, None, TODAY + 3)


def test_a_review_or_a_reset_ends_the_day_and_cram_does_not() -> None:
    log = [*study((Rating.EASY, 0)), put(2, TODAY + 3, moment=at(TODAY + 1))]
    state = replayed(*log).states[KEY]
    cram = answered(3, state, Rating.AGAIN, at(TODAY + 2), source="cram")
    assert replayed(*log, cram).states[KEY] == state
    review = answered(3, state, Rating.GOOD, at(TODAY + 3))
    assert replayed(*log, review).states[KEY].put_on is None
    assert isinstance(review.payload, Review)
    assert replayed(*log, review).states[KEY].due_day == review.payload.due_day
    assert replayed(*log, mark(3, "reset", moment=at(TODAY + 2))).states[KEY] == CardState(decided_on="r3")


def test_of_a_pull_and_a_day_the_later_one_counts() -> None:
    log = study((Rating.EASY, 0))
    pull, day = record(2, Pull((KEY,), "mock-1"), at(TODAY + 1)), put(3, TODAY + 9, moment=at(TODAY + 2))
    state = replayed(*log, pull, day).states[KEY]
    assert (state.pulled_by, state.put_on) == (None, TODAY + 9)
    state = replayed(*log, day, replace(pull, moment=at(TODAY + 3))).states[KEY]
    assert (state.pulled_by, state.put_on, state.due_day) == ("mock-1", None, TODAY + 9)


def test_an_answer_given_elsewhere_before_it_was_put_there_is_decided_anew() -> None:
    first, second = study((Rating.EASY, 0), (Rating.GOOD, 8))
    theirs = due_days_later(second, 3)
    state = replayed(first, put(2, TODAY + 5, moment=at(TODAY + 1)), theirs).states[KEY]
    assert isinstance(theirs.payload, Review)
    assert state.due_day != theirs.payload.due_day
    assert (state.put_on, state.reps) == (None, 2)


def test_a_carry_moves_everything_to_a_fresh_key() -> None:
    log = [*study((Rating.EASY, 0)), mark(2, "flag", moment=at(TODAY + 1))]
    before = replayed(*log)
    after = replayed(*log, record(3, Carry(KEY, "other/name"), at(TODAY + 2)))
    assert after.states == {"other/name": before.states[KEY]}
    assert after.reviews == [replace(before.reviews[0], key="other/name")]


def test_after_a_carry_the_chain_goes_on_and_the_old_key_is_fresh() -> None:
    log = [*study((Rating.EASY, 0)), record(2, Carry(KEY, "other/name"), at(TODAY + 1))]
    state = replayed(*log).states["other/name"]
    log.append(answered(3, state, Rating.GOOD, at(TODAY + 8), "other/name"))
    log.append(answered(4, NEW_CARD, Rating.GOOD, at(TODAY + 9), KEY))
    result = replayed(*log)
    payload = log[2].payload
    assert isinstance(payload, Review)
    assert (result.states["other/name"].due_day, result.states[KEY].reps) == (payload.due_day, 1)
    assert [review.key for review in result.reviews] == ["other/name", "other/name", KEY]


def test_a_carry_onto_a_card_with_a_history_folds_both_as_one() -> None:
    old = study((Rating.EASY, 0), (Rating.GOOD, 8))
    new = study((Rating.GOOD, 3), key="deck/new", first=7)
    result = replayed(*old, *new, record(9, Carry(KEY, "deck/new"), at(TODAY + 20)))
    assert list(result.states) == ["deck/new"]
    assert result.states["deck/new"].reps == 3
    assert [(review.record_id, review.introduced) for review in result.reviews] == [
        ("r1", True),
        ("r7", False),
        ("r2", False),
    ]
    as_one = study((Rating.EASY, 0), (Rating.GOOD, 3), (Rating.GOOD, 8), key="deck/new")
    assert result.states["deck/new"].memory == replayed(*as_one).states["deck/new"].memory


def test_a_carry_from_nothing_or_onto_itself_changes_nothing() -> None:
    log = study((Rating.EASY, 0))
    for carry in (Carry("deck/unknown", KEY), Carry(KEY, KEY)):
        assert replayed(*log, record(9, carry, at(TODAY + 9))) == replayed(*log)


def test_other_records_are_no_concern_of_cards() -> None:
    others = [record(1, GoalSet("2026-12-01", (40,) * 7)), record(2, Unknown({"kind": "later"}))]
    assert replayed(*others) == Replay({}, [])
    assert fold(NEW_CARD, others[0], SCHEDULER) == (NEW_CARD, None)
    assert keys_of(others[0]) == ()
    assert keys_of(record(3, Carry("a/b", "a/c"))) == ("a/b", "a/c")


def test_time_that_runs_backwards_earns_no_memory() -> None:
    ahead = study((Rating.EASY, 400))
    back = answered(2, replayed(*ahead).states[KEY], Rating.GOOD, Moment(at(TODAY + 401).at_ms, TODAY + 1))
    state = replayed(*ahead, back).states[KEY]
    assert state.last_day == TODAY + 400
    assert state.memory is not None
    assert state.memory.stability == pytest.approx(8.2956, rel=0.05)
