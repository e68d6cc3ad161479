"""`prepdeck log`: what was done, newest first."""

import click

from prepdeck.cli.limit import LIMIT
from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_columns, print_json, print_text


@click.command()
@click.option("--limit", default=20, show_default=True, type=LIMIT, help="The most actions to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def log(ctx: click.Context, limit: int, as_json: bool) -> None:
    """Show what was done, newest first, and what of it was undone."""
    from prepdeck.model.study_day import instant_text
    from prepdeck.study.actions import newest_actions

    with opened(ctx) as collection:
        actions = newest_actions(collection, limit)
        local = [collection.setup.clock.at(action.at_ms) for action in actions]
    if as_json:
        print_json(
            [
                {
                    "at": instant_text(action.at_ms),
                    "what": action.text,
                    "records": action.records,
                    "undone": action.undone,
                }
                for action in actions
            ]
        )
        return
    if not actions:
        print_text("Nothing has been done yet.")
    print_columns(
        [
            (
                instant_text(at.at_ms + at.offset_minutes * 60_000)[:16].replace("T", " "),
                action.text,
                "undone" * action.undone,
            )
            for at, action in zip(local, actions, strict=True)
        ]
    )
