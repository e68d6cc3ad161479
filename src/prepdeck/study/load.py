"""The load ahead: reviews day by day, easy days, and what each deck asks for."""

from dataclasses import dataclass

from prepdeck.model.study_day import date_of
from prepdeck.storage.statistics import load_ahead
from prepdeck.study.collection import Collection
from prepdeck.study.easy_days import EasyDays
from prepdeck.study.goals import goal_of
from prepdeck.study.retention import DeckRetention, retentions_of

LOAD_DAYS = 30

KEPT = "Reviews that have their day keep it: easy days count for each card from its next answer on."


@dataclass(frozen=True, slots=True)
class Load:
    """What `prepdeck load` shows beside the curve: reviews due by study day, those overdue with today's."""

    today: int
    due: dict[int, int]
    easy_days: EasyDays
    retentions: tuple[DeckRetention, ...]
    notes: tuple[str, ...]


def load_of(collection: Collection) -> Load:
    """Gather it; nothing here looks at reviews."""
    today = collection.now().day
    with collection.store.reading() as rows:
        due = load_ahead(rows, today, today + LOAD_DAYS - 1)
    return Load(
        today=today,
        due={day: due.get(day, 0) for day in range(today, today + LOAD_DAYS)},
        easy_days=collection.easy_days,
        retentions=tuple(retentions_of(collection)),
        notes=tuple(load_notes(collection)),
    )


def load_notes(collection: Collection) -> list[str]:
    """What somebody who turns these knobs should know, in sentences."""
    goal, today = goal_of(collection), collection.now().day
    if goal is None or goal.on_day < today:
        return []
    on = date_of(goal.on_day)
    return [
        f"Until the interview on {on:%a} {on.day} {on:%b} the order by gain decides what you study each day; the"
        " desired retention only shapes due dates, and a higher one recalls no more on the day."
    ]
