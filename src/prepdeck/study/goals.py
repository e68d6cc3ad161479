"""The goal: set from the first day, kept in the log."""

from datetime import date

from prepdeck.errors import UsageError
from prepdeck.model.goal import Goal
from prepdeck.model.records import GoalSet
from prepdeck.model.study_day import date_of, day_of
from prepdeck.storage.log import live_records_of_kind
from prepdeck.study.collection import Collection

DEFAULT_MINUTES = (40, 40, 40, 40, 40, 40, 40)


def goal_of(collection: Collection) -> Goal | None:
    """The newest goal that was set and not cleared."""
    with collection.store.reading() as rows:
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


def set_goal(collection: Collection, on: date, minutes: tuple[int, ...], role: str | None = None) -> None:
    """Aim at an interview date, which must not have passed, with minutes for Monday to Sunday."""
    today = collection.now().day
    if day_of(on) < today:
        raise UsageError(f"{on.isoformat()} has passed.", f"Give a date from {date_of(today).isoformat()} on.")
    collection.append([GoalSet(on.isoformat(), minutes, role or "")])


def clear_goal(collection: Collection) -> None:
    """Aim at no date any more; undo brings it back."""
    collection.append([GoalSet("", (), "")])
