"""What of each deck the rest of the library is checked against: little of it, kept where the decks are not at hand."""

import msgspec

from prepdeck.library.joining import JoinedDeck
from prepdeck.library.similar import question_words
from prepdeck.model.card import cards_of
from prepdeck.model.note import Place
from prepdeck.model.problem import Problem


class NoteFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A note by what others name of it, and by the words of its question (none where it is not compared)."""

    id: str
    place: Place
    parts: tuple[str, ...]
    was: tuple[str, ...]
    covers: tuple[str, ...]
    words: frozenset[str]


class DeckFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A deck by what others name of it; `problems` are those among its own files, as in `JoinedDeck`."""

    slug: str
    was: tuple[tuple[str, Place], ...]
    of_stories: bool
    problems: tuple[Problem, ...]
    notes: tuple[NoteFacts, ...]


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(DeckFacts)


def facts_of(joined: JoinedDeck) -> DeckFacts:
    """The facts of a deck."""
    notes = tuple(
        NoteFacts(
            note.id,
            note.place,
            tuple(card.part for card in cards_of(note)),
            note.was,
            note.covers,
            frozenset() if joined.of_stories else question_words(note),
        )
        for note in joined.deck.notes
    )
    return DeckFacts(joined.deck.slug, joined.was, joined.of_stories, joined.problems, notes)


def encode_facts(facts: DeckFacts) -> bytes:
    """Facts as JSON."""
    return _ENCODER.encode(facts)


def decode_facts(data: bytes) -> DeckFacts:
    """The facts again; raises ValueError where the data are not of this version's making."""
    return _DECODER.decode(data)
