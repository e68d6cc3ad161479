"""A scenario whole, strong answers and all, as Markdown: for its author, and for those who will not rehearse it."""

from collections.abc import Iterator

from prepdeck.mocks.markdown import fenced, on_one_line, page, quoted
from prepdeck.mocks.scenario_lines import bulleted, clarification_lines, curveball_lines, number_lines, numbered
from prepdeck.mocks.spans import clock_text
from prepdeck.model.framework import Framework
from prepdeck.model.scenario import RubricItem, Scenario, ScenarioPhase
from prepdeck.text.safe import visible

Section = tuple[str, ...]


def whole_scenario(scenario: Scenario, framework: Framework) -> str:
    """Everything its file has, in the order of the interview; control characters in it are made visible."""
    sections = [
        (f"# {on_one_line(scenario.title)}",),
        _about(scenario, framework),
        quoted(scenario.prompt),
        *_titled("## What may be asked", clarification_lines(scenario)),
        *(section for phase in framework.phases for section in _phase(scenario.phase(phase.slug), phase.title)),
        *_titled("## Curveballs", _curveballs(scenario, framework)),
        *_titled("## Numbers", number_lines(scenario)),
        *_titled("## Sources", bulleted(scenario.sources)),
    ]
    return visible(page(sections))


def _about(scenario: Scenario, framework: Framework) -> Iterator[str]:
    yield f"{scenario.slug}, {framework.title}"
    if scenario.siblings:
        yield f"to rehearse next: {', '.join(scenario.siblings)}"


def _titled(title: str, lines: Iterator[str]) -> list[Section]:
    listed = tuple(lines)
    return [(title,), listed] if listed else []


def _phase(phase: ScenarioPhase | None, title: str) -> Iterator[Section]:
    if phase is None:
        return
    yield (f"## {on_one_line(title)}",)
    if phase.given:
        yield ("Settled before:",)
        yield tuple(quoted(phase.given))
    if phase.ask:
        seconds = f", {clock_text(phase.answer_seconds * 1000)} for the answer" if phase.answer_seconds else ""
        yield (f"Asked{seconds}:",)
        yield tuple(quoted(phase.ask))
    yield from _titled("Probes:", numbered(phase.probes))
    yield from _titled("Hints:", numbered(phase.hints))
    yield tuple(_item(item) for item in phase.items)
    yield from _titled("Listen for:", bulleted(phase.listen_for))
    if phase.reference:
        yield ("A strong answer:",)
        yield tuple(quoted(phase.reference))
    if phase.diagram:
        yield tuple(fenced(phase.diagram))


def _item(item: RubricItem) -> str:
    level = f" ({item.level})" if item.level else ""
    cards = f"; cards: {', '.join(item.cards)}" if item.cards else ""
    return f"- {item.importance}{level}: {on_one_line(item.text)} [{item.slug}, {item.axis}{cards}]"


def _curveballs(scenario: Scenario, framework: Framework) -> Iterator[str]:
    for ball in scenario.curveballs:
        phase = framework.phase(ball.after)
        yield from curveball_lines(ball, f"after {on_one_line(phase.title if phase else ball.after)}")
