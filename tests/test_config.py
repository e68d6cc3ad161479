"""config.toml: what a person may write there, and what is said when it cannot be used."""

import stat
from pathlib import Path

import pytest

from prepdeck.config import Config, add_deck_path, read_config, set_interview
from prepdeck.errors import UsageError
from prepdeck.paths import resolve_paths


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()


def test_a_deck_path_is_added_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('\ufeff# mine\ntheme = "nord"  # dark\n\n[keys]\nundo = "z"\n', "utf-8")
    assert add_deck_path(file, tmp_path / "decks")
    assert not add_deck_path(file, tmp_path / "decks")
    assert read_config(file) == Config(theme="nord", deck_paths=(tmp_path / "decks",), keymap={"undo": "z"})
    assert '# mine\ntheme = "nord"  # dark' in file.read_text("utf-8")


def test_a_linked_file_stays_a_link_and_a_failure_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dotfiles").mkdir()
    file, linked = tmp_path / "config.toml", tmp_path / "dotfiles" / "config.toml"
    linked.touch()
    file.symlink_to(linked)
    assert add_deck_path(file, tmp_path / "decks")
    assert file.is_symlink()
    assert read_config(linked).deck_paths == (tmp_path / "decks",)

    def fails(path: Path, target: Path) -> None:
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="no"):
        add_deck_path(file, tmp_path / "more")
    assert list(linked.parent.iterdir()) == [linked]


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    assert add_deck_path(file, tmp_path / "decks")
    assert stat.S_IMODE(file.stat().st_mode) in (0o600, 0o666)
    assert stat.S_IMODE(file.parent.stat().st_mode) in (0o700, 0o777)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = nord", "not valid TOML"),
        ("theme = 3", "theme should be a name"),
        ("rollover_hour = 24", "rollover_hour should be a whole number from 0 to 23"),
        ("new_per_day_in_all = -1", "new_per_day_in_all should be a whole number from 0 to 9999"),
        ('decks = "one"', "decks should be a list"),
        ('trusted = ["~nobody-of-that-name/decks"]', "trusted: There is no home folder"),
        ("keys = 1", "keys should be a table"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=said) as told:
        read_config(file)
    assert str(file) in told.value.message
    assert told.value.hint


def test_the_home_of_nobody_is_told() -> None:
    with pytest.raises(UsageError, match="There is no home folder for ~nobody-of-that-name"):
        resolve_paths("~nobody-of-that-name")


def test_what_is_known_of_the_interview_is_set_and_forgotten_and_the_rest_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\ntheme = "nord"\n', "utf-8")
    set_interview(file, {"company": " Initech ", "product": "TPS"})
    set_interview(file, {"product": ""})
    assert read_config(file) == Config(theme="nord", interview={"company": "Initech"})
    assert file.read_text("utf-8").startswith("# mine\n")


def test_an_interview_that_is_no_table_of_texts_is_told(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for wrong in ('interview = "Initech"', "[interview]\ncompany = 3"):
        file.write_text(wrong, "utf-8")
        with pytest.raises(UsageError, match="interview should be a table"):
            read_config(file)
