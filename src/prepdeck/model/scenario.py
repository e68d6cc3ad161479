"""Scenarios: one interview question, with what a strong answer has in each phase of its framework."""

from dataclasses import dataclass
from typing import Literal

from prepdeck.model.note import Tolerance

Importance = Literal["must", "should", "bonus"]
MentionKind = Literal["framework", "sibling", "phase", "axis", "card", "after"]
IMPORTANCES: tuple[Importance, ...] = ("must", "should", "bonus")


@dataclass(frozen=True, slots=True)
class Clarification:
    """What the interviewer says when one of the words `ask` is in the candidate's question; never listed."""

    ask: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class RubricItem:
    """One thing to be said: `slug` is unique in its scenario, `axis` names an axis of the framework.

    `level` (of `LEVELS`) is who is expected to say it, empty for everyone; `cards` are keys of notes or cards that
    teach it.
    """

    slug: str
    text: str
    axis: str
    importance: Importance
    level: str = ""
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioPhase:
    """What a scenario has for one phase of its framework.

    `given` is what was settled before, for those who rehearse this phase alone; `ask` is what the interviewer asks as
    it begins, `probes` what they ask afterwards, one at a time, once the answer's `answer_seconds` are over (0: no
    limit). `hints` are three rungs, vague to plain; `items` stand must first, then should, then bonus, each in the
    order of the file.
    """

    slug: str
    given: str = ""
    ask: str = ""
    probes: tuple[str, ...] = ()
    answer_seconds: int = 0
    hints: tuple[str, ...] = ()
    items: tuple[RubricItem, ...] = ()
    listen_for: tuple[str, ...] = ()
    reference: str = ""
    diagram: str = ""


@dataclass(frozen=True, slots=True)
class Curveball:
    """A change put to the candidate at some time after the phase `after`; `good` is what a good reaction has."""

    slug: str
    after: str
    text: str
    good: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioNumber:
    """A number to estimate aloud: `answer` is an expression in the given names, `unit` its unit."""

    slug: str
    answer: str
    given: tuple[tuple[str, float], ...]
    tolerance: Tolerance
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that another file must have, and where it stands: `after` is the phase of a curveball."""

    kind: MentionKind
    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """One question: `framework` and `siblings` are names; `line` and `column` are the slug's place.

    `phases` stand in the order of the file and may leave out phases of the framework that are not graded. `mentions`
    is there for checking it against the rest of the library.
    """

    slug: str
    title: str
    path: str
    framework: str
    prompt: str
    phases: tuple[ScenarioPhase, ...]
    curveballs: tuple[Curveball, ...]
    siblings: tuple[str, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    numbers: tuple[ScenarioNumber, ...] = ()
    sources: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    line: int = 1
    column: int = 1

    @property
    def items(self) -> tuple[RubricItem, ...]:
        """Every rubric item, phase by phase."""
        return tuple(item for phase in self.phases for item in phase.items)

    def phase(self, slug: str) -> ScenarioPhase | None:
        """What it has for a phase of the framework."""
        return next((phase for phase in self.phases if phase.slug == slug), None)
