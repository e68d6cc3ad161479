"""The days from a goal's setting to the interview: minutes, mocks, and how they wind down.

Computed from the day the goal was set, so that the dates stay where they were told.
"""

from dataclasses import dataclass

from prepdeck.model.goal import WEEKDAYS, Goal
from prepdeck.model.study_day import date_of

MOCK_MINUTES = 35
DEBRIEF_MINUTES = 8
DIAGNOSTIC_MINUTES = 15
"""One phase of a scenario, rehearsed alone: ten minutes and five to compare."""

TAPER_DAYS = 3
"""The last mock and the last new card come so many days before the interview."""

_MOCKS_A_WEEK = 2
_APART = 2


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One study day: the `minutes` there are, what of them goes to a mock, and what is left for drilling.

    `mock` is "diagnostic", "mock" or empty. `over` are minutes that do not fit: drilling keeps a quarter of the day.
    """

    day: int
    minutes: int
    mock: str = ""
    drill_minutes: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """The study days up to the eve of the interview, and the last one on which a card is begun."""

    days: tuple[PlannedDay, ...]
    last_new_day: int

    def day(self, day: int) -> PlannedDay | None:
        """One day of it."""
        return next((each for each in self.days if each.day == day), None)

    def from_day(self, day: int) -> tuple[PlannedDay, ...]:
        """What is left of it from a study day on."""
        return tuple(each for each in self.days if each.day >= day)

    @property
    def mocks(self) -> tuple[PlannedDay, ...]:
        """The days with a mock, the diagnostic first."""
        return tuple(each for each in self.days if each.mock)


def taper_days(days: int) -> int:
    """How many days before the interview the last new card comes, for a goal set so many days ahead."""
    return min(TAPER_DAYS, max(0, days) // 2)


def study_calendar(goal: Goal, set_on: int) -> StudyCalendar:
    """Lay out the days from the study day a goal was set on to the eve of its interview."""
    days = range(set_on, goal.on_day)
    minutes = {day: goal.minutes[date_of(day).weekday()] for day in days}
    mocks = _mock_days(minutes, goal.on_day)
    taper = taper_days(len(days))
    return StudyCalendar(
        tuple(_planned(day, minutes[day], mocks.get(day, "")) for day in days), last_new_day=goal.on_day - max(1, taper)
    )


def _planned(day: int, minutes: int, mock: str) -> PlannedDay:
    needed = {"mock": MOCK_MINUTES + DEBRIEF_MINUTES, "diagnostic": DIAGNOSTIC_MINUTES}.get(mock, 0)
    drill = max(minutes - needed, minutes // 4) if needed else minutes
    return PlannedDay(day, minutes, mock, drill, max(0, needed + drill - minutes))


def _mock_days(minutes: dict[int, int], on_day: int) -> dict[int, str]:
    """A diagnostic on the first day, then two mocks a week on the longest days, the last one before the taper."""
    mocks: dict[int, str] = {}
    days = sorted(minutes)
    if days and minutes[days[0]] >= DIAGNOSTIC_MINUTES and len(days) > 1:
        mocks[days[0]] = "diagnostic"
    fitting = [day for day in days if minutes[day] >= MOCK_MINUTES and day not in mocks and day <= on_day - TAPER_DAYS]
    if not fitting:
        return mocks
    last = fitting[-1]
    chosen = [last]
    for week in range((last - fitting[0]) // 7 + 1):
        of_week = [day for day in fitting if last - 7 * (week + 1) < day <= last - 7 * week]
        wanted = _MOCKS_A_WEEK - sum(day in of_week for day in chosen)
        for day in sorted(of_week, key=lambda day: (-minutes[day], abs((last - day) % 7 - 3), -day)):
            if wanted and all(abs(day - other) >= _APART for other in (*chosen, *mocks)):
                chosen.append(day)
                wanted -= 1
    return mocks | dict.fromkeys(chosen, "mock")


def minutes_text(goal: Goal) -> str:
    """The minutes as `--minutes` takes them: `40,sat=90`."""
    usual = max(sorted(set(goal.minutes)), key=goal.minutes.count)
    others = [f"{name}={each}" for name, each in zip(WEEKDAYS, goal.minutes, strict=True) if each != usual]
    return ",".join([str(usual), *others])
