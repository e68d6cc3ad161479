"""YAML as a light tree, read from libyaml's event stream under bounds.

The stream is never constructed by PyYAML: its C constructor crashes on deep nesting and hangs on merge keys. Here depth
and the number of nodes are capped, and anchors, aliases, tags, merge keys, duplicate keys and second documents are told
as problems. Scalars keep their spelling; positions are character indexes into the source.
"""

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from prepdeck.library.source import CONTROL, MAX_PROBLEMS, Source, shown
from prepdeck.library.syntax import syntax_problem
from prepdeck.model.problem import Problem

try:
    from yaml import CSafeLoader as EventLoader
except ImportError:  # a PyYAML that was built without libyaml: ten times slower, the same events
    from yaml import SafeLoader as EventLoader  # type: ignore[assignment]

MAX_DEPTH = 32
MAX_NODES = 500_000


@dataclass(slots=True)
class Scalar:
    """A text in the file: `style` is empty for plain, else its quote or block sign; `end` is behind its last one."""

    text: str
    style: str
    start: int
    end: int


@dataclass(slots=True)
class Sequence:
    """A list in the file; `flow` where it is written with brackets."""

    items: list["Node"]
    flow: bool
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: "Node"


@dataclass(slots=True)
class Mapping:
    """Keys with values; `flow` where they are written with braces."""

    entries: dict[str, Entry]
    flow: bool
    start: int
    end: int


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds: `root` is None where nothing of it can be used; `problems` are those of the YAML itself."""

    root: Node | None
    problems: tuple[tuple[int, Problem], ...] = ()


def read_tree(source: Source) -> Tree:
    """Read a file's only document; every problem comes with its character index."""
    builder = _Builder(source)
    loader = EventLoader(source.text)
    try:
        while builder.takes(loader.get_event()):
            pass
    except yaml.YAMLError as error:
        builder.report_syntax(error)
    finally:
        loader.dispose()
    return Tree(None if builder.unusable else builder.root, tuple(builder.problems))


class _Builder:
    """Grows the tree event by event; `open` holds the containers not yet ended, each with the key that waits."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.problems: list[tuple[int, Problem]] = []
        self.unusable = False
        self.open: list[tuple[Sequence | Mapping, list[Scalar]]] = []
        self.nodes = 0
        self.documents = 0

    def takes(self, event: Any) -> bool:
        """Use one event; False when nothing more is to be read."""
        kind = type(event)
        if kind is ScalarEvent:
            return self.add(self.scalar(event))
        if kind is MappingStartEvent:
            return self.begin(Mapping({}, bool(event.flow_style), event.start_mark.index, 0), event)
        if kind is SequenceStartEvent:
            return self.begin(Sequence([], bool(event.flow_style), event.start_mark.index, 0), event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            self.open.pop()[0].end = event.end_mark.index
        elif kind is AliasEvent:
            start = event.start_mark.index
            self.report(start, "alias", "text that begins with * is a YAML alias")
            return self.add(Scalar("", "'", start, event.end_mark.index))
        elif kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.report(event.start_mark.index, "second-document", "a second document begins here")
                return False
        return kind is not StreamEndEvent

    def scalar(self, event: Any) -> Scalar:
        """A scalar; its text is checked where escapes could have put control characters into it."""
        scalar = Scalar(event.value, event.style or "", event.start_mark.index, event.end_mark.index)
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if scalar.style == '"':
            control = CONTROL.search(scalar.text)
            if control:
                message = f"an escape in this text makes the control character U+{ord(control[0]):04X}"
                self.report(scalar.start, "control-character", message)
        return scalar

    def begin(self, container: Sequence | Mapping, event: Any) -> bool:
        """Open a list or mapping; False when it is one too deep."""
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if len(self.open) >= MAX_DEPTH:
            return self.give_up(container.start, "too-deep", f"nested more than {MAX_DEPTH} deep")
        goes_on = self.add(container)
        self.open.append((container, []))
        return goes_on

    def add(self, node: Node) -> bool:
        """Put a node where it belongs; False when the file has one too many."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            return self.give_up(node.start, "too-many-nodes", f"more than {MAX_NODES:,} values")
        if len(self.problems) >= MAX_PROBLEMS:
            return self.give_up(node.start, "too-many-problems", f"more than {MAX_PROBLEMS:,} problems")
        if not self.open:
            self.root = node
            return True
        container, waiting = self.open[-1]
        if type(container) is Sequence:
            container.items.append(node)
        elif waiting:
            self.add_entry(container, waiting.pop(), node)  # type: ignore[arg-type]
        else:
            waiting.append(self.key(node))
        return True

    def add_entry(self, mapping: Mapping, key: Scalar, value: Node) -> None:
        """Add a key and its value; the first of two equal keys stays."""
        if key.text == "<<" and not key.style:
            self.report(key.start, "merge-key", "<< merges mappings")
        elif key.text in mapping.entries:
            line = self.source.place(mapping.entries[key.text].key.start).line
            self.report(key.start, "duplicate-key", f"{shown(key.text)} stands twice here, first in line {line}")
        else:
            mapping.entries[key.text] = Entry(key, value)

    def key(self, node: Node) -> Scalar:
        """A node as a key."""
        if isinstance(node, Scalar):
            return node
        self.report(node.start, "key-not-text", "a list or mapping stands where a key should be")
        return Scalar("", "'", node.start, node.start)

    def refuse_properties(self, event: Any) -> None:
        """Tell anchors and tags."""
        if event.anchor:
            self.report(event.start_mark.index, "anchor", f"&{event.anchor} is a YAML anchor")
        if event.tag:
            self.report(event.start_mark.index, "tag", f"{event.tag} is a YAML tag")

    def report(self, index: int, code: str, message: str, hint: str = "") -> None:
        """Note a problem at a character."""
        self.problems.append((index, self.source.problem(index, code, message, hint)))

    def give_up(self, index: int, code: str, message: str) -> bool:
        """Note a problem after which nothing of the file is used."""
        self.report(index, code, message)
        self.unusable = True
        return False

    def report_syntax(self, error: yaml.YAMLError) -> None:
        """Note a syntax error, unless the line is told already (an alias that was meant as text)."""
        self.unusable = True
        index, problem = syntax_problem(self.source, error)
        if all(known.line != problem.line for _, known in self.problems):
            self.problems.append((index, problem))


def value_at(node: Node, *keys: str) -> Node:
    """The value under a path of keys, or the innermost node of the path that is there."""
    for key in keys:
        if not isinstance(node, Mapping) or key not in node.entries:
            return node
        node = node.entries[key].value
    return node
