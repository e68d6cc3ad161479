"""The types of numbers, durations, dates and flags."""

import re
from dataclasses import dataclass
from datetime import date

from prepdeck.library.events import Node
from prepdeck.library.reading import Reading
from prepdeck.library.source import shown
from prepdeck.library.value_types import Schema, spelling

_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9][0-9_]{0,39}(?:\.[0-9_]{0,39})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?")
_DURATION = re.compile(r"([0-9]{1,6})(s|m|h|d)")
_DATE = (
    r"^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|[12][0-9]))$"
)
_UNIT_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    words: str = "true or false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is not None and text.lower() not in ("true", "false"):
            reading.report(node, "bad-flag", f"{shown(text)} is neither true nor false")
            return None
        return None if text is None else text.lower() == "true"

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number within bounds."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return f"{self.least} to {self.most}"

    def read(self, node: Node, reading: Reading) -> int | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        if not _INTEGER.fullmatch(text):
            reading.report(node, "bad-number", f"{shown(text)} is no whole number", f"write {self.words}")
            return None
        return int(text) if _is_within(int(text), self.least, self.most, node, reading) else None

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number within bounds."""

    least: float
    most: float

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return f"{self.least:g} to {self.most:g}"

    def read(self, node: Node, reading: Reading) -> float | None:
        """The value, or None after reporting why there is none."""
        value = number(node, reading)
        return value if value is not None and _is_within(value, self.least, self.most, node, reading) else None

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Duration:
    """A time span such as 30s, 10m, 1h or 1d; read as seconds, or as days where `in_days`."""

    in_days: bool = False

    @property
    def words(self) -> str:
        """The type in the words of the documentation."""
        return "days: 180d" if self.in_days else "duration: 30s, 10m, 1h, 1d"

    def read(self, node: Node, reading: Reading) -> int | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        written = _DURATION.fullmatch(text)
        if not written or int(written[1]) == 0 or (self.in_days and written[2] != "d"):
            hint = "write a number of days: 180d" if self.in_days else ""
            reading.report(node, "bad-duration", f"{shown(text)} is no duration", hint)
            return None
        return int(written[1]) if self.in_days else int(written[1]) * _UNIT_S[written[2]]

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "string", "pattern": "^[0-9]{1,6}d$" if self.in_days else "^[0-9]{1,6}[smhd]$"}


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, kept as it is written."""

    words: str = "date: YYYY-MM-DD"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value, or None after reporting why there is none."""
        text = spelling(node, reading)
        if text is None:
            return None
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            reading.report(node, "bad-date", f"{shown(text)} is no date ({error})")
            return None

    def schema(self) -> Schema:
        """The type as JSON Schema."""
        return {"type": "string", "format": "date", "pattern": _DATE}


def number(node: Node, reading: Reading) -> float | None:
    """A finite number, or None after reporting why there is none."""
    text = spelling(node, reading)
    if text is None:
        return None
    if not _DECIMAL.fullmatch(text) or abs(float(text.replace("_", ""))) > 1e300:
        reading.report(node, "bad-number", f"{shown(text)} is no number")
        return None
    return float(text.replace("_", ""))


def _is_within(value: float, least: float, most: float, node: Node, reading: Reading) -> bool:
    if least <= value <= most:
        return True
    reading.report(node, "out-of-range", f"{value:g} is out of range", f"write {least:g} to {most:g}")
    return False
