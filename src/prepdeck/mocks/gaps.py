"""Gaps: the items that were missed, the most important first, and the cards that close them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from prepdeck.mocks.debrief import Debrief
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.spans import clock_text
from prepdeck.model.scenario import IMPORTANCES, RubricItem

MOST_PULLED = 12
"""Cards pulled by one mock: an evening's drill has room for its gaps and for what is due."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A missed item; `phase` is the title of its phase, `by_ms` when that phase ends by plan."""

    item: RubricItem
    phase: str
    by_ms: int

    @property
    def fix(self) -> str:
        """What to do about it next time, in one line."""
        return f"{self.item.text.rstrip('.')}: say it in {self.phase}, by {clock_text(self.by_ms)}."


def gaps_of(debrief: Debrief) -> tuple[Gap, ...]:
    """The missed items: must before should before bonus, in phase order; what is not judged is none."""
    setup = debrief.run.setup
    missed = [
        Gap(placed.item, setup.phases[placed.phase].title, setup.planned_start_ms(placed.phase + 1))
        for placed in debrief.items
        if debrief.coverages.get(placed.item.slug) is Coverage.MISSED
    ]
    return tuple(sorted(missed, key=lambda gap: IMPORTANCES.index(gap.item.importance)))


def cards_to_pull(
    gaps: Sequence[Gap], cards_of: Mapping[str, Sequence[str]], suspended: AbstractSet[str]
) -> tuple[str, ...]:
    """The keys of the cards that these gaps pull, in their order: each once, twelve at most, no suspended one.

    `cards_of` gives the card keys of each key an item names, a note's or a card's; a key it does not know has no cards
    any more and pulls none.
    """
    keys = dict.fromkeys(
        key for gap in gaps for named in gap.item.cards for key in cards_of.get(named, ()) if key not in suspended
    )
    return tuple(keys)[:MOST_PULLED]
