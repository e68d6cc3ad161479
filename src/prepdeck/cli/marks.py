"""`prepdeck suspend`, `unsuspend`, `bury`, `flag`, `reset`, `reschedule`: change cards without answering them."""

from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_note, print_text
from prepdeck.errors import UsageError

if TYPE_CHECKING:
    from prepdeck.study.marking import Action


def _mark(ctx: click.Context, keys: tuple[str, ...], action: "Action", said: str) -> None:
    from prepdeck.study.marking import mark_cards

    with opened(ctx) as collection:
        cards = tuple(dict.fromkeys(card for key in keys for card in collection.card_keys(key)))
        mark_cards(collection, cards, action)
    for card in cards:
        print_text(f"{card}: {said}")


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.pass_context
def suspend(ctx: click.Context, keys: tuple[str, ...]) -> None:
    """Never ask these cards, until they are unsuspended.

    The key of a note means all its cards, here as in the commands beside this one.
    """
    _mark(ctx, keys, "suspend", "suspended")


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.pass_context
def unsuspend(ctx: click.Context, keys: tuple[str, ...]) -> None:
    """Ask suspended cards again, where they left off."""
    _mark(ctx, keys, "unsuspend", "back in its queue")


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.pass_context
def bury(ctx: click.Context, keys: tuple[str, ...]) -> None:
    """Put these cards away until tomorrow."""
    _mark(ctx, keys, "bury", "put away until tomorrow")


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--off", is_flag=True, help="Take the flag back.")
@click.pass_context
def flag(ctx: click.Context, keys: tuple[str, ...], off: bool) -> None:
    """Flag these cards; prepdeck search is:flagged finds them."""
    _mark(ctx, keys, "unflag" if off else "flag", "flag taken back" if off else "flagged")


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.pass_context
def reset(ctx: click.Context, keys: tuple[str, ...]) -> None:
    """Make these cards new again.

    Their history is kept, and prepdeck undo brings them back where they were.
    """
    _mark(ctx, keys, "reset", "new again")


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.argument("day", metavar="DAY")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def reschedule(ctx: click.Context, keys: tuple[str, ...], day: str, as_json: bool) -> None:
    """Put these cards on a day: 2026-12-03, "3 dec", today, +3.

    They are not asked before it, and from it on first of all; the next answer decides as ever. New cards are left out.
    """
    from prepdeck.drills.intervals import date_text
    from prepdeck.model.date_entry import read_date
    from prepdeck.model.study_day import date_of, day_of
    from prepdeck.study.rescheduling import put_on_day

    with opened(ctx) as collection:
        today = collection.now().day
        cards = tuple(dict.fromkeys(card for key in keys for card in collection.card_keys(key)))
        try:
            on = read_date(day, date_of(today))
        except ValueError as error:
            raise UsageError(str(error), "The day comes last: prepdeck reschedule KEY... DAY") from error
        put = put_on_day(collection, cards, day_of(on))
    if not put.keys and not as_json:
        raise UsageError(
            f"New cards have no day yet: {', '.join(put.new)}", "The first answer gives one: prepdeck drill."
        )
    if as_json:
        print_json({"on": on.isoformat(), "keys": list(put.keys), "new": list(put.new)})
        return
    for card in put.keys:
        print_text(f"{card}: put on {date_text(put.day, today)}")
    if put.new:
        print_note(
            f"{counted(len(put.new), 'new card')} left out, without a day until the first answer: {', '.join(put.new)}"
        )
