"""The types of calculations: given values, expressions, cases and tolerances."""

import re
from dataclasses import dataclass

from prepdeck.library.events import Mapping, Node, Scalar, Sequence
from prepdeck.library.number_types import number
from prepdeck.library.reading import Reading
from prepdeck.library.value_types import Schema, Text, spelling
from prepdeck.model.arithmetic import RESERVED_NAMES, ArithmeticProblem, parse
from prepdeck.model.note import Given, GivenValue, NumericCase, Tolerance

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%")
_NAMES: Schema = {"pattern": f"^{_NAME.pattern}$", "not": {"enum": sorted(RESERVED_NAMES)}}
_EXPRESSION_SCHEMA: Schema = {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class ExpressionText:
    """An expression that can be parsed, kept as text."""

    words: str = "expression"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = Text(one_line=True).read(node, reading)
        if text is None:
            return None
        try:
            parse(text)
        except ArithmeticProblem as problem:
            reading.report(expression_place(node, problem.column), "bad-expression", problem.message)
            return None
        return text

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return dict(_EXPRESSION_SCHEMA)


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Names with the values they may take: `{gpus: [8, 64], params: 7}`."""

    words: str = "names with numbers"

    def read(self, node: Node, reading: Reading) -> tuple[Given, ...] | None:
        """The value, or None after reporting why there is none."""
        if not isinstance(node, Mapping) or not node.entries:
            reading.report(node, "not-a-mapping", "names with their values are expected", "write {gpus: [8, 64]}")
            return None
        return tuple(
            Given(name, _values(entry.value, reading))
            for name, entry in node.entries.items()
            if _is_usable(entry.key, reading)
        )

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        many: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 1, "uniqueItems": True}
        values: Schema = {"anyOf": [{"type": "number"}, many]}
        return {"type": "object", "minProperties": 1, "propertyNames": _NAMES, "additionalProperties": values}


@dataclass(frozen=True, slots=True)
class GivenNumbers:
    """Names with one number each: `{items: 1e8, dim: 256}`."""

    words: str = "names with a number each"

    def read(self, node: Node, reading: Reading) -> tuple[tuple[str, float], ...] | None:
        """The value, or None after reporting why there is none."""
        if not isinstance(node, Mapping) or not node.entries:
            reading.report(node, "not-a-mapping", "names with their numbers are expected", "write {items: 1e8}")
            return None
        given: list[tuple[str, float]] = []
        for name, entry in node.entries.items():
            value = number(entry.value, reading)
            if _is_usable(entry.key, reading) and value is not None:
                given.append((name, value))
        return tuple(given)

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        numbers = {"additionalProperties": {"type": "number"}}
        return {"type": "object", "minProperties": 1, "propertyNames": _NAMES, **numbers}


@dataclass(frozen=True, slots=True)
class Cases:
    """Expressions chosen by the value of one given name: `{stage: {1: a*2, 2: a*3}}`."""

    words: str = "one name with an expression for each of its values"

    def read(self, node: Node, reading: Reading) -> tuple[str, tuple[NumericCase, ...]] | None:
        """The value, or None after reporting why there is none."""
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            reading.report(node, "bad-case", "cases take exactly one given name", "write {stage: {1: a*2, 2: a*3}}")
            return None
        ((name, entry),) = node.entries.items()
        if not isinstance(entry.value, Mapping):
            reading.report(entry.value, "not-a-mapping", f"an expression for each value of {name} is expected")
            return None
        cases = []
        for case in entry.value.entries.values():
            value = number(case.key, reading)
            expression = ExpressionText().read(case.value, reading)
            if value is not None and expression is not None:
                cases.append(NumericCase(value, expression))
        return name, tuple(cases)

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        by_value = {"type": "object", "minProperties": 1, "additionalProperties": dict(_EXPRESSION_SCHEMA)}
        return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": by_value}


@dataclass(frozen=True, slots=True)
class ToleranceValue:
    """`5%` of the right answer, or a number in its unit."""

    words: str = "5%, or a number in the unit"

    def read(self, node: Node, reading: Reading) -> Tolerance | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        percent = _PERCENT.fullmatch(text)
        if percent and float(percent[1]) <= 100:
            return Tolerance(float(percent[1]) / 100, relative=True)
        try:
            amount = float(text)
        except ValueError:
            amount = -1.0
        if not 0 <= amount < 1e300:
            reading.report(node, "bad-tolerance", f"{text[:60]!r} is no tolerance")
            return None
        return Tolerance(amount, relative=False)

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[0-9.]+\s*%$"}]}


def expression_place(node: Node, column: int) -> int:
    """The character of an expression's column: exact in unquoted text, else where the expression begins."""
    return node.start + column - 1 if isinstance(node, Scalar) and not node.style else node.start


def _is_usable(key: Scalar, reading: Reading) -> bool:
    if not _NAME.fullmatch(key.text):
        reading.report(key, "bad-name", f"{key.text[:60]!r} cannot be a name in an expression")
        return False
    if key.text in RESERVED_NAMES:
        reading.report(key, "bad-name", f"{key.text} has a meaning of its own in expressions", "choose another name")
        return False
    return True


def _values(node: Node, reading: Reading) -> tuple[GivenValue, ...]:
    nodes = node.items if isinstance(node, Sequence) else [node]
    if not nodes:
        reading.report(node, "empty-text", "no value is given")
    values: dict[float, GivenValue] = {}
    for item in nodes:
        value = number(item, reading)
        if value is not None and value in values:
            reading.report(item, "repeated-item", "this value stands here twice")
        elif value is not None and isinstance(item, Scalar):
            values[value] = GivenValue(value, item.text.strip())
    return tuple(values.values())
