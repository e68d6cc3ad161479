"""Placement: two cards a section; what is known already need not be learnt for weeks."""

from dataclasses import dataclass

from prepdeck.model.card_state import Phase
from prepdeck.model.note import PRIVATE_KINDS
from prepdeck.scheduling.queue import Candidate
from prepdeck.storage.queues import any_cards
from prepdeck.storage.store import Expectation
from prepdeck.study.collection import Collection
from prepdeck.study.offers import card_state, review_of

CARDS_PER_SECTION = 2
_LOOKED_AT = 100_000


@dataclass(frozen=True, slots=True)
class Section:
    """Notes of one deck that share their first own tag: what placement asks two cards of."""

    deck: str
    tag: str
    keys: tuple[str, ...]

    @property
    def sample(self) -> tuple[str, ...]:
        """The cards that are asked: one from the first third, one from the last, so that easy and late ones count."""
        if len(self.keys) <= CARDS_PER_SECTION:
            return self.keys
        return (self.keys[len(self.keys) // 4], self.keys[3 * len(self.keys) // 4])


def sections_of(collection: Collection, decks: tuple[str, ...] = ()) -> list[Section]:
    """The sections with new core cards, in library order; raises UsageError for a deck that does not exist."""
    collection.require_decks(decks)
    with collection.store.reading() as rows:
        cards = [card for card in any_cards(rows, None, _LOOKED_AT) if card.state.phase is Phase.NEW]
    grouped: dict[tuple[str, str], list[str]] = {}
    order = {deck.slug: place for place, deck in enumerate(collection.decks)}
    for card in sorted(cards, key=lambda card: (order.get(card.deck, 0), card.position, card.key)):
        if card.tier == "core" and card.kind not in PRIVATE_KINDS and (not decks or card.deck in decks):
            grouped.setdefault((card.deck, _section_tag(collection, card)), []).append(card.key)
    return [Section(deck, tag, tuple(keys)) for (deck, tag), keys in grouped.items()]


def _section_tag(collection: Collection, card: Candidate) -> str:
    note = collection.find_note(card.note)
    return note.tags[-1] if note and note.tags else ""


def know(collection: Collection, keys: tuple[str, ...]) -> int:
    """Record "I know this" for new cards, as one action; returns how many were new."""
    now = collection.now()
    reviews, expected = [], []
    for key in keys:
        state = card_state(collection, key)
        if state is None or state.phase is not Phase.NEW or state.suspended:
            continue
        scheduler = collection.scheduler_of(key.partition("/")[0])
        reviews.append(
            review_of(collection, key, state, scheduler.known_outcome(key, state, now, collection.fullness()), "place")
        )
        expected.append(Expectation(key, state.decided_on))
    if reviews:
        collection.append(reviews, at=now, expected=expected)
    return len(reviews)
