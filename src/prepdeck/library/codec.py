"""Notes as JSON bytes and back, for the content index that storage keeps: `decode_note(encode_note(note)) == note`."""

from typing import Any

import msgspec

from prepdeck.model.note import BODIES, Body, Note, Place, Verified


class _StoredNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """A note as it is stored: the body apart, because its type depends on the kind."""

    kind: str
    deck: str
    id: str
    body: msgspec.Raw
    place: Place
    why: str = ""
    hint: str = ""
    tags: tuple[str, ...] = ()
    tier: str = "core"
    covers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified: Verified | None = None
    expires_after_days: int | None = None
    diagram: str = ""
    was: tuple[str, ...] = ()


_ENCODER = msgspec.json.Encoder()
_STORED = msgspec.json.Decoder(_StoredNote)
_BODIES: dict[str, msgspec.json.Decoder[Any]] = {body.kind: msgspec.json.Decoder(body) for body in BODIES}


def encode_body(body: Body) -> bytes:
    """A body alone, as JSON."""
    return _ENCODER.encode(body)


def decode_body(kind: str, data: bytes) -> Body:
    """The body of a kind; raises ValueError where the data are not of this version's making."""
    return _BODIES[kind].decode(data)  # type: ignore[no-any-return]


def encode_note(note: Note) -> bytes:
    """A whole note as JSON, its place included."""
    return _ENCODER.encode(
        _StoredNote(
            kind=note.kind,
            deck=note.deck,
            id=note.id,
            body=msgspec.Raw(encode_body(note.body)),
            place=note.place,
            why=note.why,
            hint=note.hint,
            tags=note.tags,
            tier=note.tier,
            covers=note.covers,
            sources=note.sources,
            verified=note.verified,
            expires_after_days=note.expires_after_days,
            diagram=note.diagram,
            was=note.was,
        )
    )


def decode_note(data: bytes) -> Note:
    """The note; raises ValueError (a msgspec error) where the data are not of this version's making."""
    stored = _STORED.decode(data)
    return Note(
        deck=stored.deck,
        id=stored.id,
        body=decode_body(stored.kind, bytes(stored.body)),
        place=stored.place,
        why=stored.why,
        hint=stored.hint,
        tags=stored.tags,
        tier=stored.tier,
        covers=stored.covers,
        sources=stored.sources,
        verified=stored.verified,
        expires_after_days=stored.expires_after_days,
        diagram=stored.diagram,
        was=stored.was,
    )
