"""`prepdeck new`: a template to fill in, valid as it stands."""

import sys
from pathlib import Path

import click

from prepdeck.cli.opening import setup_of
from prepdeck.cli.output import print_text
from prepdeck.errors import UsageError


@click.command()
@click.argument("what", type=click.Choice(["deck", "note", "repo"]), metavar="KIND")
@click.argument("path", required=False, type=Path)
@click.option("--title", metavar="T", help="The deck's title.")
@click.option("--kind", default="basic", show_default=True, help="The kind of note.")
@click.pass_context
def new(ctx: click.Context, what: str, path: Path | None, title: str | None, kind: str) -> None:
    """Begin a deck, a note or a repository of decks.

    KIND is deck, note or repo. A deck is written to PATH, or into your own decks; a note is appended to the deck file
    PATH, or printed; a repo is a new folder PATH of decks to share by git.
    """
    if what == "repo":
        _new_repository(path, title)
        return
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


def _new_repository(path: Path | None, title: str | None) -> None:
    from prepdeck.study.repository import create_repository

    if path is None:
        raise UsageError("The repository needs a folder.", "prepdeck new repo our-decks")
    for written in create_repository(path, title):
        print_text(str(written))
    print_text(f"Read it from now on: prepdeck decks add {path}")
