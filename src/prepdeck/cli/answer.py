"""`prepdeck answer`: answer a card without a screen."""

from datetime import datetime, timezone

import click

from prepdeck.cli.card import card_document, due_text
from prepdeck.cli.opening import confirm_clock, opened
from prepdeck.cli.output import print_json, print_text


@click.command()
@click.argument("key")
@click.argument("rating")
@click.option("--at", metavar="INSTANT", help="When it was answered, as 2026-11-20T18:30 (local) or with an offset.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def answer(ctx: click.Context, key: str, rating: str, at: str | None, as_json: bool) -> None:
    """Answer card KEY with again, hard, good or easy (or 1-4)."""
    from prepdeck.model.rating import parse_rating
    from prepdeck.study.lookup import details_of
    from prepdeck.study.marking import answer_card

    try:
        chosen = parse_rating(rating)
        instant_ms = None if at is None else _instant_ms(at)
    except ValueError as error:
        raise click.UsageError(str(error), ctx) from error
    with opened(ctx) as collection:
        if instant_ms is None:
            confirm_clock(collection)
        card_key = collection.card_key(key)
        answer_card(collection, card_key, chosen, None if instant_ms is None else collection.setup.clock.at(instant_ms))
        details = details_of(collection, card_key)
    if as_json:
        print_json(card_document(details))
    else:
        print_text(f"{card_key}: {chosen.title}, due {due_text(details)}")


def _instant_ms(text: str) -> int:
    """Read an ISO 8601 instant as UTC ms; without an offset it is local time."""
    try:
        return int(datetime.fromisoformat(text).astimezone(timezone.utc).timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no instant: write 2026-11-20T18:30 or 2026-11-20T18:30+01:00") from error
