"""Drafts: what a running mock overwrites every second, so that a killed program loses no more than that.

They are no part of the log: once a phase changes, what was typed is in it.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from prepdeck.storage.schema import draft


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A mock's clock (`at_ms` of its run) and the notes of `phase` as typed by then.

    `wall_ms` is when (UTC ms) and `process` by whom (its number on this machine) it was written.
    """

    mock: str
    at_ms: int
    phase: int
    text: str
    wall_ms: int
    process: int


_write = insert(draft)
_WRITE = _write.on_conflict_do_update(
    ["mock"], set_={column.name: _write.excluded[column.name] for column in draft.c if not column.primary_key}
)
_READ = select(draft).where(draft.c.mock == bindparam("wanted"))
_FORGET = delete(draft).where(draft.c.mock == bindparam("wanted"))


def prepare_drafts(connection: Connection) -> None:
    """Make the table where a file from before there were drafts has none."""
    draft.create(connection, checkfirst=True)


def write_draft(connection: Connection, written: StoredDraft) -> None:
    """Keep this draft in place of the mock's last one."""
    connection.execute(_WRITE, asdict(written))


def read_draft(connection: Connection, mock: str) -> StoredDraft | None:
    """The mock's draft; None where it has none."""
    row = connection.execute(_READ, {"wanted": mock}).first()
    return StoredDraft(*row) if row else None


def forget_draft(connection: Connection, mock: str) -> None:
    """Remove the mock's draft: everything is in the log."""
    connection.execute(_FORGET, {"wanted": mock})
