"""Where a card is edited: in its own file, or in a copy that survives an upgrade."""

import os
from pathlib import Path
from textwrap import dedent

import pytest
from support.homes import Home, numbered_deck

from prepdeck.errors import PrepdeckError, UsageError
from prepdeck.model.problem import Severity
from prepdeck.study.editing import edit_target
from prepdeck.study.refreshing import stored_problems


@pytest.fixture
def read_only(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home whose deck may be read and not written, as a built-in one."""
    home.write("a.yaml", numbered_deck("a", 3))
    assert home.collection.decks
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    return home


def test_a_card_is_edited_at_its_line(home: Home) -> None:
    path = home.write("a.yaml", numbered_deck("a", 2))
    assert home.collection.decks
    target = edit_target(home.collection, "a/q2")
    assert (target.path, target.line, target.overlay) == (path, 6, False)


def test_a_card_that_must_not_be_written_is_edited_as_a_copy(read_only: Home) -> None:
    target = edit_target(read_only.collection, "a/q2")
    assert target.overlay
    assert target.path.read_text().splitlines()[target.line - 1] == "  - id: q2"
    read_only.refresh()
    note = read_only.collection.find_note("a/q2")
    assert note is not None
    assert Path(note.place.path) == target.path


def test_a_copy_joins_the_others_however_they_are_indented(read_only: Home) -> None:
    target = edit_target(read_only.collection, "a/q1")
    target.path.write_text(dedent(target.path.read_text().partition("notes:\n")[2]).join(("extends: a\nnotes:\n", "")))
    target = edit_target(read_only.collection, "a/q2")
    assert target.path.read_text().splitlines()[target.line - 1] == "- id: q2"
    read_only.refresh()
    assert all(problem.severity is not Severity.ERROR for problem in stored_problems(read_only.collection))
    note = read_only.collection.find_note("a/q2")
    assert note is not None
    assert Path(note.place.path) == target.path
    before = target.path.read_text() + "tags: [mine]\n"
    target.path.write_text(before)
    with pytest.raises(UsageError, match="does not end with its notes"):
        edit_target(read_only.collection, "a/q3")
    assert target.path.read_text() == before


def test_a_copy_that_an_edit_broke_is_opened_where_it_is_broken(read_only: Home) -> None:
    target = edit_target(read_only.collection, "a/q1")
    broken = target.path.read_text() + "  - : [\n"
    target.path.write_text(broken)
    read_only.refresh()
    again = edit_target(read_only.collection, "a/q1")
    assert again.path == target.path
    assert again.line == broken.count("\n")
    assert target.path.read_text() == broken


def test_a_note_that_left_its_file_meanwhile_is_told(read_only: Home) -> None:
    read_only.write("a.yaml", numbered_deck("a", 1))
    with pytest.raises(UsageError, match="q2"):
        edit_target(read_only.collection, "a/q2")


def test_a_copy_that_cannot_be_written_is_told(read_only: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("prepdeck.study.editing.write_atomically", refuse)
    with pytest.raises(PrepdeckError, match="No space left"):
        edit_target(read_only.collection, "a/q2")
