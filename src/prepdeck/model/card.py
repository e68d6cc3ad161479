"""Cards: what is reviewed and scheduled."""

from dataclasses import dataclass

from prepdeck.model.cloze import cloze_numbers
from prepdeck.model.keys import card_key
from prepdeck.model.note import Basic, Cloze, Note


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a note; `part` is empty, `c<number>` of a cloze, or `reverse`."""

    note: Note
    part: str = ""

    @property
    def key(self) -> str:
        """The identity of the card's progress."""
        return card_key(self.note.deck, self.note.id, self.part)


def cards_of(note: Note) -> tuple[Card, ...]:
    """The cards a note makes: one, or one per deletion number, or two with `reverse`."""
    if isinstance(note.body, Cloze):
        return tuple(Card(note, f"c{number}") for number in cloze_numbers(note.body.text))
    if isinstance(note.body, Basic) and note.body.reverse:
        return (Card(note), Card(note, "reverse"))
    return (Card(note),)
