from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mocks.rounds import FRAMEWORKS, LENGTHS, framework

from prepdeck.errors import UsageError
from prepdeck.mocks.timetable import length_limits, net_minutes, rehearsal, timetable
from prepdeck.model.framework import Framework, FrameworkPhase

NINE = framework("nine-step")
CODING = framework("coding-pattern")


@pytest.mark.parametrize("chosen", FRAMEWORKS, ids=lambda chosen: chosen.slug)
def test_phases_sum_exactly_to_every_length_in_order_with_a_minute_each(chosen: Framework) -> None:
    shortest, longest = length_limits(chosen)
    assert shortest <= 20
    assert longest >= 90
    for minutes in range(shortest, longest + 1):
        planned = timetable(chosen, minutes)
        assert sum(phase.minutes for phase in planned) == minutes
        assert [phase.slug for phase in planned] == [phase.slug for phase in chosen.phases]
        assert min(phase.minutes for phase in planned) >= 1


@pytest.mark.parametrize("slug", LENGTHS)
def test_the_lengths_of_the_file_are_taken_as_they_are(slug: str) -> None:
    for length, minutes in LENGTHS[slug].items():
        assert tuple(phase.minutes for phase in timetable(framework(slug), length)) == minutes


def test_minutes_between_two_lengths_stay_between_theirs_give_or_take_the_rounding() -> None:
    for (shorter, before), (longer, after) in pairwise(LENGTHS["nine-step"].items()):
        for minutes in range(shorter, longer + 1):
            for phase, low, high in zip(timetable(NINE, minutes), before, after, strict=True):
                assert low - 1 < phase.minutes < high + 1


def test_forty_minutes_are_worked_out_by_hand() -> None:
    # halves: 1 5 2.5 2.5 4.5 3.5 8.5 2.5 2 2.5 4.5 1, so eight halves give four minutes to the earliest four
    assert [phase.minutes for phase in timetable(NINE, 40)] == [1, 5, 3, 3, 5, 4, 8, 2, 2, 2, 4, 1]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=15).filter(
        lambda rows: sum(row[0] for row in rows) and sum(row[0] for row in rows) < sum(row[1] for row in rows)
    ),
    st.integers(0, 10_000),
)
def test_any_framework_sums_exactly_and_no_phase_is_left_out(rows: list[tuple[int, int]], pick: int) -> None:
    short, long = (sum(row[at] for row in rows) for at in (0, 1))
    phases = tuple(FrameworkPhase(f"p{at}", "", ((short, a), (long, b))) for at, (a, b) in enumerate(rows))
    made = Framework("made", "Made", "", phases, ())
    shortest, longest = length_limits(made)
    minutes = shortest + pick % (longest - shortest + 1)
    shares = [phase.minutes for phase in timetable(made, minutes)]
    assert sum(shares) == minutes
    assert min(shares) >= (1 if minutes >= len(rows) else 0)


@pytest.mark.parametrize("minutes", [-5, 0, 19, 91, 530])
def test_other_lengths_are_refused_with_those_that_are_possible(minutes: int) -> None:
    with pytest.raises(UsageError) as refused:
        timetable(NINE, minutes)
    assert refused.value.hint == "Choose 20 to 90 minutes."


def test_a_slot_leaves_ten_minutes_for_hello_and_questions() -> None:
    assert net_minutes(NINE, 45) == 35
    assert net_minutes(CODING, 30) == 20
    assert net_minutes(NINE, 100) == 90


@pytest.mark.parametrize(
    ("slot", "told"),
    [(3, "leaves no time"), (10, "leaves no time"), (15, "leaves 5 minutes"), (540, "leaves 530 minutes")],
)
def test_an_impossible_slot_is_told_with_the_slots_that_are_possible(slot: int, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        net_minutes(NINE, slot)
    assert f"A slot of {slot} minutes {told}" in refused.value.message
    assert "30 to 100 minutes" in refused.value.hint


def test_one_phase_alone_takes_ten_minutes() -> None:
    (phase,) = rehearsal(NINE, "p6")
    assert (phase.slug, phase.minutes, phase.ms) == ("p6", 10, 600_000)
    assert rehearsal(NINE, "p6", 3)[0].minutes == 3


def test_an_unknown_phase_is_told_with_those_that_exist() -> None:
    with pytest.raises(UsageError) as refused:
        rehearsal(CODING, "model")
    assert refused.value.hint == "Its phases: p0, p1, p2, p3, p4."
    with pytest.raises(UsageError, match="cannot be rehearsed in 0 minutes"):
        rehearsal(CODING, "p1", 0)
