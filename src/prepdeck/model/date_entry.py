"""Reading a date as people type it."""

import re
from datetime import date, timedelta

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_AHEAD = re.compile(r"(?:\+|in\s+)?(\d{1,5})\s*(d|days?|w|weeks?)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.\s]*([a-z]{3,9})\.?,?\s*(\d{4})?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
EXAMPLES = "2026-12-13, 13 Dec, or +3w"


def read_date(text: str, today: date) -> date:
    """The date `text` means: `2026-12-13`, `13 Dec`, `Dec 13 2027`, `13.12.`, `+23`, `3 weeks`.

    A date without a year is the next such day, counting today. Raises ValueError saying what can be read.
    """
    words = " ".join(text.lower().split())
    try:
        found = _read(words, today)
    except ValueError as error:
        raise ValueError(f"There is no such day: {text.strip()}.") from error
    if found is None:
        raise ValueError(f"Write the date as {EXAMPLES}.")
    return found


def _read(words: str, today: date) -> date | None:
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", words):
        year, month, day = map(int, words.split("-"))
        return date(year, month, day)
    if match := _DOTTED.fullmatch(words):
        return _in_year(int(match[1]), int(match[2]), match[3], today)
    if (match := _DAY_MONTH.fullmatch(words)) and (number := _month(match[2])):
        return _in_year(int(match[1]), number, match[3], today)
    if (match := _MONTH_DAY.fullmatch(words)) and (number := _month(match[1])):
        return _in_year(int(match[2]), number, match[3], today)
    if (match := _AHEAD.fullmatch(words)) and (match[2] or words.startswith("+")):
        days = int(match[1]) * (7 if (match[2] or "d").startswith("w") else 1)
        return today + timedelta(days=days)
    return None


def _month(word: str) -> int | None:
    """1 to 12 for a month's name or the beginning of one."""
    beginning = "sep" if word == "sept" else word
    return next((place for place, name in enumerate(_MONTHS, start=1) if name.startswith(beginning)), None)


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError("no year has it")
