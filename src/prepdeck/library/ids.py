"""Writing ids into notes that have none: lines are inserted, and nothing else in the file changes."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.events import Mapping, Node, Scalar, Sequence, read_tree, value_at
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import read_bytes
from prepdeck.library.source import BOM, Source, decode
from prepdeck.model.deck import DeckFile
from prepdeck.model.note import Place
from prepdeck.model.problem import Problem

MAX_WORDS = 4
MAX_LENGTH = 32
MAX_READ = 500
"""Characters of a question that are looked at for its telling words."""

_NOWHERE = Place("", 0)
_WORD = re.compile(r"[a-z0-9]+")
_DELETION = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_FILLERS = frozenset(("a", "an", "the", "of", "in", "on", "to", "for", "is", "are", "does", "do", "what", "which"))


def with_ids(content: bytes, suffix: Callable[[], str]) -> tuple[bytes, int]:
    """The file with an id as the first key of every note that had none, and how many were written.

    `suffix` gives a few random lower-case letters and digits at each call, so that ids written on two branches do not
    collide. A file whose YAML has problems is returned as it is. All lines that were there stay as they were, byte for
    byte, but for the first line of such a note, whose key moves to the next line (or behind the id within braces).
    """
    source = decode("", content)
    if isinstance(source, Problem):
        return content, 0
    tree = read_tree(source)
    if tree.root is None or tree.problems:
        return content, 0
    notes = list(_notes(tree.root))
    insertions = list(_insertions(source, notes, suffix))
    written = _inserted(content, source, insertions)
    return (written, len(insertions)) if _only_ids_differ(content, written) else (content, 0)


def write_ids(path: Path, suffix: Callable[[], str]) -> int:
    """Write the missing ids into a file, replacing it atomically; the number written.

    A file that cannot be read is passed over: a check of it says why. Raises OSError where it cannot be written.
    """
    read = read_bytes(path)
    if isinstance(read, Problem):
        return 0
    content, count = with_ids(read.content, suffix)
    if count:
        write_atomically(path, content)
    return count


def slug_of(text: str) -> str:
    """A few telling words of a question as a slug: `zero-3-shard-state`; `note` where it has none."""
    latin = (
        unicodedata.normalize("NFKD", _DELETION.sub(r"\1", text[:MAX_READ]).lower()).encode("ascii", "ignore").decode()
    )
    words = _WORD.findall(latin)
    telling = [word for word in words if word not in _FILLERS] or words or ["note"]
    slug = "-".join(telling[:MAX_WORDS])
    return slug if len(slug) <= MAX_LENGTH else slug[:MAX_LENGTH].rstrip("-")


def _notes(root: Node) -> Iterator[Mapping]:
    notes = value_at(root, "notes")
    for note in notes.items if isinstance(notes, Sequence) else []:
        if isinstance(note, Mapping) and note.entries:
            yield note


def _insertions(source: Source, notes: list[Mapping], suffix: Callable[[], str]) -> Iterator[tuple[int, str]]:
    """What to insert, and the character before which to do so."""
    taken = {_text(note, "id") for note in notes}
    for note in notes:
        if "id" in note.entries:
            continue
        new = f"{_slug_start(note)}-{suffix()}"
        while new in taken:
            new += suffix()
        taken.add(new)
        yield _insertion(source, note, new)


def _slug_start(note: Mapping) -> str:
    return slug_of(next((text for name in ("front", "cloze", "ask") if (text := _text(note, name))), ""))


def _insertion(source: Source, note: Mapping, new: str) -> tuple[int, str]:
    if note.flow:
        first = next(iter(note.entries.values())).key.start
        return first, f"id: {new}, "
    column = source.place(note.start).column - 1
    return note.start, f"id: {new}{_line_end(source, note.start)}{' ' * column}"


def _line_end(source: Source, index: int) -> str:
    """The line end in use around a character."""
    end = re.compile(r"\r\n|\n|\r").search(source.text, index)
    return end[0] if end else "\n"


def _inserted(content: bytes, source: Source, insertions: list[tuple[int, str]]) -> bytes:
    pieces: list[str] = []
    position = 0
    for index, text in insertions:
        pieces += (source.text[position:index], text)
        position = index
    pieces.append(source.text[position:])
    return (BOM if content.startswith(BOM) else b"") + "".join(pieces).encode()


def _only_ids_differ(before: bytes, after: bytes) -> bool:
    """Both files hold the same but for ids and places: the proof that no insertion went wrong."""
    old, new = (read_file("", content).deck_file for content in (before, after))
    return old is not None and new is not None and _anonymous(old) == _anonymous(new)


def _anonymous(file: DeckFile) -> DeckFile:
    return replace(file, line=0, column=0, notes=tuple(replace(note, id="", place=_NOWHERE) for note in file.notes))


def _text(note: Mapping, name: str) -> str:
    value = note.entries[name].value if name in note.entries else None
    return value.text if isinstance(value, Scalar) else ""
