"""From one entry under `notes:` to a note, with what its deck says for all."""

from dataclasses import dataclass
from typing import Any

from prepdeck.library.bodies import BODY_BUILDERS
from prepdeck.library.body_checks import check_body
from prepdeck.library.events import Entry, Mapping, Node
from prepdeck.library.note_tables import KIND_OF_KEY, NOTE_TABLES, NoteKind
from prepdeck.library.reading import Reading, did_you_mean
from prepdeck.library.source import shown
from prepdeck.model.note import Note, Verified


@dataclass(frozen=True, slots=True)
class NoteDefaults:
    """What the notes of a deck have where they do not say otherwise; `tags` are added to their own."""

    deck: str
    tier: str = "core"
    sources: tuple[str, ...] = ()
    verified: Verified | None = None
    expires_after_days: int | None = None
    tags: tuple[str, ...] = ()


def read_note(node: Node, defaults: NoteDefaults, reading: Reading) -> Note | None:
    """A note, or None after reporting what is wrong with it; warnings do not keep it from being used."""
    errors = reading.errors
    if not isinstance(node, Mapping):
        reading.report(node, "not-a-mapping", "a note is expected here", "write - front: ... with back: ... below it")
        return None
    kind = _kind_of(node, reading)
    if kind is None:
        return None
    values = NOTE_TABLES[kind.name].read_entries(node, reading)
    if reading.errors > errors:
        return None
    body = BODY_BUILDERS[kind.name](values)
    check_body(body, node, reading)
    if reading.errors > errors:
        return None
    if "id" not in values:
        reading.report(node, "missing-id", "this note has no id and is not drilled")
    return Note(
        deck=defaults.deck,
        id=values.get("id", ""),
        body=body,
        place=reading.place(node),
        why=values.get("why", ""),
        hint=values.get("hint", ""),
        tags=tuple(dict.fromkeys((*defaults.tags, *values.get("tags", ())))),
        tier=values.get("tier", defaults.tier),
        covers=values.get("covers", ()),
        sources=values.get("source", defaults.sources),
        verified=verified_of(values) or defaults.verified,
        expires_after_days=values.get("expires_after", defaults.expires_after_days),
        diagram=values.get("diagram", ""),
        was=values.get("was", ()),
    )


def verified_of(values: dict[str, Any]) -> Verified | None:
    """The `verified` of a note or of a deck's defaults, if it is there."""
    verified = values.get("verified")
    return Verified(verified["with"], verified["date"]) if verified else None


def _kind_of(note: Mapping, reading: Reading) -> NoteKind | None:
    """The kind whose key the note has; reports none and two."""
    entries = [entry for name, entry in note.entries.items() if name in KIND_OF_KEY]
    if not entries:
        _report_no_kind(note, reading)
        return None
    if len(entries) > 1:
        first, second = entries[0].key.text, entries[1].key
        reading.report(second, "mixed-kinds", f"{second.text} beside {first}: a note has one of them")
        return None
    return KIND_OF_KEY[entries[0].key.text]


def _report_no_kind(note: Mapping, reading: Reading) -> None:
    misspelt = _misspelt_kind(note)
    if misspelt:
        hint = did_you_mean(misspelt.key.text, KIND_OF_KEY)
        reading.report(misspelt.key, "no-answer-kind", f"{shown(misspelt.key.text)} is no kind of answer", hint)
    else:
        what = "this front has no answer" if "front" in note.entries else "this is no kind of note"
        reading.report(note, "no-answer-kind", what)


def _misspelt_kind(note: Mapping) -> Entry | None:
    known = NOTE_TABLES["basic"].by_name
    unknown = (entry for name, entry in note.entries.items() if name not in known)
    return next((entry for entry in unknown if did_you_mean(entry.key.text, KIND_OF_KEY)), None)
