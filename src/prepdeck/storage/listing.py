"""Cards as a long list shows them: one light row each, thousands at a time."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from prepdeck.model.study_day import Moment
from prepdeck.scheduling.parameters import Parameters
from prepdeck.storage.schema import NEW, card, deck, note
from prepdeck.storage.search import recall_today

LONGEST_FRONT = 400
"""Characters of a question that are fetched: more than a row shows, far less than a text may have."""


class ListedCard(NamedTuple):
    """One row. `queue` is as in the table `card`; `recall` is the predicted recall today (0-1), None without a memory.

    A named tuple, because ten thousand of them are made while somebody types.
    """

    key: str
    deck: str
    kind: str
    tier: str
    front: str
    queue: int
    due_day: int | None
    due_at_ms: int | None
    stability: float | None
    recall: float | None
    reps: int
    lapses: int
    flagged: int
    suspended: int
    buried_on: int | None
    pulled: int

    @property
    def was_answered(self) -> bool:
        """Whether it has a memory, suspended or not: what was never answered, or was reset, has none."""
        return self.stability is not None

    @property
    def is_new(self) -> bool:
        """Whether it was never answered, or was reset."""
        return self.queue == NEW


def listed_cards(
    connection: Connection, condition: ColumnElement[bool], now: Moment, parameters: Parameters
) -> list[ListedCard]:
    """The cards a condition holds for, in the order of the search path and of their files."""
    statement = (
        select(
            card.c.key,
            card.c.deck,
            card.c.kind,
            card.c.tier,
            func.substr(note.c.front, 1, LONGEST_FRONT),
            card.c.queue,
            card.c.due_day,
            card.c.due_at_ms,
            card.c.stability,
            recall_today(now, parameters),
            card.c.reps,
            card.c.lapses,
            card.c.flagged,
            card.c.suspended,
            card.c.buried_on,
            card.c.pulled_by.is_not(None),
        )
        .join(note, note.c.key == card.c.note_key)
        .outerjoin(deck, deck.c.slug == card.c.deck)
        .where(condition)
        .order_by(deck.c.place, card.c.deck, card.c.position, card.c.key)
    )
    return [ListedCard._make(row) for row in connection.execute(statement)]
