"""The goal: the interview's date and the minutes there are until then."""

from dataclasses import dataclass

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Goal:
    """What all scheduling aims at: study day of the interview, minutes for Monday to Sunday, the role if one is set."""

    on_day: int
    minutes: tuple[int, int, int, int, int, int, int]
    role: str | None = None


def parse_minutes(text: str) -> tuple[int, int, int, int, int, int, int]:
    """Read `40` or `40,sat=90,sun=0` as minutes for each weekday; raises ValueError saying what was wrong."""
    everyday: int | None = None
    single: dict[str, int] = {}
    for part in text.split(","):
        name, equals, number = part.strip().lower().partition("=")
        if not equals:
            name, number = "", name
        if name and name not in WEEKDAYS:
            raise ValueError(f"{name!r} is no weekday: use {', '.join(WEEKDAYS)}")
        if not number.strip().isdecimal() or not 0 <= int(number) <= 24 * 60:
            raise ValueError(f"{part.strip()!r} is no number of minutes a day (0-1440)")
        if name:
            single[name] = int(number)
        else:
            everyday = int(number)
    if everyday is None:
        raise ValueError("say the minutes of an ordinary day first: 40,sat=90")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (single.get(day, everyday) for day in WEEKDAYS)
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
