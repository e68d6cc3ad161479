"""What goes to Anki: every note has fields, gaps stay gaps, and a package comes back to the notes it was made of."""

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from support.homes import Home
from support.notes import NOTE

from prepdeck.exchange.anki_fields import fields_of_note
from prepdeck.exchange.anki_writer import guid_of
from prepdeck.model.card import cards_of
from prepdeck.model.note import Basic, Cloze, Note, Place
from prepdeck.model.rating import Rating
from prepdeck.study.anki_export import first_key
from prepdeck.study.exporting import DeckToExport, export
from prepdeck.study.import_plan import plan_import
from prepdeck.study.importing import read_arrival
from prepdeck.study.marking import answer_card

_ANKI_GAP = re.compile(r"\{\{c(\d+)::(.*?)\}\}", re.DOTALL)
"""What Anki takes for a gap: it ends at the first two braces."""


def note_of(text: str) -> Note:
    return Note("d", "n", Cloze(text), Place("", 0))


@given(NOTE)
def test_every_note_has_fields_and_a_card_for_each_of_ours(note: Note) -> None:
    fields = fields_of_note(note)
    assert sorted(fields.ords.values()) == sorted(card.part for card in cards_of(note))
    assert fields.values[-1] == note.key
    assert not any("\x1f" in value for value in fields.values)
    assert all(re.fullmatch(r"[^\s\"]+", tag) for tag in fields.tags)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("A {{c1::warp}} of {{c2::32::how many}}", [("1", "warp"), ("2", "32::how many")]),
        ("{{c1::`std::vector<T>`}}", [("1", "<code>std::vector<T></code>")]),
        ("{{c1::`{{}}`}} x", [("1", "<code>{{}}</code>")]),
        (r"$x = {{c1::\frac{1}{2}}}$", [("1", r"\frac{1}{2}")]),
        ("**{{c3::bold}}**", [("3", "bold")]),
        ("{{c1::a}}{{c1::b}}", [("1", "a"), ("1", "b")]),
    ],
)
def test_gaps_are_those_that_anki_reads(text: str, gaps: list[tuple[str, str]]) -> None:
    html = fields_of_note(note_of(text)).values[0]
    assert [(number, unescape(hidden)) for number, hidden in _ANKI_GAP.findall(html)] == gaps
    assert all("::" not in hidden.replace("::how many", "") for _, hidden in _ANKI_GAP.findall(html))


def test_a_guid_is_that_of_the_first_key() -> None:
    note = Note("new", "n", Basic("f", "b"), Place("", 0), was=("old/n", "mid/n"))
    assert first_key(note, DeckToExport("new", "N", (), (note,))) == "old/n"
    plain = Note("new", "n", Basic("f", "b"), Place("", 0))
    assert first_key(plain, DeckToExport("new", "N", ("older",), (plain,))) == "older/n"
    assert guid_of("old/n") == guid_of("old/n") != guid_of("new/n")


def test_a_package_comes_back_to_its_own_notes(home: Home, tmp_path: Path) -> None:
    pytest.importorskip("genanki")
    text = "deck: d\nnotes:\n  - {id: a, front: A?, back: 'x_1 < 2'}\n  - {id: c, cloze: 'One {{c1::a}} {{c2::b}}'}\n"
    home.write("d.yaml", text)
    answer_card(home.collection, "d/c#c2", Rating.EASY)
    export(home.collection, tmp_path / "d.apkg", scheduling=True)
    arrival = read_arrival(home.setup, tmp_path / "d.apkg")
    plan = plan_import(home.collection, arrival)
    assert (plan.notes, plan.answers, plan.known_answers, plan.left_out) == (0, 0, 1, [])
    assert {note.known_as for deck in arrival.decks for note in deck.notes} == {"d/a", "d/c"}
    assert all(
        not card.past for deck in arrival.decks for note in deck.notes for card in note.cards if card.part != "c2"
    )
