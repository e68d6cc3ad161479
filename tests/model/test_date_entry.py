"""Dates as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.date_entry import read_date

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-12-13", date(2026, 12, 13)),
        ("13 Dec", date(2026, 12, 13)),
        ("dec 13th, 2027", date(2027, 12, 13)),
        ("13 december 2026", date(2026, 12, 13)),
        ("1 sept", date(2027, 9, 1)),
        ("13.12.", date(2026, 12, 13)),
        ("3.1.2027", date(2027, 1, 3)),
        ("20 nov", TODAY),
        ("19 nov", date(2027, 11, 19)),
        ("29 feb", date(2028, 2, 29)),
        ("+23", date(2026, 12, 13)),
        ("+3w", date(2026, 12, 11)),
        ("in 3 weeks", date(2026, 12, 11)),
        ("10 days", date(2026, 11, 30)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 21)),
    ],
)
def test_dates_are_read_as_they_are_meant(text: str, on: date) -> None:
    assert read_date(text, TODAY) == on


@pytest.mark.parametrize(
    "text", ["soon", "13/12", "2026-13-01", "31.11.", "23", "13 may2", "+999999w", "30 feb", "in", "13 x"]
)
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        read_date(text, TODAY)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_what_is_written_is_read_back(on: date) -> None:
    for form in (on.isoformat(), f"{on.day}.{on.month}.{on.year}", f"{on:%d %b %Y}", f"{on:%B %d, %Y}"):
        assert read_date(form, TODAY) == on


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(read_date(text, TODAY), date)
