"""`prepdeck preview`: a scenario whole, with what is hidden until its debrief."""

import click

from prepdeck.cli.opening import confirm_showing, opened
from prepdeck.cli.output import print_text


@click.command()
@click.argument("scenario")
@click.option("--yes", is_flag=True, help="Show the reference without asking.")
@click.pass_context
def preview(ctx: click.Context, scenario: str, yes: bool) -> None:
    """Show a scenario whole, strong answers and all.

    It asks first, and the scenario counts as seen: the result of a later mock says so.
    """
    _preview_scenario(ctx, scenario, yes)


def _preview_scenario(ctx: click.Context, scenario: str, yes: bool) -> None:
    from prepdeck.study.mock_sheets import preview_of
    from prepdeck.study.scenarios import require_rehearsable

    with opened(ctx) as collection:
        confirm_showing(require_rehearsable(collection, scenario).scenario.title, yes)
        shown = preview_of(collection, scenario)
    print_text(shown.rstrip("\n"))
