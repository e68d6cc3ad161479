"""`prepdeck search`: find cards."""

import click

from prepdeck.cli.limit import LIMIT
from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_note


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--limit", default=1000, show_default=True, type=LIMIT, help="The most cards to show.")
@click.pass_context
def search(ctx: click.Context, query: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find cards by words, deck, tag, kind and memory.

    QUERY is words, "a phrase", -not, this or that, (groups), and deck: tag: kind: tier: is:due prop:stability<7
    rated:7:again. All parts must hold.
    """
    from prepdeck.model.keys import deck_of
    from prepdeck.study.lookup import search as find
    from prepdeck.text.safe import one_line

    with opened(ctx) as collection:
        found = find(collection, " ".join(query), limit)
    for hint in found.hints:
        print_note(hint)
    if as_json:
        print_json(
            [
                {"key": card.key, "deck": deck_of(card.key), "kind": card.kind, "front": card.front}
                for card in found.cards
            ]
        )
        return
    print_columns([(card.key, card.kind, one_line(card.front, 80)) for card in found.cards])
    print_note(counted(len(found.cards), "card"))
