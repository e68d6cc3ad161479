"""`prepdeck decks`: the library, and adding to it."""

from pathlib import Path

import click

from prepdeck.cli.opening import opened, setup_of
from prepdeck.cli.output import print_columns, print_json, print_text
from prepdeck.errors import StoreError, UsageError


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def decks(ctx: click.Context, as_json: bool) -> None:
    """Show the decks of the library."""
    if ctx.invoked_subcommand is not None:
        return
    from prepdeck.study.lookup import decks_of

    with opened(ctx) as collection:
        overviews = decks_of(collection)
    if as_json:
        print_json(
            [
                {
                    "deck": deck.slug,
                    "title": deck.title,
                    "path": deck.path,
                    "notes": deck.notes,
                    "cards": deck.waiting.total,
                    "core": deck.core,
                    "kinds": deck.kinds,
                    "new": deck.waiting.new,
                    "learning": deck.waiting.learning,
                    "due": deck.waiting.due,
                }
                for deck in overviews
            ]
        )
        return
    if not overviews:
        print_text("No decks yet. Write one (prepdeck new deck) or add a folder (prepdeck decks add PATH).")
        return
    rows: list[tuple[str, ...]] = [("deck", "notes", "core", "new", "learning", "due", "title")]
    for deck in overviews:
        waiting = deck.waiting
        counts = (deck.notes, deck.core, waiting.new, waiting.learning, waiting.due)
        rows.append((deck.slug, *map(str, counts), deck.title))
    print_columns(rows, right=frozenset({1, 2, 3, 4, 5}))


@decks.command()
@click.argument("path", type=Path)
@click.pass_context
def add(ctx: click.Context, path: Path) -> None:
    """Read the deck files under PATH from now on."""
    from prepdeck.config import add_deck_path
    from prepdeck.paths import absolute_path

    folder = absolute_path(str(path))
    if not folder.exists():
        raise UsageError(f"There is nothing at {path}.", "Give a folder of deck files, or one deck file.")
    config_file = setup_of(ctx).paths.config_file
    try:
        added = add_deck_path(config_file, folder)
    except OSError as error:
        raise StoreError(
            f"{config_file} cannot be written: {error.strerror or error}.",
            "Make it writable, or choose another place: prepdeck --home DIR.",
        ) from error
    if added:
        print_text(f"Added {folder} (in {config_file}).")
    else:
        print_text(f"{folder} was added before.")
