"""Scenarios among the other files: every framework, phase, axis, card and sibling they name must be there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.model.framework import Framework
from prepdeck.model.problem import Problem
from prepdeck.model.scenario import Scenario, ScenarioPhase

LEAST_MUST, MOST_MUST = 2, 4
"""Must items of a graded phase: one alone scores all or nothing, more than four are not what decides."""
MAX_HINTS = 50
"""Unknown names for which the right one is looked up: comparing is slow."""
_STOPS_A_RUN = frozenset({"unknown-framework", "unknown-phase", "unknown-axis"})


@dataclass(frozen=True, slots=True)
class LinkedScenarios:
    """The scenarios that can be run, and what is wrong between all of them and the other files."""

    runnable: tuple[Scenario, ...]
    problems: tuple[Problem, ...]


def linked_scenarios(
    scenarios: Sequence[Scenario], frameworks: Sequence[Framework], cards: Mapping[str, None]
) -> LinkedScenarios:
    """Check scenarios, each name once, against frameworks, each other and the keys of all notes and cards."""
    known = _Known(
        frameworks={framework.slug: framework for framework in frameworks},
        scenarios=tuple(scenario.slug for scenario in scenarios),
        cards=cards,
    )
    runnable: list[Scenario] = []
    problems: list[Problem] = []
    for scenario in scenarios:
        found = [*_unknown_names(scenario, known), *_rubric_problems(scenario, known)]
        problems += found
        if not any(each.code in _STOPS_A_RUN for each in found):
            runnable.append(scenario)
    return LinkedScenarios(tuple(runnable), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a scenario may name; `cards` holds keys of notes and of cards."""

    frameworks: Mapping[str, Framework]
    scenarios: tuple[str, ...]
    cards: Mapping[str, None]


def _unknown_names(scenario: Scenario, known: _Known) -> Iterable[Problem]:
    """Phases and axes are looked at only where the framework is known."""
    framework = known.frameworks.get(scenario.framework)
    phases = tuple(phase.slug for phase in framework.phases) if framework else None
    axes = tuple(axis.slug for axis in framework.axes) if framework else None
    siblings = tuple(slug for slug in known.scenarios if slug != scenario.slug)
    words: Mapping[str, tuple[str, str, Iterable[str] | None]] = {
        "framework": ("unknown-framework", "there is no framework {}", known.frameworks),
        "sibling": ("unknown-sibling", "there is no other scenario {}", siblings),
        "phase": ("unknown-phase", f"{scenario.framework} has no phase {{}}", phases),
        "after": ("unknown-phase", f"{scenario.framework} has no phase {{}}", phases),
        "axis": ("unknown-axis", f"{scenario.framework} has no axis {{}}", axes),
        "card": ("unknown-card", "there is no note or card {}", known.cards),
    }
    hints = 0
    for mention in scenario.mentions:
        code, told, names = words[mention.kind]
        if names is not None and mention.name not in names:
            hints += 1
            hint = did_you_mean(mention.name, _near(mention.name, names)) if hints <= MAX_HINTS else ""
            yield problem(scenario.path, mention.line, mention.column, code, told.format(mention.name), hint)


def _near(name: str, names: Iterable[str]) -> Iterable[str]:
    """Of keys only those of the same deck, where there is one: comparing with a whole library takes seconds."""
    deck = name.partition("/")[0]
    return [other for other in names if other.startswith(f"{deck}/")] or names if "/" in name else names


def _rubric_problems(scenario: Scenario, known: _Known) -> Iterable[Problem]:
    """Graded phases have two to four must items, hints and a reference; others have no items."""
    framework = known.frameworks.get(scenario.framework)
    places = {found.name: (found.line, found.column) for found in scenario.mentions if found.kind == "phase"}
    for planned in framework.phases if framework else ():
        phase = scenario.phase(planned.slug) or ScenarioPhase(planned.slug)
        line, column = places.get(planned.slug, (scenario.line, scenario.column))
        for code, told in _graded_problems(phase) if planned.graded else _ungraded_problems(phase):
            yield problem(scenario.path, line, column, code, told)


def _graded_problems(phase: ScenarioPhase) -> Iterable[tuple[str, str]]:
    must = sum(item.importance == "must" for item in phase.items)
    if not LEAST_MUST <= must <= MOST_MUST:
        count = {0: "no must item", 1: "one must item"}.get(must, f"{must} must items")
        yield "must-count", f"the phase {phase.slug} has {count}, where {LEAST_MUST} to {MOST_MUST} are needed"
    if must and not (phase.hints and phase.reference):
        yield "bare-phase", f"the phase {phase.slug} has no {'reference' if phase.hints else 'hints'}"


def _ungraded_problems(phase: ScenarioPhase) -> Iterable[tuple[str, str]]:
    if phase.items:
        yield "ungraded-items", f"the phase {phase.slug} is not graded and has rubric items"
