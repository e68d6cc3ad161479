"""Study days: calendar days that turn at the rollover hour, counted from 1970-01-01.

Local time minus four hours never steps back in any time zone; minus three hours does (Chatham), so four is the default.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

DAY_MS = 86_400_000
MINUTE_MS = 60_000
ROLLOVER_HOUR = 4
LONGEST_AHEAD_DAYS = 36_500
"""The farthest ahead that a card may be put on a day."""
_EPOCH = date(1970, 1, 1)
_DAYS_INTO_WEEK = _EPOCH.weekday()


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant as the user lived it: UTC milliseconds, the study day then, and the UTC offset then (minutes)."""

    at_ms: int
    day: int
    offset_minutes: int = 0


def moment(at_ms: int, offset_minutes: int, rollover_hour: int = ROLLOVER_HOUR) -> Moment:
    """Place a UTC instant (ms) on its study day, given the local offset at that instant."""
    local_ms = at_ms + offset_minutes * MINUTE_MS - rollover_hour * 60 * MINUTE_MS
    return Moment(at_ms, local_ms // DAY_MS, offset_minutes)


def date_of(day: int) -> date:
    """The calendar date of a study day."""
    return _EPOCH + timedelta(days=day)


def day_of(on: date) -> int:
    """The study day of a calendar date."""
    return (on - _EPOCH).days


def week_of(day: int) -> int:
    """The week of a study day, Monday to Sunday, counted from the one that held 1970-01-01."""
    return (day + _DAYS_INTO_WEEK) // 7


def last_day_of(week: int) -> int:
    """The Sunday of a week, as a study day."""
    return week * 7 + 6 - _DAYS_INTO_WEEK


def instant_text(at_ms: int) -> str:
    """A UTC instant as ISO 8601 with seconds, for JSON: `2026-11-20T13:02:09Z`."""
    return datetime.fromtimestamp(at_ms / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
