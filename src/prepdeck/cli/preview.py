"""`prepdeck preview`: the cards of a file as the drill will show them."""

from pathlib import Path

import click

from prepdeck.cli.output import print_note, print_text
from prepdeck.errors import PrepdeckError


@click.command()
@click.argument("path", type=Path, metavar="PATH")
@click.option("--note", default="", metavar="ID", help="Only the cards of this note.")
@click.option("--watch", "watches", is_flag=True, help="Show it anew whenever the file is saved, until Ctrl+C.")
@click.pass_context
def preview(ctx: click.Context, path: Path, note: str, watches: bool) -> None:
    """Show each card of a deck file as the drill will.

    PATH is a deck file, or a folder of them.
    """
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
