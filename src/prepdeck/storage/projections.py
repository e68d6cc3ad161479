"""What follows from the log: card states, review rows and day statistics, kept up record by record or made anew.

Both ways go through `scheduling.replay`, so that a rebuilt file has the rows of one that grew.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Integer, bindparam, cast, delete, exists, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from prepdeck.model.card_state import NEW_CARD, Phase
from prepdeck.model.keys import deck_of
from prepdeck.model.records import Carry, Mark, Pull, Record, Review, Void
from prepdeck.scheduling.replay import Replay, ReplayedReview, fold, keys_of, replay
from prepdeck.scheduling.scheduler import Scheduler
from prepdeck.storage.card_rows import card_keys, find_card, make_present, state_of, write_state
from prepdeck.storage.log import live_records, live_records_about, live_records_of_kind, records_of_group
from prepdeck.storage.payloads import decode_payload
from prepdeck.storage.ranks import forget_ranks, outdate_ranks
from prepdeck.storage.schema import ACTIVE, REBUILD_SEARCH, card, day_stat, log, metadata, note, review
from prepdeck.storage.undoing import rebuild_liveness, refresh_liveness

SchedulerOf = Callable[[str], Scheduler]
"""The scheduler of a deck, by its slug: the deck's options and the user's parameters."""

_LATER_ABOUT = select(
    exists().where(log.c.subject == bindparam("key"), log.c.at_ms >= bindparam("at_ms"), log.c.id != bindparam("id"))
)
_LATER_WIDE = select(
    exists().where(log.c.kind.in_(("carry", "pull")), log.c.kind != "review", log.c.at_ms >= bindparam("at_ms"))
)
_NOTES_THERE = select(note.c.key, note.c.parts, note.c.kind, note.c.tier, note.c.position).where(note.c.state == ACTIVE)
_INSERT_REVIEW = insert(review)
_DELETE_REVIEWS = delete(review).where(review.c.key.in_(bindparam("keys", expanding=True)))
_DAYS_OF = select(review.c.day).where(review.c.key.in_(bindparam("keys", expanding=True))).distinct()

_counted = review.c.source != "cram"
_was_in_review = review.c.phase_before == int(Phase.REVIEW)
_DAY_TOTALS = select(
    review.c.day,
    review.c.deck,
    func.count(),
    func.sum(review.c.introduced),
    func.sum(cast(_counted & _was_in_review, Integer)),
    func.sum(cast(_counted & _was_in_review & (review.c.rating > 1), Integer)),
    func.sum(review.c.duration_ms),
).group_by(review.c.day, review.c.deck)
_STAT_COLUMNS = ["day", "deck", "reviews", "introduced", "reviewed", "passed", "duration_ms"]
_RETOTAL = insert(day_stat).from_select(
    _STAT_COLUMNS, _DAY_TOTALS.where(review.c.day.in_(bindparam("days", expanding=True)))
)
_RETOTAL_ALL = insert(day_stat).from_select(_STAT_COLUMNS, _DAY_TOTALS)
_FORGET_DAYS = delete(day_stat).where(day_stat.c.day.in_(bindparam("days", expanding=True)))
_one_more = upsert(day_stat)
_ADD_TO_DAY = _one_more.on_conflict_do_update(
    index_elements=["day", "deck"],
    set_={name: day_stat.c[name] + _one_more.excluded[name] for name in _STAT_COLUMNS[2:]},
)


def apply_records(connection: Connection, records: Iterable[Record], scheduler_of: SchedulerOf) -> None:
    """Bring the projections up to date after these records were appended to the log."""
    to_refold: set[str] = set()
    for record in records:
        match record.payload:
            case Review(key=key) | Mark(key=key):
                if _is_newest(connection, record, key):
                    _fold_one(connection, record, key, scheduler_of)
                else:
                    to_refold.add(key)
            case Void(group=group):
                for changed in refresh_liveness(connection, group):
                    to_refold.update(key for undone in records_of_group(connection, changed) for key in keys_of(undone))
            case Carry() | Pull():
                to_refold.update(keys_of(record))
    if to_refold:
        refold(connection, to_refold, scheduler_of)


def _is_newest(connection: Connection, record: Record, key: str) -> bool:
    """Whether nothing that bears on the card comes after the record in replay order."""
    later = {"key": key, "at_ms": record.moment.at_ms, "id": record.id}
    return not (
        connection.execute(_LATER_ABOUT, later).scalar_one()
        or connection.execute(_LATER_WIDE, {"at_ms": record.moment.at_ms}).scalar_one()
    )


def _fold_one(connection: Connection, record: Record, key: str, scheduler_of: SchedulerOf) -> None:
    row = find_card(connection, key)
    before = state_of(row) if row else NEW_CARD
    after, reviewed = fold(before, record, scheduler_of(deck_of(key)))
    write_state(connection, key, after)
    outdate_ranks(connection, (key,))
    if reviewed:
        connection.execute(_INSERT_REVIEW, _review_columns(reviewed))
        connection.execute(_ADD_TO_DAY, _stat_columns(reviewed))


def refold(connection: Connection, keys: Iterable[str], scheduler_of: SchedulerOf) -> None:
    """Make the rows of these cards anew from the log, with every card that carries join to them."""
    closure = _carried_with(connection, keys)
    about = live_records_about(connection, closure)
    pulls = [
        record
        for record in live_records_of_kind(connection, "pull")
        if isinstance(record.payload, Pull) and closure.intersection(record.payload.keys)
    ]
    replayed = replay(sorted([*about, *pulls], key=lambda record: record.order), scheduler_of)
    outdate_ranks(connection, closure)
    days = set(connection.execute(_DAYS_OF, {"keys": sorted(closure)}).scalars())
    connection.execute(_DELETE_REVIEWS, {"keys": sorted(closure)})
    _write_replay(connection, replayed, closure)
    days |= {reviewed.moment.day for reviewed in replayed.reviews if reviewed.key in closure}
    if days:
        connection.execute(_FORGET_DAYS, {"days": sorted(days)})
        connection.execute(_RETOTAL, {"days": sorted(days)})


_CARRIES_EVER = select(log.c.subject, log.c.body).where(log.c.kind == "carry", log.c.kind != "review")


def _carried_with(connection: Connection, keys: Iterable[str]) -> set[str]:
    """These keys and all that any carry joins to them, undone ones too: rows may still stand under the other key."""
    carries = [decode_payload("carry", row.subject, row.body) for row in connection.execute(_CARRIES_EVER)]
    return _joined(set(keys), [(c.from_key, c.to_key) for c in carries if isinstance(c, Carry)])


def _joined(keys: set[str], pairs: list[tuple[str, str]]) -> set[str]:
    growing = True
    while growing:
        growing = False
        for one, other in pairs:
            if (one in keys) != (other in keys):
                keys |= {one, other}
                growing = True
    return keys


def _write_replay(connection: Connection, replayed: Replay, keys: Iterable[str]) -> None:
    wanted = set(keys)
    rows = [_review_columns(reviewed) for reviewed in replayed.reviews if reviewed.key in wanted]
    if rows:
        connection.execute(_INSERT_REVIEW, rows)
    for key in sorted(wanted):
        write_state(connection, key, replayed.states.get(key, NEW_CARD))


def rebuild(connection: Connection, scheduler_of: SchedulerOf) -> int:
    """Make every projection of the log anew; returns how many records were replayed."""
    metadata.create_all(connection)  # tables of projections that an older prepdeck did not have
    forget_ranks(connection)
    for table in (card, review, day_stat):
        connection.execute(delete(table))
    rebuild_liveness(connection)
    there = connection.execute(_NOTES_THERE).all()
    make_present(
        connection, ((row.key, card_keys(row.key, row.parts), row.kind, row.tier, row.position) for row in there)
    )
    records = list(live_records(connection))
    replayed = replay(records, scheduler_of)
    _write_replay(connection, replayed, set(replayed.states) | {reviewed.key for reviewed in replayed.reviews})
    connection.execute(_RETOTAL_ALL)
    connection.execute(REBUILD_SEARCH)
    return len(records)


def _review_columns(reviewed: ReplayedReview) -> dict[str, object]:
    return {
        "record_id": reviewed.record_id,
        "key": reviewed.key,
        "deck": deck_of(reviewed.key),
        "day": reviewed.moment.day,
        "at_ms": reviewed.moment.at_ms,
        "offset_minutes": reviewed.moment.offset_minutes,
        "rating": int(reviewed.rating),
        "duration_ms": reviewed.duration_ms,
        "source": reviewed.source,
        "introduced": int(reviewed.introduced),
        "phase_before": int(reviewed.phase_before),
        "phase": int(reviewed.phase),
        "interval_days": reviewed.interval_days,
        "stability": reviewed.memory.stability if reviewed.memory else None,
        "difficulty": reviewed.memory.difficulty if reviewed.memory else None,
    }


def _stat_columns(reviewed: ReplayedReview) -> dict[str, object]:
    counted = reviewed.source != "cram" and reviewed.phase_before == Phase.REVIEW
    return {
        "day": reviewed.moment.day,
        "deck": deck_of(reviewed.key),
        "reviews": 1,
        "introduced": int(reviewed.introduced),
        "reviewed": int(counted),
        "passed": int(counted and reviewed.rating > 1),
        "duration_ms": reviewed.duration_ms,
    }
