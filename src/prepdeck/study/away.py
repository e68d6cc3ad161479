"""What days away cost: the forecast as it stood when the last card was answered, and as it stands now."""

from collections.abc import Generator
from dataclasses import dataclass

from prepdeck.model.goal import Goal
from prepdeck.scheduling.calendar import StudyCalendar, study_calendar
from prepdeck.scheduling.forecast import ForecastCard, Outlook, Schedule, finished, simulate
from prepdeck.storage.ranks import rankable_cards
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_set_on
from prepdeck.study.ranking import day_plan, forecast_cards
from prepdeck.study.requirements import requirement_weights


@dataclass(frozen=True, slots=True)
class AbsenceCost:
    """The recall (0-1) to expect on the day, had the days away been studied as planned (`before`), and `after` them."""

    before: float
    after: float


def absence_cost(collection: Collection, goal: Goal, days_away: int) -> AbsenceCost:
    """Simulate both; a second or so for thousands of cards, so never while somebody waits.

    The cards are the same, nothing having been answered since: only the days that are left differ.
    """
    now = collection.now()
    pace = day_plan(collection, goal, now).pace
    with collection.store.reading() as rows:
        candidates = rankable_cards(rows)
    cards = forecast_cards(collection, candidates, pace, requirement_weights(collection, goal.role))
    calendar = study_calendar(goal, min(goal_set_on(collection, goal), now.day))
    before, after = (
        finished(_simulated(collection, cards, calendar, first)).recall for first in (now.day - days_away, now.day)
    )
    return AbsenceCost(max(before, after), after)


def _simulated(
    collection: Collection, cards: list[ForecastCard], calendar: StudyCalendar, first: int
) -> Generator[None, None, Outlook]:
    """The days from `first` on, none before the goal was set, with as many new cards as they find time for."""
    days = calendar.from_day(first)
    begin = days[0].day if days else first
    schedule = Schedule(begin, tuple(day.drill_minutes * 60.0 for day in days), calendar.last_new_day, len(cards))
    return simulate(cards, schedule, collection.parameters)
