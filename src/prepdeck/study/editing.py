"""Where a card is edited: its own file, or for a built-in deck an overlay in the user's folder."""

import os
from dataclasses import dataclass
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.overlay import overlay_with
from prepdeck.library.search_path import builtin_root, read_bytes
from prepdeck.model.note import Note
from prepdeck.model.problem import Problem
from prepdeck.paths import make_private_folder
from prepdeck.study.collection import Collection


@dataclass(frozen=True, slots=True)
class EditTarget:
    """The file and line to open; `overlay` says that it holds a copy of a built-in note, which it replaces."""

    path: Path
    line: int
    overlay: bool


def edit_target(collection: Collection, key: str) -> EditTarget:
    """Where to edit the note of a card; raises UsageError when there is none to edit.

    Built-in and unwritable files stay as they are: the note is copied to `<deck>-edits.yaml` in the user's decks, which
    extends the deck, so that the change survives an upgrade.
    """
    note = collection.find_note(key.partition("#")[0])
    if note is None:
        raise UsageError(f"{key} is no longer in the library.", "Go on with the next card.")
    path = Path(note.place.path)
    if not path.resolve().is_relative_to(builtin_root().path.resolve()) and os.access(path, os.W_OK):
        return EditTarget(path, note.place.line, overlay=False)
    return _overlay(collection, note)


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
    content, line = overlay_with(existing, note, source.content)
    write_atomically(target, content)
    return EditTarget(target, line, overlay=True)
