"""What is waiting: the candidates of a drill, counts by deck, the work done today, the load of the days ahead."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Integer, Select, and_, bindparam, func, or_, select

from prepdeck.model.keys import note_key_of
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.queue import Candidate, DayWork
from prepdeck.storage.card_rows import STATE_COLUMNS, state_of
from prepdeck.storage.schema import LEARNING, NEW, RELEARNING, REVIEW, card, day_stat, review

CANDIDATE_LIMIT = 2_000
"""The most cards of one queue that are looked at for a drill: far more than a day holds."""

Condition = ColumnElement[bool]
"""Which cards a search finds; `storage.search` makes it."""

in_learning = card.c.queue.in_(bindparam("learning", (LEARNING, RELEARNING), expanding=True, literal_execute=True))
"""Written out when executed: bound values in an IN match no partial index."""

_TIER_ORDER = (card.c.deck, card.c.tier, card.c.position)

LEARNING_CARDS = select(*STATE_COLUMNS).where(in_learning).order_by(card.c.due_at_ms).limit(CANDIDATE_LIMIT)
DUE_REVIEWS = (
    select(*STATE_COLUMNS)
    .where(card.c.queue == REVIEW, card.c.due_day <= bindparam("day"))
    .order_by(card.c.due_day)
    .limit(CANDIDATE_LIMIT)
)
NEW_CARDS = (
    select(*STATE_COLUMNS)
    .where(card.c.queue == NEW, card.c.deck == bindparam("deck"))
    .order_by(*_TIER_ORDER)
    .limit(bindparam("limit", type_=Integer))
)
PULLED_CARDS = select(*STATE_COLUMNS).where(card.c.pulled_by.is_not(None), card.c.present == 1)
PUT_CARDS = (
    select(*STATE_COLUMNS)
    .where(card.c.put_on <= bindparam("day"), card.c.put_on.is_not(None), card.c.present == 1, card.c.suspended == 0)
    .order_by(card.c.put_on)
    .limit(CANDIDATE_LIMIT)
)
DUE_LOAD = (
    select(card.c.due_day, func.count())
    .where(card.c.queue == REVIEW, card.c.due_day.between(bindparam("first"), bindparam("last")))
    .group_by(card.c.due_day)
)
_NOTES_TODAY = select(review.c.key).where(review.c.day == bindparam("day"), review.c.source != "cram").distinct()
_WORK_TODAY = select(day_stat).where(day_stat.c.day == bindparam("day"))


def candidates(
    connection: Connection, now: Moment, decks: Iterable[str], new_limit: int, chosen: ColumnElement[bool] | None = None
) -> list[Candidate]:
    """Everything a drill of these decks could ask now: what comes first, due, and up to `new_limit` new a deck.

    `chosen` narrows it to what a search found.
    """
    wanted = list(decks)
    asked: list[_Asked] = [*_first(now), (DUE_REVIEWS, {"day": now.day})]
    asked += [(NEW_CARDS, {"deck": deck, "limit": new_limit}) for deck in wanted]
    return _found(connection, asked, wanted, chosen)


def first_candidates(
    connection: Connection, now: Moment, decks: Iterable[str], chosen: ColumnElement[bool] | None = None
) -> list[Candidate]:
    """What comes first with a plan as well: pulled cards, all that are being learnt, those put on a day by now."""
    return _found(connection, _first(now), decks, chosen)


_Asked = tuple[Select[tuple[object, ...]], dict[str, object]]
"""A statement and its values."""


def _first(now: Moment) -> list[_Asked]:
    return [(PULLED_CARDS, {}), (LEARNING_CARDS, {}), (PUT_CARDS, {"day": now.day})]


def _found(
    connection: Connection, asked: Iterable[_Asked], decks: Iterable[str], chosen: ColumnElement[bool] | None
) -> list[Candidate]:
    known = set(decks)
    found: dict[str, Candidate] = {}
    for statement, values in asked:
        for row in connection.execute(statement if chosen is None else statement.where(chosen), values):
            found.setdefault(row.key, Candidate(row.key, state_of(row), row.position, row.tier, row.kind))
    return [candidate for candidate in found.values() if candidate.deck in known]


def any_cards(connection: Connection, chosen: ColumnElement[bool] | None, limit: int) -> list[Candidate]:
    """Cards regardless of when they are due, for cramming and placement; suspended ones are left out."""
    statement = select(*STATE_COLUMNS).where(card.c.queue.between(NEW, RELEARNING)).order_by(*_TIER_ORDER).limit(limit)
    if chosen is not None:
        statement = statement.where(chosen)
    return [
        Candidate(row.key, state_of(row), row.position, row.tier, row.kind) for row in connection.execute(statement)
    ]


def day_work(connection: Connection, day: int) -> DayWork:
    """What was done on a study day in any process: new and reviewed cards a deck, and the notes answered."""
    introduced: dict[str, int] = {}
    reviewed: dict[str, int] = {}
    for row in connection.execute(_WORK_TODAY, {"day": day}):
        introduced[row.deck], reviewed[row.deck] = row.introduced, row.reviewed
    notes = frozenset(note_key_of(key) for key in connection.execute(_NOTES_TODAY, {"day": day}).scalars())
    return DayWork(introduced, reviewed, notes)


def due_load(connection: Connection, first: int, last: int) -> dict[int, int]:
    """How many reviews fall due on each study day from `first` to `last`; days without any are missing."""
    found = connection.execute(DUE_LOAD, {"first": first, "last": last})
    return {day: count for day, count in found if day is not None}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards of a deck are in each queue; `due` counts reviews due by today, `learning` all in learning."""

    total: int = 0
    new: int = 0
    learning: int = 0
    due: int = 0
    suspended: int = 0
    pulled: int = 0


