"""The goal: set from the first day, kept in the log."""

from datetime import date
from typing import TYPE_CHECKING

from prepdeck.errors import UsageError
from prepdeck.model.goal import Goal
from prepdeck.model.records import GoalSet
from prepdeck.model.study_day import date_of, day_of
from prepdeck.storage.log import live_records_of_kind
from prepdeck.storage.store import Store

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection

DEFAULT_MINUTES = (40, 40, 40, 40, 40, 40, 40)


FARTHEST_DAYS = 5 * 365


def goal_of(collection: "Collection") -> Goal | None:
    """The newest goal that was set and not cleared."""
    return goal_in(collection.store)


def goal_in(store: Store) -> Goal | None:
    """The newest goal of a store."""
    with store.reading() as rows:
        set_goals = [record.payload for record in live_records_of_kind(rows, "goal")]
    newest = next((goal for goal in reversed(set_goals) if isinstance(goal, GoalSet)), None)
    if newest is None or not newest.on or len(newest.minutes) != 7:
        return None
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = newest.minutes
    return Goal(
        on_day=day_of(date.fromisoformat(newest.on)),
        minutes=(monday, tuesday, wednesday, thursday, friday, saturday, sunday),
        role=newest.role or None,
    )


def goal_set_on(collection: "Collection", goal: Goal) -> int:
    """The study day on which this interview's date was set, whatever was changed since in minutes or role."""
    on, since = date_of(goal.on_day).isoformat(), collection.now().day
    with collection.store.reading() as rows:
        records = live_records_of_kind(rows, "goal")
    for record in reversed(records):
        if not isinstance(record.payload, GoalSet) or record.payload.on != on:
            break
        since = record.moment.day
    return since


def set_goal(collection: "Collection", on: date, minutes: tuple[int, ...], role: str | None = None) -> None:
    """Aim at an interview date with minutes for Monday to Sunday; raises UsageError for what cannot be planned."""
    today = collection.now().day
    if day_of(on) < today:
        raise UsageError(f"{on.isoformat()} has passed.", f"Give a date from {date_of(today).isoformat()} on.")
    if day_of(on) > today + FARTHEST_DAYS:
        raise UsageError(
            f"{on.isoformat()} is {(day_of(on) - today) // 365} years away: too far to plan the days to it.",
            f"Give a date up to {date_of(today + FARTHEST_DAYS).isoformat()}, or none: without one, what is due comes.",
        )
    if not any(minutes):
        raise UsageError("With no minutes on any day there is nothing to plan.", "Say how many: --minutes 40,sun=0")
    collection.append([GoalSet(on.isoformat(), minutes, role or "")])


def clear_goal(collection: "Collection") -> None:
    """Aim at no date any more; undo brings it back."""
    collection.append([GoalSet("", (), "")])
