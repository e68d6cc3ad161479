"""Records that were not made now: a history brought from elsewhere, and logs of other machines or backups."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from prepdeck.errors import UsageError
from prepdeck.model.options import are_sound
from prepdeck.model.records import GoalSet, Mark, OptionsSet, ParametersSet, Payload, Record, Reschedule, Review
from prepdeck.model.study_day import LONGEST_AHEAD_DAYS, Moment
from prepdeck.storage.log import append_rows
from prepdeck.storage.payloads import decode_payload
from prepdeck.storage.projections import SchedulerOf, refold
from prepdeck.storage.schema import log, review
from prepdeck.storage.store import Store

_WEIGHTS = 21
"""Of FSRS-6."""
_AT_ONCE = 5_000
"""Keys in one statement: SQLite takes 32,766 values at most."""

_STORED = select(log).order_by(log.c.position)
_IDS = select(log.c.id)
_INSTANTS = select(review.c.key, review.c.at_ms).where(review.c.key.in_(bindparam("keys", expanding=True)))


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One line of the log as it is stored; `body` is the payload's JSON, also of kinds this version does not know."""

    id: str
    device: str
    sequence: int
    at_ms: int
    day: int
    offset_minutes: int
    group: str
    kind: str
    subject: str | None
    body: dict[str, Any]


def append_past(store: Store, past: Sequence[tuple[Moment, Payload]], scheduler_of: SchedulerOf) -> list[Record]:
    """Store a history as one action that one undo takes back, each record at its own instant.

    The answers of a card follow one another: each is stored as decided on the one before it.
    """
    records: list[Record] = []
    with store.recording() as (connection, stored):
        decided: dict[str, str] = {}
        made = store.new_records(connection, past[0][0], [payload for _, payload in past]) if past else []
        for record, (moment, payload) in zip(made, past, strict=True):
            if isinstance(payload, Review):
                payload = replace(payload, decided_on=decided.get(payload.key))
            if (isinstance(payload, Review) and payload.source != "cram") or _is_reset(payload):
                decided[payload.key] = record.id  # type: ignore[union-attr]
            records.append(replace(record, moment=moment, payload=payload))
        stored += records
        append_rows(connection, records)
        keys = sorted({payload.key for _, payload in past if isinstance(payload, Review | Mark)})
        for at in range(0, len(keys), _AT_ONCE):
            refold(connection, keys[at : at + _AT_ONCE], scheduler_of)
    return records


def answered_at(connection: Connection, keys: Sequence[str]) -> dict[str, set[int]]:
    """When (UTC ms) these cards were answered, so that no answer is stored twice."""
    instants: dict[str, set[int]] = {}
    for at in range(0, len(keys), _AT_ONCE):
        for row in connection.execute(_INSTANTS, {"keys": list(keys[at : at + _AT_ONCE])}):
            instants.setdefault(row.key, set()).add(row.at_ms)
    return instants


def stored_records(connection: Connection) -> Iterator[StoredRecord]:
    """The whole log in the order it was written, undone records and their undos too."""
    for row in connection.execute(_STORED):
        yield StoredRecord(
            row.id,
            row.device,
            row.sequence,
            row.at_ms,
            row.day,
            row.offset_minutes,
            row.group_id,
            row.kind,
            row.subject,
            json.loads(row.body),
        )


def known_record_ids(connection: Connection) -> set[str]:
    """The ids of all records of the log."""
    return set(connection.execute(_IDS).scalars())


def take_over(store: Store, records: Iterable[StoredRecord], scheduler_of: SchedulerOf) -> int:
    """Add the records that are not here yet, as they are, and make everything derived anew; how many were added.

    Raises UsageError, with nothing stored, where a record is none or has the number of another one of its device.
    """
    with store.writing() as connection:
        known = known_record_ids(connection)
        rows = []
        for record in records:
            if record.id in known:
                continue
            known.add(record.id)
            _refuse_unsound(record)
            rows.append(_columns_of(record))
        try:
            if rows:
                connection.execute(insert(log), rows)
        except IntegrityError as error:
            raise UsageError(
                "Its log and the one here number different records alike; nothing was imported.",
                "Import it into a fresh home: prepdeck --home DIR import FILE",
            ) from error
        if rows:
            store.rebuild(scheduler_of)
    return len(rows)


def _is_reset(payload: Payload) -> bool:
    return isinstance(payload, Mark) and payload.action == "reset"


_INTEGERS = ("rating", "ms", "phase", "step", "due", "at", "interval")


def _refuse_unsound(record: StoredRecord) -> None:
    """Reviews and days must hold what a fold counts with; kinds this version does not know may hold anything."""
    payload = decode_payload(record.kind, record.subject, json.dumps(record.body))
    sound = record.kind not in ("review", "mark", "reschedule", "carry", "void") or (
        record.subject and type(payload).__name__ != "Unknown"
    )
    if record.kind == "review":
        counted = [record.body.get(name, 0) for name in _INTEGERS]
        sound = sound and all(type(number) is int and abs(number) < 2**53 for number in counted)
        sound = sound and isinstance(record.body.get("on", ""), str) and "/" in (record.subject or "")
    if isinstance(payload, Reschedule):
        sound = sound and type(payload.due_day) is int and 0 <= payload.due_day - record.day <= LONGEST_AHEAD_DAYS
        sound = sound and "/" in payload.key
    if not sound or not _can_be_used(payload):
        raise UsageError(f"Record {record.id} is not sound; nothing was imported.", "Export the log again.")


def _can_be_used(payload: Payload) -> bool:
    """Whether what is set for good can be worked with: a home whose weights are no numbers could not be opened."""
    match payload:
        case ParametersSet(weights=weights):
            return len(weights) == _WEIGHTS and all(type(weight) in (int, float) for weight in weights)
        case OptionsSet(options=options):
            return are_sound(dict(options))
        case GoalSet(on=on, minutes=minutes, role=role):
            are_minutes = len(minutes) == 7 and all(type(one) is int and 0 <= one <= 1440 for one in minutes)
            return on == "" or (_is_day(on) and are_minutes and isinstance(role, str))
    return True


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _columns_of(record: StoredRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "device": record.device,
        "sequence": record.sequence,
        "at_ms": record.at_ms,
        "day": record.day,
        "offset_minutes": record.offset_minutes,
        "group_id": record.group,
        "kind": record.kind,
        "subject": record.subject,
        "body": json.dumps(record.body, ensure_ascii=False, separators=(",", ":")),
    }


_IN_FORCE = (
    select(review.c.at_ms, review.c.rating, review.c.interval_days, review.c.duration_ms, review.c.phase_before)
    .where(review.c.key == bindparam("key"), review.c.source != "cram")
    .order_by(review.c.at_ms, review.c.record_id)
)


def reviews_in_force(connection: Connection, key: str) -> list[tuple[int, int, int, int, int]]:
    """A card's answers since it was last new: instant, rating, interval, duration, phase before; crammed ones not."""
    rows = [tuple(row) for row in connection.execute(_IN_FORCE, {"key": key})]
    starts = [at for at, row in enumerate(rows) if row[4] == 0]
    return rows[starts[-1] :] if starts else rows