_BY_QUEUE = (
    select(card.c.deck, card.c.queue, func.count()).where(card.c.present == 1).group_by(card.c.deck, card.c.queue)
)
_DUE_BY_DECK = (
    select(card.c.deck, func.count())
    .where(card.c.queue == REVIEW, card.c.due_day <= bindparam("day"))
    .group_by(card.c.deck)
)
_PULLED_BY_DECK = (
    select(card.c.deck, func.count())
    .where(card.c.pulled_by.is_not(None), card.c.present == 1, card.c.suspended == 0)
    .group_by(card.c.deck)
)


def waiting_by_deck(connection: Connection, day: int) -> dict[str, Waiting]:
    """Counts for every deck that has cards."""
    by_queue: dict[str, dict[int, int]] = defaultdict(dict)
    for deck, queue, count in connection.execute(_BY_QUEUE):
        by_queue[deck][queue] = count
    due: dict[str, int] = dict(connection.execute(_DUE_BY_DECK, {"day": day}).all())
    pulled: dict[str, int] = dict(connection.execute(_PULLED_BY_DECK).all())
    return {
        deck: Waiting(
            total=sum(counts.values()),
            new=counts.get(NEW, 0),
            learning=counts.get(LEARNING, 0) + counts.get(RELEARNING, 0),
            due=due.get(deck, 0),
            suspended=sum(counts.values()) - sum(counts.get(queue, 0) for queue in (NEW, LEARNING, REVIEW, RELEARNING)),
            pulled=pulled.get(deck, 0),
        )
        for deck, counts in by_queue.items()
    }


_NEXT_LEARNING = select(func.min(card.c.due_at_ms)).where(in_learning)
_NEXT_REVIEW = select(func.min(card.c.due_day)).where(card.c.queue == REVIEW, card.c.due_day > bindparam("day"))


def next_due(connection: Connection, day: int) -> tuple[int | None, int | None]:
    """When the next learning card comes back (UTC ms) and the next review falls due (study day), for empty screens."""
    learning = connection.execute(_NEXT_LEARNING).scalar()
    return learning, connection.execute(_NEXT_REVIEW, {"day": day}).scalar()


def buried_today(day: int) -> ColumnElement[bool]:
    """The condition that a card was set aside for the study day."""
    return and_(card.c.buried_on.is_not(None), card.c.buried_on == day)


def due_now(now: Moment) -> ColumnElement[bool]:
    """The condition that a card waits now: in learning and its minutes are over, or its review is due."""
    return or_(
        and_(card.c.queue == REVIEW, card.c.due_day <= now.day),
        and_(in_learning, or_(card.c.due_at_ms <= now.at_ms, card.c.due_day <= now.day)),
    )


_CARDS = select(func.count()).select_from(card).where(card.c.present == 1)


def count_cards(connection: Connection) -> int:
    """How many cards the library has."""
    return int(connection.execute(_CARDS).scalar_one())


_PULLED_BY = select(func.count()).where(
    card.c.pulled_by == bindparam("mock"), card.c.pulled_by.is_not(None), card.c.present == 1, card.c.suspended == 0
)


def count_pulled(connection: Connection, mock: str) -> int:
    """How many cards wait because this mock pulled them."""
    return int(connection.execute(_PULLED_BY, {"mock": mock}).scalar_one())
