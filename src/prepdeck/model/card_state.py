"""Where a card stands: the fold of its records."""

from dataclasses import dataclass
from enum import IntEnum

from prepdeck.model.memory import Memory

LEECH_LAPSES = 8


class Phase(IntEnum):
    """Where a card is in its life; the integers are stored."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3

    @property
    def title(self) -> str:
        """The word in JSON and on screen."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class CardState:
    """A card's progress, folded from its records and nothing else.

    `due_day` (study day) is set in review and for learning steps of a day or more, `due_at_ms` (UTC) for shorter steps;
    never both. `step` is the learning step the card waits on. `decided_on` is the id of the newest record that changed
    the schedule (a review, a reset, a reschedule): the next review names it as its predecessor. `put_on` is the day
    somebody put it on, which is then its `due_day` in review too: it is not asked before, and from then on first of
    all. A review or a reset ends that, and a mock that pulls the card.
    """

    phase: Phase = Phase.NEW
    step: int | None = None
    memory: Memory | None = None
    due_day: int | None = None
    due_at_ms: int | None = None
    interval_days: int = 0
    last_day: int | None = None
    last_at_ms: int | None = None
    reps: int = 0
    lapses: int = 0
    decided_on: str | None = None
    suspended: bool = False
    buried_on: int | None = None
    flagged: bool = False
    pulled_by: str | None = None
    put_on: int | None = None

    @property
    def queue(self) -> str:
        """The word of JSON's `queue`: new, learning, review, relearning or suspended."""
        return "suspended" if self.suspended else self.phase.title

    @property
    def is_leech(self) -> bool:
        """Forgotten so often that rewriting the card would help more than repeating it."""
        return self.lapses >= LEECH_LAPSES


NEW_CARD = CardState()
