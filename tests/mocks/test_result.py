from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mocks.debriefs import finished_run, guessed, told, with_all
from mocks.rounds import FEED, MINUTE, SMALL, axis

from prepdeck.mocks import debrief_steps
from prepdeck.mocks.debrief import BandGuessed, Debrief, Evidence, after, opened
from prepdeck.mocks.gaps import cards_to_pull, gaps_of
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.result import AxisResult, MockResult, NextRehearsal, band_of, next_rehearsal, result_of

SAID, MISSED = Coverage.SAID, Coverage.MISSED
EVIDENCE = Evidence("memory", "said aloud")
EVERY_CARD = {key: (key,) for item in FEED.items for key in item.cards}


def axes(*scores: int | None) -> list[AxisResult]:
    weights = (20, 30, 50)
    return [AxisResult(f"a{at}", f"A{at}", weights[at], score) for at, score in enumerate(scores)]


def scored(debrief: Debrief, navigation: int, training_data: int, modeling: int) -> Debrief:
    given = {"navigation": navigation, "training-data": training_data, "modeling": modeling}
    steps = [debrief_steps.score(debrief, 9, axis, value, EVIDENCE) for axis, value in given.items()]
    return told(debrief, *steps)


@pytest.mark.parametrize(
    ("scores", "band"),
    [
        ((4, 4, 2), 2),
        ((1, 4, 2), 1),
        ((3, 3, 3), 3),
        ((3, 4, 3), 3),
        ((3, 3, 4), 4),
        ((4, 4, 3), 4),
        ((None, 3, 3), 3),
        ((None, None, None), None),
    ],
)
def test_the_weakest_axis_decides_the_band(scores: tuple[int | None, ...], band: int | None) -> None:
    assert band_of(axes(*scores)) == band


@given(st.lists(st.integers(1, 4), min_size=3, max_size=3))
def test_one_weak_axis_is_enough_for_a_no(scores: list[int]) -> None:
    band = band_of(axes(*scores))
    assert band is not None
    assert (band >= 3) == (min(scores) >= 3)
    assert min(scores) <= band <= max(scores)


def test_the_result_says_the_bit_the_lowest_axis_and_how_far_the_guess_was_off() -> None:
    result = result_of(scored(with_all(guessed(finished_run(), band=4)), 3, 2, 4))
    assert (result.advance, result.band, result.guess, result.guess_delta) == (False, 2, 4, 2)
    assert result.lowest is not None
    assert (result.lowest.slug, result.lowest.score, result.lowest.evidence) == ("training-data", 2, EVIDENCE)
    assert result_of(scored(with_all(guessed(finished_run())), 3, 3, 3)).advance is True


def test_what_is_not_judged_stays_unknown() -> None:
    result = result_of(guessed(finished_run()))
    assert (result.advance, result.band, result.guess_delta, result.lowest) == (None, None, None, None)
    assert (result.gaps, result.first_gap) == ((), None)
    some = result_of(told(guessed(finished_run()), debrief_steps.score(guessed(finished_run()), 9, "modeling", 1)))
    assert (some.advance, some.lowest and some.lowest.slug) == (None, "modeling")


def test_an_axis_without_musts_may_stay_open_and_the_heavier_of_two_weak_ones_is_the_lowest() -> None:
    framework = replace(SMALL, axes=(*SMALL.axes, axis("communication", 10)))
    debrief = scored(with_all(after(opened(finished_run(), FEED, framework), BandGuessed(0, 3))), 3, 3, 3)
    assert result_of(debrief).band == 3
    lowest = MockResult("feed", "Home feed", tuple(axes(2, 2, 3)), 2, None, (), ()).lowest
    assert lowest is not None
    assert lowest.slug == "a1"


