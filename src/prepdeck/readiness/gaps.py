"""What holds a role back, ranked by weight x shortfall, and the one thing to do next for each."""

from dataclasses import dataclass
from typing import Literal

from prepdeck.readiness.scores import KNOWLEDGE, PERFORMANCE, Part, Readiness, RequirementScore

WEAK_RECALL = 0.9
MOST_KEYS = 50

ActionKind = Literal["learn", "review", "mock", "story", "claims", "none"]


@dataclass(frozen=True, slots=True)
class NextAction:
    """What to do next: `text` says it, `keys` are the cards, `axes` the mock axes, `story` the story it is about."""

    kind: ActionKind
    text: str
    keys: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    story: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that is short of its full score."""

    score: RequirementScore
    action: NextAction


def ranked_gaps(readiness: Readiness) -> tuple[Gap, ...]:
    """The requirements with something missing, the largest weight x shortfall first."""
    short = [score for score in readiness.requirements if score.gap > 0]
    return tuple(Gap(score, next_action(score)) for score in sorted(short, key=lambda score: -score.gap))


def next_action(score: RequirementScore) -> NextAction:
    """What brings the most for a requirement: it is about the part with most points missing."""
    largest = max(score.parts, key=lambda part: part.missing)
    if largest.missing <= 0:
        return NextAction("none", "Keep it up.")
    if largest.name == KNOWLEDGE:
        return _study(score, largest)
    return _rehearse(score, largest) if largest.name == PERFORMANCE else _show(score)


def _study(score: RequirementScore, part: Part) -> NextAction:
    cards = score.requirement.cards
    unseen = [card.key for card in cards if card.recall is None]
    recalled = sorted((card.recall, card.key) for card in cards if card.recall is not None)
    weak = [key for recall, key in recalled if recall < WEAK_RECALL] or [key for _, key in recalled]
    of_seen = part.share * (100 - (part.score or 0.0))
    if unseen and 100 * (1 - part.share) >= of_seen:
        return NextAction("learn", f"Learn {_cards(len(unseen), 'new card')}.", tuple(unseen[:MOST_KEYS]))
    return NextAction("review", f"Review {_cards(len(weak), 'weak card')}.", tuple(weak[:MOST_KEYS]))


def _rehearse(score: RequirementScore, part: Part) -> NextAction:
    axes = score.requirement.axes
    about = ", ".join(dict.fromkeys(axis.partition("/")[2] or axis for axis in axes))
    how = "Rehearse a scenario" if part.score is None else "Rehearse another scenario"
    return NextAction("mock", f"{how} that is scored on {about}.", axes=axes)


def _show(score: RequirementScore) -> NextAction:
    story = score.requirement.story
    if story is not None:
        return NextAction("claims", story.lacks, story=story.slug)
    named = f"evidence_for: [{score.requirement.slug}]"
    return NextAction("story", f"Tell a story that shows it, with {named} (prepdeck new story).")


def _cards(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
