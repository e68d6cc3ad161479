import itertools
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.ids import slug_of, with_ids, write_ids
from prepdeck.library.reader import read_file
from prepdeck.model.note import Note, Place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing else in it."""
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


def counted() -> Callable[[], str]:
    numbers = itertools.count(100)
    return lambda: f"k{next(numbers)}"


def written(source: str) -> str:
    return with_ids(source.encode(), counted())[0].decode()


def test_a_block_note_gets_its_id_as_the_first_key() -> None:
    source = "deck: a\nnotes:\n  - front: What is ZeRO-3?   # no\n    back: b\n\n  # c\n  -\n    cloze: '{{c1::x}} y'\n"
    assert written(source) == (
        "deck: a\nnotes:\n  - id: zero-3-k100\n    front: What is ZeRO-3?   # no\n    back: b\n\n"
        "  # c\n  -\n    id: x-y-k101\n    cloze: '{{c1::x}} y'\n"
    ).replace("   # no", "   # no")


def test_a_note_in_braces_gets_its_id_within_them() -> None:
    source = "deck: a\nnotes: [{front: One?, back: b}, { front: Two?, back: b }]"
    assert written(source) == (
        "deck: a\nnotes: [{id: one-k100, front: One?, back: b}, { id: two-k101, front: Two?, back: b }]"
    )


def test_notes_with_an_id_and_files_with_broken_yaml_stay_as_they_are() -> None:
    for source in (
        "deck: a\nnotes:\n  - {id: x, front: f, back: b}\n",
        "deck: a\nnotes:\n  - {front: f, back: *b}\n",
        "deck: a\nnotes:\n  - front: f: g\n",
        "kind: outline\noutline: o\ntitle: O\nitems: []\n",
        "notes:\n  - {front: f, back: b}\n",
    ):
        assert with_ids(source.encode(), counted()) == (source.encode(), 0)
    assert with_ids(b"\xff", counted()) == (b"\xff", 0)


def test_a_note_with_an_error_gets_an_id_as_well() -> None:
    assert written("deck: a\nnotes:\n- front: f\n") == "deck: a\nnotes:\n- id: f-k100\n  front: f\n"


def test_an_id_that_is_taken_is_not_given_again() -> None:
    source = b"deck: a\nnotes:\n- {id: f-1, front: g, back: b}\n- {front: f, back: b}\n- {front: f, back: b}\n"
    content, count = with_ids(source, lambda: "1")
    deck = read_file("a", content).deck_file
    assert deck is not None
    assert (count, [note.id for note in deck.notes]) == (2, ["f-1", "f-11", "f-111"])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Which training state does ZeRO-3 shard?", "training-state-zero-3"),
        ("Qu'est-ce que l'été à Zürich ?", "qu-est-ce-que"),
        ("什么?", "note"),
        ("The", "the"),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis", "pneumonoultramicroscopicsilicovo"),
        ("a {{c1::b::hint}} c", "b-c"),
    ],
)
def test_slugs_are_made_of_a_few_telling_words(text: str, slug: str) -> None:
    assert slug_of(text) == slug


_NOTES = st.lists(
    st.sampled_from(
        [
            "- front: What {n}?\n  back: b\n",
            "-   cloze: '{{c1::x {n}}}'\n    why: y # z\n    hint: |\n\n      text\n\n",
            "- {front: How {n}?, back: '#b'}\n",
            "- { front: Who {n}?,\n    back: c }  # d\n",
            "- id: has-{n}\n  front: f\n  back: b\n",
            "# a comment\n-\n  # another\n  ask: What {n}?\n  audience: a\n  purpose: p\n",
            "- front: broken {n}\n",
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(_NOTES, st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"]), st.sampled_from(["", "  "]))
def test_nothing_but_ids_is_written(notes: list[str], ending: str, mark: bytes, indent: str) -> None:
    texts = [text.replace("{n}", str(number)) for number, text in enumerate(notes)]
    lines = "".join(texts).splitlines()
    source = "\n".join(["deck: a", "notes:", *(indent + line for line in lines)]) + "\n"
    before = mark + source.replace("\n", ending).encode()
    after, count = with_ids(before, counted())
    missing = sum("id: has" not in text for text in texts)
    assert count == missing
    assert after.startswith(mark)
    assert with_ids(after, counted()) == (after, 0)
    assert _without_id_text(after, ending) == before
    assert [_anonymous(note) for note in _notes(after)] == [_anonymous(note) for note in _notes(before)]
    assert all(note.id for note in _notes(after))


def _without_id_text(content: bytes, ending: str) -> bytes:
    """The file with every id that was written taken out again, by plain means."""
    text = content.decode()
    for piece in text.split("id: ")[1:]:
        value = piece.split(",")[0].split(ending)[0]
        if "-k1" in value:
            at = text.index(f"id: {value}")
            behind = at + len(f"id: {value}")
            following = text[behind:]
            cut = 2 if following.startswith(", ") else len(following) - len(following.lstrip(" \r\n"))
            text = text[:at] + following[cut:]
    return text.encode()


def _notes(content: bytes) -> tuple[Note, ...]:
    deck = read_file("a", content).deck_file
    assert deck is not None
    return deck.notes


def _anonymous(note: Note) -> Note:
    return replace(note, id="", place=Place("", 0))


def test_ids_are_written_into_a_file_that_keeps_its_permissions(folder: Path) -> None:
    deck = folder / "deck.yaml"
    deck.write_bytes(b"deck: a\nnotes:\n- front: f\n  back: b\n")
    deck.chmod(0o640)
    assert write_ids(deck, counted()) == 1
    assert deck.read_bytes() == b"deck: a\nnotes:\n- id: f-k100\n  front: f\n  back: b\n"
    assert stat.S_IMODE(deck.stat().st_mode) in (0o640, 0o666)
    before = deck.stat()
    assert write_ids(deck, counted()) == 0
    assert deck.stat().st_ino == before.st_ino
    assert [path.name for path in folder.iterdir()] == ["deck.yaml"]


def test_a_file_that_cannot_be_read_is_left_to_the_check_of_it(folder: Path) -> None:
    assert write_ids(folder / "gone.yaml", counted()) == 0
    assert list(folder.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck = folder / "deck.yaml"
    deck.write_bytes(b"old")

    def fails(path: Path, target: Path) -> None:
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="no"):
        write_atomically(deck, b"new")
    assert deck.read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["deck.yaml"]
