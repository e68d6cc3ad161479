"""Where a card stands, in a word or two, as lists show it."""

from typing import TYPE_CHECKING

from prepdeck.drills.intervals import days_text, span_text
from prepdeck.model.card_state import LEECH_LAPSES

if TYPE_CHECKING:
    from prepdeck.model.study_day import Moment
    from prepdeck.storage.listing import ListedCard

_WEAK, _STRONG = 0.7, 0.9


def due_text(row: "ListedCard", now: "Moment") -> tuple[str, str]:
    """When it is asked, and the style of that: `new`, `now`, `in 9 days`, `2 d late`, `suspended`."""
    if row.suspended:
        return "suspended", "$muted"
    if row.buried_on == now.day:
        return "tomorrow", "$muted"
    if row.pulled:
        return "pulled", "$due"
    if row.due_at_ms is not None:
        wait_s = (row.due_at_ms - now.at_ms) / 1000
        return ("now" if wait_s <= 0 else span_text(wait_s)), "$learning"
    if row.due_day is None:
        return "new", "$new"
    days = row.due_day - now.day
    if days == 0:
        return "today", "$due"
    if days < 0:
        return f"{_days_or_years(-days)} late", "$due"
    return days_text(days), ""


def memory_text(row: "ListedCard") -> tuple[str, str]:
    """The predicted recall today, and its style."""
    if row.recall is None:
        return "·", "$muted"
    style = "$again" if row.recall < _WEAK else "" if row.recall < _STRONG else "$good"
    return f"{row.recall * 100:.0f} %", style


def signs_of(row: "ListedCard") -> tuple[str, str]:
    """One sign: flagged before leech."""
    if row.flagged:
        return "⚑", "$hard"
    return ("!", "$again") if row.lapses >= LEECH_LAPSES else (" ", "")


def _days_or_years(days: int) -> str:
    """`57 d`, from a thousand days on `3 y`: the column is narrow."""
    return f"{days} d" if days < 1_000 else f"{days // 365} y"
