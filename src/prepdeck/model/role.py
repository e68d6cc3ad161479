"""Roles: what a job asks for, how much each part weighs, and what prepares for it."""

from dataclasses import dataclass
from typing import Literal

RequirementClass = Literal["must", "minimum", "preferred"]
REQUIREMENT_CLASSES: tuple[RequirementClass, ...] = ("must", "minimum", "preferred")
MAX_WEIGHT = 10


def short_title(title: str) -> str:
    """A requirement's title up to its first colon or comma: the rest is detail."""
    return title.partition(":")[0].partition(",")[0]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the job asks for: `slug` is unique in its role, `weight` counts from 1 to `MAX_WEIGHT`.

    `cards` is a search query for the cards that prepare for it, empty where none do; `axes` are `framework/axis` whose
    mock scores tell about it. `evidence` says whether a story or a project can show it.
    """

    slug: str
    title: str
    requirement_class: RequirementClass
    weight: int
    cards: str = ""
    axes: tuple[str, ...] = ()
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Something to have done before the interview that no card trains; `slug` is unique in its role."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class RoleMention:
    """An axis or a query of a requirement, and where it stands."""

    kind: Literal["axis", "cards"]
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Role:
    """A job as its posting describes it; `line` and `column` are the slug's place.

    `mentions` is there for checking it against the rest of the library.
    """

    slug: str
    title: str
    path: str
    requirements: tuple[Requirement, ...]
    checklist: tuple[ChecklistItem, ...] = ()
    note: str = ""
    mentions: tuple[RoleMention, ...] = ()
    line: int = 1
    column: int = 1

    def requirement(self, slug: str) -> Requirement | None:
        """The requirement of this name."""
        return next((requirement for requirement in self.requirements if requirement.slug == slug), None)
