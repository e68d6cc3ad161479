"""Requirement scores, part by part: knowledge, performance, evidence.

What is not known does not count as 0, nor as 50: it has no part in a score, and the score says how much of it is known.
A card never seen is unknown, so knowledge weighs by the share of cards seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prepdeck.readiness.inputs import MockScores, ReadinessInput, RequirementClass, RequirementInput

KNOWLEDGE, PERFORMANCE, EVIDENCE = "knowledge", "performance", "evidence"
PART_WEIGHTS = {KNOWLEDGE: 0.5, PERFORMANCE: 0.3, EVIDENCE: 0.2}
"""What each part weighs where the requirement has it and it is known."""

RECENCY = (3, 2, 1)
"""The weights of the last three distinct scenarios, newest first."""

_LOWEST, _HIGHEST = 1.0, 4.0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: `score` 0-100 or None where nothing is known, `share` (0-1) how much of it is known.

    `weight` is 0 for a part the requirement does not have; `detail` says what the score is made of.
    """

    name: str
    weight: float
    score: float | None
    share: float
    detail: str

    @property
    def shown(self) -> float:
        """The points (0-100) that are shown: the unknown rest is not."""
        return 0.0 if self.score is None else self.share * self.score

    @property
    def missing(self) -> float:
        """The points to be shown yet, weighed."""
        return self.weight * (100 - self.shown)


@dataclass(frozen=True, slots=True)
class RequirementScore:
    """How ready somebody is for one requirement: `ready` 0-100 over what is known, None where nothing is."""

    requirement: RequirementInput
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part:
        """One of the three parts."""
        return next(part for part in self.parts if part.name == name)

    @property
    def ready(self) -> float | None:
        """The mean of the known parts, each by its weight and by how much of it is known."""
        known = sum(part.weight * part.share for part in self.parts)
        return sum(part.weight * part.shown for part in self.parts) / known if known else None

    @property
    def known(self) -> float:
        """How much (0-1) of the score is known."""
        weight = sum(part.weight for part in self.parts)
        return sum(part.weight * part.share for part in self.parts) / weight if weight else 0.0

    @property
    def shortfall(self) -> float:
        """The points (0-100) that are not shown: forgotten, missed, or unknown still."""
        weight = sum(part.weight for part in self.parts)
        return sum(part.missing for part in self.parts) / weight if weight else 0.0

    @property
    def gap(self) -> float:
        """Weight x shortfall: what closing this would bring."""
        return self.requirement.weight * self.shortfall


@dataclass(frozen=True, slots=True)
class Readiness:
    """All requirements of a role, scored."""

    role: str
    title: str
    on: str
    requirements: tuple[RequirementScore, ...]

    @property
    def overall(self) -> float | None:
        """The weighted mean of what is known; it hides the weakest, so never show it alone."""
        scored = [(each.requirement.weight, each.ready) for each in self.requirements if each.ready is not None]
        weight = sum(weight for weight, _ in scored)
        return sum(weight * ready for weight, ready in scored) / weight if weight else None

    @property
    def shown(self) -> float:
        """The points (0-100) that are shown, over all requirements by their weights; what is not known counts 0.

        A requirement that nothing could show is left out of account.
        """
        weight = sum(each.requirement.weight for each in self.requirements if any(part.weight for part in each.parts))
        return 100 - sum(each.gap for each in self.requirements) / weight if weight else 0.0

    @property
    def known(self) -> float:
        """How much (0-1) is known, over all requirements by their weights."""
        weight = sum(each.requirement.weight for each in self.requirements)
        return sum(each.requirement.weight * each.known for each in self.requirements) / weight if weight else 0.0

    @property
    def weakest_must(self) -> RequirementScore | None:
        """The must-have with the lowest score; None where nothing is known of any."""
        scored = [(each.ready, each.known, each) for each in self.of_class("must") if each.ready is not None]
        return min(scored, key=lambda each: each[:2])[2] if scored else None

    @property
    def unknown_musts(self) -> tuple[RequirementScore, ...]:
        """The must-haves of which nothing is known."""
        return tuple(each for each in self.of_class("must") if each.ready is None)

    def of_class(self, requirement_class: RequirementClass) -> tuple[RequirementScore, ...]:
        """The requirements of one class."""
        return tuple(each for each in self.requirements if each.requirement.requirement_class == requirement_class)


