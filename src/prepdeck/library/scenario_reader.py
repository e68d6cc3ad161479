"""From the root of a scenario file to a scenario."""

from collections.abc import Iterable
from typing import Any

from prepdeck.library.events import Entry, Mapping, Node, Sequence, value_at
from prepdeck.library.mock_tables import (
    CLARIFICATION,
    CURVEBALL,
    LEAST_CURVEBALLS,
    NUMBER,
    RUBRIC_ITEM,
    SCENARIO,
    SCENARIO_PHASE,
)
from prepdeck.library.names_once import report_repeated
from prepdeck.library.numeric_types import expression_place
from prepdeck.library.reading import Reading, did_you_mean
from prepdeck.model.arithmetic import ArithmeticProblem, evaluate, names, parse
from prepdeck.model.note import Tolerance
from prepdeck.model.scenario import (
    IMPORTANCES,
    Clarification,
    Curveball,
    Importance,
    Mention,
    MentionKind,
    RubricItem,
    Scenario,
    ScenarioNumber,
    ScenarioPhase,
)

MAX_MUST_ITEMS = 24
MAX_ITEMS = 36
DEFAULT_TOLERANCE = Tolerance(0.25, relative=True)


def build_scenario(root: Mapping, reading: Reading) -> Scenario | None:
    """A scenario, or None after reporting any error: nobody should rehearse against half a rubric."""
    values = SCENARIO.read_entries(root, reading)
    phases = _phases(values.get("phases", []), reading)
    curveballs = _curveballs(values.get("curveballs", []), reading)
    numbers = _numbers(values.get("numbers", []), reading)
    clarifications = _clarifications(values.get("clarifications", []), reading)
    _check_counts(phases, values, root, reading)
    _check_names(root, reading)
    if reading.errors:
        return None
    place = reading.place(root.entries["scenario"].value)
    return Scenario(
        slug=values["scenario"],
        title=values["title"],
        path=reading.source.path,
        framework=values["framework"],
        prompt=values["prompt"],
        phases=phases,
        curveballs=curveballs,
        siblings=values.get("siblings", ()),
        clarifications=clarifications,
        numbers=numbers,
        sources=values["source"],
        mentions=tuple(_mentions(root, reading)),
        line=place.line,
        column=place.column,
    )


def _phases(entries: list[Entry], reading: Reading) -> tuple[ScenarioPhase, ...]:
    phases = []
    for entry in entries:
        values = SCENARIO_PHASE.read(entry.value, reading)
        if values is not None:
            items = tuple(
                item for importance in IMPORTANCES for item in _items(values.get(importance, []), importance, reading)
            )
            phases.append(
                ScenarioPhase(
                    slug=entry.key.text.strip(),
                    given=values.get("given", ""),
                    ask=values.get("ask", ""),
                    probes=values.get("probes", ()),
                    answer_seconds=values.get("answer_seconds", 0),
                    hints=values.get("hints", ()),
                    items=items,
                    listen_for=values.get("listen_for", ()),
                    reference=values.get("reference", ""),
                    diagram=values.get("diagram", ""),
                )
            )
    return tuple(phases)


def _items(nodes: list[Node], importance: Importance, reading: Reading) -> Iterable[RubricItem]:
    for node in nodes:
        values = RUBRIC_ITEM.read(node, reading)
        if values is not None:
            yield RubricItem(
                slug=values["item"],
                text=values["text"],
                axis=values["axis"],
                importance=importance,
                level=values.get("level", ""),
                cards=values.get("cards", ()),
            )


def _clarifications(nodes: list[Node], reading: Reading) -> tuple[Clarification, ...]:
    read = (CLARIFICATION.read(node, reading) for node in nodes)
    return tuple(Clarification(values["ask"], values["say"]) for values in read if values is not None)


def _curveballs(nodes: list[Node], reading: Reading) -> tuple[Curveball, ...]:
    read = (CURVEBALL.read(node, reading) for node in nodes)
    return tuple(
        Curveball(values["curveball"], values["after"], values["text"], values.get("good", ()))
        for values in read
        if values is not None
    )


