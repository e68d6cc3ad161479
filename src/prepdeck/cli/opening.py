"""Opening the collection for a command, and the screen."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from prepdeck.cli.output import counted, print_note
from prepdeck.errors import UsageError

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_opening import MockOpening
    from prepdeck.study.request import DrillRequest, RehearsalRequest
    from prepdeck.study.setup import Setup


def setup_of(ctx: click.Context) -> "Setup":
    """The folders and the configuration of this call."""
    from prepdeck.study.setup import prepare

    paths, deck_paths = ctx.find_root().obj
    return prepare(paths, deck_paths)


@contextmanager
def opened(ctx: click.Context) -> Iterator["Collection"]:
    """The collection with its deck files read; errors in them are counted on stderr, not shown in full."""
    from prepdeck.study.opening import open_collection
    from prepdeck.study.refreshing import stored_problems

    collection = open_collection(setup_of(ctx))
    try:
        errors = [problem for problem in stored_problems(collection) if problem.severity.title == "error"]
        if errors:
            files = counted(len({problem.path for problem in errors}), "deck file")
            print_note(f"{counted(len(errors), 'error')} in {files}; the rest works. See: prepdeck check")
            print_note(f"  The first: {errors[0]}")
        yield collection
    finally:
        collection.close()


def has_terminal() -> bool:
    """Whether there is a terminal to draw the screen on and to read keys from."""
    return sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"


def open_screen(ctx: click.Context, request: "DrillRequest | MockOpening | RehearsalRequest | None" = None) -> int:
    """Open the screen, on Today or straight in a drill or a mock."""
    from prepdeck.tui.app import run

    setup = setup_of(ctx)
    return run(setup, request)


def confirm_clock(collection: "Collection") -> None:
    """Ask before writing when the clock looks wrong; stops the command unless the answer is yes."""
    doubt = collection.clock_doubt()
    if doubt is None:
        return
    print_note(f"{doubt} Answers stored now would carry that date.")
    if not sys.stdin.isatty() or not click.confirm("Is the clock right?", err=True):
        raise UsageError("Nothing was stored.", "Set the clock, or answer yes in a terminal.")


def confirm_showing(title: str, already_yes: bool) -> None:
    """Ask before the reference of a scenario is shown; stops the command unless the answer is yes."""
    if already_yes:
        return
    print_note(f"This shows the reference of {title}, which is hidden until its debrief, and marks it as seen.")
    if not sys.stdin.isatty():
        raise UsageError("Nothing was shown.", "Answer yes in a terminal, or say --yes.")
    sys.stderr.write("Show it? [y/N] ")  # click.confirm leaves a space on stdout, which is the sheet's
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Nothing was shown.", "prepdeck mock rehearses it with the reference hidden.")