def readiness_of(given: ReadinessInput) -> Readiness:
    """Score every requirement of a role."""
    return Readiness(
        given.role,
        given.title,
        given.on,
        tuple(score_requirement(requirement, given.mocks) for requirement in given.requirements),
    )


def score_requirement(requirement: RequirementInput, mocks: Iterable[MockScores]) -> RequirementScore:
    """Score one requirement by its cards, the mocks and its evidence."""
    recalls = [card.recall for card in requirement.cards if card.recall is not None]
    knowledge = knowledge_part(len(requirement.cards), len(recalls), sum(recalls))
    return RequirementScore(requirement, (knowledge, performance_part(requirement, mocks), evidence_part(requirement)))


def knowledge_part(cards: int, seen: int, recall: float) -> Part:
    """The mean recall of the cards seen; `recall` is its sum (0-1 each) over the `seen` ones of `cards`."""
    if not cards:
        return Part(KNOWLEDGE, 0.0, None, 0.0, "no cards")
    if not seen:
        return Part(KNOWLEDGE, PART_WEIGHTS[KNOWLEDGE], None, 0.0, f"0 of {cards} seen")
    score = 100 * recall / seen
    detail = f"{seen} of {cards} seen, {score:.0f} % of those"
    return Part(KNOWLEDGE, PART_WEIGHTS[KNOWLEDGE], score, seen / cards, detail)


def performance_part(requirement: RequirementInput, mocks: Iterable[MockScores]) -> Part:
    """The mean of the last distinct scenarios that tell about a requirement, newest first."""
    if not requirement.axes:
        return Part(PERFORMANCE, 0.0, None, 0.0, "no mocks tell")
    scores = last_distinct(requirement.axes, mocks)
    if not scores:
        return Part(PERFORMANCE, PART_WEIGHTS[PERFORMANCE], None, 0.0, "no mock yet")
    weights = RECENCY[: len(scores)]
    mean = sum(weight * score for weight, score in zip(weights, scores, strict=True)) / sum(weights)
    listed = ", ".join(f"{score:.0f}" for score in scores)
    scenarios = "1 scenario" if len(scores) == 1 else f"{len(scores)} scenarios"
    return Part(PERFORMANCE, PART_WEIGHTS[PERFORMANCE], mean, 1.0, f"{scenarios}, newest first: {listed}")


def last_distinct(axes: Sequence[str], mocks: Iterable[MockScores]) -> list[float]:
    """The scores (0-100) of the last three distinct scenarios with any of these axes, newest first.

    Rehearsing one scenario again replaces its score, so that repeating a known one does not make three.
    """
    newest: dict[str, float] = {}
    for mock in sorted(mocks, key=lambda mock: mock.at, reverse=True):
        scored = [mock.axes[axis] for axis in axes if axis in mock.axes]
        if scored and mock.scenario not in newest:
            newest[mock.scenario] = rescaled(sum(scored) / len(scored))
    return list(newest.values())[: len(RECENCY)]


def rescaled(score: float) -> float:
    """A score of 1 to 4 on 0 to 100."""
    return 100 * (min(max(score, _LOWEST), _HIGHEST) - _LOWEST) / (_HIGHEST - _LOWEST)


def evidence_part(requirement: RequirementInput) -> Part:
    """What its best story is worth."""
    if requirement.evidence is None:
        return Part(EVIDENCE, 0.0, None, 0.0, "no story shows it")
    story = requirement.story
    claims = "claims incomplete" if story and story.lacks else "claims complete"
    detail = f"{claims}: {story.title}" if story else "no story yet"
    return Part(EVIDENCE, PART_WEIGHTS[EVIDENCE], float(requirement.evidence), 1.0, detail)
