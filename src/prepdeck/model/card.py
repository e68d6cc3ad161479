"""Cards: what is reviewed and scheduled."""

from dataclasses import dataclass

from prepdeck.model.cloze import cloze_numbers
from prepdeck.model.keys import card_key
from prepdeck.model.note import Basic, Cloze, Note, Tell
from prepdeck.model.story import TELLINGS


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a note; `part` is empty, `c<number>` of a cloze, `reverse`, or a story's `30s`, `120s`, `probe-1`."""

    note: Note
    part: str = ""

    @property
    def key(self) -> str:
        """The identity of the card's progress."""
        return card_key(self.note.deck, self.note.id, self.part)


def cards_of(note: Note) -> tuple[Card, ...]:
    """The cards a note makes: one, one per deletion number, two with `reverse`, or a story's tellings and probes."""
    if isinstance(note.body, Cloze):
        return tuple(Card(note, f"c{number}") for number in cloze_numbers(note.body.text))
    if isinstance(note.body, Basic) and note.body.reverse:
        return (Card(note), Card(note, "reverse"))
    if isinstance(note.body, Tell):
        probes = (f"probe-{number}" for number in range(1, len(note.body.probes) + 1))
        return tuple(Card(note, part) for part in (*TELLINGS, *probes))
    return (Card(note),)
