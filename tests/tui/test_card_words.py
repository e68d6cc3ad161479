"""Where a card stands, in words that fit their column."""

from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.study_day import DAY_MS, moment
from prepdeck.storage.listing import ListedCard
from prepdeck.storage.schema import REVIEW
from prepdeck.tui.widgets.card_table import _DUE
from prepdeck.tui.widgets.card_words import due_text

TODAY = 20_000
NOW = moment(TODAY * DAY_MS + DAY_MS // 2, 0)


def listed(due_day: int) -> ListedCard:
    return ListedCard("a/b", "a", "basic", "core", "?", REVIEW, due_day, None, 3.0, 0.9, 1, 0, 0, 0, None, 0)


@given(st.integers(-10_000, 36_500))
def test_every_due_day_fits_its_column(days: int) -> None:
    words, _ = due_text(listed(TODAY + days), NOW)
    assert len(words) <= _DUE
    assert ("late" in words) == (days < 0)


def test_how_late_is_told_in_days_then_years() -> None:
    assert [due_text(listed(TODAY - days), NOW)[0] for days in (1, 57, 999, 1_100)] == [
        "1 d late",
        "57 d late",
        "999 d late",
        "3 y late",
    ]
