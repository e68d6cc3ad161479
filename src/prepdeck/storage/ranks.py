"""The ranking of cards toward the interview date, kept for one study day.

Every card in the library has a row. An answer only marks its card's row as outdated; whoever plans a drill next ranks
those few again, and everything when the study day, the goal or the parameters are others (`study.ranking`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Row, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from prepdeck.model.card_state import Phase
from prepdeck.model.memory import Memory
from prepdeck.scheduling.interview_queue import Ranked, lane_of
from prepdeck.scheduling.queue import Candidate
from prepdeck.storage.card_rows import STATE_COLUMNS, state_of
from prepdeck.storage.schema import card, meta, rank, review

DAY_PLAN = "day_plan"
"""The name in `meta` under which what was decided for the study day is kept."""

_OUTDATE = update(rank).where(rank.c.key == bindparam("of_key")).values(gain=None)
_FORGET_PLAN = delete(meta).where(meta.c.name == DAY_PLAN)
_FORGET_RANKS = delete(rank)
_READ_PLAN = select(meta.c.value).where(meta.c.name == DAY_PLAN)
_keep_plan = upsert(meta).values(name=DAY_PLAN, value=bindparam("plan"))
_KEEP_PLAN = _keep_plan.on_conflict_do_update(["name"], set_={"value": _keep_plan.excluded.value})
_INSERT = insert(rank)
_RERANK = (
    update(rank)
    .where(rank.c.key == bindparam("of_key"))
    .values(is_new=bindparam("new"), gain=bindparam("new_gain"), seconds=bindparam("new_seconds"))
)
_RANKABLE = (
    card.c.key,
    card.c.deck,
    card.c.kind,
    card.c.tier,
    card.c.position,
    card.c.phase,
    card.c.suspended,
    card.c.stability,
    card.c.difficulty,
    card.c.last_day,
    card.c.put_on,
)
_ALL_CARDS = select(*_RANKABLE).where(card.c.present == 1)
_OUTDATED = select(*_RANKABLE, rank.c.weight).join(card, card.c.key == rank.c.key).where(rank.c.gain.is_(None))
BEST_RANKED = (
    select(*STATE_COLUMNS, rank.c.gain, rank.c.seconds)
    .join(card, card.c.key == rank.c.key)
    .where(
        rank.c.is_new == bindparam("new"),
        rank.c.lane == bindparam("lane"),
        rank.c.gain > 0,
        card.c.present == 1,
        card.c.suspended == 0,
        or_(card.c.last_day.is_(None), card.c.last_day < bindparam("day")),
    )
    .order_by(rank.c.gain.desc(), rank.c.position)
    .limit(bindparam("limit", type_=Integer))
)
_KINDS_TODAY = (
    select(card.c.kind)
    .select_from(review)
    .join(card, card.c.key == review.c.key)
    .where(review.c.day == bindparam("day"), review.c.source != "cram")
)


class RankableCard(NamedTuple):
    """What a card is ranked by; a tuple, because a hundred thousand of them are read at once."""

    key: str
    deck: str
    kind: str
    tier: str
    position: int
    phase: int
    suspended: int
    stability: float | None
    difficulty: float | None
    last_day: int | None
    put_on: int | None

    @property
    def memory(self) -> Memory | None:
        """What FSRS knows of it."""
        if self.stability is None or self.difficulty is None:
            return None
        return Memory(self.stability, self.difficulty)


class CardRank(NamedTuple):
    """One card's place: its `weight`, its weighted gain per second (0 for one not to be asked), its seconds."""

    card: RankableCard
    weight: float
    gain: float
    seconds: float


def outdate_ranks(connection: Connection, keys: Iterable[str]) -> None:
    """These cards changed: they are ranked again before the next drill is planned."""
    rows = [{"of_key": key} for key in keys]
    if rows:
        connection.execute(_OUTDATE, rows)


def forget_ranks(connection: Connection) -> None:
    """Everything is to be ranked again: the library or the way of scheduling changed."""
    connection.execute(_FORGET_PLAN)


def read_day_plan(connection: Connection) -> str | None:
    """What was decided for the day that was ranked last, as `write_ranks` was given it."""
    plan: str | None = connection.execute(_READ_PLAN).scalar()
    return plan


def write_ranks(connection: Connection, ranks: Iterable[CardRank], plan: str) -> None:
    """Keep a ranking of all cards, and what was decided with it."""
    connection.execute(_FORGET_RANKS)
    rows = [
        {
            "key": each.card.key,
            "is_new": int(each.card.phase == Phase.NEW),
            "lane": lane_of(each.card.kind),
            "position": each.card.position,
            "weight": each.weight,
            "gain": each.gain,
            "seconds": each.seconds,
        }
        for each in ranks
    ]
    if rows:
        connection.execute(_INSERT, rows)
    connection.execute(_KEEP_PLAN, {"plan": plan})


def write_again(connection: Connection, ranks: Iterable[CardRank]) -> None:
    """Keep the places of a few cards that were outdated."""
    rows = [
        {
            "of_key": each.card.key,
            "new": int(each.card.phase == Phase.NEW),
            "new_gain": each.gain,
            "new_seconds": each.seconds,
        }
        for each in ranks
    ]
    if rows:
        connection.execute(_RERANK, rows)


def rankable_cards(connection: Connection) -> list[RankableCard]:
    """Every card of the library."""
    return [RankableCard._make(row) for row in connection.execute(_ALL_CARDS)]


def outdated(connection: Connection) -> list[tuple[RankableCard, float]]:
    """The cards that changed since they were ranked, with their weights."""
    return [(RankableCard._make(row[:-1]), row.weight) for row in connection.execute(_OUTDATED)]


def best_ranked(
    connection: Connection,
    day: int,
    limits: Mapping[int, int],
    with_new: bool,
    chosen: ColumnElement[bool] | None = None,
) -> list[Ranked]:
    """The best places of each lane, up to its limit, new cards and reviews apart: no limit of one hides the other.

    Cards answered on the study day are left out. `chosen` narrows it to what a search found.
    """
    statement = BEST_RANKED if chosen is None else BEST_RANKED.where(chosen)
    return [
        Ranked(_candidate(row), row.gain, row.seconds)
        for new in ((0, 1) if with_new else (0,))
        for lane, limit in limits.items()
        for row in connection.execute(statement, {"new": new, "lane": lane, "day": day, "limit": limit})
    ]


def lanes_of_day(connection: Connection, day: int) -> frozenset[int]:
    """The lanes in which a card was answered on a study day."""
    return frozenset(lane_of(kind) for kind in connection.execute(_KINDS_TODAY, {"day": day}).scalars())


def _candidate(row: Row[*tuple[Any, ...]]) -> Candidate:
    return Candidate(row.key, state_of(row), row.position, row.tier, row.kind)
