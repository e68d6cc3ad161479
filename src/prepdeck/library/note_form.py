"""A note's text as a form: its fields by kind with what is written in each, and a text with one of them changed.

The fields are those of `note_tables`. Changing one rewrites that key alone: comments, order and the spelling of the
others stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from prepdeck.library.events import Entry, Mapping, Node, Scalar, Sequence, read_tree
from prepdeck.library.fields import Field, Table
from prepdeck.library.list_types import ListEntry, ListOf
from prepdeck.library.note_entry import end_of
from prepdeck.library.note_tables import COMMON_FIELDS, KIND_OF_KEY, NoteKind
from prepdeck.library.number_types import Flag
from prepdeck.library.numeric_types import Cases, GivenNames
from prepdeck.library.source import Source
from prepdeck.library.value_types import OneOf, Text, ValueType
from prepdeck.library.written import block_list, block_scalar, given_names, one_line_scalar
from prepdeck.model.problem import Problem

Style = Literal["text", "line", "list", "reasons", "given", "choice", "yaml"]
"""How a field is written: several lines, one, one item a line, items with a reason, names with numbers, one of a few
words, or YAML as it stands in the file."""

REASON = " :: "
"""What stands between an item and its reason in a form."""
RARE = frozenset({"id", "was", "covers", "verified", "expires_after", "diagram"})
"""Fields that a form shows only where they are set."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: `path` are the keys that lead to it, `value` what is written there in its style."""

    path: Path
    style: Style
    value: str
    documentation: str
    example: str
    required: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteForm:
    """The kind of note and its fields, those of the kind first."""

    kind: NoteKind
    fields: tuple[FormField, ...]


def form_of(text: str) -> NoteForm | None:
    """The form of a note's text; None while it is no mapping or of no kind."""
    root = _root(text)
    kind = next((KIND_OF_KEY[name] for name in root.entries if name in KIND_OF_KEY), None) if root else None
    if root is None or kind is None:
        return None
    fields = [field for known in kind.fields for field in _fields(known, root, text, ())]
    rare = [known for known in COMMON_FIELDS if known.name in RARE and known.name in root.entries]
    for known in (*(known for known in COMMON_FIELDS if known.name not in RARE), *rare):
        fields += _fields(known, root, text, ())
    return NoteForm(kind, tuple(fields))


def with_value(text: str, field: FormField, value: str) -> str:
    """The text with another value of a field; an empty one takes the key away, unless it is required."""
    return _with(text, field.path, field, value)


def field_at(text: str, line: int) -> Path | None:
    """The keys that lead to what stands in a line (from 1) of a note's text; None for none."""
    root = _root(text)
    source = Source("", text)
    path: Path = ()
    node: Node | None = root
    while isinstance(node, Mapping):
        found = [entry for entry in node.entries.values() if source.place(entry.key.start).line <= line]
        if not found:
            break
        path = (*path, found[-1].key.text)
        node = found[-1].value
    return path or None


def field_of(problem: Problem, text: str) -> Path:
    """The keys that lead to where a problem of a note's text is to be mended; none for the whole note."""
    missing = _MISSING.match(problem.message) if problem.code == "missing-key" else None
    path = field_at(text, problem.line) or ()
    if missing is None:
        return path
    return (missing[1],) if problem.column == 1 else (*path[:1], missing[1])


_MISSING = re.compile(r"([a-z_]+) is missing")


def _fields(known: Field, mapping: Mapping | None, text: str, above: Path) -> Iterator[FormField]:
    entry = mapping.entries.get(known.name) if mapping else None
    node = entry.value if entry else None
    path = (*above, known.name)
    if isinstance(known.type, Table) and (node is None or _is_nothing(node) or isinstance(node, Mapping)):
        for inner in known.type.fields:
            yield from _fields(inner, node if isinstance(node, Mapping) else None, text, path)
        return
    style, value = _shown(known.type, node, text)
    words = known.type.values if isinstance(known.type, OneOf) else ("false", "true") if style == "choice" else ()
    yield FormField(path, style, value, known.documentation, _example(known), known.required, words)


def _example(known: Field) -> str:
    return known.example.strip("'\n").removeprefix("|-\n").strip()


def _shown(kind: ValueType, node: Node | None, text: str) -> tuple[Style, str]:
    """How a value of this type is written in a form, and what stands there."""
    style = _style(kind)
    if node is None or _is_nothing(node):
        return style, ""
    match style:
        case "list":
            shown = _items(node)
        case "reasons":
            shown = _items_with_reasons(node, kind)
        case "given":
            shown = _given(node)
        case _:
            shown = _plain(node)
    if shown is None or style == "yaml":
        return "yaml", _source_of(node, text)
    return style, shown


def _style(kind: ValueType) -> Style:
    if isinstance(kind, ListOf):
        return "reasons" if isinstance(kind.item, ListEntry) else "list"
    if isinstance(kind, GivenNames):
        return "given"
    if isinstance(kind, Cases | Table):
        return "yaml"
    if isinstance(kind, OneOf | Flag):
        return "choice"
    return "text" if isinstance(kind, Text) and not kind.one_line else "line"


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()


