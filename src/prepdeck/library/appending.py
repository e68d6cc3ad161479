"""Appending a note to a deck file: what was there stays, byte for byte."""

from prepdeck.library.events import Scalar, Sequence, read_tree, value_at
from prepdeck.library.source import decode
from prepdeck.model.problem import Problem


def with_note(content: bytes, entry: str) -> tuple[bytes, int] | None:
    """The deck file with one more note at its end, and the line (from 1) it begins at; None as `with_notes`."""
    return with_notes(content, [entry])


def with_notes(content: bytes, entries: list[str]) -> tuple[bytes, int] | None:
    """The deck file with more notes at its end, and the line (from 1) the first of them begins at.

    Each entry is a note's lines, indented by two, and is indented as its neighbours are. None where a note at the end
    would be none of the file's: `notes` stand before other keys or in brackets, or the YAML has problems.
    """
    indents = _indents_of_notes(content)
    if indents is None:
        return None
    line_end = "\r\n" if b"\r\n" in content else "\n"
    indent = indents[-1] if indents else "  "
    lines = [line and indent + line[2:] for entry in entries for line in entry.removesuffix("\n").split("\n")]
    before = content if content.endswith(b"\n") else content + line_end.encode()
    after = before + "".join(line + line_end for line in lines).encode()
    grown = _indents_of_notes(after)
    if grown is None or len(grown) != len(indents) + len(entries):
        return None
    return after, before.count(b"\n") + 1


def _indents_of_notes(content: bytes) -> list[str] | None:
    """The spaces that each entry under `notes` begins with; None where no notes can be read."""
    source = decode("", content)
    tree = None if isinstance(source, Problem) else read_tree(source)
    if isinstance(source, Problem) or tree is None or tree.root is None or tree.problems:
        return None
    notes = value_at(tree.root, "notes")
    if isinstance(notes, Scalar) and not notes.text:
        return []
    if not isinstance(notes, Sequence):
        return None
    lines = [source.text[source.line_starts[source.place(note.start).line - 1] : note.start] for note in notes.items]
    return [line[: len(line) - len(line.lstrip(" "))] for line in lines]
