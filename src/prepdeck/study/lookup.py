"""Looking things up: decks, one card with its memory and history, searches."""

from dataclasses import dataclass

from prepdeck.errors import UsageError
from prepdeck.model.card import Card
from prepdeck.model.card_state import CardState
from prepdeck.model.query import parse_query, query_hints
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.memory import retrievability
from prepdeck.storage.card_rows import find_card, state_of
from prepdeck.storage.content import fronts_of, kinds_by_deck
from prepdeck.storage.history import PastReview, reviews_of
from prepdeck.storage.queues import Waiting, waiting_by_deck
from prepdeck.storage.search import condition_of, find_cards
from prepdeck.study.collection import Collection


@dataclass(frozen=True, slots=True)
class DeckOverview:
    """One deck: what it holds (notes by kind, core notes) and what waits in it, regardless of the day's limits."""

    slug: str
    title: str
    path: str
    kinds: dict[str, int]
    core: int
    waiting: Waiting

    @property
    def notes(self) -> int:
        """All notes of the deck."""
        return sum(self.kinds.values())


def decks_of(collection: Collection) -> list[DeckOverview]:
    """Every deck of the library, in the order of the search path."""
    with collection.store.reading() as rows:
        kinds = kinds_by_deck(rows)
        waiting = waiting_by_deck(rows, collection.now().day)
    return [
        DeckOverview(
            slug=deck.slug,
            title=deck.title,
            path=deck.path,
            kinds={kind: notes for kind, (notes, _) in kinds.get(deck.slug, {}).items()},
            core=sum(core for _, core in kinds.get(deck.slug, {}).values()),
            waiting=waiting.get(deck.slug, Waiting()),
        )
        for deck in collection.decks
    ]


@dataclass(frozen=True, slots=True)
class CardDetails:
    """One card with everything that is known of it; `card` is None for one whose note is gone.

    `retrievability` is the predicted recall today (0-1), None for a card without a memory.
    """

    key: str
    card: Card | None
    state: CardState
    retrievability: float | None
    reviews: tuple[PastReview, ...]
    now: Moment


def details_of(collection: Collection, key: str) -> CardDetails:
    """Everything about one card; raises UsageError if there is no such card and never was."""
    with collection.store.reading() as rows:
        row = find_card(rows, key)
        reviews = reviews_of(rows, key)
    if row is None:
        raise UsageError(f"There is no card {key}.", "prepdeck search WORDS finds keys.")
    state, now = state_of(row), collection.now()
    recall = None
    if state.memory is not None and state.last_day is not None:
        recall = retrievability(max(0, now.day - state.last_day), state.memory, collection.parameters)
    return CardDetails(key, collection.find_card(key), state, recall, tuple(reviews), now)


@dataclass(frozen=True, slots=True)
class FoundCard:
    """One result of a search."""

    key: str
    kind: str
    front: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and what in it was taken as words although it looks like more."""

    cards: tuple[FoundCard, ...]
    hints: tuple[str, ...]


def search(collection: Collection, text: str, limit: int = 1_000) -> SearchResult:
    """Find cards with the query language; any text is a query."""
    with collection.store.reading() as rows:
        found = find_cards(rows, condition_of(parse_query(text), collection.now(), collection.parameters), limit)
    return SearchResult(tuple(FoundCard(*one) for one in found), query_hints(text))


def fronts_of_notes(collection: Collection, note_keys: list[str]) -> dict[str, str]:
    """The fronts of notes by key, of vanished ones too."""
    with collection.store.reading() as rows:
        return fronts_of(rows, note_keys)
