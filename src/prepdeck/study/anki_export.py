"""Decks as an Anki package: notes rendered, guids from their first key, the history where it is asked for."""

from collections.abc import Sequence
from pathlib import Path

from prepdeck.exchange.anki_fields import AnkiFields, fields_of_note
from prepdeck.exchange.anki_writer import (
    DeckToWrite,
    NoteToWrite,
    PastReview,
    Schedule,
    guid_of,
    write_package,
)
from prepdeck.exchange.arrival import TICK_EVERY, Tick, no_tick
from prepdeck.model.keys import card_key
from prepdeck.model.note import Note
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.storage.card_rows import find_card, state_of
from prepdeck.storage.taking_over import reviews_in_force
from prepdeck.study.collection import Collection
from prepdeck.study.exporting import DeckToExport


def package_bytes(
    collection: Collection, decks: Sequence[DeckToExport], scheduling: bool, tick: Tick = no_tick
) -> bytes:
    """The package of these decks; raises UsageError where genanki is not installed."""
    pictures: dict[str, Path] = {}
    written = []
    done, count = 0, sum(len(deck.notes) for deck in decks)
    for deck in decks:
        notes = []
        for at, note in enumerate(deck.notes, done):
            if at % TICK_EVERY == 0:
                tick("writing notes", at, count)
            fields = fields_of_note(note)
            for path in fields.pictures:
                found = Path(note.place.path).parent / path
                if found.is_file():
                    pictures.setdefault(found.name, found)
            schedules = _schedules(collection, note, fields) if scheduling else {}
            notes.append(NoteToWrite(guid_of(first_key(note, deck)), fields, schedules))
        done += len(deck.notes)
        written.append(DeckToWrite(deck.slug, deck.title, tuple(notes)))
    now = collection.now()
    return write_package(written, pictures.values(), now, DEFAULT_OPTIONS.desired_retention)


def first_key(note: Note, deck: DeckToExport) -> str:
    """The first key a note ever had: what it was, or its deck was."""
    if note.was:
        return note.was[0]
    return f"{deck.was[0]}/{note.id}" if deck.was else note.key


def _schedules(collection: Collection, note: Note, fields: AnkiFields) -> dict[int, Schedule]:
    schedules = {}
    for number, part in fields.ords.items():
        key = card_key(note.deck, note.id, part)
        with collection.store.reading() as rows:
            row = find_card(rows, key)
            reviews = reviews_in_force(rows, key)
        if row is not None and (reviews or row.suspended or row.flagged):
            past = tuple(PastReview(*review) for review in reviews)
            schedules[number] = Schedule(state_of(row), past)
    return schedules
