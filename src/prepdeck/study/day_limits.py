"""What a study day holds over the whole library, beside what each deck allows."""

from dataclasses import dataclass

from prepdeck.scheduling.backlog import days_worth
from prepdeck.storage.history import day_totals
from prepdeck.study.collection import Collection
from prepdeck.study.request import DrillRequest

_LOOKED_BACK_DAYS = 400


@dataclass(frozen=True, slots=True)
class DayLimits:
    """The most new cards and reviews of a study day from all decks together; None for no such limit."""

    new: int | None = None
    reviews: int | None = None


NO_LIMITS = DayLimits()


def day_limits(collection: Collection, request: DrillRequest) -> DayLimits:
    """The limits of a drill: one that names decks keeps to theirs alone."""
    if request.decks:
        return NO_LIMITS
    return DayLimits(collection.setup.config.new_per_day_in_all, reviews_a_day(collection))


def reviews_a_day(collection: Collection) -> int:
    """How many reviews a day holds: as `config.toml` says, else by the user's own days before this one."""
    chosen = collection.setup.config.reviews_per_day_in_all
    return (
        chosen
        if chosen is not None
        else collection.kept("reviews a day", collection.now().day, lambda: _usual(collection))
    )


def _usual(collection: Collection) -> int:
    today = collection.now().day
    with collection.store.reading() as rows:
        totals = day_totals(rows, today - _LOOKED_BACK_DAYS, today - 1)
    return days_worth([total.reviewed for total in totals])
