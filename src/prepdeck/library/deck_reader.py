"""From the root of a deck file to a deck file."""

from typing import Any

from prepdeck.library.events import Mapping, Node, value_at
from prepdeck.library.file_tables import DECK
from prepdeck.library.note_reader import NoteDefaults, read_note, verified_of
from prepdeck.library.reading import Reading
from prepdeck.model.deck import DeckFile
from prepdeck.model.note import Note


def build_deck(root: Mapping, reading: Reading) -> DeckFile | None:
    """A deck file with the notes that have no error; None where it has no usable name or its notes may be lost."""
    values = DECK.read_entries(root, reading)
    slug = _slug_of(root, values, reading)
    nodes: list[Node] = values.get("notes", [])
    notes = _notes(nodes, _defaults(slug or "", values), reading)
    notes_are_lost = "notes" in root.entries and "notes" not in values
    if slug is None or notes_are_lost or reading.has_broken_yaml_outside(nodes):
        return None
    extends = "extends" in values
    if "hide" in values and not extends:
        reading.report(root.entries["hide"].key, "hide-without-extends", "hide needs extends")
    place = reading.place(root.entries["extends" if extends else "deck"].value)
    return DeckFile(
        path=reading.source.path,
        slug=slug,
        title=values.get("title", ""),
        extends=extends,
        hide=values.get("hide", ()) if extends else (),
        was=values.get("was", ()),
        tags=values.get("tags", ()),
        options=tuple(values.get("options", {}).items()),
        notes=notes,
        line=place.line,
        column=place.column,
    )


def _slug_of(root: Mapping, values: dict[str, Any], reading: Reading) -> str | None:
    if "deck" in root.entries and "extends" in root.entries:
        reading.report(root.entries["extends"].key, "deck-and-extends", "deck and extends are both there")
        return None
    if "deck" not in root.entries and "extends" not in root.entries:
        reading.report(root, "missing-key", "the deck has no name", "add deck: name, or extends: name of a deck")
        return None
    return values.get("deck") or values.get("extends")


def _defaults(slug: str, values: dict[str, Any]) -> NoteDefaults:
    defaults: dict[str, Any] = values.get("defaults", {})
    return NoteDefaults(
        deck=slug,
        tier=defaults.get("tier", "core"),
        sources=defaults.get("source", ()),
        verified=verified_of(defaults),
        expires_after_days=defaults.get("expires_after"),
        tags=(*values.get("tags", ()), *defaults.get("tags", ())),
    )


def _notes(nodes: list[Node], defaults: NoteDefaults, reading: Reading) -> tuple[Note, ...]:
    """The notes without an error; of two with the same id the first."""
    notes: list[Note] = []
    lines: dict[str, int] = {}
    for node in nodes:
        note = read_note(node, defaults, reading)
        if note is None or reading.has_broken_yaml(node):
            reading.note_is_broken(node)
        elif note.id in lines:
            told = f"{note.id} is also the id of the note in line {lines[note.id]}"
            reading.report(value_at(node, "id"), "duplicate-id", told)
        else:
            notes.append(note)
            lines |= {note.id: note.place.line} if note.id else {}
    reading.broken_ids -= lines.keys()
    return tuple(notes)
