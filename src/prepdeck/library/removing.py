"""Taking one note out of a deck file: all other lines stay, byte for byte."""

from dataclasses import replace

from prepdeck.library.events import Mapping, Node, Scalar, Sequence, read_tree, value_at
from prepdeck.library.reader import read_file
from prepdeck.library.source import BOM, decode
from prepdeck.model.deck import DeckFile
from prepdeck.model.note import Place
from prepdeck.model.problem import Problem

_NOWHERE = Place("", 0)


def without_note(content: bytes, note_id: str) -> bytes | None:
    """The file without that note; None where it has no such note, or its lines hold something else as well."""
    source = decode("", content)
    tree = None if isinstance(source, Problem) else read_tree(source)
    if isinstance(source, Problem) or tree is None or tree.root is None or tree.problems:
        return None
    notes = value_at(tree.root, "notes")
    node = next((one for one in notes.items if _id(one) == note_id), None) if isinstance(notes, Sequence) else None
    if node is None or not isinstance(notes, Sequence) or notes.flow:
        return None
    first = source.place(node.start).line - 1
    last = source.place(max(node.start, _end(source.text, node) - 1)).line
    starts = [*source.line_starts, len(source.text)]
    after = starts[last] if last < len(starts) else len(source.text)
    while source.text.startswith(("\n", "\r\n"), after) and source.text[: starts[first]].endswith(("\n\n", "\r\n\r\n")):
        after = source.text.index("\n", after) + 1
    rest = source.text[: starts[first]] + source.text[after:]
    if len(notes.items) == 1:
        return None
    left = (BOM if content.startswith(BOM) else b"") + rest.encode()
    return left if _differ_by(content, left, note_id) else None


def _end(text: str, node: Node) -> int:
    """Behind the last character that belongs to a node."""
    if isinstance(node, Scalar):
        return node.start + len(text[node.start : node.end].rstrip())
    if isinstance(node, Sequence | Mapping) and node.flow:
        return node.end
    inner = node.items if isinstance(node, Sequence) else [entry.value for entry in node.entries.values()]
    keys = [entry.key.end for entry in node.entries.values()] if isinstance(node, Mapping) else []
    return max([node.start + 1, *keys, *(_end(text, one) for one in inner)])


def _id(node: Node) -> str:
    value = value_at(node, "id")
    return value.text if isinstance(value, Scalar) and isinstance(node, Mapping) and "id" in node.entries else ""


def _differ_by(before: bytes, after: bytes, note_id: str) -> bool:
    old, new = (read_file("", content).deck_file for content in (before, after))
    if old is None or new is None:
        return False
    kept = tuple(note for note in _placeless(old).notes if note.id != note_id)
    return replace(_placeless(old), notes=kept) == _placeless(new) and len(kept) == len(old.notes) - 1


def _placeless(file: DeckFile) -> DeckFile:
    return replace(file, line=0, column=0, notes=tuple(replace(note, place=_NOWHERE) for note in file.notes))
