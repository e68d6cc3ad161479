"""Overlays: files that extend a deck with changed copies of its notes, the lines copied as they were written."""

from prepdeck.library.appending import with_note
from prepdeck.library.events import Mapping, Node, Scalar, Sequence, read_tree, value_at
from prepdeck.library.source import decode
from prepdeck.model.note import Note
from prepdeck.model.problem import Problem

INHERITED = ("tags", "defaults")
"""What a deck says for all its notes, which the copies need as well."""


def overlay_with(existing: bytes, note: Note, source: bytes) -> tuple[bytes, int]:
    """The overlay `existing` with a copy of `note` from the deck file `source`, and the line (from 1) it begins at.

    An empty `existing` becomes a new file, with the tags and defaults of the deck. The copy keeps the lines of the
    original; raises ValueError where the note is not found in `source`, or `existing` does not end with its notes.
    """
    decoded = decode("", source)
    if isinstance(decoded, Problem):
        raise ValueError(decoded.message)
    root = read_tree(decoded).root
    if not isinstance(root, Mapping):
        raise ValueError("the file holds no deck")
    copied = _note_lines(decoded.text, root, note.id)
    content = existing or _header(decoded.text, root, note.deck).encode()
    appended = with_note(content, copied)
    if appended is None:
        raise ValueError("that file does not end with its notes, a line each")
    return appended


def _header(text: str, root: Mapping, deck: str) -> str:
    inherited = [root.entries[name] for name in INHERITED if name in root.entries]
    lines = [text[entry.key.start : entry.value.end].rstrip() for entry in inherited]
    return "\n".join([f"extends: {deck}", *lines, "notes:\n"])


def _note_lines(text: str, root: Mapping, note_id: str) -> str:
    """The lines of one note, as an entry of a list indented by two; raises ValueError where it is not there."""
    notes = value_at(root, "notes")
    if not isinstance(notes, Sequence):
        raise ValueError("the file has no notes")
    for index, node in enumerate(notes.items):
        if _id_of(node) == note_id:
            following = notes.items[index + 1].start if index + 1 < len(notes.items) else len(text)
            return _as_entry(text, node, following)
    raise ValueError(f"the file has no note {note_id}")


def _id_of(node: Node) -> str:
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


def _as_entry(text: str, node: Node, following: int) -> str:
    """From the note's dash to the next one, comments between them left out, its indentation changed to two."""
    first = text.rfind("\n", 0, node.start) + 1
    last = text.rfind("\n", 0, following) + 1 if following < len(text) else len(text)
    indent = len(text[first : node.start]) - len(text[first : node.start].lstrip(" "))
    lines = text[first:last].rstrip().split("\n")
    while lines and (
        not lines[-1].strip()
        or (lines[-1].lstrip().startswith("#") and len(lines[-1]) - len(lines[-1].lstrip()) <= indent)
    ):
        lines.pop()
    return "".join(f"  {line[indent:]}\n" if line.strip() else "\n" for line in lines)
