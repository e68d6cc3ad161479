"""Authoring over real files: every spelling of a path is checked, and no file is left worse than it was."""

import os
from pathlib import Path
from textwrap import indent

import pytest
from support.homes import Home, numbered_deck

from prepdeck.errors import UsageError
from prepdeck.study.authoring import append_note, check_files, create_deck, write_missing_ids

NOTE = "- id: one\n  front: What is fact number one?\n  back: It is this statement.\n"
BROKEN = "deck: b\nnotes:\n  - id: q1\n    frnot: typo\n    back: Yes.\n"


def indented(by: str, line_end: str = "\n") -> str:
    return f"deck: a\nnotes:\n{indent(NOTE, by)}".replace("\n", line_end)


@pytest.mark.parametrize("spelling", ["decks/../decks", "decks/../decks/b.yaml", "link", "link/b.yaml"])
def test_a_path_is_checked_however_it_is_spelt(home: Home, monkeypatch: pytest.MonkeyPatch, spelling: str) -> None:
    home.write("b.yaml", BROKEN)
    monkeypatch.chdir(home.folder)
    Path("link").symlink_to("decks")
    checked = check_files(home.setup, [Path(spelling)])
    assert len(checked.files) == 1
    assert "unknown-key" in [problem.code for problem in checked.problems]
    assert all(problem.path.startswith(spelling) for problem in checked.problems)


@pytest.mark.parametrize(
    "text",
    [
        indented(""),
        indented("  "),
        indented("    "),
        indented("  ", "\r\n"),
        indented("  ").rstrip("\n"),
        indented("  ") + "  # the last word\n",
        "deck: a\nnotes:\n",
    ],
)
def test_a_note_is_appended_to_the_notes_however_they_are_indented(home: Home, text: str) -> None:
    path = home.write("a.yaml", "")
    path.write_bytes(text.encode())
    line = append_note(path, "basic")
    written = path.read_bytes().decode()
    assert written.startswith(text)
    assert "# A question and its answer." in written.splitlines()[line - 1]
    assert ("\r\n" in text) == ("\n" not in written.replace("\r\n", ""))
    checked = check_files(home.setup, [path])
    assert checked.problems == ()
    assert len(checked.decks[0].notes) == text.count("- id") + 1


@pytest.mark.parametrize(
    "text",
    [
        "deck: a\nnotes: []\n",
        f"deck: a\nnotes:\n{NOTE}title: After the notes\n",
        "deck: a\n",
        "deck: [unclosed\n",
        "",
    ],
)
def test_a_file_that_a_note_cannot_be_appended_to_is_left_as_it_is(home: Home, text: str) -> None:
    path = home.write("a.yaml", text)
    with pytest.raises(UsageError, match="left as it was"):
        append_note(path, "basic")
    assert path.read_text() == text


@pytest.mark.parametrize("name", ["feature-stores", "feature-stores.yaml", "feature-stores.v2"])
def test_a_new_deck_is_found_whatever_its_path_is_called(home: Home, name: str) -> None:
    created = create_deck(home.setup, home.decks / name, None)
    assert created.suffix == ".yaml"
    assert [deck.slug for deck in home.collection.decks] == ["feature-stores"]


def test_a_file_that_cannot_be_read_keeps_no_other_from_its_ids(home: Home) -> None:
    home.write("z.yaml", numbered_deck("z", 2).replace("  - id: q1\n    front", "  - front"))
    os.mkfifo(home.decks / "pipe.yaml")
    assert write_missing_ids(home.setup, [home.decks]) == [(str(home.decks / "z.yaml"), 1)]
