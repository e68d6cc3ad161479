"""The plan to the interview: quota of new cards, mocks, what will be recalled, and what other minutes would reach."""

from collections.abc import Generator
from dataclasses import dataclass

from prepdeck.model.goal import Goal
from prepdeck.model.study_day import date_of
from prepdeck.scheduling.calendar import DEBRIEF_MINUTES, MOCK_MINUTES, PlannedDay, StudyCalendar, study_calendar
from prepdeck.scheduling.curve import CurvePoint, minutes_reaching, recall_curve
from prepdeck.scheduling.forecast import Outlook, Schedule, finished, simulate
from prepdeck.storage.ranks import rankable_cards
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_set_on
from prepdeck.study.ranking import DayPlan, day_plan, forecast_cards
from prepdeck.study.requirements import requirement_weights, requirements_by_key

TARGET = 0.9


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything `prepdeck plan` and its screen show.

    `new_per_day` new cards come, the last ones on `last_new_day` (study day; None where none come any more). `days` are
    those left, with their mocks; `curve` is what other minutes would reach; `notes` what does not fit, in sentences.
    """

    goal: Goal
    days_left: int
    new_per_day: int
    last_new_day: int | None
    days: tuple[PlannedDay, ...]
    outlook: Outlook
    curve: tuple[CurvePoint, ...]
    notes: tuple[str, ...]

    @property
    def mocks(self) -> tuple[PlannedDay, ...]:
        """The days with a mock that are to come."""
        return tuple(each for each in self.days if each.mock)

    @property
    def minutes_a_day(self) -> float:
        """The mean of the minutes left for drilling."""
        return sum(each.drill_minutes for each in self.days) / max(1, len(self.days))

    def minutes_for(self, recall: float = TARGET) -> float | None:
        """The minutes a day that would reach a recall, if any that were tried do."""
        return minutes_reaching(self.curve, recall)


def planned(collection: Collection, goal: Goal) -> Plan:
    """Make the plan; under a second or two for thousands of cards."""
    return finished(planning(collection, goal))


def planning(collection: Collection, goal: Goal) -> Generator[None, None, Plan]:
    """Make the plan step by step: it yields many times a second, so that a front end can show progress, or stop.

    Everything is read before the first step; the rest is arithmetic and may run on a thread of its own.
    """
    now = collection.now()
    today = day_plan(collection, goal, now)
    calendar = study_calendar(goal, min(goal_set_on(collection, goal), now.day))
    days = calendar.from_day(now.day)
    weights = requirement_weights(collection, goal.role)
    groups = requirements_by_key(collection, goal.role)
    with collection.store.reading() as rows:
        candidates = rankable_cards(rows)
    cards = forecast_cards(collection, candidates, today.pace, weights, groups)
    seconds = tuple(each.drill_minutes * 60.0 for each in days)
    schedule = Schedule(now.day, seconds, today.last_new_day, today.new_per_day)
    yield
    outlook = yield from simulate(cards, schedule, collection.parameters)
    curve = yield from recall_curve(cards, schedule, collection.parameters)
    return Plan(
        goal=goal,
        days_left=goal.on_day - now.day,
        new_per_day=today.new_per_day,
        last_new_day=outlook.last_new_day,
        days=days,
        outlook=outlook,
        curve=curve,
        notes=tuple(_notes(calendar, days, today, outlook, bool(cards))),
    )


def _notes(
    calendar: StudyCalendar, days: tuple[PlannedDay, ...], today: DayPlan, outlook: Outlook, has_cards: bool
) -> list[str]:
    notes = []
    if not has_cards:
        notes.append("There are no cards to plan with: prepdeck decks add PATH, or prepdeck new deck.")
    if len(calendar.days) > 3 and not any(each.mock == "mock" for each in calendar.days):
        notes.append(
            f"No full mock fits: it takes {MOCK_MINUTES} minutes on one day, {MOCK_MINUTES + DEBRIEF_MINUTES} with its"
            " debrief, three days before the interview at the latest."
        )
    over = [each for each in days if each.over]
    if over:
        listed = ", ".join(f"{date_of(each.day):%d %b} {each.over} min" for each in over)
        notes.append(f"Mock and cards take more than the day has: {listed}.")
    if today.new_per_day and not today.is_tapered:
        notes.append("The minutes are too few to stop new cards three days before: they go on to the eve.")
    if has_cards and outlook.seen < 0.995:
        notes.append(f"With these minutes {1 - outlook.seen:.0%} of the core cards stay unseen.")
    return notes
