"""`prepdeck diff`: what changed in decks since a revision, and what that means for progress."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.study.differing import ChangedNote

_TOGETHER = 3
"""Notes of one deck that are renamed alike, and are still told one by one."""


@click.command()
@click.argument("revision", metavar="REV")
@click.argument("path", type=Path, default=Path(), metavar="[PATH]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def diff(ctx: click.Context, revision: str, path: Path, as_json: bool) -> None:
    """Compare the decks under PATH with revision REV.

    PATH is this folder where nothing is said. Cards that were removed and have progress are told.
    """
    from prepdeck.study.differing import difference_since
    from prepdeck.text.safe import one_line

    with opened(ctx) as collection:
        found = difference_since(collection, path, revision)
    if as_json:
        parts = ("added", "changed", "renamed", "removed")
        document: dict[str, Any] = {part: [_document(note) for note in getattr(found, part)] for part in parts}
        print_json(document | {"orphaned": list(found.orphaned)})
        return
    for note in found.added:
        print_text(f"added    {note.key}  {one_line(note.front, 50)}")
    for note in found.changed:
        print_text(f"changed  {note.key}  {', '.join(note.fields)}")
    for line in _renamed_lines(found.renamed):
        print_text(line)
    for note in found.removed:
        lost = "  has progress: nothing takes it over" if note.key in found.orphaned else ""
        print_text(f"removed  {note.key}  {one_line(note.front, 50)}{lost}")
    counts = (len(found.added), len(found.changed), len(found.renamed), len(found.removed))
    print_text("{} added, {} changed, {} renamed, {} removed.".format(*counts))
    if found.orphaned:
        print_text(
            f"{counted(len(found.orphaned), 'note')} would leave progress behind: write was: in what replaces it. "
            "prepdeck carry tells what looks alike."
        )


def _renamed_lines(notes: "tuple[ChangedNote, ...]") -> Iterator[str]:
    """A line each; notes that went from one deck to another under their ids are told together."""
    moved: dict[tuple[str, str], list[ChangedNote]] = {}
    for note in notes:
        (old_deck, _, old_id), (deck, _, note_id) = note.was.partition("/"), note.key.partition("/")
        if old_id == note_id:
            moved.setdefault((old_deck, deck), []).append(note)
    together = {decks: count for decks, of_decks in moved.items() if (count := len(of_decks)) > _TOGETHER}
    told = {note.key for decks in together for note in moved[decks]}
    for (old_deck, deck), count in together.items():
        yield f"renamed  {old_deck} -> {deck}  {count} notes, progress follows"
    yield from (f"renamed  {note.was} -> {note.key}  progress follows" for note in notes if note.key not in told)


def _document(note: "ChangedNote") -> dict[str, Any]:
    return {"key": note.key, "front": note.front, "fields": list(note.fields), "was": note.was or None}
