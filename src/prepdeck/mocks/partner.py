"""The partner sheet: what a friend who plays the interviewer reads from and ticks, as Markdown.

It holds what a strong answer has, so the candidate must not see it; a debrief with it needs no prepdeck.
"""

from collections.abc import Iterator

from prepdeck.mocks.debrief import HINT_CAP
from prepdeck.mocks.events import Setup
from prepdeck.mocks.judging import HIGHEST, STRONG
from prepdeck.mocks.markdown import on_one_line, page, quoted, table
from prepdeck.mocks.run import nudge_ms
from prepdeck.mocks.scenario_lines import bulleted, clarification_lines, curveball_lines, number_lines, numbered
from prepdeck.mocks.session import NO_REPLY
from prepdeck.mocks.spans import clock_text
from prepdeck.model.framework import LEVELS, Axis, Framework, FrameworkPhase
from prepdeck.model.scenario import RubricItem, Scenario, ScenarioPhase
from prepdeck.text.safe import visible

_BOX = "[ ]"
_SCORES = "   ".join(f"{score} {_BOX}" for score in range(1, HIGHEST + 1))


def partner_sheet(scenario: Scenario, framework: Framework, setup: Setup) -> str:
    """The sheet of a run with the phases and minutes of `setup`; control characters in it are made visible."""
    phases = [lines for place in range(len(setup.phases)) for lines in _phase(scenario, framework, setup, place)]
    sections = [
        _heading(scenario, framework, setup),
        ("## How to use it",),
        _advice(),
        ("## The question",),
        quoted(scenario.prompt),
        ("## Timetable",),
        _timetable(setup),
        *_titled("## What may be asked", clarification_lines(scenario)),
        *phases,
        *_titled("## Curveballs: one of them, at most", _curveballs(scenario, setup)),
        *_titled("## Numbers, worked out", number_lines(scenario)),
        ("## Scores",),
        ("1 very weak · 2 weak · 3 strong · 4 very strong. The weakest axis decides.",),
        *(_axis(axis) for axis in _axes(scenario, framework, setup)),
        _verdict(scenario, framework, setup),
    ]
    return visible(page(sections))


def _titled(title: str, lines: Iterator[str]) -> list[tuple[str, ...]]:
    """A section with its title, or nothing where it has no lines."""
    listed = tuple(lines)
    return [(title,), listed] if listed else []


def _heading(scenario: Scenario, framework: Framework, setup: Setup) -> Iterator[str]:
    yield f"# {on_one_line(scenario.title)}: for the interviewer"
    yield ""
    kind = "" if setup.whole else f", only {on_one_line(setup.phases[0].title)}"
    yield f"{framework.title}, {setup.planned_ms // 60_000} minutes{kind}. The candidate must not see this page."


def _advice() -> Iterator[str]:
    yield "- Read the question aloud and start a clock. The candidate leads; you listen and tick."
    yield f'- Answer what is asked and no more. To what is not listed: "{NO_REPLY}"'
    yield f"- A hint only when they are stuck, one at a time, ticked: each caps the axes of that phase at {HINT_CAP}."
    yield "- When a phase takes a quarter more than its time, say the line beside it, once."
    yield "- Afterwards let them guess their overall score before you show anything; then compare, item by item."
    yield f"- A {STRONG} or {HIGHEST} needs something you heard: write it beside the score."


def _timetable(setup: Setup) -> Iterator[str]:
    rows = [
        (
            phase.title,
            clock_text(setup.planned_start_ms(place)),
            clock_text(setup.planned_start_ms(place + 1)),
            str(phase.minutes),
            "",
        )
        for place, phase in enumerate(setup.phases)
    ]
    yield from table(("phase", "from", "until", "minutes", "began at"), rows)


