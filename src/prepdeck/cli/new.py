"""`prepdeck new`: a template to fill in, valid as it stands."""

import sys
from pathlib import Path

import click

from prepdeck.cli.opening import setup_of
from prepdeck.cli.output import print_text
from prepdeck.errors import UsageError


@click.command()
@click.argument("what", type=click.Choice(["deck", "note"]), metavar="KIND")
@click.argument("path", required=False, type=Path)
@click.option("--title", metavar="T", help="The deck's title.")
@click.option("--kind", default="basic", show_default=True, help="The kind of note.")
@click.pass_context
def new(ctx: click.Context, what: str, path: Path | None, title: str | None, kind: str) -> None:
    """Begin a deck or a note from a template.

    KIND is deck or note. A deck is written to PATH, or into your own decks; a note is appended to the deck file PATH,
    or printed.
    """
    from prepdeck.study.authoring import append_note, create_deck, note_text

    if what == "note":
        if path is None:
            print_text(note_text(kind))
        else:
            print_text(f"Appended a {kind} note to {path}, line {append_note(path, kind)}.")
        return
    if title is None and path is None:
        if not sys.stdin.isatty():
            raise UsageError("The deck needs a title or a path.", "prepdeck new deck --title 'Feature stores'")
        title = click.prompt("Title of the deck", err=True)
    created = create_deck(setup_of(ctx), path, title)
    print_text(f"Wrote {created}. Open it in your editor; prepdeck check {created} tells what is wrong.")
