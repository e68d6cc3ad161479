"""What was said: how an item was covered, what the notes propose for it, and the score that an axis's items propose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from prepdeck.mocks.words import content_words
from prepdeck.model.scenario import Importance, RubricItem

HIGHEST = 4
STRONG = 3
"""From here on a score needs evidence: 1 very weak, 2 weak, 3 strong, 4 very strong."""


class Coverage(Enum):
    """How an item was covered in the run; the value is its share."""

    SAID = 1.0
    PARTLY = 0.5
    MISSED = 0.0

    @property
    def title(self) -> str:
        """The word people see."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Judged:
    """An item's importance and how it was covered; None while nobody has said."""

    importance: Importance
    coverage: Coverage | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the notes propose for an item, and the line of them that says most of it; the person decides."""

    coverage: Coverage
    line: str


def proposed_coverage(item: RubricItem, notes: str) -> Proposal | None:
    """Said where three in five of the item's words stand in the notes, partly from one in three (two at least).

    None else: what is not in the notes may still have been said aloud.
    """
    wanted = content_words(item.text)
    found = wanted & content_words(notes)
    share = len(found) / len(wanted) if wanted else 0.0
    line = max(note_lines(notes), key=lambda line: len(wanted & content_words(line)), default="")
    if share >= 0.6:
        return Proposal(Coverage.SAID, line)
    if share >= 1 / 3 and len(found) >= 2:
        return Proposal(Coverage.PARTLY, line)
    return None


def note_lines(notes: str) -> list[str]:
    """The lines of notes that can be evidence: without outer spaces, none empty."""
    return [line.strip() for line in notes.splitlines() if line.strip()]


def proposed_score(items: Sequence[Judged], curveball_handled: bool = False) -> int | None:
    """The score that the judged items of one axis propose (content guide 2.3.2), partly said counting half:

    less than half of the musts 1; a must missing or said in part 2; all musts but less than half of the shoulds 2; all
    musts and half of the shoulds 3; and a bonus said, or the curveball handled, 4. None for an axis without musts and
    shoulds, and while a must is not judged.
    """
    musts, shoulds = (_coverages(items, importance) for importance in ("must", "should"))
    if not musts + shoulds or None in musts:
        return None
    if _share(musts) < 0.5:
        return 1
    if _share(musts) < 1 or _share(shoulds) < 0.5:
        return 2
    return HIGHEST if curveball_handled or Coverage.SAID in _coverages(items, "bonus") else STRONG


def _coverages(items: Iterable[Judged], importance: str) -> list[Coverage | None]:
    return [item.coverage for item in items if item.importance == importance]


def _share(coverages: Sequence[Coverage | None]) -> float:
    """The share that was said; 1 where there was nothing to say."""
    return sum(coverage.value for coverage in coverages if coverage) / len(coverages) if coverages else 1.0
