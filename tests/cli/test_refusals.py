"""Bad input of every kind: one clear message on stderr, the right exit code, nothing lost, no traceback."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from command_line import CommandLine
from support.homes import HandClock

WRONG_USAGE = [
    (["dekcs"], "Did you mean decks?"),
    (["zzz"], "No such command 'zzz'"),
    (["due", "--jsn"], "--json"),
    (["card"], "Missing argument 'KEY'"),
    (["card", "fsdp/scater"], "Did you mean fsdp/scatter"),
    (["card", "no/such-thing"], "There is no card no/such-thing."),
    (["card", "scatter"], "write deck/note"),
    (["card", ""], "write deck/note"),
    (["card", "fsdp/overlap#c7"], "There is no card fsdp/overlap#c7."),
    (["answer", "fsdp/scatter", "7"], "again, hard, good, easy or 1-4"),
    (["answer", "fsdp/scater", "good"], "Did you mean fsdp/scatter"),
    (["suspend", "fsdp/scater"], "Did you mean fsdp/scatter"),
    (["suspend"], "Missing argument"),
    (["drill", "--plain", "fsp"], "There are: fsdp."),
    (["drill", "--limit", "0"], "--limit"),
    (["place", "fsp"], "There are: fsdp."),
    (["place", "--know", "fsdp/scater"], "Did you mean fsdp/scatter"),
    (["carry", "fsdp/scatter"], "Name both notes"),
    (["carry", "fsdp/scater", "fsdp/threads"], "Did you mean fsdp/scatter"),
    (["carry", "fsdp/threads", "fsdp/scater"], "Did you mean fsdp/scatter"),
    (["carry", "fsdp/threads", "fsdp/scatter"], "has no progress"),
    (["check", "no-such-file.yaml"], "There is nothing at no-such-file.yaml."),
    (["decks", "add", "no-such-folder"], "There is nothing at no-such-folder."),
    (["--decks", "no-such-folder", "due"], "There is nothing at no-such-folder."),
    (["new", "note", "--kind", "basik"], "basic"),
    (["new", "scroll"], "scroll"),
    (["new", "note", "no-such-file.yaml"], "no-such-file.yaml"),
    (["log", "--limit", "many"], "--limit"),
    (["locate", "moon"], "moon"),
]


@pytest.mark.parametrize(
    ("arguments", "said"), WRONG_USAGE, ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else ""
)
def test_wrong_usage_is_told_on_stderr_with_exit_code_2(prepdeck: CommandLine, arguments: list[str], said: str) -> None:
    answer = prepdeck(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("prepdeck: ")
    assert said in answer.err


def test_a_broken_deck_blocks_nothing_and_is_told_once(prepdeck: CommandLine) -> None:
    path = prepdeck.write("torn.yaml", "deck: torn\nnotes:\n  - front: 'never closed\n")
    said = prepdeck("due", "--json")
    assert said.document["new"] == 4
    assert said.err.startswith("1 error in 1 deck file; the rest works. See: prepdeck check\n  The first: ")
    assert str(path) in said.err


def test_a_deck_that_breaks_keeps_its_last_good_cards(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "easy")
    prepdeck.write("fsdp.yaml", "deck: fsdp\nnotes: [\n")
    assert prepdeck("decks", "--json").document[0]["notes"] == 4
    assert prepdeck("card", "fsdp/scatter", "--json").document["front"] is not None


def test_a_file_named_as_the_home_is_told(prepdeck: CommandLine) -> None:
    prepdeck.home.write_text("not a folder", "utf-8")
    said = prepdeck("due")
    assert said.code == 3
    assert f"{prepdeck.home / 'data'} cannot be made" in said.err
    assert "--home" in said.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_home_is_told(prepdeck: CommandLine) -> None:
    prepdeck.home.mkdir(mode=0o500)
    assert prepdeck("due").code == 3
    assert prepdeck("decks", "add", str(prepdeck.decks)).code == 3


def test_a_home_whose_config_cannot_be_written_is_told(prepdeck: CommandLine) -> None:
    prepdeck.home.write_text("not a folder", "utf-8")
    said = prepdeck("decks", "add", str(prepdeck.decks))
    assert (said.code, said.out) == (3, "")
    assert "config.toml cannot be written" in said.err


@pytest.mark.parametrize(
    "arguments", [["schema", "{file}"], ["schema", "{file}/in"], ["new", "deck", "{file}/in/x.yaml"]]
)
def test_a_place_that_cannot_be_written_is_told(prepdeck: CommandLine, arguments: list[str]) -> None:
    file = prepdeck.folder / "file"
    file.write_text("here", "utf-8")
    said = prepdeck(*(argument.format(file=file) for argument in arguments))
    assert said.code == 2
    assert "cannot be written" in said.err
    assert file.read_text("utf-8") == "here"


@pytest.mark.parametrize("content", [b"not SQLite at all, but something else\n" * 9, b"SQLite format 3\0 cut off"])
def test_a_foreign_file_in_the_place_of_the_store_is_left_alone(prepdeck: CommandLine, content: bytes) -> None:
    prepdeck.store.parent.mkdir(parents=True)
    prepdeck.store.write_bytes(content)
    said = prepdeck("due")
    assert (said.code, said.out) == (3, "")
    assert "is not a prepdeck store" in said.err
    assert prepdeck.store.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(prepdeck: CommandLine) -> None:
    prepdeck.store.parent.mkdir(parents=True)
    with closing(sqlite3.connect(prepdeck.store)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
    before = prepdeck.store.read_bytes()
    said = prepdeck("answer", "fsdp/scatter", "good")
    assert said.code == 3
    assert "belongs to another program" in said.err
    assert prepdeck.store.read_bytes() == before


def test_a_database_of_a_newer_prepdeck_is_left_alone(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "good")
    with closing(sqlite3.connect(prepdeck.store)) as connection:
        connection.execute("PRAGMA user_version = 9999")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = prepdeck.store.read_bytes()
    said = prepdeck("due")
    assert said.code == 3
    assert "newer prepdeck" in said.err
    assert prepdeck.store.read_bytes() == before


def test_a_folder_in_the_place_of_the_store_is_told(prepdeck: CommandLine) -> None:
    prepdeck.store.mkdir(parents=True)
    assert prepdeck("due").code == 3


@pytest.mark.parametrize("config", ["theme = [", "rollover_hour = 25", "decks = 'here'", "keys = 3", "theme = 1"])
def test_a_config_that_cannot_be_used_is_told(prepdeck: CommandLine, config: str) -> None:
    path = prepdeck.home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(config, "utf-8")
    said = prepdeck("due")
    assert (said.code, said.out) == (2, "")
    assert str(path) in said.err


@pytest.mark.parametrize(("days", "told"), [(-3.5, "3 days before"), (400.5, "400 days after")])
def test_a_doubtful_clock_stores_nothing_unasked(
    prepdeck: CommandLine, clock: HandClock, days: float, told: str
) -> None:
    prepdeck.done("answer", "fsdp/scatter", "good")
    clock.advance(days=days)
    for arguments in (["answer", "fsdp/threads", "good"], ["drill", "--plain"], ["place", "--know", "fsdp/threads"]):
        said = prepdeck(*arguments, typed="y\n" * 9)
        assert said.code == 2
        assert told in said.err
        assert "Nothing was stored." in said.err
    assert told in prepdeck.done("due")
    assert len(prepdeck("log", "--json").document) == 1


def test_an_answer_with_its_instant_needs_no_clock(prepdeck: CommandLine, clock: HandClock) -> None:
    prepdeck.done("answer", "fsdp/scatter", "good")
    clock.advance(days=400)
    assert prepdeck("answer", "fsdp/threads", "good", "--at", "2027-12-20").code == 0


def test_interrupting_ends_without_a_word(prepdeck: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("prepdeck.cli.drill._read_line", interrupted)
    assert prepdeck("drill", "--plain").code == 130


@pytest.mark.skipif(sys.platform == "win32", reason="no such file names there")
def test_control_characters_in_what_is_told_are_shown_not_sent(prepdeck: CommandLine, tmp_path: Path) -> None:
    for arguments in (["card", "a/\x1b]52;c;AAAA\x07"], ["check", str(tmp_path / "\x1b[2J.yaml")], ["\x1b[2J"]):
        said = prepdeck(*arguments)
        assert said.code == 2
        assert "\x1b" not in said.err
        assert "␛" in said.err or "\\x1b" in said.err
