"""What is passed along while a file is read: its source, and the problems found so far."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import islice

from prepdeck.library.events import Mapping, Node, Scalar
from prepdeck.library.source import MAX_PROBLEMS, Source
from prepdeck.model.note import Place
from prepdeck.model.problem import Problem, Severity

MAX_WORD, MAX_KNOWN = 80, 1_000
"""Longer misspelt words are not compared, nor more known ones: comparing is slow."""
MAX_CALCULATIONS = 200_000
"""Combinations of given values that are computed in one file, so that no file can hold up the others."""


class TooManyProblems(Exception):  # noqa: N818  (of the file, not of the program)
    """A file has so many problems that reading it further helps no one."""


class Reading:
    """One file being read.

    `builtin` makes some warnings errors; `image_exists` says whether the path of an image, relative to the file's
    folder, leads to a file (without it, images are not looked for).
    """

    def __init__(self, source: Source, builtin: bool, image_exists: Callable[[str], bool] | None) -> None:
        self.source = source
        self.builtin = builtin
        self.image_exists = image_exists
        self.problems: list[Problem] = []
        self.broken_at: list[int] = []
        self.broken_ids: set[str] = set()
        self.errors = 0
        self.calculations_left = MAX_CALCULATIONS

    def report(self, at: Node | int, code: str, message: str, hint: str = "", severity: Severity | None = None) -> None:
        """Note a problem at a node or character, unless the YAML itself had one there."""
        index = at if isinstance(at, int) else at.start
        found = self.source.problem(index, code, message, hint, severity)
        self.errors += found.severity is Severity.ERROR
        if index not in self.broken_at:
            self.problems.append(found)
        if len(self.problems) >= MAX_PROBLEMS + len(self.broken_at):
            raise TooManyProblems

    def take_over(self, problems: Iterable[tuple[int, Problem]]) -> None:
        """Add the problems that the YAML itself had, each with its character."""
        for index, found in problems:
            self.problems.append(found)
            self.broken_at.append(index)
            self.errors += found.severity is Severity.ERROR

    def has_broken_yaml(self, node: Node) -> bool:
        """Whether the YAML itself had a problem inside a node."""
        return any(node.start <= index < node.end for index in self.broken_at)

    def has_broken_yaml_outside(self, nodes: Iterable[Node]) -> bool:
        """Whether the YAML itself had a problem elsewhere than in these nodes, where it may have swallowed some."""
        spans = [(node.start, node.end) for node in nodes] if self.broken_at else []
        return any(not any(start <= index < end for start, end in spans) for index in self.broken_at)

    def note_is_broken(self, node: Node) -> None:
        """Remember the id of a note that is left out, so that its last good content can stay in use."""
        entry = node.entries.get("id") if isinstance(node, Mapping) else None
        if entry is not None and isinstance(entry.value, Scalar):
            self.broken_ids.add(entry.value.text)

    def in_order(self) -> tuple[Problem, ...]:
        """The problems in order of place."""
        return tuple(sorted(self.problems, key=lambda found: (found.line, found.column)))

    def place(self, node: Node) -> Place:
        """The place of a node."""
        return self.source.place(node.start)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the known word that is closest to a misspelt one, or nothing; long words are not looked at."""
    close = get_close_matches(word, islice(known, MAX_KNOWN), n=1) if len(word) <= MAX_WORD else []
    return f"did you mean {close[0]}?" if close else ""


def one_of(words: Iterable[str]) -> str:
    """Words as a hint: `one of: core, deep, stretch`."""
    return f"one of: {', '.join(words)}"
