"""How full each weekday may be, in percent of an ordinary day."""

from collections.abc import Sequence
from typing import Literal

from prepdeck.model.goal import WEEKDAYS, Goal

ORDINARY = 100
MOST = 300
"""A day may hold as much as three ordinary ones; more says nothing that a smaller share of the others does not."""

Percents = tuple[int, int, int, int, int, int, int]
"""Monday to Sunday."""

EVERY_DAY_ALIKE: Percents = (ORDINARY,) * 7

Origin = Literal["you", "goal", ""]
"""Who decided the shares: the user, the goal's minutes, or nobody."""


def parse_easy_days(text: str) -> Percents:
    """Read `sat=50,sun=0` as a percentage for each weekday; raises ValueError saying what was wrong."""
    percents = dict.fromkeys(WEEKDAYS, ORDINARY)
    named: set[str] = set()
    for part in text.split(","):
        name, equals, number = (piece.strip().lower() for piece in part.partition("="))
        if not equals or name not in percents:
            raise ValueError(f"{part.strip()!r} is no weekday with its percentage: write sat=50,sun=0")
        if name in named:
            raise ValueError(f"{name} stands there twice")
        named.add(name)
        number = number.removesuffix("%").strip()
        if not (number.isascii() and number.isdecimal()) or int(number) > MOST:
            raise ValueError(f"{part.strip()!r} is no percentage of an ordinary day (0-{MOST})")
        percents[name] = int(number)
    if not any(percents.values()):
        raise ValueError("with no reviews on any weekday there is nowhere to put them: leave one above 0")
    return percents_of([percents[name] for name in WEEKDAYS])


def percents_of(numbers: Sequence[int]) -> Percents:
    """Seven numbers as percentages, Monday to Sunday; raises ValueError for anything else."""
    if len(numbers) != len(WEEKDAYS) or not all(isinstance(each, int) and 0 <= each <= MOST for each in numbers):
        raise ValueError(f"{numbers} are no percentages of seven weekdays")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = numbers
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def easy_days_text(percents: Sequence[int]) -> str:
    """The weekdays that are not ordinary, as they are typed: `sat=50,sun=0`; empty where all are."""
    return ",".join(f"{name}={each}" for name, each in zip(WEEKDAYS, percents, strict=True) if each != ORDINARY)


def percents_of_goal(goal: Goal) -> Percents:
    """What follows from a goal's minutes, its usual day being the ordinary one; a day without minutes has none."""
    usual = max(set(goal.minutes), key=lambda minutes: (minutes > 0, goal.minutes.count(minutes), minutes))
    return percents_of(
        [min(MOST, round(ORDINARY * minutes / usual)) if usual else ORDINARY for minutes in goal.minutes]
    )
