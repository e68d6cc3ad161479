"""`prepdeck move`: a note into another deck, with its progress."""

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_text


@click.command()
@click.argument("key")
@click.argument("deck")
@click.pass_context
def move(ctx: click.Context, key: str, deck: str) -> None:
    """Move the note KEY into DECK, with its progress."""
    from prepdeck.study.moving import move_note

    with opened(ctx) as collection:
        new_key, report = move_note(collection, key, deck)
        note = collection.find_note(new_key)
    print_text(f"Moved to {new_key}" + (f" ({note.place.path}:{note.place.line})." if note else "."))
    if report.carried:
        print_text("Its progress went along; was: in the note says so to others who have it.")
