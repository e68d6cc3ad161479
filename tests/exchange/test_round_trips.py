"""What is exported as csv or Markdown is imported again as it was, whatever the texts are."""

from dataclasses import replace

from hypothesis import example, given
from support.notes import NOTES

from prepdeck.exchange.arrival import Arrival
from prepdeck.exchange.csv_files import read_csv, write_csv
from prepdeck.exchange.markdown_cards import read_markdown
from prepdeck.exchange.markdown_writer import write_markdown
from prepdeck.library.deck_writer import deck_text
from prepdeck.library.entries import entry_of
from prepdeck.library.reader import read_file
from prepdeck.model.entry import Entry
from prepdeck.model.note import ListItem, Note, Place, Steps


def entries_of(arrival: Arrival) -> list[Entry]:
    assert arrival.left_out == ()
    return [note.entry for deck in arrival.decks for note in deck.notes]


def notes_of(entries: list[Entry]) -> list[Note]:
    file = read_file("d.yaml", deck_text("d", "D", entries).encode()).deck_file
    assert file is not None
    return [replace(note, place=Place("", 0)) for note in file.notes]


TABLES_IN_ANSWERS = [
    Note("d", name, Steps("0", (ListItem("| a |"), ListItem("Q: a"))), Place("", 0)) for name in ("one", "two")
]
"""Texts that could be taken for a table of another make."""


@given(NOTES)
@example(TABLES_IN_ANSWERS)
def test_csv_loses_nothing(notes: list[Note]) -> None:
    for delimiter in (",", "\t"):
        table = write_csv([("d", entry_of(note)) for note in notes], delimiter)
        arrival = read_csv(table, "d", "tsv" if delimiter == "\t" else "csv")
        assert entries_of(arrival) == [entry_of(note) for note in notes]
        assert notes_of(entries_of(arrival)) == notes
        assert {deck.slug for deck in arrival.decks} == {"d"}


@given(NOTES)
def test_no_cell_of_a_csv_is_a_formula(notes: list[Note]) -> None:
    import csv
    import io

    table = write_csv([("d", entry_of(note)) for note in notes])
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


@given(NOTES)
def test_markdown_loses_nothing(notes: list[Note]) -> None:
    page = write_markdown([("d", "Any # title -->", map(entry_of, notes))])
    arrival = read_markdown(page, "other")
    assert entries_of(arrival) == [entry_of(note) for note in notes]
    assert notes_of(entries_of(arrival)) == notes
    assert [(deck.slug, deck.title) for deck in arrival.decks] == [("d", "Any # title -->")]
