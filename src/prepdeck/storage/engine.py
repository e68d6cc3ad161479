"""Opening the SQLite file safely: what it must be, how it is written, and what is said when that fails."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from prepdeck.errors import StoreError
from prepdeck.storage.schema import APPLICATION_ID, CREATE_SEARCH, SCHEMA_VERSION, metadata

BUSY_TIMEOUT_S = 5.0
CONNECT_ARGUMENTS = {"timeout": BUSY_TIMEOUT_S, "check_same_thread": False}  # one at a time: Store holds a lock
READS_ONLY = "reads_only"
"""The execution option of a connection that only reads: it never waits for a writer."""


def open_engine(path: Path) -> Engine:
    """Open or create the file; raises StoreError for a folder, a foreign or newer file, or one that cannot be written.

    Every writing transaction starts with BEGIN IMMEDIATE: deferred ones lose concurrent updates or fail busy.
    """
    _refuse_what_is_not_ours(path)
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args=CONNECT_ARGUMENTS)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    with told_as_store_error(path), engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != SCHEMA_VERSION:
            _create(connection)
    return engine


def _refuse_what_is_not_ours(path: Path) -> None:
    """Look at an existing file before SQLite opens it for writing, so that a file of something else stays untouched."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        _create_private(path)
        return
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror or error}", _ELSEWHERE) from error
    if not stat.S_ISREG(mode):
        raise StoreError(f"{path} is not a file.", "Move it away; prepdeck keeps its progress there.")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}", _ELSEWHERE) from error
    if not header:
        return
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise StoreError(
            f"{path} is not a prepdeck store; it was left as it is.", "Move it away, and prepdeck makes a new one."
        )
    marks = _Marks(int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"), is_empty=False)
    if marks.application in (0, APPLICATION_ID):
        marks = _marks_with_log(path) or marks
    unclaimed = marks == _Marks(0, 0, is_empty=True)  # ours, from a start that was cut off
    if marks.application != APPLICATION_ID and not unclaimed:
        raise StoreError(f"{path} belongs to another program; it was left as it is.", "Move it away.")
    if marks.version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer prepdeck (format {marks.version}, this one reads {SCHEMA_VERSION}).",
            "Upgrade prepdeck: pipx upgrade prepdeck. The file was left as it is.",
        )


@dataclass(frozen=True, slots=True)
class _Marks:
    """Whose file it is: the application id, the format's version, and whether there is anything in it."""

    application: int
    version: int
    is_empty: bool


def _marks_with_log(path: Path) -> _Marks | None:
    """The marks as SQLite reads them, None where it cannot.

    A process that has the file open may have them in the write-ahead log still, and not in the header.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            application, version, is_empty = (
                connection.execute(question).fetchone()[0]
                for question in (
                    "PRAGMA application_id",
                    "PRAGMA user_version",
                    "SELECT NOT EXISTS (SELECT 1 FROM sqlite_master)",
                )
            )
    except sqlite3.Error:
        return None
    return _Marks(application, version, bool(is_empty))


def _create_private(path: Path) -> None:
    """Make an empty file only its owner can read; SQLite gives its -wal and -shm the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"{path} cannot be created: {error.strerror or error}", _ELSEWHERE) from error


def _configure(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # or sqlite3 itself begins, deferred, and only before a write
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "wal_autocheckpoint = 2000",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("power", 2, _power, deterministic=True)
    connection.create_function("casefold", 1, str.casefold, deterministic=True)  # SQL's lower() knows ASCII only


def _power(base: float | None, exponent: float) -> float | None:
    """SQL's power(): SQLite has one only where it was built with its math functions."""
    return None if base is None else base**exponent


def _begin(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


@contextmanager
def whole_transaction(connection: Connection) -> Iterator[RootTransaction]:
    """One transaction that is over afterwards, come what may.

    A COMMIT that fails is over for SQLAlchemy, while SQLite may hold it open, and with it the lock of the file.
    """
    try:
        with connection.begin() as transaction:
            yield transaction
    finally:
        raw = connection.connection.dbapi_connection
        if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
            raw.rollback()


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(CREATE_SEARCH)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()


@contextmanager
def told_as_store_error(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one sentence and what to do; nothing acknowledged is lost in any of these."""
    try:
        yield
    except OperationalError as error:
        raise StoreError(*_explained(path, str(error.orig))) from error
    except DatabaseError as error:
        raise StoreError(
            f"{path} is damaged: {error.orig}.",
            "It was left as it is: keep a copy, then move it away to start anew.",
        ) from error
    except sqlite3.Error as error:
        raise StoreError(*_explained(path, str(error))) from error


def _explained(path: Path, said: str) -> tuple[str, str]:
    if "locked" in said or "busy" in said:
        return (
            f"{path} is in use by another program for longer than {BUSY_TIMEOUT_S:g} s.",
            "Close it there and try again.",
        )
    if "readonly" in said or "read-only" in said:
        return f"{path} cannot be written: it is read-only.", _ELSEWHERE
    if "full" in said:
        return (
            f"{path} cannot be written: the disk is full.",
            "Free some space and try again; every earlier answer is kept.",
        )
    return f"{path} cannot be used: {said}.", _ELSEWHERE


_ELSEWHERE = "Make the file and its folder writable, or choose another place: prepdeck --home DIR."
