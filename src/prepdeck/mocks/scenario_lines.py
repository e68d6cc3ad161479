"""The parts of a scenario that both the partner sheet and the preview show, as lines of Markdown."""

from collections.abc import Iterator, Sequence

from prepdeck.mocks.markdown import on_one_line, table
from prepdeck.model.arithmetic import evaluate, parse
from prepdeck.model.note import Tolerance
from prepdeck.model.scenario import Curveball, Scenario, ScenarioNumber


def clarification_lines(scenario: Scenario) -> Iterator[str]:
    """What the candidate may ask, and what is said then."""
    rows = [(", ".join(each.ask), each.say) for each in scenario.clarifications]
    yield from table(("when they ask about", "say"), rows)


def numbered(texts: Sequence[str]) -> Iterator[str]:
    """Texts as a numbered list."""
    for number, text in enumerate(texts, start=1):
        yield f"{number}. {on_one_line(text)}"


def bulleted(texts: Sequence[str]) -> Iterator[str]:
    """Texts as a list."""
    for text in texts:
        yield f"- {on_one_line(text)}"


def curveball_lines(ball: Curveball, when: str) -> Iterator[str]:
    """A curveball: when it comes, what changes, what a good reaction has."""
    yield f"- {when}: {on_one_line(ball.text)}"
    for good in ball.good:
        yield f"  - good: {on_one_line(good)}"


def number_lines(scenario: Scenario) -> Iterator[str]:
    """The numbers to estimate, worked out."""
    for number in scenario.numbers:
        given = ", ".join(f"{name} = {_amount(value)}" for name, value in number.given)
        close = _within(number.tolerance, number.unit)
        yield f"- {number.slug}: {_result(number)}, {close} (`{number.answer}`; {given})"


def _result(number: ScenarioNumber) -> str:
    worked_out = evaluate(parse(number.answer), dict(number.given))
    return f"{_amount(worked_out)} {number.unit}".rstrip()


def _within(tolerance: Tolerance, unit: str) -> str:
    if tolerance.relative:
        return f"within {tolerance.amount * 100:.4g} %"
    return f"within {_amount(tolerance.amount)} {unit}".rstrip()


def _amount(value: float) -> str:
    """Four digits, and no powers of ten that a person would have to read aloud."""
    return f"{value:,.0f}" if 1000 <= abs(value) < 1e15 else f"{value:.4g}"
