"""Intervals as people say them: `10 min`, `4 days`, `2 months`, `1.3 years`, `before the 13th`."""

from prepdeck.model.study_day import Moment, date_of

MONTH_DAYS = 30.4375
YEAR_DAYS = 365.25


def span_text(seconds: float) -> str:
    """A short span: `<1 min`, `10 min`, `1.5 hours`, and from a day on as `days_text`."""
    if seconds < 60:
        return "<1 min"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return _counted(minutes / 60, "hour")
    return days_text(round(minutes / (24 * 60)))


def days_text(days: int) -> str:
    """Whole days below a month, then months, from a year on years with one decimal."""
    if days <= 0:
        return "today"
    if days < 31:
        return _counted(days, "day")
    if days < YEAR_DAYS:
        return _counted(days / MONTH_DAYS, "month")
    return _counted(days / YEAR_DAYS, "year")


def interval_text(now: Moment, due_day: int | None, due_at_ms: int | None) -> str:
    """When a card comes back, from its study day or (while learning) its instant."""
    if due_at_ms is not None:
        return span_text((due_at_ms - now.at_ms) / 1000)
    return days_text(due_day - now.day) if due_day is not None else "today"


def date_text(day: int, today: int) -> str:
    """A study day as a date: `Thu 3 Dec`, with the year where it is another one than today's."""
    on = date_of(day)
    return f"{on:%a} {on.day} {on:%b}" + (f" {on.year}" if on.year != date_of(today).year else "")


def goal_text(due_day: int | None, goal_day: int | None) -> str:
    """What a due day means for the interview: `before the 13th`, `on the 13th`, `after the 13th`; empty without one.

    Before the date the card is asked once more; after it, it counts as it was left. Cards that come back today say
    nothing.
    """
    if due_day is None or goal_day is None:
        return ""
    relation = "before" if due_day < goal_day else "on" if due_day == goal_day else "after"
    return f"{relation} the {ordinal(date_of(goal_day).day)}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `13th`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def clock_text(seconds: float) -> str:
    """Minutes and seconds as on a clock, hours where needed: `4:12`, `1:04:12`; a minus sign when over."""
    sign, whole = ("-" if seconds <= -1 else ""), int(abs(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{sign}{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{sign}{minutes}:{whole % 60:02}"


def _counted(amount: float, unit: str) -> str:
    """`1 day`, `4 days`, `1.3 years`: one decimal where it is not zero."""
    text = f"{amount:.1f}".removesuffix(".0")
    return f"{text} {unit}" if text == "1" else f"{text} {unit}s"
