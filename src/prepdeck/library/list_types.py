"""The types of lists and their items that are more than plain values."""

from dataclasses import dataclass, field
from typing import Any

from prepdeck.library.events import Mapping, Node, Scalar, Sequence
from prepdeck.library.fields import Field, Table
from prepdeck.library.reading import Reading
from prepdeck.library.value_types import Schema, Text, ValueType
from prepdeck.model.note import ListItem


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one type, each once; `or_one` also takes a single value without a list."""

    item: ValueType
    least: int = 1
    most: int = 200
    or_one: bool = False

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        count = f", at most {self.most}" if self.most < 100 else ""
        return f"{self.item.words}, or a list{count}" if self.or_one else f"list: {self.item.words}{count}"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        """The value, or None after reporting why there is none."""
        if not isinstance(node, Sequence):
            if self.or_one and isinstance(node, Scalar):
                value = self.item.read(node, reading)
                return None if value is None else (value,)
            reading.report(node, "not-a-list", "a list is expected here")
            return None
        if len(node.items) > self.most:
            reading.report(node, "too-many-items", f"{len(node.items)} items, at most {self.most} are allowed")
            return None
        if len(node.items) < self.least:
            reading.report(node, "too-few-items", f"{_count(len(node.items))} where at least {self.least} are needed")
            return None
        return self._distinct(node, reading)

    def _distinct(self, node: Sequence, reading: Reading) -> tuple[Any, ...]:
        values: dict[Any, None] = {}
        for item in node.items:
            value = self.item.read(item, reading)
            if value is not None and value in values:
                reading.report(item, "repeated-item", "this item stands here twice")
            elif value is not None:
                values[value] = None
        return tuple(values)

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        many: Schema = {"type": "array", "items": self.item.schema(), "maxItems": self.most, "uniqueItems": True}
        if self.least:
            many["minItems"] = self.least
        return {"anyOf": [self.item.schema(), many]} if self.or_one else many


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An item written as text, or as `{step: text, why: reason}` where `key` is step."""

    key: str
    table: Table = field(init=False)

    def __post_init__(self) -> None:
        text = Field(self.key, Text(), "The item.", "Metrics", required=True)
        why = Field("why", Text(), "The reason, shown once it is ticked.", "offline and online")
        object.__setattr__(self, "table", Table((text, why)))

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return f"text or {{{self.key}: text, why: text}}"

    def read(self, node: Node, reading: Reading) -> ListItem | None:
        """The value, or None after reporting why there is none."""
        if not isinstance(node, Mapping):
            text = Text().read(node, reading)
            return None if text is None else ListItem(text)
        if self.key not in node.entries:
            first = next(iter(node.entries.values()), None)
            hint = f"quote the text that holds ': ', or write {{{self.key}: text, why: text}}"
            reading.report(first.key if first else node, "split-text", "': ' splits this item of the list", hint)
            return None
        values = self.table.read(node, reading)
        return None if values is None else ListItem(values[self.key], values.get("why", ""))

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"anyOf": [Text().schema(), self.table.schema()]}


@dataclass(frozen=True, slots=True)
class NodeList:
    """A list whose items the caller reads one by one, so that a broken one does not lose the others.

    `definition` names the items in the JSON Schema's definitions.
    """

    definition: str

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return f"list of {self.definition}s"

    def read(self, node: Node, reading: Reading) -> list[Node] | None:
        """The value, or None after reporting why there is none."""
        if isinstance(node, Sequence):
            return node.items
        reading.report(node, "not-a-list", f"a list of {self.definition}s is expected here")
        return None

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "array", "items": {"$ref": f"#/definitions/{self.definition}"}}


def _count(items: int) -> str:
    return "one item" if items == 1 else f"{items} items"
