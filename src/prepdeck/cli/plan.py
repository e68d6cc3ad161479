"""`prepdeck plan`: the interview date, the minutes until then, and what they lead to."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.dates import parse_date
from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.model.goal import Goal
    from prepdeck.study.planning import Plan

_NOTHING = (
    "on", "minutes", "role", "days_left", "new_per_day", "stop_new_on", "mocks", "recall", "seen", "requirements",
    "forecast", "load", "notes",
)  # fmt: skip


@click.command()
@click.option("--on", metavar="DATE", help="The interview's date, as 2026-12-13.")
@click.option("--minutes", metavar="N[,DAY=N...]", help="Minutes a day: 40, or 40,sat=90.")
@click.option("--role", metavar="ROLE", help="The role to prepare for; '' for none.")
@click.option("--clear", is_flag=True, help="Aim at no date any more.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def plan(ctx: click.Context, on: str | None, minutes: str | None, role: str | None, clear: bool, as_json: bool) -> None:
    """Show or set the interview's date, and where the days lead."""
    from prepdeck.model.goal import parse_minutes
    from prepdeck.model.study_day import date_of
    from prepdeck.study.goals import DEFAULT_MINUTES, clear_goal, goal_of, set_goal
    from prepdeck.study.planning import planned
    from prepdeck.study.roles import require_role

    with opened(ctx) as collection:
        if role:
            require_role(collection, role)
        goal = goal_of(collection)
        if clear:
            clear_goal(collection)
        elif (on, minutes, role) != (None, None, None):
            if on is None and goal is None:
                raise click.UsageError("Say the date as well: --on 2026-12-13", ctx)
            try:
                day = date_of(goal.on_day if goal else 0) if on is None else parse_date(on)
                daily = (goal.minutes if goal else DEFAULT_MINUTES) if minutes is None else parse_minutes(minutes)
            except ValueError as error:
                raise click.UsageError(str(error), ctx) from error
            set_goal(collection, day, daily, (goal.role if goal else None) if role is None else role)
        goal, today = goal_of(collection), collection.now().day
        made = planned(collection, goal) if goal is not None and goal.on_day >= today else None
    if as_json:
        print_json(_document(goal, made, today))
    elif goal is None:
        print_text("No interview date is set. Set one: prepdeck plan --on DATE --minutes 40,sat=90")
    else:
        _print_goal(goal, today)
        if made is not None:
            _print_plan(made)


def _document(goal: "Goal | None", made: "Plan | None", today: int) -> dict[str, Any]:
    from prepdeck.model.goal import WEEKDAYS
    from prepdeck.model.study_day import date_of

    document: dict[str, Any] = dict.fromkeys(_NOTHING)
    if goal is None:
        return document
    document["on"] = date_of(goal.on_day).isoformat()
    document["minutes"] = dict(zip(WEEKDAYS, goal.minutes, strict=True))
    document["role"] = goal.role
    document["days_left"] = goal.on_day - today
    if made is not None:
        last_new = made.last_new_day
        document |= {
            "new_per_day": made.new_per_day,
            "stop_new_on": None if last_new is None else date_of(last_new).isoformat(),
            "mocks": [date_of(each.day).isoformat() for each in made.mocks],
            "recall": round(made.outlook.recall, 4),
            "seen": round(made.outlook.seen, 4),
            "requirements": [{"id": name, "recall": round(r, 4)} for name, r in made.outlook.by_group.items()],
            "forecast": [{"minutes": round(p.minutes, 1), "recall": round(p.recall, 4)} for p in made.curve],
            "load": [
                {
                    "day": date_of(each.day).isoformat(),
                    "new": each.new,
                    "reviews": each.reviews,
                    "minutes": round(each.minutes, 1),
                }
                for each in made.outlook.days
            ],
            "notes": list(made.notes),
        }
    return document


def _print_goal(goal: "Goal", today: int) -> None:
    from prepdeck.model.goal import WEEKDAYS
    from prepdeck.model.study_day import date_of

    daily_text = ", ".join(f"{day} {amount}" for day, amount in zip(WEEKDAYS, goal.minutes, strict=True))
    print_text(_when(date_of(goal.on_day), goal.on_day - today))
    print_text(f"Minutes: {daily_text}")
    if goal.role:
        print_text(f"Role: {goal.role}")


def _print_plan(made: "Plan") -> None:
    from prepdeck.model.study_day import date_of

    if made.last_new_day is None:
        print_text("New cards: none any more.")
    else:
        print_text(f"New cards: up to {made.new_per_day} a day, the last on {date_of(made.last_new_day):%a %d %b}.")
    if made.mocks:
        dates = [f"{date_of(each.day):%a %d %b}{' (short)' * (each.mock == 'diagnostic')}" for each in made.mocks]
        print_text(f"Mocks: {', '.join(dates)}")
    if made.days_left:
        print_text(f"The day before, {date_of(made.goal.on_day - 1):%a %d %b}: the sheet and two stories.")
    print_text()
    print_text(f"Recall on the day: {made.outlook.recall:.0%} of the core cards, {made.outlook.seen:.0%} of them seen.")
    for name, recall in made.outlook.by_group.items():
        print_text(f"  {name}: {recall:.0%}")
    if made.days_left:
        rows = [(f"{point.minutes:.0f}", f"{point.recall:.0%}") for point in made.curve]
        print_columns([("minutes a day", "recall"), *rows], right=frozenset({0, 1}))
        print_text(_reach(made))
    for note in made.notes:
        print_text(f"- {note}")


def _reach(made: "Plan") -> str:
    from prepdeck.study.planning import TARGET

    reached = f"{made.minutes_a_day:.0f} minutes of cards a day reach {made.outlook.recall:.0%}"
    needed = made.minutes_for(TARGET)
    if made.outlook.recall >= TARGET:
        return f"{reached}."
    if needed is None:
        return f"{reached}; {TARGET:.0%} takes more than {made.curve[-1].minutes:.0f}, or a later date."
    return f"{reached}; {needed:.0f} would reach {TARGET:.0%}."


def _when(on: date, days: int) -> str:
    if days < 0:
        return f"The interview was on {on:%a %d %b %Y}, {counted(-days, 'day')} ago."
    away = f"in {counted(days, 'day')}" if days else "today"
    return f"The interview is on {on:%a %d %b %Y}, {away}."
