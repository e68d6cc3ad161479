"""`prepdeck preview`: cards as the drill will show them, or a scenario whole."""

from pathlib import Path

import click

from prepdeck.cli.opening import confirm_showing, opened
from prepdeck.cli.output import print_note, print_text
from prepdeck.errors import PrepdeckError


@click.command()
@click.argument("what", metavar="PATH|SCENARIO")
@click.option("--note", default="", metavar="ID", help="Only the cards of this note.")
@click.option("--watch", "watches", is_flag=True, help="Show it anew whenever the file is saved, until Ctrl+C.")
@click.option("--yes", is_flag=True, help="Show a scenario's reference without asking.")
@click.pass_context
def preview(ctx: click.Context, what: str, note: str, watches: bool, yes: bool) -> None:
    """Show cards as the drill will, or a scenario whole.

    PATH is a deck file, or a folder of them. A scenario is shown with its strong answers: that asks first, and the
    scenario counts as seen.
    """
    path = Path(what)
    if path.exists() or path.suffix in (".yaml", ".yml"):
        _preview_decks(ctx, path, note, watches)
    else:
        _preview_scenario(ctx, what, yes)


def _preview_decks(ctx: click.Context, path: Path, note: str, watches: bool) -> None:
    from prepdeck.study.previewing import preview_lines, read_decks, stamps

    def show() -> bool:
        is_read = False
        for content in read_decks(path):
            is_read |= content.deck_file is not None
            for line in preview_lines(content, note):
                print_text(line)
            for problem in content.problems:
                print_note(str(problem))
        return is_read

    def show_whatever_it_is() -> None:
        try:
            show()
        except PrepdeckError as error:
            print_note(f"prepdeck: {error.message}")

    if watches:
        from prepdeck.cli.watching import watch

        next(iter(read_decks(path)), None)  # what is no deck is refused before watching begins
        watch(lambda: stamps(path), show_whatever_it_is)
    elif not show():
        ctx.exit(1)


def _preview_scenario(ctx: click.Context, scenario: str, yes: bool) -> None:
    from prepdeck.study.mock_sheets import preview_of
    from prepdeck.study.scenarios import require_rehearsable

    with opened(ctx) as collection:
        confirm_showing(require_rehearsable(collection, scenario).scenario.title, yes)
        shown = preview_of(collection, scenario)
    print_text(shown.rstrip("\n"))
