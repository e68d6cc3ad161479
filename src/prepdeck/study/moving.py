"""Moving a note to another deck: it keeps its id, says what it was, and its progress follows."""

from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.appending import with_notes
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.deck_writer import note_text
from prepdeck.library.entries import entry_of
from prepdeck.library.removing import without_note
from prepdeck.library.search_path import builtin_root, read_bytes
from prepdeck.model.entry import Entry
from prepdeck.model.keys import parse_key
from prepdeck.model.note import PRIVATE_KINDS, Note
from prepdeck.model.problem import Problem
from prepdeck.study.collection import Collection
from prepdeck.study.refreshing import RefreshReport, refresh


def move_note(collection: Collection, key: str, deck: str) -> tuple[str, RefreshReport]:
    """Move a note; returns its new key. Raises UsageError, with both files as they were, where it cannot be moved.

    What its deck gave it by `defaults` and `tags` is written into it. The target is written first: a crash between the
    two leaves the note twice, never not at all.
    """
    collection.require_decks([deck])
    try:
        old_key = parse_key(key).note_key
    except ValueError as error:
        raise UsageError(str(error), "prepdeck search finds keys.") from error
    note = collection.find_note(old_key)
    if note is None:
        raise UsageError(f"There is no note {key}.", "prepdeck search finds keys.")
    if note.kind in PRIVATE_KINDS:
        raise UsageError(f"{key} is a story, which is a file of its own.", "Move its file; prepdeck locate stories.")
    new_key = f"{deck}/{note.id}"
    if new_key == old_key:
        raise UsageError(f"{old_key} is in {deck} already.")
    if collection.find_note(new_key) is not None:
        raise UsageError(f"{deck} has a note {note.id} of its own.", "Give one of the two another id first.")
    source, target = Path(note.place.path), Path(next(one.path for one in collection.decks if one.slug == deck))
    for path in (source, target):
        if path.is_relative_to(builtin_root().path):
            raise UsageError(
                f"{path.name} comes with prepdeck and is not changed.",
                "Write a deck of your own that begins with extends: instead.",
            )
    grown = with_notes(_content(target), [note_text(_moved(note, old_key))])
    shrunk = without_note(_content(source), note.id)
    if grown is None:
        raise UsageError(f"{target} does not end with its notes, a line each.", "Put notes: last in it, then move.")
    if shrunk is None:
        raise UsageError(f"{old_key} cannot be taken out of {source} by itself.", "Move it in your editor, with was:.")
    try:
        write_atomically(target, grown[0])
        write_atomically(source, shrunk)
    except OSError as error:
        raise UsageError(
            f"{error.filename} cannot be written: {error.strerror or error}.", "Make it writable, then move again."
        ) from error
    return new_key, refresh(collection)


def _moved(note: Note, old_key: str) -> Entry:
    entry = entry_of(note)
    was = [*(key for key in note.was if key != old_key), old_key]
    return {"id": note.id, "was": was} | {name: value for name, value in entry.items() if name not in ("id", "was")}


def _content(path: Path) -> bytes:
    read = read_bytes(path)
    if isinstance(read, Problem):
        raise UsageError(f"{path} {read.message}.", "Make it readable.")
    return read.content
