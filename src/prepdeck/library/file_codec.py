"""A file's content as JSON bytes and back, so that a file that did not change is not parsed again."""

from typing import Any

import msgspec

from prepdeck.library.codec import decode_note, encode_note
from prepdeck.library.reader import FileContent
from prepdeck.model.deck import DeckFile
from prepdeck.model.framework import Framework
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.role import Role
from prepdeck.model.scenario import Scenario
from prepdeck.model.story import Story


class _StoredDeck(msgspec.Struct, frozen=True, omit_defaults=True):
    """A deck file but for its notes, which are stored each by itself."""

    path: str
    slug: str
    title: str
    extends: bool
    hide: tuple[str, ...]
    was: tuple[str, ...]
    tags: tuple[str, ...]
    options: dict[str, Any]
    notes: tuple[msgspec.Raw, ...]
    line: int
    column: int


class _StoredFile(msgspec.Struct, frozen=True, omit_defaults=True):
    path: str
    deck: _StoredDeck | None = None
    outline: Outline | None = None
    framework: Framework | None = None
    scenario: Scenario | None = None
    role: Role | None = None
    story: Story | None = None


_ENCODER = msgspec.json.Encoder()
_STORED = msgspec.json.Decoder(_StoredFile)
_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])


def encode_file(content: FileContent) -> bytes:
    """What the file holds, without its problems."""
    deck = _stored_deck(content.deck_file) if content.deck_file is not None else None
    stored = _StoredFile(
        content.path, deck, content.outline, content.framework, content.scenario, content.role, content.story
    )
    return _ENCODER.encode(stored)


def _stored_deck(deck: DeckFile) -> _StoredDeck:
    return _StoredDeck(
        path=deck.path,
        slug=deck.slug,
        title=deck.title,
        extends=deck.extends,
        hide=deck.hide,
        was=deck.was,
        tags=deck.tags,
        options=dict(deck.options),
        notes=tuple(msgspec.Raw(encode_note(note)) for note in deck.notes),
        line=deck.line,
        column=deck.column,
    )


def decode_file(data: bytes) -> FileContent:
    """The content again, without its problems; raises ValueError where the data are not of this version's making."""
    stored = _STORED.decode(data)
    deck = _deck_file(stored.deck) if stored.deck is not None else None
    return FileContent(stored.path, deck, stored.outline, stored.framework, stored.scenario, stored.role, stored.story)


def _deck_file(stored: _StoredDeck) -> DeckFile:
    return DeckFile(
        path=stored.path,
        slug=stored.slug,
        title=stored.title,
        extends=stored.extends,
        hide=stored.hide,
        was=stored.was,
        tags=stored.tags,
        options=tuple(stored.options.items()),
        notes=tuple(decode_note(bytes(note)) for note in stored.notes),
        line=stored.line,
        column=stored.column,
    )


def encode_problems(problems: tuple[Problem, ...]) -> bytes:
    """Problems as JSON."""
    return _ENCODER.encode(problems)


def decode_problems(data: bytes) -> tuple[Problem, ...]:
    """Problems from JSON."""
    return _PROBLEMS.decode(data)
