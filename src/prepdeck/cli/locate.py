"""`prepdeck locate`: where things are kept."""

import click

from prepdeck.cli.opening import setup_of
from prepdeck.cli.output import print_columns, print_json, print_text

PLACES = ("config", "data", "cache", "store", "decks", "stories", "builtin")


@click.command()
@click.argument("place", required=False, type=click.Choice(PLACES), metavar="[PLACE]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def locate(ctx: click.Context, place: str | None, as_json: bool) -> None:
    """Show where prepdeck keeps its files.

    With PLACE only that path, for scripts.
    """
    from prepdeck.library.search_path import builtin_root

    paths = setup_of(ctx).paths
    found = {
        "config": str(paths.config_file),
        "data": str(paths.data),
        "cache": str(paths.cache),
        "store": str(paths.store),
        "decks": str(paths.own_decks),
        "stories": str(paths.stories),
        "builtin": str(builtin_root().path),
    }
    if as_json:
        print_json(found if place is None else {place: found[place]})
    elif place is not None:
        print_text(found[place])
    else:
        print_columns(list(found.items()))
