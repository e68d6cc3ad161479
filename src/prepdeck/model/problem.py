"""A problem in a file a person wrote."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad: an error keeps the note (or file) from being used, a warning and a suggestion do not."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def title(self) -> str:
        """The word that is printed."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding, at its place (line and column from 1), with what to write instead."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity.title} {self.code} {self.message}"
