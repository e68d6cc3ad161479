"""From the values of a note's fields to its body."""

from collections.abc import Callable, Mapping
from typing import Any

from prepdeck.model.note import (
    Ask,
    Basic,
    Body,
    Choices,
    Cloze,
    Code,
    Explain,
    Items,
    Numeric,
    Pitch,
    Steps,
    Tolerance,
    Typed,
)

Values = Mapping[str, Any]
DEFAULT_TOLERANCE = Tolerance(0.01, relative=True)


def _numeric(values: Values) -> Numeric:
    calculation: Values = values["numeric"]
    case_name, cases = calculation.get("cases", ("", ()))
    return Numeric(
        front=values["front"],
        given=calculation["given"],
        tolerance=calculation.get("tolerance", DEFAULT_TOLERANCE),
        answer=calculation.get("answer", ""),
        case_name=case_name,
        cases=cases,
        unit=calculation.get("unit", ""),
        working=calculation.get("working", ""),
    )


def _code(values: Values) -> Code:
    code: Values = values["code"]
    return Code(values["front"], code["language"], code["answer"], code.get("check", ""), code.get("bug", ""))


def _spoken(kind: type[Explain] | type[Pitch]) -> Callable[[Values], Body]:
    def build(values: Values) -> Body:
        spoken: Values = values[kind.kind]
        return kind(values["front"], spoken["seconds"], spoken["points"])

    return build


BODY_BUILDERS: Mapping[str, Callable[[Values], Body]] = {
    "basic": lambda values: Basic(values["front"], values["back"], values.get("reverse", False)),
    "cloze": lambda values: Cloze(values["cloze"]),
    "steps": lambda values: Steps(values["front"], values["steps"]),
    "items": lambda values: Items(values["front"], values["items"]),
    "choices": lambda values: Choices(values["front"], values["choices"]["answer"], values["choices"]["others"]),
    "typed": lambda values: Typed(values["front"], values["typed"]),
    "numeric": _numeric,
    "code": _code,
    "explain": _spoken(Explain),
    "pitch": _spoken(Pitch),
    "ask": lambda values: Ask(values["ask"], values["audience"], values["purpose"]),
}
"""How each kind is made of the values its table read without a problem."""
