"""The log's table: appending records and reading them back in replay order."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from prepdeck.model.records import Carry, Mark, Record
from prepdeck.model.study_day import Moment
from prepdeck.storage.key_lists import among, listed
from prepdeck.storage.payloads import MOCK_COURSE, decode_payload, encode_payload, subject_of
from prepdeck.storage.schema import dead_group, log

_INSERT = insert(log)
_COLUMNS = (
    log.c.id,
    log.c.device,
    log.c.sequence,
    log.c.at_ms,
    log.c.day,
    log.c.offset_minutes,
    log.c.group_id,
    log.c.kind,
    log.c.subject,
    log.c.body,
)
_ORDER = (log.c.at_ms, log.c.device, log.c.sequence)
LIVE = log.c.group_id.not_in(select(dead_group.c.group_id))
"""The condition that a record counts."""
_NEXT_SEQUENCE = select(func.coalesce(func.max(log.c.sequence), 0) + 1).where(log.c.device == bindparam("device"))
_ALL_LIVE = select(*_COLUMNS).where(LIVE).order_by(*_ORDER)
_OF_SUBJECTS = select(*_COLUMNS).where(among(log.c.subject, "subjects"), LIVE).order_by(*_ORDER)
_MARKS = (
    select(log.c.subject, log.c.body)
    .where(among(log.c.subject, "subjects"), log.c.kind == "mark", LIVE)
    .order_by(*_ORDER)
)
_OF_KIND = select(*_COLUMNS).where(log.c.kind == bindparam("kind"), log.c.kind != "review", LIVE).order_by(*_ORDER)
_OF_GROUP = select(*_COLUMNS).where(log.c.group_id == bindparam("group")).order_by(*_ORDER)
_NEWEST_POSITION = select(func.coalesce(func.max(log.c.position), 0))
_NEWEST = select(log.c.at_ms).order_by(log.c.position.desc()).limit(1)


def record_of(row: Row[*tuple[Any, ...]]) -> Record:
    """Read one row of the log."""
    return Record(
        id=row.id,
        device=row.device,
        sequence=row.sequence,
        moment=Moment(row.at_ms, row.day, row.offset_minutes),
        group=row.group_id,
        kind=row.kind,
        payload=decode_payload(row.kind, row.subject, row.body),
    )


def append_rows(connection: Connection, records: Iterable[Record]) -> None:
    """Insert records; an id that is there already raises IntegrityError, because it means the write had succeeded."""
    rows = [
        {
            "id": record.id,
            "device": record.device,
            "sequence": record.sequence,
            "at_ms": record.moment.at_ms,
            "day": record.moment.day,
            "offset_minutes": record.moment.offset_minutes,
            "group_id": record.group,
            "kind": record.kind,
            "subject": subject_of(record.payload),
            "body": encode_payload(record.payload),
        }
        for record in records
    ]
    if rows:
        connection.execute(_INSERT, rows)


def next_sequence(connection: Connection, device: str) -> int:
    """The number of this device's next record, from 1."""
    return int(connection.execute(_NEXT_SEQUENCE, {"device": device}).scalar_one())


def newest_instant_ms(connection: Connection) -> int | None:
    """The instant (UTC ms) of the record that was stored last, to notice a clock that was set back."""
    found: int | None = connection.execute(_NEWEST).scalar()
    return found


def newest_position(connection: Connection) -> int:
    """How far the log of this file has come: another number means that something was stored."""
    return int(connection.execute(_NEWEST_POSITION).scalar_one())


def live_records(connection: Connection) -> Iterator[Record]:
    """Every record that counts, in replay order."""
    for row in connection.execute(_ALL_LIVE):
        yield record_of(row)


def live_records_of_kind(connection: Connection, kind: str) -> list[Record]:
    """The records of one kind (any but review) that count, in replay order."""
    return [record_of(row) for row in connection.execute(_OF_KIND, {"kind": kind})]


def live_records_about(connection: Connection, subjects: Iterable[str]) -> list[Record]:
    """The records about these card keys that count, in replay order; pulls, which name many, are not among them."""
    return [record_of(row) for row in connection.execute(_OF_SUBJECTS, {"subjects": listed(subjects)})]


def live_marks_about(connection: Connection, keys: Iterable[str]) -> list[Mark]:
    """What was marked on these cards and counts, in replay order."""
    rows = connection.execute(_MARKS, {"subjects": listed(keys)})
    marks = (decode_payload("mark", row.subject, row.body) for row in rows)
    return [mark for mark in marks if isinstance(mark, Mark)]


_CARRIES = (
    select(*_COLUMNS, (~LIVE).label("is_dead")).where(log.c.kind == "carry", log.c.kind != "review").order_by(*_ORDER)
)


def undone_carries(connection: Connection) -> set[tuple[str, str]]:
    """The pairs of card keys between which progress was carried and, as the last word, taken back."""
    undone: dict[tuple[str, str], bool] = {}
    for row in connection.execute(_CARRIES):
        payload = record_of(row).payload
        if isinstance(payload, Carry):
            undone[payload.from_key, payload.to_key] = bool(row.is_dead)
    return {pair for pair, was_undone in undone.items() if was_undone}


_OF_MOCKS = (
    select(*_COLUMNS)
    .where(log.c.kind.in_(("mock", MOCK_COURSE, "mock-elsewhere")), log.c.kind != "review", LIVE)
    .order_by(*_ORDER)
)


def live_mock_records(connection: Connection) -> list[Record]:
    """The steps of all mocks that count, and the mocks done elsewhere, in replay order."""
    return [record_of(row) for row in connection.execute(_OF_MOCKS)]


def records_of_group(connection: Connection, group: str) -> list[Record]:
    """The records of one user action, counting or not."""
    return [record_of(row) for row in connection.execute(_OF_GROUP, {"group": group})]


_NEWEST_GROUPS = (
    select(log.c.group_id, func.max(log.c.position).label("newest"))
    .where(log.c.kind.not_in(("void", MOCK_COURSE)))
    .group_by(log.c.group_id)
    .order_by(func.max(log.c.position).desc())
    .limit(bindparam("limit"))
)
_IS_DEAD = select(dead_group.c.group_id).where(dead_group.c.group_id == bindparam("group"))


def newest_groups(connection: Connection, limit: int) -> list[tuple[list[Record], bool]]:
    """The newest actions other than undos, newest first, each with its records and whether it was undone."""
    groups = connection.execute(_NEWEST_GROUPS, {"limit": limit}).all()
    return [
        (
            records_of_group(connection, row.group_id),
            connection.execute(_IS_DEAD, {"group": row.group_id}).first() is not None,
        )
        for row in groups
    ]
