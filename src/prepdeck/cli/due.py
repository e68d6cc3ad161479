"""`prepdeck due`: what waits today."""

from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.study.ranking import DayPlan
    from prepdeck.study.today import Today


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def due(ctx: click.Context, as_json: bool = False) -> None:
    """Show what waits today."""
    from prepdeck.study.today import today_of

    with opened(ctx) as collection:
        today = today_of(collection)
    if as_json:
        print_json(_document(today))
    else:
        _print_today(today)


def _document(today: "Today") -> dict[str, Any]:
    from prepdeck.model.study_day import date_of

    return {
        "day": date_of(today.now.day).isoformat(),
        "minutes": today.minutes,
        "new": today.new,
        "learning": today.learning,
        "due": today.due,
        "pulled": today.pulled,
        "waiting": today.backlog.waiting if today.backlog else today.due,
        "through": date_of(through).isoformat() if (through := today.backlog and today.backlog.through) else None,
        "decks": [
            {"deck": deck.deck, "new": deck.new, "learning": deck.learning, "due": deck.due, "pulled": deck.pulled}
            for deck in today.decks
        ],
    }


def _print_today(today: "Today") -> None:
    from prepdeck.drills.intervals import days_text, span_text
    from prepdeck.model.study_day import date_of

    print_text(f"prepdeck · Today · {date_of(today.now.day):%a %d %b %Y}{_goal_text(today)}")
    print_text()
    if today.clock_doubt:
        print_text(f"{today.clock_doubt} Set it before you answer.")
    if not today.cards_in_library:
        print_text("No cards yet. Write a deck (prepdeck new deck) or add one (prepdeck decks add PATH).")
        return
    if today.backlog is not None:
        print_text(today.backlog.text(today.now.day))
    if not today.cards:
        print_text("You are done for today." if today.backlog else "Nothing waits: you are done for today.")
        if today.next_review_day is not None:
            print_text(f"The next review is in {days_text(today.next_review_day - today.now.day)}.")
        return
    wait = "card waits" if today.cards == 1 else "cards wait"
    print_text(f"{today.cards} {wait}, about {today.minutes} min.   prepdeck drill")
    if today.next_learning_ms is not None and today.next_learning_ms > today.now.at_ms:
        back = span_text((today.next_learning_ms - today.now.at_ms) / 1000)
        print_text(f"A learning card comes back in {back}.")
    if today.plan is not None:
        print_text(_plan_text(today.plan, today.now.day))
    print_text()
    waiting = [deck for deck in today.decks if deck.due or deck.learning or deck.new or deck.pulled]
    header = ("deck", "due", "learning", "new", "")
    rows = [(deck.deck, str(deck.due + deck.pulled), str(deck.learning), str(deck.new), deck.title) for deck in waiting]
    total = ("together", str(today.due + today.pulled), str(today.learning), str(today.new), "")
    print_columns([header, *rows, total], right=frozenset({1, 2, 3}))


def _plan_text(plan: "DayPlan", day: int) -> str:
    new = plan.new_on(day)
    quota = f"up to {counted(new, 'new card')} whatever the decks' new_per_day" if new else "no new cards"
    mock = {"mock": " A mock is planned for today.", "diagnostic": " A short mock is planned for today."}
    return f"The plan for today: {quota}.{mock.get(plan.mock, '')}"


def _goal_text(today: "Today") -> str:
    days = today.days_to_go
    if days is None or today.goal is None:
        return ""
    if days < 0:
        return ""
    return " · the interview is today" if days == 0 else f" · {counted(days, 'day')} to go"
