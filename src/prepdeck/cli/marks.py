"""`prepdeck suspend`, `unsuspend`, `bury`, `flag`, `reset`: change cards without answering them."""

from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_text

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
