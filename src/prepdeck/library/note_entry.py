"""One note of a deck file as a text of its own, and back into the file: what is around it stays, byte for byte."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from prepdeck.library.events import Mapping, Node, Scalar, Sequence, read_tree, value_at
from prepdeck.library.reader import FileContent, read_file
from prepdeck.library.source import BOM, Source, decode
from prepdeck.library.style import style_problems, unsilenced
from prepdeck.model.note import Note
from prepdeck.model.problem import Problem, Severity

_INDENT = re.compile(r" *")


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """Where a note stands in a file, and its keys and values with the indentation taken away.

    `start` and `end` are characters of the decoded file, `line` is where it begins (from 1), `column` how far its first
    key is indented, `indent` what every further line is indented by. `place` is its place among the notes.
    """

    text: str
    place: int
    start: int
    end: int
    line: int
    column: int
    indent: int


def entry_of(content: bytes, note_id: str) -> NoteEntry:
    """The entry of the note with this id; raises ValueError saying why there is none."""
    source, notes = _notes_of(content)
    for place, node in enumerate(notes.items):
        if text_at(node, "id") == note_id:
            return _entry(source, notes, place)
    raise ValueError(f"the file has no note {note_id}")


def last_entry(content: bytes) -> NoteEntry:
    """The entry of the last note; raises ValueError saying why there is none."""
    source, notes = _notes_of(content)
    if not notes.items:
        raise ValueError("the file has no notes")
    return _entry(source, notes, len(notes.items) - 1)


def with_entry(content: bytes, entry: NoteEntry, text: str) -> bytes:
    """The file with another text in the note's place; unchanged where the text is the note's own."""
    decoded = decode("", content)
    if isinstance(decoded, Problem) or text == entry.text:
        return content
    line_end = "\r\n" if "\r\n" in decoded.text else "\n"
    first, *others = text.rstrip().split("\n")
    indent = " " * entry.indent
    lines = [first, *(f"{indent}{line}".rstrip() if not line.strip() else f"{indent}{line}" for line in others)]
    whole = decoded.text[: entry.start] + line_end.join(lines) + decoded.text[entry.end :]
    return (BOM if content.startswith(BOM) else b"") + whole.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """What the reader says to a text in a note's place: lines and columns of the problems are the text's own.

    `note` is None where it has errors. `is_contained` says that the rest of the file reads as it did before.
    """

    problems: tuple[Problem, ...]
    note: Note | None
    is_contained: bool

    @property
    def errors(self) -> int:
        """How many of the problems keep the note from being used."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


class EntryCheck:
    """Checks texts in the place of one note, with the reader's own eyes: the whole file as it would be."""

    def __init__(
        self, path: str, content: bytes, entry: NoteEntry, image_exists: Callable[[str], bool] | None = None
    ) -> None:
        self._path = path
        self._content = content
        self._entry = entry
        self._image_exists = image_exists
        self._before = self._read(content)

    def _read(self, content: bytes) -> FileContent:
        return read_file(self._path, content, image_exists=self._image_exists)

    def of(self, text: str) -> CheckedEntry:
        """What the reader says to this text."""
        after = with_entry(self._content, self._entry, text)
        read = self._read(after)
        known = {(found.code, found.message) for found in self._before.problems}
        count = max(text.rstrip().count("\n") + 1, 1)
        problems = []
        for found in self._of_content(after, read):
            line = found.line - self._entry.line + 1
            is_inside = 1 <= line <= count
            if found.code == "missing-id" and is_inside:
                continue  # it gets one when it is saved
            if is_inside or (found.code, found.message) not in known:
                problems.append(self._placed(found, line, count))
        note = next((note for note in _notes_in(read) if note.place.line == self._entry.line), None)
        return CheckedEntry(tuple(problems), note, self._is_contained(after, text))

    def _of_content(self, after: bytes, read: FileContent) -> list[Problem]:
        """What the reader says, without what a comment silences; then what would make this note easier to learn."""
        notes = _notes_in(read)
        text = after.decode("utf-8", "replace")
        return [
            *unsilenced(read.problems, text, notes),
            *style_problems(text, notes, at_line=self._entry.line),
        ]

    def _placed(self, found: Problem, line: int, count: int) -> Problem:
        """The problem at its place in the text; one that shows further down stands at the last line."""
        shift = self._entry.column if line == 1 else self._entry.indent
        column = max(found.column - shift, 1) if 1 <= line <= count else 1
        return Problem(
            found.path, min(max(line, 1), count), column, found.severity, found.code, found.message, found.hint
        )

    def _is_contained(self, after: bytes, text: str) -> bool:
        try:
            old_source, old = _notes_of(self._content)
            source, new = _notes_of(after)
        except ValueError:
            return False
        if len(old.items) != len(new.items):
            return False
        grown = len(source.text) - len(old_source.text)
        place = self._entry.place
        return all(
            node.start == before.start + (grown if at > place else 0)
            for at, (before, node) in enumerate(zip(old.items, new.items, strict=True))
        )


def _notes_in(content: FileContent) -> tuple[Note, ...]:
    return content.deck_file.notes if content.deck_file is not None else ()


def text_at(node: Node, name: str) -> str:
    """The text under a key; empty where there is none."""
    entry = node.entries.get(name) if isinstance(node, Mapping) else None
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


def _notes_of(content: bytes) -> tuple[Source, Sequence]:
    source = decode("", content)
    if isinstance(source, Problem):
        raise ValueError(source.message)
    tree = read_tree(source)
    if tree.root is None:
        raise ValueError(tree.problems[0][1].message if tree.problems else "the file holds nothing")
    notes = value_at(tree.root, "notes")
    if not isinstance(notes, Sequence):
        raise ValueError("the file has no notes")
    return source, notes


def _entry(source: Source, notes: Sequence, place: int) -> NoteEntry:
    node = notes.items[place]
    if not isinstance(node, Mapping):
        raise ValueError("this note has no keys")
    at = source.place(node.start)
    column = at.column - 1
    end = end_of(node, source.text)
    if not notes.flow:
        end = _with_comments(source.text, end, column)
    first, *others = source.text[node.start : end].replace("\r\n", "\n").split("\n")
    indents = [len(_INDENT.match(line)[0]) for line in others if line.strip()]  # type: ignore[index]
    indent = min([column, *indents])
    text = "\n".join([first, *(line[indent:] for line in others)])
    return NoteEntry(text, place, node.start, end, at.line, column, indent)


def end_of(node: Node, text: str) -> int:
    """The character behind a node's last one: libyaml lets a block go on to the next token."""
    if isinstance(node, Mapping) and not node.flow and node.entries:
        last = list(node.entries.values())[-1]
        return max(end_of(last.value, text), last.key.end)
    if isinstance(node, Sequence) and not node.flow and node.items:
        return end_of(node.items[-1], text)
    return node.start + len(text[node.start : node.end].rstrip())


def _with_comments(text: str, end: int, column: int) -> int:
    """Behind the comment on the note's last line, and behind those below it that are indented as its keys are."""
    end = _line_end(text, end)
    at = end
    while at < len(text):
        following = _line_end(text, at + 1)
        line = text[at + 1 : following]
        if line.strip():
            if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) < column:
                break
            end = following
        at = following
    return len(text[:end].rstrip())


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found