def _numbers(nodes: list[Node], reading: Reading) -> tuple[ScenarioNumber, ...]:
    numbers = []
    for node in nodes:
        errors = reading.errors
        values = NUMBER.read(node, reading)
        if values is None or reading.errors > errors:
            continue
        number = ScenarioNumber(
            slug=values["number"],
            answer=values["answer"],
            given=values["given"],
            tolerance=values.get("tolerance", DEFAULT_TOLERANCE),
            unit=values.get("unit", ""),
        )
        _check_number(number, node, reading)
        numbers.append(number)
    return tuple(numbers)


def _check_number(number: ScenarioNumber, node: Node, reading: Reading) -> None:
    """The expression uses the given names, all of them, and has a finite value."""
    expression, given = parse(number.answer), dict(number.given)
    wanted = names(expression)
    answer = value_at(node, "answer")
    for name in sorted(wanted - given.keys()):
        reading.report(answer, "unknown-name", f"{name} is not given", did_you_mean(name, given))
    for name in sorted(given.keys() - wanted):
        reading.report(value_at(node, "given", name), "unused-name", f"{name} does not change the answer")
    if wanted <= given.keys():
        try:
            evaluate(expression, given)
        except ArithmeticProblem as problem:
            reading.report(expression_place(answer, problem.column), "no-result", problem.message)


def _check_counts(phases: tuple[ScenarioPhase, ...], values: dict[str, Any], root: Mapping, reading: Reading) -> None:
    """A debrief takes eight minutes, and a second rehearsal meets another curveball."""
    items = [item for phase in phases for item in phase.items]
    must = sum(item.importance == "must" for item in items)
    if must > MAX_MUST_ITEMS or len(items) > MAX_ITEMS:
        told = f"{must} must items and {len(items)} in all, where {MAX_MUST_ITEMS} and {MAX_ITEMS} are the most"
        reading.report(root.entries["phases"].key, "long-rubric", told)
    if "curveballs" in values and len(values["curveballs"]) < LEAST_CURVEBALLS:
        told = f"at least {LEAST_CURVEBALLS} curveballs are needed"
        reading.report(root.entries["curveballs"].value, "too-few-items", told, "add a curveball")


def _check_names(root: Mapping, reading: Reading) -> None:
    """Rubric items, curveballs and numbers have names of their own."""
    report_repeated(_item_nodes(root), "item", reading)
    report_repeated(_listed(root, "curveballs"), "curveball", reading)
    report_repeated(_listed(root, "numbers"), "number", reading)


def _mentions(root: Mapping, reading: Reading) -> Iterable[Mention]:
    """The names that other files must have, in a scenario that was read without an error."""

    def mention(kind: MentionKind, node: Node) -> Mention:
        place = reading.place(node)
        return Mention(kind, getattr(node, "text", "").strip(), place.line, place.column)

    yield mention("framework", root.entries["framework"].value)
    for sibling in _listed(root, "siblings"):
        yield mention("sibling", sibling)
    for entry in _entries(root, "phases"):
        yield mention("phase", entry.key)
    for item in _item_nodes(root):
        yield mention("axis", value_at(item, "axis"))
        for card in _listed(item, "cards"):
            yield mention("card", card)
    for curveball in _listed(root, "curveballs"):
        yield mention("after", value_at(curveball, "after"))


def _item_nodes(root: Mapping) -> Iterable[Node]:
    for entry in _entries(root, "phases"):
        for importance in IMPORTANCES:
            yield from _listed(entry.value, importance)


def _entries(node: Node, key: str) -> Iterable[Entry]:
    value = value_at(node, key)
    return value.entries.values() if value is not node and isinstance(value, Mapping) else ()


def _listed(node: Node, key: str) -> list[Node]:
    value = value_at(node, key)
    return value.items if isinstance(value, Sequence) else []
