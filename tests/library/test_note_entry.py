"""A note is cut out of its file and put back: what is around it stays, and its problems are told at their lines."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.note_entry import EntryCheck, entry_of, last_entry, with_entry
from prepdeck.library.reader import read_file

DECK = dedent("""\
    deck: zero
    notes:
      # about memory
      - id: one
        front: What does ZeRO-3 shard?
        back: |-
          All three:

            * states
        # why: a thought kept for later

      # about speed
      -   {id: two, front: 'Which: one?', back: b}   # beside it
      - id: three
        cloze: 'A {{c1::gap}}'
    tags: [memory]
    """)
FORMS = {
    "blocks": DECK,
    "windows": DECK.replace("\n", "\r\n"),
    "no indentation": "deck: zero\nnotes:\n- id: one\n  front: a\n  back: b\n- id: three\n  front: c\n  back: d",
    "a dash alone": (
        "deck: zero\nnotes:\n  -\n    id: one\n    front: a\n    back: b\n  - {id: three,\n     front: c, back: d}\n"
    ),
    "braces": "deck: zero\nnotes: [{id: one, front: a, back: b}, {id: three, front: c, back: d}]\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("note_id", ["one", "three"])
def test_a_note_put_back_as_it_was_changes_nothing(form: str, note_id: str) -> None:
    content = FORMS[form].encode()
    entry = entry_of(content, note_id)
    assert f"id: {note_id}" in entry.text
    assert not entry.text.startswith((" ", "-"))
    assert with_entry(content, entry, entry.text) == content
    assert with_entry(content, entry, entry.text + "  \n\n").decode().split() == content.decode().split()


def test_the_text_of_a_note_has_its_comments_and_no_others() -> None:
    entry = entry_of(DECK.encode(), "one")
    assert entry.text.splitlines()[0] == "id: one"
    assert entry.text.splitlines()[-1] == "# why: a thought kept for later"
    assert (entry.line, entry.column) == (4, 4)
    assert entry_of(DECK.encode(), "two").text == "{id: two, front: 'Which: one?', back: b}   # beside it"
    assert last_entry(DECK.encode()).text == "id: three\ncloze: 'A {{c1::gap}}'"


LINES = st.text(alphabet=st.sampled_from("ab :-#'\"{}[]|>&*!%@`\t,?é\n  "), max_size=60)


@given(LINES, st.sampled_from(sorted(FORMS)))
def test_whatever_is_typed_a_text_that_is_contained_leaves_the_other_notes_as_they_were(typed: str, form: str) -> None:
    content = FORMS[form].encode()
    entry = entry_of(content, "one")
    text = f"id: one\n{typed}"
    checked = EntryCheck("zero.yaml", content, entry).of(text)
    lines = max(text.rstrip().count("\n") + 1, 1)
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in checked.problems)
    if checked.is_contained:
        before, after = (read_file("", each).deck_file for each in (content, with_entry(content, entry, text)))
        assert before is not None
        if after is not None:
            others = [(note.id, note.body) for note in before.notes if note.id != "one"]
            assert [(note.id, note.body) for note in after.notes if note.id in dict(others)] == others


def test_problems_stand_at_the_lines_of_the_text() -> None:
    content = DECK.encode()
    checked = EntryCheck("zero.yaml", content, entry_of(content, "one")).of("id: one\nfront: a\nbakc: b\nteir: deep\n")
    assert [(found.line, found.column, found.code) for found in checked.problems] == [(3, 1, "no-answer-kind")]
    assert checked.note is None
    assert checked.is_contained
    checked = EntryCheck("zero.yaml", content, entry_of(content, "three")).of(
        "id: three\nfront: a\nback: b\nteir: deep"
    )
    assert [(found.line, found.column, found.code) for found in checked.problems] == [(4, 1, "unknown-key")]


def test_a_note_that_swallows_the_next_is_not_contained() -> None:
    content = FORMS["no indentation"].encode()
    checked = EntryCheck("zero.yaml", content, entry_of(content, "one")).of("id: one\nfront: 'open\nback: b")
    assert not checked.is_contained
    assert checked.errors


def test_a_good_note_is_given_with_what_its_deck_says_for_all() -> None:
    content = DECK.encode()
    checked = EntryCheck("zero.yaml", content, entry_of(content, "one")).of("front: a\nback: b")
    assert checked.note is not None
    assert (checked.note.deck, checked.note.id, checked.note.tags) == ("zero", "", ("memory",))
    assert checked.problems == ()


@pytest.mark.parametrize("content", [b"", b"deck: a\n", b"deck: a\nnotes: [", b"\xff", b"deck: a\nnotes: [a]\n"])
def test_a_file_without_the_note_says_so(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        entry_of(content, "one")
    with pytest.raises(ValueError, match=r"\w"):
        last_entry(content)


def test_suggestions_of_style_stand_in_the_note_and_can_be_silenced() -> None:
    content = b"deck: d\nnotes:\n  - id: one\n    front: a?\n    back: b\n  - {id: two, front: Is it?, back: Yes}\n"
    check = EntryCheck("d.yaml", content, entry_of(content, "one"))
    assert check.of("id: one\nfront: a?\nback: b").problems == ()
    checked = check.of("id: one\nfront: Is it so?\nback: 80 GB.")
    assert [(found.code, found.line, found.severity.title) for found in checked.problems] == [
        ("yes-no-question", 1, "suggestion"),
        ("number-without-source", 1, "suggestion"),
    ]
    assert checked.errors == 0
    silent = check.of("id: one\nfront: Is it so?\nback: '80 GB.'  # style: number-without-source, yes-no-question")
    assert silent.problems == ()
