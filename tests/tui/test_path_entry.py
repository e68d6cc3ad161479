"""What a typed path means, and what may follow it."""

from pathlib import Path

import pytest

from prepdeck.tui.path_entry import completion_of, typed_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    for name in ("Deep", ".hidden", "decks"):
        (made / name).mkdir(parents=True)
    for name in ("a.csv", "ab.CSV", "b.exe", ".c.csv"):
        (made / name).touch()
    return made


def test_folders_come_first_and_other_files_not_at_all(folder: Path) -> None:
    assert completion_of(f"{folder}/", {"csv"}).names == ("decks/", "Deep/", "a.csv", "ab.CSV")
    assert completion_of(f"{folder}/.", {"csv"}).names == (".hidden/", ".c.csv")


def test_what_is_clear_is_completed(folder: Path) -> None:
    assert completion_of(f"{folder}/d", set()).completed == f"{folder}/decks/"
    assert completion_of(f"{folder}/a", {"csv"}).completed == f"{folder}/a"
    assert completion_of(f"{folder}/zz", {"csv"}).completed == f"{folder}/zz"
    assert completion_of(f"{folder}/nothing/x", {"csv"}).names == ()
    assert completion_of("a\x00b/", {"csv"}).names == ()


def test_home_and_quotes(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert typed_path("~/a.csv") == folder / "a.csv"
    assert typed_path(" '/tmp/a b.csv' ") == Path("/tmp/a b.csv")
    assert typed_path("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")
    assert completion_of("~/d", set()).completed == "~/decks/"
