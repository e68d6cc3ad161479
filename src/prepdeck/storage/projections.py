"""What follows from the log: card states, review rows and day statistics, kept up record by record or made anew.

Both ways go through `scheduling.replay`, so that a rebuilt file has the rows of one that grew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, cast, delete, exists, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.keys import deck_of
from prepdeck.model.records import Carry, Mark, Pull, Record, Reschedule, Review, Void
from prepdeck.scheduling.replay import ReplayedReview, fold, keys_of, replay
from prepdeck.scheduling.scheduler import Scheduler
from prepdeck.storage.card_rows import card_keys, find_cards, insert_present, state_of, write_states
from prepdeck.storage.key_lists import among, listed
from prepdeck.storage.log import (
    live_marks_about,
    live_records,
    live_records_about,
    live_records_of_kind,
    records_of_group,
)
from prepdeck.storage.payloads import decode_payload
from prepdeck.storage.ranks import forget_ranks, outdate_ranks
from prepdeck.storage.schema import ACTIVE, REBUILD_SEARCH, card, day_stat, log, metadata, note, review
from prepdeck.storage.undoing import rebuild_liveness, refresh_liveness

SchedulerOf = Callable[[str], Scheduler]
"""The scheduler of a deck, by its slug: the deck's options and the user's parameters."""

_MORE_ABOUT = (
    select(log.c.subject)
    .where(among(log.c.subject), log.c.at_ms >= bindparam("at_ms"))
    .group_by(log.c.subject)
    .having(func.count() > 1)
)
_LATER_WIDE = select(
    exists().where(log.c.kind.in_(("carry", "pull")), log.c.kind != "review", log.c.at_ms >= bindparam("at_ms"))
)
_NOTES_THERE = select(note.c.key, note.c.parts, note.c.kind, note.c.tier, note.c.position).where(note.c.state == ACTIVE)
_SWITCHES: dict[str, Callable[[CardState], CardState]] = {
    "suspend": lambda state: replace(state, suspended=True),
    "unsuspend": lambda state: replace(state, suspended=False),
    "flag": lambda state: replace(state, flagged=True),
    "unflag": lambda state: replace(state, flagged=False),
}
_INSERT_REVIEW = insert(review)
_DELETE_REVIEWS = delete(review).where(among(review.c.record_id, "ids"))
_REVIEWS_OF = select(review).where(among(review.c.key))

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
    appended: list[Record] = []
    undone: list[Record] = []
    to_refold: set[str] = set()
    for record in records:
        match record.payload:
            case Review() | Mark() | Reschedule():
                appended.append(record)
            case Void(group=group):
                for changed in refresh_liveness(connection, group):
                    undone += records_of_group(connection, changed)
            case Carry() | Pull():
                to_refold.update(keys_of(record))
    if appended:
        to_refold |= _fold_newest(connection, appended, scheduler_of)
    if undone and not _switch_back(connection, undone):
        to_refold.update(key for record in undone for key in keys_of(record))
    if to_refold:
        refold(connection, to_refold, scheduler_of)


def _switch_back(connection: Connection, records: Sequence[Record]) -> bool:
    """Settle suspensions and flags that came or went; False, with nothing done, where that is not all of it.

    They bear on nothing but whether a later pull takes the card, so ten thousand of them need no answer folded again.
    """
    marks = [record for record in records if not isinstance(record.payload, Void)]
    if not all(isinstance(mark.payload, Mark) and mark.payload.action in _SWITCHES for mark in marks):
        return False
    keys = {key for mark in marks for key in keys_of(mark)}
    since = min((mark.moment.at_ms for mark in marks), default=0)
    if connection.execute(_LATER_WIDE, {"at_ms": since}).scalar_one() or _carried_with(connection, keys) != keys:
        return False
    found = find_cards(connection, keys)
    states = {key: replace(state_of(row), suspended=False, flagged=False) for key, row in found.items()}
    for mark in live_marks_about(connection, keys):
        if mark.action in _SWITCHES:
            states[mark.key] = _SWITCHES[mark.action](states.get(mark.key, NEW_CARD))
    outdate_ranks(connection, write_states(connection, states, found))
    return True


def _fold_newest(connection: Connection, records: Sequence[Record], scheduler_of: SchedulerOf) -> set[str]:
    """Fold each record on its card as that stands; returns the cards of which the log knows more, to be made anew.

    More is a second one of these records, and whatever else bears on the card from the first of them on.
    """
    about = {key: record for record in records for key in keys_of(record)}
    since = min(record.moment.at_ms for record in records)
    if connection.execute(_LATER_WIDE, {"at_ms": since}).scalar_one():
        return set(about)
    more = set(connection.execute(_MORE_ABOUT, {"keys": listed(about), "at_ms": since}).scalars())
    found = find_cards(connection, about.keys() - more)
    after: dict[str, CardState] = {}
    reviewed: list[ReplayedReview] = []
    for key, record in about.items():
        if key in more:
            continue
        before = state_of(found[key]) if key in found else NEW_CARD
        after[key], row = fold(before, record, scheduler_of(deck_of(key)))
        if row is not None:
            reviewed.append(row)
    outdate_ranks(connection, write_states(connection, after, found))
    if reviewed:
        connection.execute(_INSERT_REVIEW, [_review_columns(row) for row in reviewed])
        connection.execute(_ADD_TO_DAY, [_stat_columns(row) for row in reviewed])
    return more


def refold(connection: Connection, keys: Iterable[str], scheduler_of: SchedulerOf) -> None:
    """Make the rows of these cards anew from the log, with every card that carries join to them.

    Only rows that come out otherwise are written: an undo of a suspension leaves the answers of a card alone.
    """
    closure = _carried_with(connection, keys)
    about = live_records_about(connection, closure)
    pulls = [
        record
        for record in live_records_of_kind(connection, "pull")
        if isinstance(record.payload, Pull) and closure.intersection(record.payload.keys)
    ]
    replayed = replay(sorted([*about, *pulls], key=lambda record: record.order), scheduler_of)
    states = {key: replayed.states.get(key, NEW_CARD) for key in closure}
    outdate_ranks(connection, write_states(connection, states, find_cards(connection, closure)))
    _write_reviews(
        connection,
        {row.record_id: _review_columns(row) for row in replayed.reviews if row.key in closure},
        {row.record_id: row for row in connection.execute(_REVIEWS_OF, {"keys": listed(closure)})},
    )


def _write_reviews(
    connection: Connection,
    wanted: Mapping[str, Mapping[str, Any]],
    found: Mapping[str, Row[*tuple[Any, ...]]],
) -> None:
    """Have the wanted review rows in place of those that were found, and the totals of the days that this changes."""
    outdated = [key for key, row in found.items() if key not in wanted or tuple(row) != tuple(wanted[key].values())]
    changed = {*outdated, *(wanted.keys() - found.keys())}
    if outdated:
        connection.execute(_DELETE_REVIEWS, {"ids": listed(outdated)})
    if rows := [columns for key, columns in wanted.items() if key in changed]:
        connection.execute(_INSERT_REVIEW, rows)
    days = {row["day"] for row in rows} | {found[key].day for key in outdated}
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


def rebuild(connection: Connection, scheduler_of: SchedulerOf) -> int:
    """Make every projection of the log anew; returns how many records were replayed."""
    metadata.create_all(connection)  # tables of projections that an older prepdeck did not have
    forget_ranks(connection)
    for table in (card, review, day_stat):
        connection.execute(delete(table))
    rebuild_liveness(connection)
    insert_present(
        connection,
        (
            (key, row.kind, row.tier, row.position)
            for row in connection.execute(_NOTES_THERE).all()
            for key in card_keys(row.key, row.parts)
        ),
    )
    records = list(live_records(connection))
    replayed = replay(records, scheduler_of)
    write_states(connection, replayed.states, find_cards(connection, replayed.states))
    if replayed.reviews:
        connection.execute(_INSERT_REVIEW, [_review_columns(row) for row in replayed.reviews])
    connection.execute(_RETOTAL_ALL)
    connection.execute(REBUILD_SEARCH)
    return len(records)


def _review_columns(reviewed: ReplayedReview) -> dict[str, Any]:
    """The columns of the table `review`, in its order."""
    return {
        "record_id": reviewed.record_id,
        "key": reviewed.key,
        "deck": deck_of(reviewed.key),
        "day": reviewed.moment.day,
        "at_ms": reviewed.moment.at_ms,
        "rating": int(reviewed.rating),
        "duration_ms": reviewed.duration_ms,
        "source": reviewed.source,
        "introduced": int(reviewed.introduced),
        "phase_before": int(reviewed.phase_before),
        "phase": int(reviewed.phase),
        "interval_days": reviewed.interval_days,
        "offset_minutes": reviewed.moment.offset_minutes,
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
