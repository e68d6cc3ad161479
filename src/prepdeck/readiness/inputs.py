"""What readiness is computed from: a role's requirements with what is known toward each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

RequirementClass = Literal["must", "minimum", "preferred"]


class Evidence(IntEnum):
    """What shows that a requirement is met: nothing, a story, a story whose claims are complete. The values count."""

    NONE = 0
    STORY = 50
    COMPLETE = 100


@dataclass(frozen=True, slots=True)
class CoreCard:
    """A core card that feeds a requirement.

    `recall` (0-1) is what is predicted for the interview day without further study; None for a card never seen.
    """

    key: str
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class MockScores:
    """One debriefed mock: its scenario, when it was done (any number that grows), scores (1-4) by `framework/axis`."""

    scenario: str
    at: int
    axes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RequirementInput:
    """One requirement of a role, `weight` 1 to 10, with all that is known toward it.

    `cards` are the core cards its query finds, `axes` the mock axes (`framework/axis`) that tell about it. `evidence`
    is None where a story is not what shows it.
    """

    slug: str
    title: str
    requirement_class: RequirementClass
    weight: float
    cards: tuple[CoreCard, ...] = ()
    axes: tuple[str, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ReadinessInput:
    """A role on a day, with its requirements and every mock; `on` is an ISO date."""

    role: str
    title: str
    on: str
    requirements: tuple[RequirementInput, ...]
    mocks: tuple[MockScores, ...] = field(default=())
