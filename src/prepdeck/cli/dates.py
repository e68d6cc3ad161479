"""Dates as people type them."""

from datetime import date


def parse_date(text: str) -> date:
    """An ISO date; raises ValueError that says how to write one."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: write 2026-12-13") from error
