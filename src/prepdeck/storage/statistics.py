"""Progress in numbers: days, true retention by month and deck, the load ahead, memories, and how long answers take."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from prepdeck.model.card_state import Phase
from prepdeck.model.note import Choices
from prepdeck.model.records import Review
from prepdeck.scheduling.pace import TimedAnswer
from prepdeck.storage.payloads import decode_payload
from prepdeck.storage.schema import LEARNING, NEW, RELEARNING, REVIEW, card, day_stat, log, review

PACE_DAYS = 90
PACE_ANSWERS = 5_000
"""The pace is learnt from the newest answers only: people get faster."""

_month = func.strftime("%Y-%m", day_stat.c.day * 86_400, "unixepoch")
RETENTION = (
    select(_month, day_stat.c.deck, func.sum(day_stat.c.reviewed), func.sum(day_stat.c.passed))
    .where(day_stat.c.day >= bindparam("first"), day_stat.c.reviewed > 0)
    .group_by(_month, day_stat.c.deck)
    .order_by(_month, day_stat.c.deck)
)
LOAD = (
    select(card.c.due_day, func.count())
    .where(card.c.queue == REVIEW, card.c.due_day <= bindparam("last"))
    .group_by(card.c.due_day)
)
SCHEDULED = select(
    card.c.deck, card.c.kind, card.c.stability, card.c.difficulty, card.c.last_day, card.c.due_day
).where(
    card.c.queue.between(LEARNING, RELEARNING),
    card.c.stability.is_not(None),
    card.c.last_day.is_not(None),
)
COMING = select(*SCHEDULED.selected_columns).where(
    card.c.queue == REVIEW,
    card.c.due_day <= bindparam("last"),
    card.c.stability.is_not(None),
    card.c.last_day.is_not(None),
)
TIMED_ANSWERS = (
    select(card.c.kind, review.c.introduced, review.c.rating, review.c.duration_ms)
    .select_from(review)
    .join(card, card.c.key == review.c.key)
    .where(
        review.c.day.between(bindparam("first"), bindparam("last")),
        review.c.source == "drill",
        review.c.duration_ms > 0,
        or_(review.c.introduced == 1, review.c.phase_before == int(Phase.REVIEW)),
    )
    .order_by(review.c.day.desc(), review.c.key)
    .limit(PACE_ANSWERS)
)
HISTORIES = (
    select(review.c.key, review.c.day, review.c.rating, review.c.phase_before, review.c.source)
    .where(review.c.source != "cram")
    .order_by(review.c.key, review.c.at_ms)
)
_choices = select(card.c.key).where(card.c.kind == Choices.kind, card.c.present == 1)
FORGOTTEN_CHOICES = (
    select(review.c.key, log.c.kind, log.c.subject, log.c.body)
    .select_from(review)
    .join(log, log.c.id == review.c.record_id)
    .where(review.c.key.in_(_choices), review.c.rating == 1)
    .order_by(review.c.at_ms)
)


@dataclass(frozen=True, slots=True)
class MonthOfDeck:
    """True retention: of `reviewed` cards in review, `passed` were recalled, in a month (`2026-11`) and deck."""

    month: str
    deck: str
    reviewed: int
    passed: int


@dataclass(frozen=True, slots=True)
class MemoryCounts:
    """How many `cards` were begun, and how many of them lie below each edge of a scale, in the order of its edges."""

    cards: int
    below: tuple[tuple[int, ...], ...]


def retention_by_month(connection: Connection, first: int) -> list[MonthOfDeck]:
    """True retention by month and deck since a study day; months without a review are missing."""
    return [MonthOfDeck(*row) for row in connection.execute(RETENTION, {"first": first})]


def load_ahead(connection: Connection, today: int, last: int) -> dict[int, int]:
    """Reviews that fall due by study day up to `last`; what is overdue falls due today."""
    load: dict[int, int] = {}
    for day, count in connection.execute(LOAD, {"last": last}):
        load[max(today, day)] = load.get(max(today, day), 0) + count
    return load


def memory_counts(
    connection: Connection, today: int, stability: Sequence[float], difficulty: Sequence[float], age: Sequence[float]
) -> MemoryCounts:
    """Count the cards that were begun by their memories, in one pass and without bringing them here.

    `age` is the days since the last answer as a multiple of stability: FSRS' recall depends on nothing else. Suspended
    cards count, which are not forgotten for that.
    """
    days = func.max(0, today - card.c.last_day)
    conditions = [
        *(card.c.stability < edge for edge in stability),
        *(card.c.difficulty < edge for edge in difficulty),
        *(days < edge * card.c.stability for edge in age),
    ]
    begun = and_(card.c.queue > NEW, card.c.present == 1, card.c.stability.is_not(None))
    statement = select(func.count(), *(func.count().filter(each) for each in conditions)).where(begun)
    cards, *below = connection.execute(statement).one()
    ends = list(accumulate((len(stability), len(difficulty), len(age)), initial=0))
    return MemoryCounts(cards, tuple(tuple(below[first:end]) for first, end in pairwise(ends)))


class ScheduledRow(NamedTuple):
    """A card that was begun and is asked on; `due_day` is None while it is on steps of minutes."""

    deck: str
    kind: str
    stability: float
    difficulty: float
    last_day: int
    due_day: int | None


def scheduled_cards(connection: Connection) -> list[ScheduledRow]:
    """Every card of the library that comes back; suspended ones do not."""
    return [ScheduledRow._make(row) for row in connection.execute(SCHEDULED)]


def coming_reviews(connection: Connection, last: int) -> list[ScheduledRow]:
    """The reviews that are due, or fall due by a study day."""
    return [ScheduledRow._make(row) for row in connection.execute(COMING, {"last": last})]


def timed_answers(connection: Connection, today: int) -> list[TimedAnswer]:
    """How long the newest answers took, first ones and reviews; repeats on a step are left out."""
    rows = connection.execute(TIMED_ANSWERS, {"first": today - PACE_DAYS, "last": today})
    return [TimedAnswer(row.kind, bool(row.introduced), row.rating > 1, row.duration_ms / 1000) for row in rows]


def forgotten_choices(connection: Connection) -> list[tuple[str, str]]:
    """What was chosen wherever a card of choices was rated Again, each with the card's key, oldest first."""
    found = []
    for key, kind, subject, body in connection.execute(FORGOTTEN_CHOICES):
        payload = decode_payload(kind, subject, body)
        if isinstance(payload, Review) and payload.answer:
            found.append((key, payload.answer))
    return found


def answer_histories(connection: Connection) -> list[list[tuple[int, int]]]:
    """Study day and rating of every card's answers, oldest first; a reset begins another history.

    What came after "I know this" is left out: no answer says what was known before it.
    """
    histories: list[list[tuple[int, int]]] = []
    present = ""
    for key, day, rating, phase_before, source in connection.execute(HISTORIES):
        if key != present or phase_before == Phase.NEW:
            present = key
            histories.append([])
            was_tested = source != "place"
        if was_tested:
            histories[-1].append((day, rating))
    return [history for history in histories if history]
