"""Browsing the library: its decks by topic, the cards a search finds, and what is done to several at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prepdeck.library.search_path import builtin_root
from prepdeck.model.query import And, Field, Or, Query, parse_query, query_hints
from prepdeck.model.study_day import Moment
from prepdeck.storage.listing import ListedCard, listed_cards
from prepdeck.storage.queues import waiting_by_deck
from prepdeck.storage.search import condition_of
from prepdeck.study.collection import Collection
from prepdeck.study.marking import Action, mark_cards

Wish = Literal["suspend", "flag", "bury", "reset"]
"""What one key does to cards; all but reset are taken back by the same key."""


@dataclass(frozen=True, slots=True)
class Browsed:
    """What a search found in some decks, in the order of their files; `hints` say what was taken as words."""

    rows: tuple[ListedCard, ...]
    hints: tuple[str, ...]
    now: Moment


def browse(collection: Collection, text: str, decks: Sequence[str] = ()) -> Browsed:
    """Find cards of these decks (of all, where none are named) with the query language; any text is a query."""
    query, now = within(parse_query(text), decks), collection.now()
    with collection.store.reading() as rows:
        found = listed_cards(rows, condition_of(query, now, collection.parameters), now, collection.parameters)
    return Browsed(tuple(found), query_hints(text), now)


def within(query: Query, decks: Sequence[str]) -> Query:
    """A query, asked of these decks only."""
    fields = tuple(Field("deck", slug) for slug in decks)
    if not fields:
        return query
    return And((fields[0] if len(fields) == 1 else Or(fields), query))


def apply(collection: Collection, wish: Wish, rows: Iterable[ListedCard]) -> tuple[Action, int]:
    """Do it to all of these cards that need it, as one action that one undo takes back; what was done, to how many."""
    action, keys = chosen_action(wish, rows, collection.now().day)
    if keys:
        mark_cards(collection, keys, action)
    return action, len(keys)


def chosen_action(wish: Wish, rows: Iterable[ListedCard], day: int) -> tuple[Action, tuple[str, ...]]:
    """What a key means for these cards, and which of them it changes.

    As long as one is not suspended (flagged, buried) yet, those that are not become it; else all are taken back.
    """
    rows = tuple(rows)
    if wish == "reset":
        return "reset", tuple(row.key for row in rows if row.reps or not (row.is_new or row.suspended))
    if wish == "suspend":
        left, back = [row.key for row in rows if not row.suspended], "unsuspend"
    elif wish == "flag":
        left, back = [row.key for row in rows if not row.flagged], "unflag"
    else:
        left, back = [row.key for row in rows if row.buried_on != day], "unbury"
    if left:
        return wish, tuple(left)
    return back, tuple(row.key for row in rows)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class ListedDeck:
    """A deck with the number of its cards."""

    slug: str
    title: str
    cards: int


@dataclass(frozen=True, slots=True)
class DeckTopic:
    """Decks that belong together: those of one folder, or the user's own."""

    title: str
    decks: tuple[ListedDeck, ...]

    @property
    def cards(self) -> int:
        """The cards of all its decks."""
        return sum(deck.cards for deck in self.decks)


OWN = "Your own"


def deck_topics(collection: Collection) -> tuple[DeckTopic, ...]:
    """All decks by the folder they lie in, the user's own first, then in the order of the search path."""
    with collection.store.reading() as rows:
        waiting = waiting_by_deck(rows, collection.now().day)
    own = collection.setup.paths.own_decks
    builtin = builtin_root().path
    topics: dict[str, list[ListedDeck]] = {OWN: []}
    for deck in collection.decks:
        cards = waiting[deck.slug].total if deck.slug in waiting else 0
        title = _topic_of(Path(deck.path), own, builtin)
        topics.setdefault(title, []).append(ListedDeck(deck.slug, deck.title, cards))
    return tuple(DeckTopic(title, tuple(decks)) for title, decks in topics.items() if decks)


def _topic_of(path: Path, own: Path, builtin: Path) -> str:
    if path.is_relative_to(own):
        return OWN
    if path.is_relative_to(builtin):
        inside = path.relative_to(builtin)
        return inside.parts[0] if len(inside.parts) > 1 else builtin.name
    return path.parent.name or str(path.parent)
