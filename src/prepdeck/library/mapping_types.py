"""The types of mappings whose keys are names or lengths that the author chooses."""

from dataclasses import dataclass

from prepdeck.library.events import Entry, Mapping, Node
from prepdeck.library.number_types import Integer
from prepdeck.library.reading import Reading
from prepdeck.library.value_types import Schema

_LENGTH = Integer(5, 240)
_MINUTES = Integer(1, 120)


@dataclass(frozen=True, slots=True)
class NodesByName:
    """A mapping whose values the caller reads one by one; `definition` names them in the JSON Schema."""

    definition: str

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return f"names, each with a {self.definition}"

    def read(self, node: Node, reading: Reading) -> list[Entry] | None:
        """The value, or None after reporting why there is none."""
        if isinstance(node, Mapping) and node.entries:
            return list(node.entries.values())
        reading.report(node, "not-a-mapping", f"names are expected here, each with a {self.definition} below it")
        return None

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        values = {"$ref": f"#/definitions/{self.definition}"}
        return {"type": "object", "minProperties": 1, "additionalProperties": values}


@dataclass(frozen=True, slots=True)
class MinutesByLength:
    """The minutes of a phase for each length of the whole: `{35: 8, 45: 9, 60: 12}`."""

    words: str = "minutes for each length"

    def read(self, node: Node, reading: Reading) -> tuple[tuple[int, int], ...] | None:
        """The value, shortest length first, or None after reporting why there is none."""
        if not isinstance(node, Mapping) or not node.entries:
            told = "a length in minutes is expected, with the minutes of this phase"
            reading.report(node, "not-a-mapping", told, "write {35: 8, 45: 9, 60: 12}")
            return None
        minutes: dict[int, int] = {}
        for entry in node.entries.values():
            length, share = _LENGTH.read(entry.key, reading), _MINUTES.read(entry.value, reading)
            if length is not None and share is not None:
                minutes[length] = share
        return tuple(sorted(minutes.items()))

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        lengths = {"pattern": "^[0-9]+$"}
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": lengths,
            "additionalProperties": _MINUTES.schema(),
        }
