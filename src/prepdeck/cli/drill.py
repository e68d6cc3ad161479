"""`prepdeck drill`: drill now, on the screen or line by line."""

import sys

import click

from prepdeck.cli.limit import LIMIT
from prepdeck.cli.opening import confirm_clock, has_terminal, open_screen, opened


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--tag", default="", help="Only cards with this tag.")
@click.option("--search", "query", default="", metavar="QUERY", help="Only cards the search finds.")
@click.option("--limit", type=LIMIT, help="The most cards to ask.")
@click.option("--cram", is_flag=True, help="Ask cards whether due or not, and leave the schedule alone.")
@click.option("--quiet", is_flag=True, help="Leave what is said aloud for another time.")
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.pass_context
def drill(
    ctx: click.Context,
    decks: tuple[str, ...],
    tag: str,
    query: str,
    limit: int | None,
    cram: bool,
    quiet: bool,
    plain: bool,
) -> None:
    """Drill what is due, in all decks or those named."""
    from prepdeck.study.request import DrillRequest

    request = DrillRequest(decks, tag, query, limit, cram, quiet)
    if not plain and has_terminal():
        ctx.exit(open_screen(ctx, request))
    from prepdeck.drills.plain import drill_plainly
    from prepdeck.study.drilling import start_drill

    with opened(ctx) as collection:
        confirm_clock(collection)
        drill_plainly(start_drill(collection, request), _read_line, _write_line, lambda: collection.now().at_ms)


def _read_line() -> str | None:
    """The next line that was typed, None at the end of input."""
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _write_line(text: str) -> None:
    from prepdeck.cli.output import print_text

    print_text(text)
    sys.stdout.flush()
