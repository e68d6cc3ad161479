"""Where the notes of an import go: a file of the user's own, made, continued, or beside a deck that is not theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prepdeck.errors import UsageError
from prepdeck.library.appending import with_notes
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.deck_writer import deck_text, note_text
from prepdeck.library.search_path import read_bytes
from prepdeck.model.entry import Entry
from prepdeck.model.problem import Problem
from prepdeck.study.collection import Collection

MAX_FILE_BYTES = 6 * 1024 * 1024
MAX_FILE_NOTES = 20_000
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class DeckTarget:
    """The deck `slug`, and the file its new notes go to; `extends` where the deck itself is in another file."""

    slug: str
    path: Path
    exists: bool
    extends: bool


def target_for(collection: Collection, slug: str, is_meant: bool) -> DeckTarget:
    """The place for new notes of a deck; `is_meant` where the source names this very deck and not just a title."""
    own = collection.setup.paths.own_decks
    decks = {deck.slug: Path(deck.path) for deck in collection.decks}
    known = decks.get(slug)
    if known is not None and known.is_relative_to(own):
        return DeckTarget(slug, known, exists=True, extends=False)
    if known is None:
        path = own / f"{slug}.yaml"
        if path.exists():
            raise UsageError(f"{path} exists and is not the deck {slug}.", f"Name another: --deck {slug}-2")
        return DeckTarget(slug, path, exists=False, extends=False)
    if not is_meant:
        return target_for(collection, f"{slug}-imported", is_meant=True)
    path = own / f"{slug}-more.yaml"
    return DeckTarget(slug, path, path.exists(), extends=True)


def contents(
    target: DeckTarget, title: str, entries: Iterable[Entry], comment: str, options: Mapping[str, Any]
) -> list[tuple[Path, bytes]]:
    """The files to write, each with its whole content; raises UsageError where notes cannot be added to one.

    `options` are for a deck that is made here; one that is here has its own.
    """
    entries = list(entries)
    if target.exists:
        read = read_bytes(target.path)
        grown = None if isinstance(read, Problem) else with_notes(read.content, [note_text(one) for one in entries])
        if grown is None:
            raise UsageError(
                f"{target.path} does not end with its notes, a line each; it was left as it was.",
                "Put notes: last in it, or import into another deck: --deck NAME",
            )
        return [(target.path, grown[0])]
    parts = list(_in_parts(entries))
    files = []
    for number, part in enumerate(parts, 1):
        is_first = number == 1
        path = target.path if is_first else target.path.with_stem(f"{target.path.stem}-{number}")
        extends = target.extends or not is_first
        told, chosen = (comment, options) if is_first else ("", {})
        files.append((path, deck_text(target.slug, title, part, told, extends, chosen).encode()))
    return files


def write_own_files(folder: Path, files: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Write files of the user's own, for their eyes only; raises UsageError naming the one that cannot be."""
    written = []
    for path, content in files:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(path, content, mode_if_new=PRIVATE)
        except OSError as error:
            raise UsageError(
                f"{path} cannot be written: {error.strerror or error}.", f"Make {folder} writable, or free some space."
            ) from error
        written.append(path)
    return written


def _in_parts(entries: list[Entry]) -> Iterable[list[Entry]]:
    """Parts that stay far below what one deck file may hold."""
    part: list[Entry] = []
    size = 0
    for entry in entries:
        length = len(note_text(entry).encode())
        if part and (size + length > MAX_FILE_BYTES or len(part) >= MAX_FILE_NOTES):
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
    if part:
        yield part
