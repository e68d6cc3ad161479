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
    """One debriefed mock: its scenario, when it was done, scores (1-4) by `framework/axis`.

    `at` is any number that grows, `day` the study day it counts from.
    """

    scenario: str
    at: int
    day: int
    axes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class EvidenceStory:
    """The story that shows a requirement best, by name and title; `lacks` is what would make it complete, as an order.

    It names a story and never tells it: readiness is printed where others may look.
    """

    slug: str
    title: str
    lacks: str = ""

    @property
    def worth(self) -> Evidence:
        """What it counts."""
        return Evidence.STORY if self.lacks else Evidence.COMPLETE


@dataclass(frozen=True, slots=True)
class RequirementInput:
    """One requirement of a role, `weight` 1 to 10, with all that is known toward it.

    `cards` are the core cards its query finds, `axes` the mock axes (`framework/axis`) that tell about it.
    `takes_evidence` says whether a story can show it, `story` is the best that does.
    """

    slug: str
    title: str
    requirement_class: RequirementClass
    weight: float
    cards: tuple[CoreCard, ...] = ()
    axes: tuple[str, ...] = ()
    takes_evidence: bool = False
    story: EvidenceStory | None = None

    @property
    def evidence(self) -> Evidence | None:
        """What its stories are worth; None where a story is not what shows it."""
        if not self.takes_evidence:
            return None
        return self.story.worth if self.story else Evidence.NONE


@dataclass(frozen=True, slots=True)
class ReadinessInput:
    """A role on a day, with its requirements and every mock; `on` is an ISO date."""

    role: str
    title: str
    on: str
    requirements: tuple[RequirementInput, ...]
    mocks: tuple[MockScores, ...] = field(default=())
