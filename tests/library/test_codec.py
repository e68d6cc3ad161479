import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.check import check_library
from prepdeck.library.codec import decode_body, decode_note, encode_body, encode_note
from prepdeck.library.search_path import builtin_root
from prepdeck.model.note import (
    BODIES,
    Body,
    Given,
    GivenValue,
    Note,
    Numeric,
    NumericCase,
    Place,
    Tolerance,
    Verified,
)

_TEXT = st.text(max_size=12)
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_FINITE = st.floats(allow_nan=False, allow_infinity=False)
_GIVEN = st.builds(Given, _TEXT, st.lists(st.builds(GivenValue, _FINITE, _TEXT), max_size=3).map(tuple))
_NUMERIC = st.builds(
    Numeric,
    front=_TEXT,
    given=st.lists(_GIVEN, max_size=2).map(tuple),
    tolerance=st.builds(Tolerance, _FINITE, st.booleans()),
    answer=_TEXT,
    case_name=_TEXT,
    cases=st.lists(st.builds(NumericCase, _FINITE, _TEXT), max_size=2).map(tuple),
    unit=_TEXT,
    working=_TEXT,
)
_BODY: st.SearchStrategy[Body] = st.one_of(_NUMERIC, *(st.from_type(body) for body in BODIES if body is not Numeric))
_NOTES = st.builds(
    Note,
    deck=_TEXT,
    id=_TEXT,
    body=_BODY,
    place=st.builds(Place, _TEXT, st.integers(1, 10**6), st.integers(1, 10**4)),
    why=_TEXT,
    hint=_TEXT,
    tags=_TEXTS,
    tier=_TEXT,
    covers=_TEXTS,
    sources=_TEXTS,
    verified=st.none() | st.builds(Verified, _TEXT, _TEXT),
    expires_after_days=st.none() | st.integers(1, 10**6),
    diagram=_TEXT,
    was=_TEXTS,
)


@given(_NOTES)
def test_a_note_comes_back_as_it_was(note: Note) -> None:
    assert decode_note(encode_note(note)) == note
    assert decode_body(note.kind, encode_body(note.body)) == note.body


def test_every_built_in_note_comes_back_as_it_was() -> None:
    notes = [note for deck in check_library([builtin_root()]).decks for note in deck.notes]
    assert len(notes) > 100
    assert [decode_note(encode_note(note)) for note in notes] == notes


def test_what_this_version_did_not_make_is_refused() -> None:
    for data in (b"", b"{}", b'{"kind":"basic","deck":"d","id":"i","body":{},"place":{"path":"p","line":1}}'):
        with pytest.raises(msgspec.DecodeError):
            decode_note(data)
