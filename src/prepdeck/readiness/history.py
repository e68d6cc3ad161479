"""Readiness as it was: the same scores over what was known on past days.

The cards asked for are today's, and so is what a story is worth, since a story carries no date. Knowledge is what would
have been recalled on that very day, where readiness itself asks what will be on the interview day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prepdeck.readiness.inputs import MockScores, ReadinessInput
from prepdeck.readiness.scores import Readiness, RequirementScore, evidence_part, knowledge_part, performance_part


@dataclass(frozen=True, slots=True)
class KnownThen:
    """Of a requirement's core cards on a past day: how many had been seen, and the sum of their recall (0-1 each)."""

    seen: int
    recall: float


@dataclass(frozen=True, slots=True)
class PastDay:
    """A study day, its ISO date, and what was known then by requirement; one that is missing had nothing seen."""

    day: int
    on: str
    known: Mapping[str, KnownThen]


def readiness_then(given: ReadinessInput, days: Sequence[PastDay]) -> tuple[Readiness, ...]:
    """The readiness of each of these days, in their order; mocks count from the day they were done."""
    return tuple(
        Readiness(given.role, given.title, past.on, tuple(_scores(given, past, _until(given.mocks, past.day))))
        for past in days
    )


def _until(mocks: Sequence[MockScores], day: int) -> tuple[MockScores, ...]:
    return tuple(mock for mock in mocks if mock.day <= day)


def _scores(given: ReadinessInput, past: PastDay, mocks: tuple[MockScores, ...]) -> list[RequirementScore]:
    scores = []
    for requirement in given.requirements:
        then = past.known.get(requirement.slug, KnownThen(0, 0.0))
        knowledge = knowledge_part(len(requirement.cards), then.seen, then.recall)
        parts = (knowledge, performance_part(requirement, mocks), evidence_part(requirement))
        scores.append(RequirementScore(requirement, parts))
    return scores
