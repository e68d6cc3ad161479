"""The types of values in deck files: each reads itself, describes itself as JSON Schema, and names itself in the docs.

`read` returns None after it has reported why there is no value.
"""

import re
from dataclasses import dataclass
from typing import Any, Protocol

from prepdeck.library.events import Node, Scalar, Sequence
from prepdeck.library.reading import Reading, one_of
from prepdeck.library.source import shown
from prepdeck.model.keys import SLUG, parse_key

Schema = dict[str, Any]
MAX_NAME_LENGTH = 80
MAX_TEXT_LENGTH = 20_000
"""Characters of one text: far more than a card can show, and a bound for what is done with texts."""

_COMMENT = re.compile(r"[ \t]+#")
_TAG = re.compile(r"[^\s,]{1,80}")
_ONE_LINE = r"^\n*[^\n]*\s*$"
_SPELT: Schema = {"type": ["string", "number", "boolean"]}


class ValueType(Protocol):
    """What a value may be."""

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value of a node, or None after reporting why there is none."""

    def schema(self) -> Schema:
        """The type as JSON Schema, draft-07."""


def spelling(node: Node, reading: Reading) -> str | None:
    """A scalar as it is spelt, without outer blank lines; reports lists, mappings and nothing at all."""
    if not isinstance(node, Scalar):
        hint = "quote the text: ': ' or a bracket made more than one value of it"
        what = "list" if isinstance(node, Sequence) else "mapping"
        reading.report(node, "not-text", f"a {what} stands where a text is expected", hint)
        return None
    text = node.text.strip("\n").rstrip()
    if not text:
        reading.report(node, "empty-text", "nothing is written here")
        return None
    return text


@dataclass(frozen=True, slots=True)
class Text:
    """A text, in notes Markdown; an unquoted one that a comment cuts is an error, as YAML would lose the rest."""

    one_line: bool = False
    comment_may_follow: bool = False
    must_hold: str = ""
    """A pattern that editors look for; what is wrong without it the reader tells in its own words."""

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return "one line of text" if self.one_line else "text"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        if isinstance(node, Scalar) and not node.style and not self.comment_may_follow:
            comment = _COMMENT.match(reading.source.text, node.end)
            if comment:
                lost = reading.source.text[comment.start() :].split("\n", 1)[0].strip()
                reading.report(comment.end() - 1, "cut-text", f"this text is cut: {shown(lost)} would be lost")
                return None
        text = spelling(node, reading)
        if text and len(text) > MAX_TEXT_LENGTH:
            reading.report(node, "too-long-text", f"this text has {len(text):,} characters")
            return None
        if text and self.one_line and "\n" in text:
            reading.report(node, "several-lines", "this text has several lines")
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        pattern = _ONE_LINE if self.one_line else self.must_hold
        return {**_SPELT, "maxLength": MAX_TEXT_LENGTH, **({"pattern": pattern} if pattern else {})}


@dataclass(frozen=True, slots=True)
class Slug:
    """A name in lower-case letters, digits and single - _ . between them."""

    words: str = "slug"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        if not SLUG.match(text) or len(text) > MAX_NAME_LENGTH:
            reading.report(node, "bad-slug", f"{shown(text)} is no slug", _slug_hint(text))
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": ["string", "number"], "pattern": f"^{SLUG.pattern.removesuffix(chr(92) + 'Z')}$"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A word without spaces and commas."""

    words: str = "tag"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is not None and not _TAG.fullmatch(text):
            reading.report(node, "bad-tag", f"{shown(text)} is no tag", f"write {'-'.join(text.split())[:80]}")
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": ["string", "number"], "pattern": r"^[^\s,]+$"}


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A note's key, `deck/note`."""

    words: str = "deck/note"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        try:
            key = parse_key(text)
        except ValueError:
            reading.report(node, "bad-key", f"{shown(text)} is no key of a note")
            return None
        if key.part:
            reading.report(node, "bad-key", f"{shown(text)} is the key of a card", f"write {key.note_key}")
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "string", "pattern": r"^[^/#\s]+/[^/#\s]+$"}


@dataclass(frozen=True, slots=True)
class CardOrNoteKey:
    """A note's key, `deck/note`, or the key of one of its cards, `deck/note#c2`."""

    words: str = "deck/note or deck/note#card"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        try:
            return str(parse_key(text))
        except ValueError:
            reading.report(node, "bad-key", f"{shown(text)} is no key of a note or card", "write deck/note")
            return None

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "string", "pattern": r"^[^/#\s]+/[^/#\s]+(#[a-z0-9-]+)?$"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    values: tuple[str, ...]

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return ", ".join(self.values)

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is not None and text not in self.values:
            reading.report(node, "unknown-value", f"{shown(text)} is not known here", one_of(self.values))
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"enum": list(self.values)}


def _slug_hint(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return f"write {'-'.join(words)[:MAX_NAME_LENGTH]}" if words else ""
