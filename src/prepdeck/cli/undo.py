"""`prepdeck undo` and `redo`: step back and forth through what was done on this machine."""

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_text


@click.command()
@click.pass_context
def undo(ctx: click.Context) -> None:
    """Take back the newest action, of any session on this machine."""
    from prepdeck.study.actions import undone_action

    with opened(ctx) as collection:
        records = collection.undo()
        print_text(f"Undone: {undone_action(records).text}." if records else "Nothing to undo.")


@click.command()
@click.pass_context
def redo(ctx: click.Context) -> None:
    """Do again what was undone last."""
    from prepdeck.study.actions import undone_action

    with opened(ctx) as collection:
        records = collection.redo()
        print_text(f"Done again: {undone_action(records).text}." if records else "Nothing to redo.")
