"""What the store may be, and what is said when it is something else."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from prepdeck.errors import StoreError
from prepdeck.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from prepdeck.storage.store import Store


def test_a_new_file_is_private_and_marked_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    store = Store.open(path)
    store.write_meta("name", "value")
    for name in ("prepdeck.db", "prepdeck.db-wal", "prepdeck.db-shm"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name
    store.close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_every_connection_waits_for_the_disk(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "prepdeck.db")
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
    store.close()


def test_an_opened_file_keeps_its_device(tmp_path: Path) -> None:
    first = Store.open(tmp_path / "prepdeck.db")
    device = first.device
    first.close()
    second = Store.open(tmp_path / "prepdeck.db")
    assert second.device == device
    second.close()


def test_a_file_just_made_by_another_process_that_still_has_it_open_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("SELECT * FROM sqlite_master").fetchall()
    first = Store.open(path)
    assert path.read_bytes()[68:72] == bytes(4)  # the marks are in the -wal file until nobody has the file open
    second = Store.open(path)
    assert second.device == first.device
    for opened in (second, first, other):
        opened.close()


def _refusal(path: Path) -> StoreError:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as refused:
        Store.open(path)
    if before is not None:
        assert path.read_bytes() == before
    assert refused.value.exit_code == 3
    assert refused.value.hint
    assert str(path) in refused.value.message
    return refused.value


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.execute("CREATE TABLE later (x)")
    raw.close()
    assert "newer prepdeck" in _refusal(path).message


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA application_id = 77")
    raw.execute("CREATE TABLE of_somebody_else (x)")
    raw.close()
    assert "another program" in _refusal(path).message


def test_a_foreign_database_without_an_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE of_somebody_else (x)")
    raw.commit()
    raw.close()
    assert "another program" in _refusal(path).message


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    path.write_text("dear diary\n" * 100)
    assert "not a prepdeck store" in _refusal(path).message


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    store = Store.open(path)
    store.write_meta("name", "value")
    store.close()
    path.write_bytes(path.read_bytes()[:5000])
    _refusal(path)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prepdeck.db"
    path.mkdir()
    assert "not a file" in _refusal(path).message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        _refusal(tmp_path / "prepdeck.db")
    finally:
        tmp_path.chmod(0o700)
