"""Where a card is edited: its own file, or for a built-in deck an overlay in the user's folder."""

import os
from dataclasses import dataclass
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.overlay import overlay_with
from prepdeck.library.search_path import builtin_root, read_bytes
from prepdeck.model.note import Note
from prepdeck.model.problem import Problem, Severity
from prepdeck.paths import make_private_folder
from prepdeck.study.collection import Collection
from prepdeck.study.refreshing import stored_problems


@dataclass(frozen=True, slots=True)
class EditTarget:
    """The file and line to open; `overlay` says that it holds a copy of a built-in note, which it replaces."""

    path: Path
    line: int
    overlay: bool


def edit_target(collection: Collection, key: str) -> EditTarget:
    """Where to edit the note of a card; raises UsageError when there is none to edit.

    Built-in and unwritable files stay as they are: the note is copied to `<deck>-edits.yaml` in the user's decks, which
    extends the deck, so that the change survives an upgrade. A copy that an edit broke is opened where it is broken.
    """
    note = collection.find_note(key.partition("#")[0])
    if note is None:
        raise UsageError(f"{key} is no longer in the library.", "Go on with the next card.")
    path = Path(note.place.path)
    if not is_kept_as_it_is(path):
        return EditTarget(path, note.place.line, overlay=False)
    return _overlay(collection, note)


def is_kept_as_it_is(path: Path) -> bool:
    """Whether a deck file is never written to: prepdeck's own, and those the user may not write."""
    return path.resolve().is_relative_to(builtin_root().path.resolve()) or not os.access(path, os.W_OK)


def first_error_in(collection: Collection, path: Path) -> Problem | None:
    """The first error of a deck file, as it was last read: what keeps an edit of it from being used."""
    there = path.resolve()
    errors = (found for found in stored_problems(collection) if found.severity is Severity.ERROR)
    return next((found for found in errors if Path(found.path).resolve() == there), None)


def _overlay(collection: Collection, note: Note) -> EditTarget:
    source = read_bytes(Path(note.place.path))
    if isinstance(source, Problem):
        raise UsageError(f"{source.path} {source.message}.", "Its card can be answered, but not edited.")
    folder = collection.setup.paths.own_decks
    make_private_folder(folder)
    target = folder / f"{note.deck}-edits.yaml"
    existing = b""
    if target.exists():
        read = read_bytes(target)
        if isinstance(read, Problem):
            raise UsageError(f"{target} {read.message}.", "Mend or move that file first.")
        existing = read.content
    try:
        content, line = overlay_with(existing, note, source.content)
    except ValueError as error:
        if broken := first_error_in(collection, target):
            return EditTarget(target, broken.line, overlay=True)
        raise UsageError(
            f"{note.key} cannot be copied to {target}: {error}.",
            f"It stands in {note.place.path}, line {note.place.line}.",
        ) from error
    try:
        write_atomically(target, content)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror or error}.", "Make it writable.") from error
    return EditTarget(target, line, overlay=True)
