"""Fields, each a name, a type and what it is for, and tables of them, which read and describe mappings."""

from dataclasses import dataclass, field
from typing import Any

from prepdeck.library.events import Entry, Mapping, Node
from prepdeck.library.reading import Reading, did_you_mean, one_of
from prepdeck.library.source import shown
from prepdeck.library.value_types import Schema, ValueType


@dataclass(frozen=True, slots=True)
class Field:
    """One key: `example` is a value as it is written in YAML."""

    name: str
    type: ValueType
    documentation: str
    example: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The keys a mapping may have."""

    fields: tuple[Field, ...]
    words: str = "keys"
    exactly_one_of: tuple[str, ...] = ()
    """Keys of which editors expect one and no other; the reader tells it in its own words."""
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {known.name: known for known in self.fields})

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """The values by name, without those that had a problem; None where one that is required is not there."""
        if not isinstance(node, Mapping):
            example = ", ".join(f"{known.name}: {known.example}" for known in self.fields if known.required)
            reading.report(node, "not-a-mapping", "keys with values are expected here", example and f"write {example}")
            return None
        values = self.read_entries(node, reading)
        return values if all(known.name in values for known in self.fields if known.required) else None

    def read_entries(self, mapping: Mapping, reading: Reading) -> dict[str, Any]:
        """The values by name, without those that had a problem; unknown and missing keys are reported."""
        values: dict[str, Any] = {}
        for name, entry in mapping.entries.items():
            known = self.by_name.get(name)
            if known is None:
                self.report_unknown(entry, reading)
            else:
                value = known.type.read(entry.value, reading)
                if value is not None:
                    values[name] = value
        for known in self.fields:
            if known.required and known.name not in mapping.entries:
                reading.report(mapping, "missing-key", f"{known.name} is missing", f"add {known.name}: {known.example}")
        return values

    def report_unknown(self, entry: Entry, reading: Reading) -> None:
        """Tell a key that has no meaning here."""
        hint = did_you_mean(entry.key.text, self.by_name) or one_of(self.by_name)
        reading.report(entry.key, "unknown-key", f"{shown(entry.key.text)} is not known here", hint)

    def schema(self) -> Schema:
        """An object schema that allows these keys and no others."""
        properties = {known.name: {**known.type.schema(), "description": known.documentation} for known in self.fields}
        required = [known.name for known in self.fields if known.required]
        schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
        if self.exactly_one_of:
            schema["oneOf"] = [{"required": [name]} for name in self.exactly_one_of]
        return {**schema, "required": required} if required else schema
