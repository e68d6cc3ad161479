"""The store: one SQLite file, opened; every write is one transaction of records and what follows from them."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, RootTransaction, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import OperationalError
from uuid6 import uuid7

from prepdeck.errors import StaleCardError, StoreError
from prepdeck.model.records import Payload, Record, Void
from prepdeck.model.study_day import Moment
from prepdeck.storage.card_rows import find_card
from prepdeck.storage.engine import READS_ONLY, open_engine, told_as_store_error, whole_transaction
from prepdeck.storage.log import append_rows, next_sequence, records_of_group
from prepdeck.storage.payloads import kind_of
from prepdeck.storage.projections import SchedulerOf, apply_records, rebuild
from prepdeck.storage.schema import (
    CREATE_SEARCH,
    DERIVED,
    DROP_SEARCH,
    PROJECTION_VERSION,
    card,
    day_stat,
    dead_group,
    log,
    meta,
    metadata,
    review,
)
from prepdeck.storage.undoing import newest_to_redo, newest_to_undo, size_to_redo, size_to_undo


@dataclass(frozen=True, slots=True)
class Expectation:
    """A card's `decided_on` when its answer was offered; another one now means that it was answered elsewhere."""

    key: str
    decided_on: str | None


class Store:
    """One open file. Reading never waits for a writer; writes of several processes queue up.

    May be used from any thread. Those that write wait for each other, and those that read; a reader sees the file as it
    was before a write that is under way in another thread.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._lock = threading.RLock()
        self._reading_lock = threading.RLock()
        self._writing_thread: int | None = None
        self._writer = engine.connect()
        self._reader = engine.connect().execution_options(**{READS_ONLY: True})
        self.device = self._device()

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open the file, or create it; raises StoreError with what to do."""
        with told_as_store_error(path):
            return cls(path, open_engine(path))

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it."""
        with self._lock, self._reading_lock:
            self._reader.close()
            self._writer.close()
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the file, for as long as the outermost block lasts; within `writing` what it wrote."""
        if self._writing_thread == threading.get_ident():
            with told_as_store_error(self.path):
                yield self._writer
            return
        with self._reading_lock, told_as_store_error(self.path):
            if self._reader.in_transaction():
                yield self._reader
            else:
                with self._reader.begin():
                    yield self._reader

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of the outermost block is stored, or nothing of it."""
        with self._lock, told_as_store_error(self.path):
            if self._writer.in_transaction():
                yield self._writer
            else:
                with self._transaction():
                    yield self._writer

    @contextmanager
    def _transaction(self) -> Iterator[RootTransaction]:
        """A transaction of the writer, within which this thread reads what it wrote."""
        with whole_transaction(self._writer) as transaction:
            self._writing_thread = threading.get_ident()
            try:
                yield transaction
            finally:
                self._writing_thread = None

    # The log ----------------------------------------------------------------------------------------------------

    def append(
        self,
        moment: Moment,
        payloads: Sequence[Payload],
        scheduler_of: SchedulerOf,
        expected: Sequence[Expectation] = (),
    ) -> list[Record]:
        """Store what the user did as one group; returns the records once they are durable.

        Raises StaleCardError, with nothing written, when a card is no longer as `expected`.
        """
        with self.recording() as (connection, records):
            for expectation in expected:
                _refuse_if_stale(connection, expectation)
            records += self.new_records(connection, moment, payloads)
            append_rows(connection, records)
            apply_records(connection, records, scheduler_of)
        return records

    @contextmanager
    def recording(self) -> Iterator[tuple[Connection, list[Record]]]:
        """One transaction that stores what the block puts into the list.

        When SQLite fails at COMMIT the records may be durable all the same, so they are looked up before the failure
        is told.
        """
        records: list[Record] = []
        try:
            with self.writing() as connection:
                yield connection, records
        except StoreError as error:
            if not isinstance(error.__cause__, OperationalError) or not records or not self._is_durable(records[-1].id):
                raise

    def new_records(self, connection: Connection, moment: Moment, payloads: Sequence[Payload]) -> list[Record]:
        """Records of one group of this device, numbered on from its newest; not stored yet."""
        group = str(uuid7())
        first = next_sequence(connection, self.device)
        return [
            Record(str(uuid7()), self.device, first + index, moment, group, kind_of(payload), payload)
            for index, payload in enumerate(payloads)
        ]

    def _is_durable(self, record_id: str) -> bool:
        if self._writing_thread == threading.get_ident():
            return False  # whoever began it has not reached the end
        try:
            with self.reading() as connection:
                return connection.execute(select(log.c.id).where(log.c.id == record_id)).first() is not None
        except StoreError:
            return False

    def undo(self, moment: Moment, scheduler_of: SchedulerOf) -> list[Record]:
        """Void this device's newest action; returns its records, none if there is nothing to undo."""
        return self._void(moment, scheduler_of, newest_to_undo)

    def undo_step(self, moment: Moment, scheduler_of: SchedulerOf, group: str) -> list[Record]:
        """Void this group, which is one step of a mock; returns its records."""
        return self._void(moment, scheduler_of, lambda _connection, _device: group)

    def redo(self, moment: Moment, scheduler_of: SchedulerOf) -> list[Record]:
        """Take back this device's newest undo; returns the records that count again."""
        undone = self._void(moment, scheduler_of, newest_to_redo)
        with self.reading() as connection:
            return [
                record
                for void in undone
                if isinstance(void.payload, Void)
                for record in records_of_group(connection, void.payload.group)
            ]

    def step_size(self, step: Literal["undo", "redo"]) -> int:
        """How many records the next undo takes back, or the next redo brings back."""
        with self.reading() as connection:
            return (size_to_undo if step == "undo" else size_to_redo)(connection, self.device)

    def _void(
        self,
        moment: Moment,
        scheduler_of: SchedulerOf,
        choose: Callable[[Connection, str], str | None],
    ) -> list[Record]:
        voided: list[Record] = []
        with self.recording() as (connection, records):
            group = choose(connection, self.device)
            if group is not None:
                voided = records_of_group(connection, group)
                records += self.new_records(connection, moment, [Void(group)])
                append_rows(connection, records)
                apply_records(connection, records, scheduler_of)
        return voided

    # What follows from it ---------------------------------------------------------------------------------------

    def needs_rebuild(self) -> bool:
        """Whether the projections were made by another version of prepdeck."""
        return self.read_meta("projection_version") != str(PROJECTION_VERSION)

    def remake(self) -> None:
        """Drop everything derived and make its tables anew and empty, as this version has them; the log stays.

        `rebuild` fills them from the log, and reading the deck files again from those.
        """
        with self.writing() as connection:
            connection.execute(DROP_SEARCH)
            metadata.drop_all(connection, DERIVED)
            metadata.create_all(connection)
            connection.execute(CREATE_SEARCH)
            connection.execute(delete(meta).where(meta.c.name.in_(("index_version", "projection_version"))))

    def rebuild(self, scheduler_of: SchedulerOf) -> int:
        """Make all projections of the log anew; returns how many records were replayed."""
        with self.writing() as connection:
            replayed = rebuild(connection, scheduler_of)
            connection.execute(_WRITE_META, {"name": "projection_version", "value": str(PROJECTION_VERSION)})
            return replayed

    def projection_digests(self) -> dict[str, str]:
        """A digest of every row of each projection, to tell whether a rebuild changed anything."""
        with self.reading() as connection:
            return _digests(connection)

    def rebuild_and_compare(self, scheduler_of: SchedulerOf, keep: bool) -> tuple[int, dict[str, str]]:
        """Rebuild, and return the number of records and the digests after it; rolled back unless `keep`."""
        with self._lock, told_as_store_error(self.path), self._transaction() as transaction:
            replayed = rebuild(self._writer, scheduler_of)
            digests = _digests(self._writer)
            if not keep:
                transaction.rollback()
            return replayed, digests

    def integrity_problems(self) -> list[str]:
        """What SQLite finds wrong with its own file; empty when it is sound."""
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        return [line for line in found if line != "ok"]

    def read_meta(self, name: str) -> str | None:
        """A fact about the file itself, such as its device id."""
        with self.reading() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()

    def write_meta(self, name: str, value: str) -> None:
        """Keep a fact about the file itself."""
        with self.writing() as connection:
            connection.execute(_WRITE_META, {"name": name, "value": value})

    def _device(self) -> str:
        found = self.read_meta("device")
        if found:
            return found
        with self.writing() as connection:
            connection.execute(insert(meta).prefix_with("OR IGNORE"), {"name": "device", "value": str(uuid7())})
            connection.execute(
                insert(meta).prefix_with("OR IGNORE"),
                {"name": "projection_version", "value": str(PROJECTION_VERSION)},
            )
        return self.read_meta("device") or ""


_write = upsert(meta)
_WRITE_META = _write.on_conflict_do_update(["name"], set_={"value": _write.excluded.value})


def _digests(connection: Connection) -> dict[str, str]:
    digests = {}
    for table in (dead_group, card, review, day_stat):
        digest = hashlib.blake2b(digest_size=16)
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            digest.update(repr(tuple(row)).encode())
        digests[table.name] = digest.hexdigest()
    return digests


def _refuse_if_stale(connection: Connection, expectation: Expectation) -> None:
    row = find_card(connection, expectation.key)
    if row is None or not row.present:
        raise StaleCardError(f"{expectation.key} is no longer in the library.", "Go on with the next card.")
    if row.decided_on != expectation.decided_on:
        raise StaleCardError(
            f"{expectation.key} was answered elsewhere in the meantime.", "It is shown as it stands now."
        )
