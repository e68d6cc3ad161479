"""From which week on the panel of readiness tells what moved."""

import pytest

from prepdeck.readiness.scores import Readiness
from prepdeck.tui.screens.progress_ready import _week_before


def weeks(*days: str) -> list[Readiness]:
    return [Readiness("role", "Role", f"2026-{day}", ()) for day in days]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("10-18", "10-25", "11-01", "11-08", "11-15", "11-22", "11-25"), "10-25"),  # the newest is three days old
        (("10-18", "10-25", "11-01", "11-08", "11-15", "11-22"), "10-25"),
        (("11-15", "11-22", "11-25"), "11-15"),
    ],
)
def test_four_weeks_are_four_weeks(days: tuple[str, ...], expected: str) -> None:
    assert _week_before(weeks(*days)).on == f"2026-{expected}"
