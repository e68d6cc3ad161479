"""Reading deck files again: only what changed, never at the expense of what works."""

import os
from pathlib import Path

import pytest
from support.homes import Home, numbered_deck

from prepdeck.library.problems import problem
from prepdeck.library.search_path import FileBytes
from prepdeck.model.problem import Problem, Severity
from prepdeck.model.rating import Rating
from prepdeck.study import scanning
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card
from prepdeck.study.refreshing import stored_problems

BROKEN_NOTE = numbered_deck("a", 3).replace("    back: It is statement 15838 about a.\n", "    bakc: typo\n")


def codes(home: Home) -> list[str]:
    return [problem.code for problem in stored_problems(home.collection) if problem.severity is Severity.ERROR]


def test_a_second_look_changes_nothing(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    assert len(home.collection.decks) == 1
    assert not home.refresh().changed


def test_an_edit_within_the_same_second_and_size_is_seen(home: Home) -> None:
    path = home.write("a.yaml", numbered_deck("a", 3))
    home.collection.find_note("a/q1")
    status = path.stat()
    path.write_text(path.read_text().replace("statement 7919", "statement 7918"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert home.refresh().change.changed == ("a/q1",)


def test_a_broken_file_keeps_its_last_good_content_and_blocks_no_other(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    home.write("b.yaml", numbered_deck("b", 2))
    assert home.collection.find_note("a/q1")
    home.write("a.yaml", "deck: a\nnotes: [unclosed\n")
    home.write("b.yaml", numbered_deck("b", 3))
    home.refresh()
    assert codes(home)
    assert home.collection.find_note("a/q3") is not None
    assert home.collection.find_note("b/q3") is not None
    home.write("a.yaml", numbered_deck("a", 2))
    home.refresh()
    assert codes(home) == []
    assert home.collection.find_note("a/q3") is None


def test_a_broken_note_keeps_its_last_good_content(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    assert home.collection.find_note("a/q2")
    home.write("a.yaml", BROKEN_NOTE)
    home.refresh()
    assert codes(home)
    kept = home.collection.find_note("a/q2")
    assert kept is not None
    assert "15838" in str(kept.body)


def test_a_file_broken_from_the_start_is_told_and_the_rest_works(home: Home) -> None:
    home.write("a.yaml", BROKEN_NOTE)
    home.write("b.yaml", "\x00")
    assert home.collection.find_note("a/q1") is not None
    assert home.collection.find_note("a/q2") is None
    assert {problem.path for problem in stored_problems(home.collection)} == {
        str(home.decks / "a.yaml"),
        str(home.decks / "b.yaml"),
    }


def test_a_pipe_named_like_a_deck_blocks_nothing(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    os.mkfifo(home.decks / "pipe.yaml")
    assert home.collection.find_note("a/q1") is not None


def test_a_renamed_folder_of_the_same_files_is_no_change_of_notes(home: Home) -> None:
    home.write("one/a.yaml", numbered_deck("a", 3))
    assert home.collection.find_note("a/q1")
    (home.decks / "one").rename(home.decks / "two")
    change = home.refresh().change
    assert (change.added, change.vanished) == ((), ())


def test_extends_adds_replaces_and_hides(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    home.write(
        "mine.yaml",
        "extends: a\nhide: [q1]\nnotes:\n  - id: q2\n    front: Mine?\n    back: Mine.\n"
        "  - id: q9\n    front: Nine?\n    back: Nine.\n",
    )
    collection = home.collection
    assert collection.find_note("a/q1") is None
    assert "Mine" in str(collection.find_note("a/q2"))
    assert collection.find_note("a/q9") is not None
    (home.decks / "mine.yaml").unlink()
    home.refresh()
    assert collection.find_note("a/q1") is not None
    assert "Mine" not in str(collection.find_note("a/q2"))


def test_deck_options_reach_the_scheduler(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3, "options: {new_per_day: 2, learning_steps: [5m]}"))
    options = home.collection.options_of("a")
    assert (options.new_per_day, options.learning_steps) == (2, (300,))


def test_an_index_of_another_version_is_read_anew(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    home.clock.advance(days=1)
    with home.collection.store.writing() as rows:
        rows.exec_driver_sql("UPDATE source_file SET content = x'00'")
        rows.exec_driver_sql("UPDATE note SET content = x'00'")
    home.collection.store.write_meta("index_version", "0")
    collection = home.reopen()
    assert collection.find_note("a/q1") is not None
    assert details_of(collection, "a/q1").state.reps == 1
    assert not home.refresh().changed


def test_a_file_that_cannot_be_read_stays_in_use_when_the_index_is_of_another_version(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.write("a.yaml", numbered_deck("a", 2))
    outline = home.write("outline.yaml", "kind: outline\noutline: o\ntitle: O\nitems: [{id: x.1, title: X}]\n")
    home.refresh()
    unreadable = {path, outline}
    read = scanning.read_bytes

    def denied(file: Path) -> FileBytes | Problem:
        return problem(str(file), 1, 1, "unreadable-file", "cannot be read") if file in unreadable else read(file)

    monkeypatch.setattr(scanning, "read_bytes", denied)
    with home.collection.store.writing() as rows:
        rows.exec_driver_sql("UPDATE source_file SET holds = ''")
        rows.exec_driver_sql("UPDATE source_file SET content = x'00' WHERE path LIKE '%outline.yaml'")
    home.collection.store.write_meta("index_version", "0")
    home.refresh()
    assert codes(home) == ["unreadable-file", "unreadable-file"]
    assert home.collection.find_note("a/q2") is not None
    unreadable.clear()
    home.write("a.yaml", numbered_deck("a", 3))
    home.refresh()
    assert codes(home) == []
    assert home.collection.find_note("a/q3") is not None
