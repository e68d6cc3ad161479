"""What is written is read back, character for character, and an editor with the schema marks nothing in it."""

from dataclasses import replace

from hypothesis import given
from support.notes import NOTES
from test_authoring_texts import problems_of_editor

from prepdeck.library.deck_writer import deck_text, note_text
from prepdeck.library.entries import entry_of
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import builtin_root
from prepdeck.model.note import Note, Place
from prepdeck.model.problem import Severity

NOWHERE = Place("", 0)


def read_back(text: str) -> tuple[Note, ...]:
    content = read_file("d.yaml", text.encode())
    assert [str(found) for found in content.problems if found.severity is Severity.ERROR] == []
    assert content.deck_file is not None
    return tuple(replace(note, place=NOWHERE) for note in content.deck_file.notes)


@given(NOTES)
def test_every_note_is_read_back_as_it_was(notes: list[Note]) -> None:
    text = deck_text("d", "Any: title # here", map(entry_of, notes), "Imported.")
    assert read_back(text) == tuple(notes)
    assert problems_of_editor(text) == []


def test_every_built_in_note_is_read_back_as_it_was() -> None:
    notes = 0
    for path in sorted(builtin_root().path.rglob("*.yaml")):
        file = read_file(str(path), path.read_bytes()).deck_file
        if file is not None:
            text = deck_text(file.slug, file.title, map(entry_of, file.notes))
            assert read_back(text) == tuple(replace(note, place=NOWHERE) for note in file.notes)
            notes += len(file.notes)
    assert notes > 100


def test_a_note_looks_as_a_person_would_write_it() -> None:
    entry = {
        "id": "one", "front": "Which state does ZeRO-3 shard?", "back": "Parameters: all of them.",
        "why": "One line.\n\n  Another.", "tags": ["zero", "2"], "reverse": True,
    }  # fmt: skip
    assert note_text(entry) == (
        "  - id: one\n    front: Which state does ZeRO-3 shard?\n    back: 'Parameters: all of them.'\n"
        "    why: |-\n      One line.\n\n        Another.\n    tags: [zero, '2']\n    reverse: true\n"
    )
