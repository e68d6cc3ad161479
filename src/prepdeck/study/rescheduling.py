"""Putting cards on a day of one's own choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from prepdeck.drills.intervals import date_text
from prepdeck.errors import UsageError
from prepdeck.model.card_state import Phase
from prepdeck.model.records import Reschedule
from prepdeck.model.study_day import LONGEST_AHEAD_DAYS
from prepdeck.storage.card_rows import find_cards
from prepdeck.study.collection import Collection


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What came of it: the study day, the keys that were put on it, and the new ones, which were left out."""

    day: int
    keys: tuple[str, ...]
    new: tuple[str, ...]


def put_on_day(collection: Collection, keys: Sequence[str], day: int) -> Rescheduled:
    """Put these cards on a study day, as one action that one undo takes back.

    They are not asked before it, and from it on first of all, whatever a plan toward an interview would gain from
    them. New cards are left out: what was never answered has no memory to wait for. Raises UsageError for a day that
    has passed or is too far away.
    """
    check_day(day, collection.now().day)
    with collection.store.reading() as rows:
        found = find_cards(rows, keys)
    known = [key for key in dict.fromkeys(keys) if key in found]
    put = tuple(key for key in known if found[key].phase != Phase.NEW)
    if put:
        collection.append([Reschedule(key, day) for key in put])
    return Rescheduled(day, put, tuple(key for key in known if found[key].phase == Phase.NEW))


def check_day(day: int, today: int) -> None:
    """Raise UsageError, saying what to do, unless a card may be put on this study day."""
    if day < today:
        raise UsageError(f"{date_text(day, today)} has passed.", "Name today or a later day: 2026-12-03, or +3.")
    if day - today > LONGEST_AHEAD_DAYS:
        raise UsageError(
            f"{date_text(day, today)} is more than {LONGEST_AHEAD_DAYS:,} days away.",
            "Name an earlier day, or suspend the card: then it is never asked.",
        )
