"""The frameworks prepdeck comes with, timed for every length of interview."""

from itertools import pairwise

import pytest

from prepdeck.library.check import check_library
from prepdeck.library.search_path import builtin_root
from prepdeck.mocks.timetable import length_limits, timetable

pytestmark = pytest.mark.builtin_decks


def test_phases_sum_exactly_to_every_length_and_none_is_left_out() -> None:
    frameworks = check_library([builtin_root()]).frameworks
    assert frameworks
    for framework in frameworks:
        shortest, longest = length_limits(framework)
        assert (shortest, longest) == (20, 90)
        for minutes in range(shortest, longest + 1):
            shares = [phase.minutes for phase in timetable(framework, minutes)]
            assert sum(shares) == minutes
            assert min(shares) >= 1


def test_a_minute_more_takes_no_phase_two_minutes_away() -> None:
    for framework in check_library([builtin_root()]).frameworks:
        tables = [timetable(framework, minutes) for minutes in range(20, 91)]
        for before, after in pairwise(tables):
            assert all(late.minutes > early.minutes - 2 for early, late in zip(before, after, strict=True))
