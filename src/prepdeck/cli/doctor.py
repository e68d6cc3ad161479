"""`prepdeck doctor`: check the store, and make anew what is derived."""

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text


@click.command()
@click.option("--rebuild", "rebuilds", is_flag=True, help="Make card states, statistics and search anew from the log.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def doctor(ctx: click.Context, rebuilds: bool, as_json: bool) -> None:
    """Check the store: sound, and all in it following from the log."""
    from prepdeck.study.doctor import examine

    with opened(ctx) as collection:
        found = examine(collection, keep=rebuilds)
    if as_json:
        print_json(
            {
                "records": found.records,
                "differing": list(found.differing),
                "damage": list(found.damage),
                "rebuilt": rebuilds,
            }
        )
    else:
        for line in found.damage:
            print_text(f"damaged: {line}")
        if found.damage:
            print_text("Keep a copy of the file before anything else: prepdeck locate store tells where it is.")
        print_text(f"{counted(found.records, 'record')} replayed.")
        if not found.differing:
            print_text("Everything derived from the log is as it should be.")
        else:
            tables = ", ".join(found.differing)
            print_text(f"Made anew: {tables}." if rebuilds else f"Different from the log: {tables}.")
    if found.differing and not rebuilds and not as_json:
        print_text("Repair it: prepdeck doctor --rebuild")
    if found.damage or (found.differing and not rebuilds):
        ctx.exit(1)