def _phase(scenario: Scenario, framework: Framework, setup: Setup, place: int) -> Iterator[tuple[str, ...]]:
    planned = setup.phases[place]
    number = f"{place + 1}. " if setup.whole else ""
    begins, ends = (clock_text(setup.planned_start_ms(at)) for at in (place, place + 1))
    yield (f"## {number}{on_one_line(planned.title)}, {begins} to {ends}",)
    of_framework, of_scenario = framework.phase(planned.slug), scenario.phase(planned.slug)
    if of_scenario is not None and of_scenario.given and not setup.whole:
        yield ("Settled before, to be told:",)
        yield tuple(quoted(of_scenario.given))
    if of_scenario is not None and of_scenario.ask:
        yield ("Ask:",)
        yield tuple(quoted(of_scenario.ask))
    late = clock_text(setup.planned_start_ms(place) + nudge_ms(planned))
    yield tuple(_moving_on(of_framework, of_scenario, late))
    if of_scenario is not None:
        yield from _rubric(of_scenario, framework)


def _moving_on(of_framework: FrameworkPhase | None, of_scenario: ScenarioPhase | None, late: str) -> Iterator[str]:
    if of_scenario is not None and of_scenario.answer_seconds:
        yield f"- The answer has {clock_text(of_scenario.answer_seconds * 1000)}, then ask on."
    if of_framework is not None and of_framework.done_when:
        yield f"- Done when: {on_one_line(of_framework.done_when)}"
    if of_framework is not None and of_framework.nudge:
        yield f"- Still here at {late}: {on_one_line(of_framework.nudge)}"


def _rubric(phase: ScenarioPhase, framework: Framework) -> Iterator[tuple[str, ...]]:
    yield from _titled("Hints, from vague to plain:", numbered([f"{_BOX} {hint}" for hint in phase.hints]))
    yield from _titled("Ask on, one at a time:", numbered([f"{_BOX} {probe}" for probe in phase.probes]))
    yield from _titled("Listen for:", bulleted(phase.listen_for))
    rows = [(_BOX, _BOX, _BOX, _item(item), _axis_title(item.axis, framework)) for item in phase.items]
    yield tuple(table(("said", "partly", "missed", "item", "counts for"), rows))


def _item(item: RubricItem) -> str:
    level = f" ({item.level})" if item.level else ""
    return f"{item.importance}{level}: {item.text}"


def _axis_title(slug: str, framework: Framework) -> str:
    axis = framework.axis(slug)
    return axis.title if axis else slug


def _curveballs(scenario: Scenario, setup: Setup) -> Iterator[str]:
    """Those that can come in this run: after their phase, while another one follows."""
    places = {phase.slug: place for place, phase in enumerate(setup.phases)}
    last = len(setup.phases) - 1
    for ball in sorted(scenario.curveballs, key=lambda ball: places.get(ball.after, last)):
        place = places.get(ball.after, last)
        if place < last:
            title = on_one_line(setup.phases[place].title)
            yield from curveball_lines(ball, f"after {title}, from {clock_text(setup.planned_start_ms(place + 1))}")


def _axes(scenario: Scenario, framework: Framework, setup: Setup) -> tuple[Axis, ...]:
    """All axes in a whole run, else those that the phase's items count for."""
    rehearsed = {phase.slug for phase in setup.phases}
    about = {item.axis for phase in scenario.phases if phase.slug in rehearsed for item in phase.items}
    return tuple(axis for axis in framework.axes if setup.whole or axis.slug in about)


def _axis(axis: Axis) -> Iterator[str]:
    yield f"### {on_one_line(axis.title)} ({axis.weight} %)   {_SCORES}"
    yield ""
    for level in LEVELS:
        yield f"- {level}: {on_one_line(axis.anchor(level))}"
    yield "- what you heard:"


def _verdict(scenario: Scenario, framework: Framework, setup: Setup) -> Iterator[str]:
    yield "## Would you advance them?"
    yield ""
    yield f"yes {_BOX}   not yet {_BOX}   their own guess, 1 to {HIGHEST}: __"
    yield ""
    yield "The candidate keeps the result with:"
    yield ""
    axes = " ".join(f"--axis {axis.slug}=N" for axis in _axes(scenario, framework, setup))
    yield (
        f"    prepdeck mock log {scenario.slug} --on DATE --minutes {setup.planned_ms // 60_000} "
        f"--framework {framework.slug} {axes} --missed TEXT"
    )
