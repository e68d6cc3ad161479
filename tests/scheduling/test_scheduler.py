"""What each rating does to a card."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scheduling.log_building import SCHEDULER, TODAY, at, in_review, learning, options, states

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.options import DAY_S, DeckOptions
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import MINUTE_MS
from prepdeck.scheduling.memory import retrievability
from prepdeck.scheduling.scheduler import KNOWN_RETENTION, Scheduler, state_after

PASSES = (Rating.HARD, Rating.GOOD, Rating.EASY)
loads = st.none() | st.integers().map(lambda salt: lambda day: hash((salt, day)) % 4)


def test_a_new_card_walks_the_default_steps_and_graduates() -> None:
    outcomes = SCHEDULER.outcomes("deck/note", NEW_CARD, at())
    minutes = {r: (o.due_at_ms - at().at_ms) / MINUTE_MS for r, o in outcomes.items() if o.due_at_ms is not None}
    assert minutes == {Rating.AGAIN: 1, Rating.HARD: 5.5, Rating.GOOD: 10}
    assert outcomes[Rating.EASY].phase is Phase.REVIEW
    first = state_after(NEW_CARD, outcomes[Rating.GOOD], at(), "r1")
    assert (first.phase, first.step, first.reps, first.decided_on) == (Phase.LEARNING, 1, 1, "r1")
    graduated = SCHEDULER.outcomes("deck/note", first, at(minute=610), fuzzed=False)[Rating.GOOD]
    assert (graduated.phase, graduated.step, graduated.due_day, graduated.due_at_ms) == (
        Phase.REVIEW,
        None,
        TODAY + graduated.interval_days,
        None,
    )


def test_a_lapse_goes_to_relearning_and_counts_only_out_of_review() -> None:
    state = in_review()
    lapsed = state_after(state, SCHEDULER.outcomes("deck/note", state, at())[Rating.AGAIN], at(), "r1")
    assert (lapsed.phase, lapsed.step, lapsed.lapses) == (Phase.RELEARNING, 0, 1)
    assert lapsed.due_at_ms == at(minute=610).at_ms
    again = state_after(lapsed, SCHEDULER.outcomes("deck/note", lapsed, at(minute=611))[Rating.AGAIN], at(), "r2")
    assert again.lapses == 1


def test_without_steps_a_card_graduates_unless_fsrs_says_within_the_day() -> None:
    scheduler = Scheduler(DeckOptions(learning_steps=(), relearning_steps=()))
    outcomes = scheduler.outcomes("deck/note", NEW_CARD, at(), fuzzed=False)
    assert [outcomes[r].interval_days for r in PASSES] == [1, 2, 8]
    assert outcomes[Rating.AGAIN].phase is Phase.LEARNING  # 0.212 days: Anki asks again after five hours
    assert outcomes[Rating.AGAIN].due_at_ms == at().at_ms + int(0.212 * DAY_S) * 1000
    assert scheduler.outcomes("deck/note", in_review(), at(), fuzzed=False)[Rating.AGAIN].phase is Phase.REVIEW


def test_steps_of_a_day_or_more_are_due_on_a_study_day() -> None:
    scheduler = Scheduler(DeckOptions(learning_steps=(DAY_S, 3 * DAY_S)))
    outcomes = scheduler.outcomes("deck/note", NEW_CARD, at(minute=1_100))
    due = [(outcomes[r].due_day, outcomes[r].due_at_ms, outcomes[r].interval_days) for r in list(Rating)[:3]]
    assert due == [(TODAY + 1, None, 1), (TODAY + 2, None, 2), (TODAY + 3, None, 3)]


@given(options, states | st.just(NEW_CARD), loads)
def test_hard_good_and_easy_are_apart_and_within_the_maximum(options, state, load) -> None:  # type: ignore[no-untyped-def]
    outcomes = Scheduler(options).outcomes("deck/note", state, at(), load)
    days = [outcomes[r].interval_days for r in PASSES if outcomes[r].phase is Phase.REVIEW]
    apart = 1 if state.phase is Phase.REVIEW else 0
    assert all(better >= min(worse + apart, options.maximum_interval) for worse, better in itertools.pairwise(days))
    assert all(1 <= interval <= options.maximum_interval for interval in days)
    if outcomes[Rating.GOOD].phase is Phase.REVIEW:
        assert days[-1] >= min(days[-2] + 1, options.maximum_interval)


@given(options, states)
def test_an_outcome_has_one_due_date_and_it_is_not_in_the_past(options: DeckOptions, state: CardState) -> None:
    for outcome in Scheduler(options).outcomes("deck/note", state, at()).values():
        assert (outcome.due_day is None) != (outcome.due_at_ms is None)
        assert outcome.due_day is None or outcome.due_day == TODAY + outcome.interval_days > TODAY
        assert outcome.due_at_ms is None or (outcome.due_at_ms > at().at_ms and outcome.interval_days == 0)
        assert (outcome.step is None) == (outcome.phase is Phase.REVIEW)


@given(st.integers(1, 400), st.integers(0, 400), st.sampled_from([None, lambda day: day % 7]))
def test_a_pass_when_due_never_shortens(interval, late, load) -> None:  # type: ignore[no-untyped-def]
    state = in_review(interval, TODAY - interval - late, stability=float(interval))
    outcomes = SCHEDULER.outcomes("deck/note", state, at(), load)
    assert all(outcomes[rating].interval_days >= interval for rating in PASSES)


def test_an_interval_may_shrink_when_the_retention_was_raised() -> None:
    strict = Scheduler(DeckOptions(desired_retention=0.97))
    assert strict.outcomes("deck/note", in_review(300, TODAY - 20, 100.0), at())[Rating.GOOD].interval_days < 100


def test_the_same_preview_twice_is_the_same_and_the_load_moves_it() -> None:
    state = in_review(40, TODAY - 40, 40.0)
    assert SCHEDULER.outcomes("deck/note", state, at()) == SCHEDULER.outcomes("deck/note", state, at())
    plain = SCHEDULER.outcomes("deck/note", state, at(), fuzzed=False)[Rating.GOOD]
    assert plain.due_day is not None
    emptiest = plain.due_day + 2
    placed = SCHEDULER.outcomes("deck/note", state, at(), lambda day: int(day != emptiest))[Rating.GOOD]
    assert (placed.due_day, placed.memory) == (emptiest, plain.memory)


def test_a_clock_set_back_earns_nothing() -> None:
    state = in_review(10, TODAY + 30)
    back = SCHEDULER.outcomes("deck/note", state, at())[Rating.GOOD]
    same_day = SCHEDULER.outcomes("deck/note", state, at(TODAY + 30))[Rating.GOOD]
    after = state_after(state, back, at(), "r1")
    assert back.memory == same_day.memory
    assert (after.last_day, after.last_at_ms) == (TODAY + 30, state.last_at_ms)
    assert after.due_day == TODAY + back.interval_days


def test_an_answer_clears_what_was_for_today() -> None:
    state = in_review(pulled_by="m1", buried_on=TODAY, flagged=True)
    after = state_after(state, SCHEDULER.outcomes("deck/note", state, at())[Rating.GOOD], at(), "r1")
    assert (after.pulled_by, after.buried_on, after.flagged) == (None, None, True)


def test_what_is_known_is_asked_when_it_may_be_forgotten() -> None:
    known = SCHEDULER.known_outcome("deck/note", NEW_CARD, at())
    easy = SCHEDULER.outcomes("deck/note", NEW_CARD, at())[Rating.EASY]
    assert (known.rating, known.phase, known.memory) == (Rating.EASY, Phase.REVIEW, easy.memory)
    assert known.interval_days > 2 * easy.interval_days
    recall = retrievability(known.interval_days, known.memory, SCHEDULER.parameters)
    assert recall == pytest.approx(KNOWN_RETENTION, abs=0.02)


def test_saying_that_one_knows_a_card_that_is_not_new_is_a_plain_easy() -> None:
    for state in (in_review(), learning(at())):
        assert (
            SCHEDULER.known_outcome("deck/note", state, at())
            == SCHEDULER.outcomes("deck/note", state, at())[Rating.EASY]
        )


@pytest.mark.parametrize("retention", [0.0, -1.0, 1.0, 7.0, float("nan")])
@pytest.mark.parametrize("maximum", [-5, 0, 10**9])
def test_absurd_options_do_no_harm(retention: float, maximum: int) -> None:
    scheduler = Scheduler(DeckOptions(desired_retention=retention, maximum_interval=maximum))
    for state in (NEW_CARD, in_review(), replace(in_review(), phase=Phase.RELEARNING, step=9)):
        assert all(outcome.interval_days >= 0 for outcome in scheduler.outcomes("deck/note", state, at()).values())
