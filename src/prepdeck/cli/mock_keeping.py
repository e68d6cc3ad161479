"""`prepdeck mock export` and `log`: a mock as a file, and one that was done elsewhere."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepdeck.cli.dates import parse_date
from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_note, print_text
from prepdeck.errors import UsageError

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection

_ID = re.compile(r"[0-9a-f-]*")
LONGEST_ELSEWHERE = 600
"""Minutes; a whole day of interviews is several mocks."""


@click.command()
@click.argument("mock_id", required=False, default="", metavar="[ID]")
@click.argument("file", required=False, default="", metavar="[FILE]")
@click.option("--force", is_flag=True, help="Write FILE also where there is one already.")
@click.pass_context
def export(ctx: click.Context, mock_id: str, file: str, force: bool) -> None:
    """Print the report of a mock as Markdown, or write it to FILE.

    Without ID it is the newest one; a single word that cannot be an ID is the FILE.
    """
    from prepdeck.study.mock_export import report_of
    from prepdeck.study.mock_lookup import past_mock_of

    if mock_id and not file and not _ID.fullmatch(mock_id):
        mock_id, file = "", mock_id
    with opened(ctx) as collection:
        report = report_of(past_mock_of(collection, mock_id))
    if not file:
        print_text(report.rstrip("\n"))
        return
    path = Path(file).absolute()
    write_report_file(path, report, force)
    print_note(f"Wrote {path}.")


def write_report_file(path: Path, report: str, force: bool) -> None:
    """Write a report into a file only its owner can read; raises UsageError for one that is there or cannot be."""
    from prepdeck.config import write_privately

    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name the file as well.")
    if not force and (path.exists() or path.is_symlink()):
        raise UsageError(f"{path} is there already.", "Choose another name, or say --force.")
    try:
        write_privately(path, report)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", "Check the folder and its free space."
        ) from error


@click.command()
@click.argument("scenario")
@click.option("--on", required=True, metavar="DATE", help="The day of it, as 2026-11-20.")
@click.option(
    "--minutes",
    required=True,
    type=click.IntRange(1, LONGEST_ELSEWHERE),
    metavar="N",
    help="How long it took.",
)
@click.option(
    "--framework", default="", metavar="F", help="Whose axes the scores are of; the scenario's where nothing is said."
)
@click.option(
    "--axis", "axes", multiple=True, metavar="AXIS=SCORE", help="A score, 1 to 4; may be given several times."
)
@click.option("--missed", multiple=True, metavar="TEXT", help="Something missed; may be given several times.")
@click.option("--note", default="", metavar="TEXT", help="What else is to be remembered.")
@click.pass_context
def log(
    ctx: click.Context,
    scenario: str,
    on: str,
    minutes: int,
    framework: str,
    axes: tuple[str, ...],
    missed: tuple[str, ...],
    note: str,
) -> None:
    """Record a mock that was done elsewhere.

    SCENARIO is the name of one of yours, or any title.
    """
    from prepdeck.model.records import MockElsewhere
    from prepdeck.study.mock_history import log_elsewhere

    title = " ".join(scenario.split())
    if not title:
        raise UsageError("The mock needs a name.", "The name of a scenario, or any title.")
    try:
        day = parse_date(on)
    except ValueError as error:
        raise click.UsageError(str(error), ctx) from error
    scores = _scores(axes)
    kept = tuple(text.strip() for text in missed if text.strip())
    with opened(ctx) as collection:
        log_elsewhere(
            collection, MockElsewhere(title, day.isoformat(), minutes, scores, kept, note.strip(), framework.strip())
        )
        _tell_if_unknown(collection, title)
    print_text(f"Logged: {title}, {day.isoformat()}. prepdeck undo takes it back.")


def _scores(axes: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    scores: dict[str, int] = {}
    for text in axes:
        axis, _, score = text.partition("=")
        if not re.fullmatch(r"[0-9]{1,3}", score.strip()):
            raise UsageError(f"--axis {text} has no score.", "Write --axis modeling=3, with a score of 1 to 4.")
        if axis.strip() in scores:
            raise UsageError(f"The axis {axis.strip()} has two scores.", "Give each axis once.")
        scores[axis.strip()] = int(score)
    return tuple(scores.items())


def _tell_if_unknown(collection: "Collection", title: str) -> None:
    """A misspelt name would not count as an attempt at its scenario, so that is said."""
    from difflib import get_close_matches

    from prepdeck.study.scenarios import rehearsables_of

    there_are = rehearsables_of(collection)
    if title not in there_are:
        near = get_close_matches(title.lower().replace(" ", "-"), there_are, n=1, cutoff=0.6)
        meant = f" If you meant {near[0]}: prepdeck undo, and log it with that name." if near else ""
        print_note(f"No scenario has this name: it is kept as a title.{meant}")
