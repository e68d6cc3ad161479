"""Deck files as they were read, and decks as they stand after `extends` and `hide`."""

from dataclasses import dataclass
from typing import Any

from prepdeck.model.note import Note
from prepdeck.model.options import DEFAULT_OPTIONS, DeckOptions


@dataclass(frozen=True, slots=True)
class DeckFile:
    """One deck file: either a deck of its own, or with `extends` additions to (and replacements and hidings in) a deck.

    `options` holds only what the file sets. A note without an `id` has `id == ""` here: it is reported and not drilled.
    `line` and `column` are the place of the slug, where problems between files are told.
    """

    path: str
    slug: str
    title: str
    extends: bool = False
    hide: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()
    notes: tuple[Note, ...] = ()
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as it is drilled: the base file and everything that extends it, in order."""

    slug: str
    title: str
    path: str
    was: tuple[str, ...] = ()
    options: DeckOptions = DEFAULT_OPTIONS
    notes: tuple[Note, ...] = ()
