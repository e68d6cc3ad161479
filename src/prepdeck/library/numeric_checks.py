"""Calculations: every combination of given values must have a finite answer, and the front must show what changes."""

import re
from dataclasses import dataclass
from itertools import product
from math import prod

from prepdeck.library.events import Mapping, Node, value_at
from prepdeck.library.numeric_types import expression_place
from prepdeck.library.reading import Reading, did_you_mean
from prepdeck.model.arithmetic import ArithmeticProblem, Expression, evaluate, names, parse
from prepdeck.model.note import Numeric

MAX_COMBINATIONS = 10_000

_PLACEHOLDER = re.compile(r"(?<![\\{}_^$A-Za-z0-9])\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class _Formula:
    """An expression, where it stands, and the value of the choosing name it is for (None: for all)."""

    expression: Expression
    node: Node
    chosen_by: float | None = None


def check_numeric(body: Numeric, note: Mapping, reading: Reading) -> None:
    """Report what is wrong with a calculation whose fields were read without an error."""
    errors = reading.errors
    numeric = value_at(note, "numeric")
    if bool(body.answer) == bool(body.cases):
        told = "both answer and cases are there" if body.answer else "neither answer nor cases is there"
        reading.report(value_at(numeric, "cases"), "answer-or-cases", told)
        return
    formulas = _formulas(body, numeric)
    _check_cases(body, numeric, reading)
    _check_names(body, formulas, numeric, reading)
    _check_front(body, note, reading)
    if reading.errors == errors:
        _check_results(body, formulas, numeric, reading)


def _formulas(body: Numeric, numeric: Node) -> list[_Formula]:
    if body.answer:
        return [_Formula(parse(body.answer), value_at(numeric, "answer"))]
    by_value = value_at(numeric, "cases", body.case_name)
    nodes = [entry.value for entry in by_value.entries.values()] if isinstance(by_value, Mapping) else []
    return [_Formula(parse(case.expression), node, case.value) for case, node in zip(body.cases, nodes, strict=True)]


def _check_cases(body: Numeric, numeric: Node, reading: Reading) -> None:
    """The choosing name is given, and each of its values has exactly one case."""
    if not body.cases:
        return
    place = value_at(numeric, "cases")
    given = {name.name: [value.number for value in name.values] for name in body.given}
    if body.case_name not in given:
        hint = did_you_mean(body.case_name, given) or "name one of those given"
        reading.report(place, "bad-case", f"{body.case_name} is not given", hint)
        return
    chosen = [case.value for case in body.cases]
    for value in sorted(set(given[body.case_name]) - set(chosen)):
        reading.report(place, "bad-case", f"no case for {body.case_name} = {value:g}")
    for value in sorted(set(chosen) - set(given[body.case_name])):
        reading.report(place, "bad-case", f"a case for {body.case_name} = {value:g}, which is not given")
    if len(set(chosen)) < len(chosen):
        reading.report(place, "bad-case", f"two cases for the same value of {body.case_name}")


def _check_names(body: Numeric, formulas: list[_Formula], numeric: Node, reading: Reading) -> None:
    """Expressions use given names only, and all of them."""
    given = {name.name for name in body.given}
    used = {body.case_name}
    for formula in formulas:
        wanted = names(formula.expression)
        used |= wanted
        for name in sorted(wanted - given):
            reading.report(formula.node, "unknown-name", f"{name} is not given", did_you_mean(name, given))
    for name in sorted(given - used):
        reading.report(value_at(numeric, "given", name), "unused-name", f"{name} does not change the answer")


def _check_front(body: Numeric, note: Mapping, reading: Reading) -> None:
    """What changes is shown; what looks like a given name is one."""
    front = value_at(note, "front")
    given = {name.name for name in body.given}
    for name in body.given:
        if len(name.values) > 1 and f"{{{name.name}}}" not in body.front:
            told = f"{name.name} changes, but the front does not show it"
            reading.report(front, "value-not-shown", told, f"write {{{name.name}}} in the front")
    for name in dict.fromkeys(_PLACEHOLDER.findall(body.front)):
        if name not in given:
            reading.report(front, "unknown-placeholder", f"{{{name}}} is not given", did_you_mean(name, given))


def _check_results(body: Numeric, formulas: list[_Formula], numeric: Node, reading: Reading) -> None:
    """Each combination gives a finite number; the first of each formula that does not is told."""
    count = prod(len(name.values) for name in body.given)
    given = value_at(numeric, "given")
    if count > MAX_COMBINATIONS:
        reading.report(given, "too-many-combinations", f"{count:,} combinations, at most {MAX_COMBINATIONS:,}")
        return
    reading.calculations_left -= count
    if reading.calculations_left < 0:
        reading.report(given, "too-many-combinations", "the calculations of this file have too many combinations")
        return
    for formula in formulas:
        _check_formula(body, formula, reading)


def _check_formula(body: Numeric, formula: _Formula, reading: Reading) -> None:
    choices = [
        [value.number for value in name.values if name.name != body.case_name or value.number == formula.chosen_by]
        for name in body.given
    ]
    given = [name.name for name in body.given]
    for combination in product(*choices):
        values = dict(zip(given, combination, strict=True))
        try:
            evaluate(formula.expression, values)
        except ArithmeticProblem as problem:
            shown = ", ".join(f"{name} = {value:g}" for name, value in values.items())
            place = expression_place(formula.node, problem.column)
            reading.report(place, "no-result", f"{problem.message} with {shown}")
            return
