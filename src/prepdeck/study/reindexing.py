"""Bringing the content index up to date: the decks whose files changed are joined anew, then all decks are linked.

Which decks those are is asked of the files alone: a deck is made anew when the list of its files, with the digest of
each, is not what it was. Linking looks at the facts of every deck, which are kept beside the decks.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from prepdeck.library.facts import DeckFacts, decode_facts
from prepdeck.library.file_codec import decode_file
from prepdeck.library.joining import JoinedDeck, join
from prepdeck.library.linking import link, other_files
from prepdeck.model.problem import Problem
from prepdeck.model.query import Query, unparse_query
from prepdeck.model.query_match import finds
from prepdeck.model.story import STORY_DECK
from prepdeck.storage.content import (
    ContentChange,
    IndexedFile,
    IndexedNote,
    contents_beside_decks,
    deck_facts,
    indexed_decks,
    write_decks,
    write_files,
    write_notes,
)
from prepdeck.storage.search import any_key_found, condition_of
from prepdeck.study.collection import Collection
from prepdeck.study.indexing import indexed_deck, indexed_note
from prepdeck.study.scanning import Scan, stored_content

_FOUND = "found_by_query"
_DECK_KINDS = frozenset({"deck", "extends", "story"})


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What became of the index: the change of notes, those that were written again, the facts of all decks.

    `problems` are those between files, in order of place.
    """

    change: ContentChange
    notes: dict[str, IndexedNote]
    decks: tuple[DeckFacts, ...]
    problems: tuple[Problem, ...]


def reindex(collection: Collection, scan: Scan, day: int, *, everything: bool) -> Reindexed:
    """Store what a scan saw, and all that follows from it; with `everything` no deck is taken to be as it was.

    Wants to be called within one transaction, in which the index still is what the scan took it for.
    """
    before, now = _files_by_deck(scan.known.values()), _files_by_deck(scan.now.values())
    touched = {
        slug for slug in before.keys() | now.keys() if everything or _stamp(before.get(slug)) != _stamp(now.get(slug))
    }
    order = _deck_order(now)
    with collection.store.writing() as rows:
        write_files(rows, scan.to_store, scan.gone)
        known = {deck.slug: deck for deck in indexed_decks(rows)}
        joined = {slug: _joined(collection, now[slug]) for slug in order if slug in touched}
        write_decks(
            rows,
            (
                indexed_deck(joined[slug], place) if slug in joined else replace(known[slug], place=place)
                for place, slug in enumerate(order)
            ),
        )
        notes = {
            note.key: indexed_note(note, position)
            for each in joined.values()
            for position, note in enumerate(each.deck.notes, start=1)
        }
        change = write_notes(rows, notes, None if everything else sorted(touched), day)
        decks = tuple(decode_facts(facts) for facts in deck_facts(rows))
    return Reindexed(change, notes, decks, _problems(collection, now, decks))


def _files_by_deck(files: Iterable[IndexedFile]) -> dict[str, list[IndexedFile]]:
    """The files that make each deck, in search order; those of all stories make one."""
    by_deck: dict[str, list[IndexedFile]] = {}
    for file in sorted(files, key=lambda file: file.place):
        kind, _, slug = file.holds.partition(":")
        if kind in _DECK_KINDS:
            by_deck.setdefault(STORY_DECK if kind == "story" else slug, []).append(file)
    return by_deck


def _stamp(files: list[IndexedFile] | None) -> list[tuple[str, str, str]]:
    """What changes whenever the deck these files make might."""
    return [(file.path, file.digest, file.holds) for file in files or ()]


def _holds(files: Iterable[IndexedFile], kind: str) -> bool:
    return any(file.holds.startswith(f"{kind}:") for file in files)


def _deck_order(by_deck: dict[str, list[IndexedFile]]) -> list[str]:
    """The decks there are, each at the place of its first own file; the one of the stories comes last."""
    places = {
        slug: next(file.place for file in files if file.holds.startswith("deck:"))
        for slug, files in by_deck.items()
        if _holds(files, "deck")
    }
    if _holds(by_deck.get(STORY_DECK, ()), "story"):
        places[STORY_DECK] = max(places.values(), default=0) + 1
    return sorted(places, key=lambda slug: places[slug])


def _joined(collection: Collection, files: list[IndexedFile]) -> JoinedDeck:
    contents = [stored_content(collection, file.path) for file in files]
    joined = join(
        [content.deck_file for content in contents if content.deck_file is not None],
        [content.story for content in contents if content.story is not None],
    )
    if joined is None:
        raise ValueError(f"no deck is made of {', '.join(file.path for file in files)}")
    return joined


def _problems(
    collection: Collection, now: dict[str, list[IndexedFile]], decks: tuple[DeckFacts, ...]
) -> tuple[Problem, ...]:
    """What is wrong between files: everything but the decks is read whole, it is little."""
    written = {deck.slug for deck in decks if not deck.of_stories}
    strays = [
        stray
        for slug, files in now.items()
        if slug not in written
        for file in files
        if (stray := stored_content(collection, file.path).deck_file) is not None
    ]
    with collection.store.reading() as rows:
        others = [decode_file(content) for content in contents_beside_decks(rows)]
    return link(decks, strays, other_files(others), _Finder(collection).finds_any).problems


class _Finder:
    """Whether queries find any card of the index; the card that each found last is looked at before all others."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._found: dict[str, str] = json.loads(collection.store.read_meta(_FOUND) or "{}")
        self._now = collection.now()

    def finds_any(self, query: Query) -> bool:
        """Whether this query does; it asks by what notes say, never for the state of cards."""
        name = unparse_query(query)
        known = self._collection.find_card(self._found.get(name, ""))
        if known is not None and finds(query, known):
            return True
        with self._collection.store.writing() as rows:
            found = any_key_found(rows, condition_of(query, self._now, self._collection.parameters))
        if found is not None:
            self._found[name] = found
            self._collection.store.write_meta(_FOUND, json.dumps(self._found))
        return found is not None
