"""What of each deck the rest of the library is checked against: little of it, kept where the decks are not at hand."""

import msgspec

from prepdeck.library.joining import JoinedDeck
from prepdeck.library.similar import question_words
from prepdeck.model.card import cards_of
from prepdeck.model.note import Place
from prepdeck.model.problem import Problem


class NoteFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A note by what others name of it; `file` is the place of its file's path in `DeckFacts.paths`.

    `words` are those of its question, between spaces (none where it is not compared), and `parts` those of its cards,
    between commas: ten thousand notes are read at each change, and lists of words take longest.
    """

    id: str
    file: int
    line: int
    column: int
    parts: str
    was: tuple[str, ...]
    covers: tuple[str, ...]
    words: str


class DeckFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A deck by what others name of it; `problems` are those among its own files, as in `JoinedDeck`."""

    slug: str
    was: tuple[tuple[str, Place], ...]
    of_stories: bool
    problems: tuple[Problem, ...]
    paths: tuple[str, ...]
    notes: tuple[NoteFacts, ...]

    def key(self, note: NoteFacts) -> str:
        """The key of one of its notes."""
        return f"{self.slug}/{note.id}"

    def place(self, note: NoteFacts) -> Place:
        """Where one of its notes stands."""
        return Place(self.paths[note.file], note.line, note.column)


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(DeckFacts)


def facts_of(joined: JoinedDeck) -> DeckFacts:
    """The facts of a deck."""
    deck = joined.deck
    files = {path: place for place, path in enumerate(dict.fromkeys(note.place.path for note in deck.notes))}
    notes = tuple(
        NoteFacts(
            note.id,
            files[note.place.path],
            note.place.line,
            note.place.column,
            ",".join(card.part for card in cards_of(note)),
            note.was,
            note.covers,
            "" if joined.of_stories else " ".join(sorted(question_words(note))),
        )
        for note in deck.notes
    )
    return DeckFacts(deck.slug, joined.was, joined.of_stories, joined.problems, tuple(files), notes)


def encode_facts(facts: DeckFacts) -> bytes:
    """Facts as JSON."""
    return _ENCODER.encode(facts)


def decode_facts(data: bytes) -> DeckFacts:
    """The facts again; raises ValueError where the data are not of this version's making."""
    return _DECODER.decode(data)
