"""`prepdeck new`: a template to fill in, valid as it stands."""

import sys
from pathlib import Path

import click

from prepdeck.cli.opening import setup_of
from prepdeck.cli.output import counted, print_text
from prepdeck.errors import UsageError


@click.command()
@click.argument("what", type=click.Choice(["deck", "note", "story", "repo"]), metavar="KIND")
@click.argument("path", required=False, type=Path)
@click.option("--title", metavar="T", help="The title of the deck or the story.")
@click.option("--kind", default="basic", show_default=True, help="The kind of note.")
@click.option("--from", "source", type=Path, metavar="FILE", help="Take stories out of a Markdown file.")
@click.pass_context
def new(ctx: click.Context, what: str, path: Path | None, title: str | None, kind: str, source: Path | None) -> None:
    """Begin a deck, a note, a story or a repository.

    KIND is deck, note, story or repo. A deck is written to PATH, or into your own decks; a note is appended to the deck
    file PATH, or printed; a story goes where only you look, unless PATH says otherwise; a repo is a new folder PATH of
    decks to share by git.
    """
    if source is not None and what != "story":
        raise click.UsageError("--from takes stories: prepdeck new story --from stories.md", ctx)
    if what == "note":
        _new_note(path, kind)
    elif what == "repo":
        _new_repository(path, title)
    elif what == "story":
        _new_story(ctx, path, title, source)
    else:
        _new_deck(ctx, path, title)


def _new_note(path: Path | None, kind: str) -> None:
    from prepdeck.study.authoring import append_note, note_text

    if path is None:
        print_text(note_text(kind))
    else:
        print_text(f"Appended a {kind} note to {path}, line {append_note(path, kind)}.")


def _new_deck(ctx: click.Context, path: Path | None, title: str | None) -> None:
    from prepdeck.study.authoring import create_deck

    if title is None and path is None:
        title = _asked_title("deck", "prepdeck new deck --title 'Feature stores'")
    created = create_deck(setup_of(ctx), path, title)
    print_text(f"Wrote {created}. Open it in your editor; prepdeck check {created} tells what is wrong.")


def _new_repository(path: Path | None, title: str | None) -> None:
    from prepdeck.study.repository import create_repository

    if path is None:
        raise UsageError("The repository needs a folder.", "prepdeck new repo our-decks")
    for written in create_repository(path, title):
        print_text(str(written))
    print_text(f"Read it from now on: prepdeck decks add {path}")


def _new_story(ctx: click.Context, path: Path | None, title: str | None, source: Path | None) -> None:
    from prepdeck.study.story_files import create_story, import_stories

    if source is not None:
        written = import_stories(setup_of(ctx), source, path)
        for each in written:
            print_text(str(each))
        print_text(f"Wrote {counted(len(written), 'file')}. prepdeck check tells what an interviewer would ask about.")
        return
    if title is None:
        title = _title_of(path) or _asked_title("story", "prepdeck new story --title 'The nightly forecast'")
    created = create_story(setup_of(ctx), path, title)
    print_text(f"Wrote {created}, readable by you alone. Fill it in; prepdeck check tells what contradicts.")


def _title_of(path: Path | None) -> str:
    """A title made of the name of a file; empty for a folder."""
    return path.stem.replace("-", " ").capitalize() if path is not None and not path.is_dir() else ""


def _asked_title(what: str, example: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"The {what} needs a title or a path.", example)
    title: str = click.prompt(f"Title of the {what}", err=True)
    return title