def _plain(node: Node) -> str | None:
    return node.text.strip("\n").rstrip() if isinstance(node, Scalar) else None


def _items(node: Node) -> str | None:
    nodes = node.items if isinstance(node, Sequence) else [node]
    texts = [item.text.strip() for item in nodes if isinstance(item, Scalar)]
    if len(texts) < len(nodes) or not all(texts) or any("\n" in text for text in texts):
        return None
    return "\n".join(texts)


def _items_with_reasons(node: Node, kind: ValueType) -> str | None:
    if not isinstance(node, Sequence) or not isinstance(kind, ListOf) or not isinstance(kind.item, ListEntry):
        return None
    lines = []
    for item in node.items:
        parts = [item] if isinstance(item, Scalar) else []
        if isinstance(item, Mapping) and list(item.entries) in ([kind.item.key], [kind.item.key, "why"]):
            parts = [entry.value for entry in item.entries.values() if isinstance(entry.value, Scalar)]
        texts = [part.text.strip() for part in parts]
        if not texts or not all(texts) or any("\n" in text or REASON.strip() in text for text in texts):
            return None
        lines.append(REASON.join(texts))
    return "\n".join(lines)


def _given(node: Node) -> str | None:
    if not isinstance(node, Mapping):
        return None
    lines = []
    for name, entry in node.entries.items():
        values = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
        texts = [value.text for value in values if isinstance(value, Scalar)]
        if len(texts) < len(values) or any(set(text) & set(",:\n") for text in texts):
            return None
        lines.append(f"{name}: {', '.join(texts)}")
    return "\n".join(lines)


def _source_of(node: Node, text: str) -> str:
    """A value as it stands in the text, its further lines without the indentation they share."""
    column = Source("", text).place(node.start).column - 1
    first, *others = text[node.start : end_of(node, text)].split("\n")
    return "\n".join([first, *(line[min(column, len(line) - len(line.lstrip(" "))) :] for line in others)])


# Changing one ---------------------------------------------------------------------------------------------------------


def _with(text: str, path: Path, field: FormField, value: str) -> str:
    root = _root(text)
    if root is None:
        return text
    if root.flow:
        text = _as_block(text, root)
        root = _root(text)
        assert root is not None, "a mapping was written"
    name, *inner = path
    entry = root.entries.get(name)
    if inner:
        below = entry.value if entry is not None and isinstance(entry.value, Mapping) else None
        changed = _with(_source_of(below, text) if below else "{}", tuple(inner), field, value)
        written = [f"{name}:", *(f"  {line}" if line.strip() else "" for line in changed.split("\n"))]
        return _spliced(text, root, entry, [] if changed == "{}" else written)
    return _spliced(text, root, entry, _written(name, field, value))


def _written(name: str, field: FormField, value: str) -> list[str]:
    """The lines of a key with its value; none where it is to go."""
    value = "\n".join(line.rstrip() for line in value.split("\n")).strip("\n")
    if not value.strip():
        return [f"{name}: ''"] if field.required else []
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    match field.style:
        case "list" if len(lines) == 1 and field.path[-1] in ("source", "answer", "typed"):
            return [f"{name}: {one_line_scalar(lines[0])}"]
        case "list":
            return [f"{name}:", *block_list(lines)]
        case "reasons":
            return [f"{name}:", *block_list(lines, field.path[-1].removesuffix("s"), REASON)]
        case "given":
            return [f"{name}: {given_names(lines)}"]
        case "yaml":
            first, *others = value.split("\n")
            return [f"{name}:", *(f"  {line}" for line in (first, *others))] if others else [f"{name}: {first}"]
    return block_scalar(name, value) if "\n" in value else [f"{name}: {one_line_scalar(value.strip())}"]


def _spliced(text: str, root: Mapping, entry: Entry | None, lines: list[str]) -> str:
    """The text with these lines in place of an entry, or at the end of the entries."""
    if entry is None:
        if not lines:
            return text
        if not root.entries:
            return "\n".join(lines)
        at = _behind(text, list(root.entries.values())[-1])
        return f"{text[:at]}\n{chr(10).join(lines)}{text[at:]}"
    at, end = entry.key.start, _behind(text, entry)
    if lines:
        return f"{text[:at]}{chr(10).join(lines)}{text[end:]}"
    if len(root.entries) == 1:
        return f"{text[:at]}{{}}{text[end:]}"
    before, after = text[:at], text[end:].removeprefix("\n")
    return before + after if after else before.rstrip("\n")


def _behind(text: str, entry: Entry) -> int:
    """The end of the line on which an entry ends: a comment there goes with it."""
    found = text.find("\n", max(end_of(entry.value, text), entry.key.end))
    return len(text) if found < 0 else found


def _as_block(text: str, root: Mapping) -> str:
    """A mapping in braces, a line a key."""
    if not root.entries:
        return "{}"
    return "\n".join(
        f"{text[entry.key.start : entry.key.end]}: {text[entry.value.start : end_of(entry.value, text)]}"
        for entry in root.entries.values()
    )


def _root(text: str) -> Mapping | None:
    root = read_tree(Source("", text)).root
    return root if isinstance(root, Mapping) else None
