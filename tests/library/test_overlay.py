"""Overlays: a built-in note copied as it was written, into a file that extends its deck."""

import pytest

from prepdeck.library.overlay import overlay_with
from prepdeck.library.reader import read_file
from prepdeck.library.resolve import resolve
from prepdeck.model.note import Note

DECK = b"""\
deck: fsdp
title: FSDP
tags: [training]
defaults:
  tier: deep
  source: https://docs.pytorch.org
notes:
    # the first
    - id: one
      front: |-
        Two lines,
        the second.
      back: 'Quoted: yes.'

    # about the second
    - id: two
      front: Second?
      back: Yes.
    - {id: three, front: Third?, back: 'No.'}
"""


def notes() -> dict[str, Note]:
    deck = read_file("fsdp.yaml", DECK).deck_file
    assert deck is not None
    return {note.id: note for note in deck.notes}


@pytest.mark.parametrize("note_id", ["one", "two", "three"])
def test_the_copy_reads_as_the_original(note_id: str) -> None:
    original = notes()[note_id]
    content, line = overlay_with(b"", original, DECK)
    base, overlay = read_file("fsdp.yaml", DECK).deck_file, read_file("mine.yaml", content).deck_file
    assert base is not None
    assert overlay is not None
    (deck,) = resolve([base, overlay]).decks
    copied = next(note for note in deck.notes if note.id == note_id)
    assert copied.place.path == "mine.yaml"
    assert copied.place.line == line
    assert (copied.body, copied.tags, copied.tier, copied.sources) == (
        original.body,
        original.tags,
        original.tier,
        original.sources,
    )


def test_a_second_copy_is_appended() -> None:
    first, _ = overlay_with(b"", notes()["two"], DECK)
    both, line = overlay_with(first, notes()["one"], DECK)
    assert both.startswith(first)
    assert both.split(b"\n")[line - 1] == b"  - id: one"
    overlay = read_file("mine.yaml", both).deck_file
    assert overlay is not None
    assert [note.id for note in overlay.notes] == ["two", "one"]
    assert b"about the second" not in both


def test_a_note_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="no note"):
        overlay_with(b"", notes()["one"], b"deck: fsdp\nnotes: []\n")
