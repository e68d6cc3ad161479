"""Easy days: how full the weekdays may be, as the user said, or else as the goal's minutes say.

They only choose among the days that a review may fall on anyway. Reviews that have their day keep it.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prepdeck.errors import UsageError
from prepdeck.model.easy_days import (
    EVERY_DAY_ALIKE,
    ORDINARY,
    Origin,
    Percents,
    parse_easy_days,
    percents_of,
    percents_of_goal,
)
from prepdeck.model.records import OptionsSet
from prepdeck.model.study_day import date_of
from prepdeck.storage.log import live_records_of_kind
from prepdeck.storage.store import Store
from prepdeck.study.goals import goal_in

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection

EASY_DAYS = "easy_days"
"""The option's name in the log; it belongs to no deck."""


@dataclass(frozen=True, slots=True)
class EasyDays:
    """The percentages in force, Monday to Sunday, and where they come from."""

    percents: Percents = EVERY_DAY_ALIKE
    origin: Origin = ""

    def share(self, day: int) -> float:
        """What a study day may hold, where an ordinary one may hold 1."""
        return self.percents[date_of(day).weekday()] / ORDINARY


def easy_days_in(store: Store, today: int) -> EasyDays:
    """What is in force on a study day; goals that have passed say nothing any more."""
    with store.reading() as rows:
        settings = [record.payload for record in live_records_of_kind(rows, "options")]
    chosen = [
        value
        for setting in settings
        if isinstance(setting, OptionsSet)
        for name, value in setting.options
        if name == EASY_DAYS
    ]
    if chosen and chosen[-1] is not None:
        with suppress(ValueError, TypeError):  # a log may come from anywhere
            return EasyDays(percents_of(chosen[-1]), "you")
    goal = goal_in(store)
    if goal is None or goal.on_day < today or len(set(goal.minutes)) == 1:
        return EasyDays()
    return EasyDays(percents_of_goal(goal), "goal")


def set_easy_days(collection: "Collection", text: str) -> EasyDays:
    """Set the user's own easy days as typed, `none` for none of them; raises UsageError for what cannot be read."""
    percents: Percents | None = None
    if text.strip().lower() != "none":
        try:
            percents = parse_easy_days(text)
        except ValueError as error:
            raise UsageError(f"Easy days: {error}.", "All days alike: --easy none") from error
    collection.append([OptionsSet("", ((EASY_DAYS, list(percents) if percents else None),))])
    return collection.easy_days
