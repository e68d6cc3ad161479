"""The types of values that only roles have: queries for cards, and axes of frameworks."""

import re
from dataclasses import dataclass

from prepdeck.library.events import Node
from prepdeck.library.reading import Reading
from prepdeck.library.source import shown
from prepdeck.library.value_types import Schema, Text, spelling
from prepdeck.model.keys import SLUG
from prepdeck.model.query import parse_query, query_hints, unparse_query
from prepdeck.model.query_match import asks_for_state, fields_of

_AXIS = re.compile(r"[^/\s]+/[^/\s]+")


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """A search query by what notes say; what asks for the state of cards would find others each day."""

    words: str = "search query"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = Text(one_line=True).read(node, reading)
        if text is None:
            return None
        hints = query_hints(text)
        if hints:
            reading.report(node, "bad-query", hints[0])
            return None
        for asked in fields_of(parse_query(text)):
            if asks_for_state(asked):
                told = f"{unparse_query(asked)} asks for the state of cards, which changes from day to day"
                reading.report(node, "bad-query", told, "ask by deck:, tag:, tier:, kind:, covers: or words")
                return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class AxisName:
    """An axis of a framework, `framework/axis`."""

    words: str = "framework/axis"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        if not _AXIS.fullmatch(text) or not all(map(SLUG.match, text.split("/"))):
            reading.report(node, "bad-axis", f"{shown(text)} is no axis of a framework")
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "string", "pattern": r"^[^/\s]+/[^/\s]+$"}
