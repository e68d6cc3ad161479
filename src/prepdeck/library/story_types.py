"""The types of values that only stories have: competencies with how well each is shown, requirements by name."""

from dataclasses import dataclass

from prepdeck.library.events import Mapping, Node
from prepdeck.library.reading import Reading
from prepdeck.library.value_types import OneOf, Schema, Slug
from prepdeck.model.story import STRENGTHS, Competency, Evidenced

_STRENGTH = OneOf(STRENGTHS)


@dataclass(frozen=True, slots=True)
class StrengthByName:
    """A mapping from competencies to strong or ok."""

    words: str = "names, each strong or ok"

    def read(self, node: Node, reading: Reading) -> tuple[Competency, ...] | None:
        """The value, or None after reporting why there is none."""
        if not isinstance(node, Mapping):
            told = "competencies are expected here, each with strong or ok"
            reading.report(node, "not-a-mapping", told, "write {driving-results: strong, growing: ok}")
            return None
        shown = []
        for entry in node.entries.values():
            name, strength = Slug().read(entry.key, reading), _STRENGTH.read(entry.value, reading)
            if name is not None and strength is not None:
                place = reading.place(entry.key)
                shown.append(Competency(name, "strong" if strength == "strong" else "ok", place.line, place.column))
        return tuple(shown)

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "object", "additionalProperties": _STRENGTH.schema()}


@dataclass(frozen=True, slots=True)
class RequirementName:
    """The name of a requirement of a role, whichever role has it."""

    words: str = "requirement"

    def read(self, node: Node, reading: Reading) -> Evidenced | None:
        """The value, or None after reporting why there is none."""
        name = Slug().read(node, reading)
        if name is None:
            return None
        place = reading.place(node)
        return Evidenced(name, place.line, place.column)

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return Slug().schema()
