"""Which cards a query finds by what their notes say, without a store: it must find what `storage.search` finds."""

from collections.abc import Iterable, Iterator

from prepdeck.model.card import Card
from prepdeck.model.note_text import back_text, front_text
from prepdeck.model.query import And, Everything, Field, Not, Or, Phrase, Property, Query, Rated, Word


def fields_of(query: Query) -> Iterator[Field | Property | Rated]:
    """The fields, properties and ratings a query asks about, negated ones too."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from fields_of(part)
        case Not(part):
            yield from fields_of(part)
        case Field() | Property() | Rated():
            yield query


def asks_for_state(asked: Field | Property | Rated) -> bool:
    """Whether the answer depends on the schedule and not only on the note."""
    return not isinstance(asked, Field) or asked.name == "is"


def finds(query: Query, card: Card) -> bool:
    """Whether a query finds a card; what asks for its state finds nothing."""
    match query:
        case Everything():
            return True
        case Word(text) | Phrase(text):
            return _says(front_text(card.note.body), text) or _says(back_text(card.note.body), text)
        case Not(part):
            return not finds(part, card)
        case And(parts):
            return all(finds(part, card) for part in parts)
        case Or(parts):
            return any(finds(part, card) for part in parts)
        case Field(name, value):
            return _field(name, value, card)
        case Property() | Rated():
            return False


def _field(name: str, value: str, card: Card) -> bool:
    note = card.note
    match name:
        case "deck":
            return is_like(note.deck, value)
        case "kind":
            return note.kind == value
        case "tier":
            return note.tier == value
        case "key":
            return is_like(card.key, value) or is_like(note.key, value)
        case "id":
            return is_like(note.id, value)
        case "tag":
            return _is_any_like(note.tags, value)
        case "covers":
            return _is_any_like(note.covers, value)
        case "source":
            return _says("\n".join(note.sources), value)
        case "front":
            return _says(front_text(note.body), value)
        case "back":
            return _says(back_text(note.body), value)
    return False


def _says(text: str, wanted: str) -> bool:
    return wanted.casefold() in text.casefold()


def _is_any_like(words: Iterable[str], pattern: str) -> bool:
    return any(is_like(word, pattern) for word in words)


def is_like(text: str, pattern: str) -> bool:
    """A whole match without regard to case, in which `*` stands for anything; its work grows with both lengths only."""
    text = text.casefold()
    first, *others = pattern.casefold().split("*")
    if not others:
        return text == first
    *inner, last = others
    if not text.startswith(first):
        return False
    at = len(first)
    for part in inner:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) - at >= len(last) and text.endswith(last)
