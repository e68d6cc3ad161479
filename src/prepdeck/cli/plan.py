"""`prepdeck plan`: the interview date and the minutes there are until then."""

from datetime import date

import click

from prepdeck.cli.dates import parse_date
from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text


@click.command()
@click.option("--on", metavar="DATE", help="The interview's date, as 2026-12-13.")
@click.option("--minutes", metavar="N[,DAY=N...]", help="Minutes a day: 40, or 40,sat=90.")
@click.option("--clear", is_flag=True, help="Aim at no date any more.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def plan(ctx: click.Context, on: str | None, minutes: str | None, clear: bool, as_json: bool) -> None:
    """Show or set the interview's date and the minutes a day."""
    from prepdeck.model.goal import WEEKDAYS, parse_minutes
    from prepdeck.model.study_day import date_of
    from prepdeck.study.goals import DEFAULT_MINUTES, clear_goal, goal_of, set_goal

    with opened(ctx) as collection:
        goal = goal_of(collection)
        if clear:
            clear_goal(collection)
        elif on is not None or minutes is not None:
            if on is None and goal is None:
                raise click.UsageError("Say the date as well: --on 2026-12-13", ctx)
            try:
                day = date_of(goal.on_day if goal else 0) if on is None else parse_date(on)
                daily = (goal.minutes if goal else DEFAULT_MINUTES) if minutes is None else parse_minutes(minutes)
            except ValueError as error:
                raise click.UsageError(str(error), ctx) from error
            set_goal(collection, day, daily)
        goal, today = goal_of(collection), collection.now().day
    if as_json:
        print_json(
            {
                "on": date_of(goal.on_day).isoformat() if goal else None,
                "minutes": dict(zip(WEEKDAYS, goal.minutes, strict=True)) if goal else None,
                "days_left": goal.on_day - today if goal else None,
            }
        )
    elif goal is None:
        print_text("No interview date is set. Set one: prepdeck plan --on DATE --minutes 40,sat=90")
    else:
        daily_text = ", ".join(f"{day} {amount}" for day, amount in zip(WEEKDAYS, goal.minutes, strict=True))
        print_text(_when(date_of(goal.on_day), goal.on_day - today))
        print_text(f"Minutes: {daily_text}")


def _when(on: date, days: int) -> str:
    if days < 0:
        return f"The interview was on {on:%a %d %b %Y}, {counted(-days, 'day')} ago."
    away = f"in {counted(days, 'day')}" if days else "today"
    return f"The interview is on {on:%a %d %b %Y}, {away}."
