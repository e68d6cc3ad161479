"""One kind of problem, documented where it is defined."""

from dataclasses import dataclass

from prepdeck.model.problem import Severity


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """One kind of problem; `instead` is the hint where the finding has no better one of its own."""

    code: str
    severity: Severity
    meaning: str
    instead: str


def error(code: str, meaning: str, instead: str) -> ProblemCode:
    """A code that keeps a file, note or field from being used."""
    return ProblemCode(code, Severity.ERROR, meaning, instead)


def warning(code: str, meaning: str, instead: str) -> ProblemCode:
    """A code of something that is used, and probably wrong."""
    return ProblemCode(code, Severity.WARNING, meaning, instead)


def suggestion(code: str, meaning: str, instead: str) -> ProblemCode:
    """A code of something worth knowing."""
    return ProblemCode(code, Severity.SUGGESTION, meaning, instead)