def test_planned_and_used_time_of_every_phase() -> None:
    result = result_of(guessed(finished_run()))
    assert [time.planned_ms // MINUTE for time in result.phases] == [2, 4, 6, 7, 1]
    assert [time.over_ms for time in result.phases] == [MINUTE] * 5
    assert [time.entered_ms for time in result.phases] == [at * MINUTE for at in (0, 3, 8, 15, 23)]


def test_gaps_are_must_before_should_before_bonus_in_phase_order() -> None:
    debrief = with_all(guessed(finished_run()), MISSED, paths=SAID, loss=Coverage.PARTLY)
    assert [gap.item.slug for gap in gaps_of(debrief)] == [
        "negatives",
        "delay",
        "baseline",
        "stages",
        "split",
        "calibration",
        "slice",
    ]
    first = result_of(debrief).first_gap
    assert first is not None
    assert first.fix == "Negatives differ by stage: say it in Data and labels, by 12:00."


def test_a_missed_bonus_is_no_first_gap() -> None:
    result = result_of(with_all(guessed(finished_run()), slice=MISSED))
    assert result.first_gap is None
    assert [gap.item.slug for gap in result.gaps] == ["slice"]


def test_cards_of_missed_items_are_pulled_once_and_never_suspended_ones() -> None:
    gaps = gaps_of(with_all(guessed(finished_run()), MISSED))
    assert cards_to_pull(gaps, EVERY_CARD, frozenset()) == (
        "a/paths",
        "d/negatives",
        "d/sampling",
        "d/delay",
        "m/baseline",
        "m/loss",
        "a/stages",
        "d/split",
        "m/calibration",
        "d/slice",
    )
    left = cards_to_pull(gaps, EVERY_CARD, {"d/negatives", "m/loss"})
    assert left == tuple(key for key in cards_to_pull(gaps, EVERY_CARD, set()) if key not in {"d/negatives", "m/loss"})


def test_a_note_pulls_all_its_cards_up_to_twelve_and_a_vanished_one_none() -> None:
    gaps = gaps_of(with_all(guessed(finished_run()), MISSED))
    cards_of = {key: (f"{key}#c1", f"{key}#c2", f"{key}#c3") for key in EVERY_CARD if key != "d/negatives"}
    pulled = cards_to_pull(gaps, cards_of, {"a/paths#c2"})
    assert pulled[:3] == ("a/paths#c1", "a/paths#c3", "d/sampling#c1")
    assert len(pulled) == 12


@given(
    st.lists(st.sampled_from(sorted(placed.slug for placed in FEED.items)), unique=True),
    st.frozensets(st.sampled_from(sorted(EVERY_CARD))),
)
def test_pulled_are_exactly_the_cards_of_missed_items(missed: list[str], suspended: frozenset[str]) -> None:
    debrief = with_all(guessed(finished_run()), SAID, **dict.fromkeys(missed, MISSED))
    named = {key for item in FEED.items if item.slug in missed for key in item.cards}
    pulled = cards_to_pull(gaps_of(debrief), EVERY_CARD, suspended)
    assert len(pulled) == len(set(pulled))
    assert set(pulled) == named - suspended


def with_band(band: int | None) -> MockResult:
    return MockResult("feed", "Home feed", (), band, None, (), ())


@pytest.mark.parametrize(("band", "days"), [(1, 3), (2, 3), (None, 4), (3, 4), (4, 5)])
def test_the_sibling_is_rehearsed_in_three_to_five_days(band: int | None, days: int) -> None:
    assert next_rehearsal(with_band(band), FEED.siblings, [], 100) == NextRehearsal("events", 100 + days)


def test_the_sibling_rehearsed_longest_ago_comes_next() -> None:
    result = with_band(3)
    for rehearsed, expected in (
        (["events", "feed"], "games"),
        (["events", "games", "feed"], "events"),
        (["events", "games", "events", "feed"], "games"),
    ):
        following = next_rehearsal(result, FEED.siblings, rehearsed, 100)
        assert following is not None
        assert following.scenario == expected
    assert next_rehearsal(result, (), ["feed"], 100) == NextRehearsal("feed", 104)


def test_nothing_is_rehearsed_on_the_day_of_the_interview_or_after() -> None:
    assert next_rehearsal(with_band(3), FEED.siblings, [], 100, interview_day=103) == NextRehearsal("events", 102)
    assert next_rehearsal(with_band(3), FEED.siblings, [], 100, interview_day=101) is None
    assert next_rehearsal(with_band(3), FEED.siblings, [], 100, interview_day=90) is None
