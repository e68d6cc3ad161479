"""Bringing the content index up to date: the decks whose files changed are joined anew, then all decks are linked.

Which decks those are is asked of the files alone: a deck is made anew when the list of its files, with the digest of
each, is not what it was. Linking looks at the facts of every deck, which are kept beside the decks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from prepdeck.library.facts import DeckFacts, decode_facts
from prepdeck.library.file_codec import decode_file
from prepdeck.library.joining import JoinedDeck, join
from prepdeck.library.linking import link, other_files
from prepdeck.model.problem import Problem
from prepdeck.model.story import STORY_DECK
from prepdeck.storage.content import (
    ContentChange,
    IndexedDeck,
    IndexedFile,
    IndexedNote,
    contents_beside_decks,
    deck_facts,
    indexed_decks,
    write_decks,
    write_files,
    write_notes,
)
from prepdeck.study.collection import Collection
from prepdeck.study.indexing import indexed_deck, indexed_note
from prepdeck.study.remembering import RememberedAnswers
from prepdeck.study.scanning import Scan, stored_content

_DECK_KINDS = frozenset({"deck", "extends", "story"})


@dataclass(frozen=True, slots=True)
class Joined:
    """The decks whose files changed, made anew: `touched` are their slugs, those of decks that are gone as well.

    `order` holds the slugs of all decks; `notes` are those of the decks made anew, by key.
    """

    files: Mapping[str, Sequence[IndexedFile]]
    touched: frozenset[str]
    order: tuple[str, ...]
    decks: Mapping[str, IndexedDeck]
    notes: Mapping[str, IndexedNote]


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What became of the index: the change of notes, those that were written again, the facts of all decks.

    `problems` are those between files, in order of place.
    """

    change: ContentChange
    notes: Mapping[str, IndexedNote]
    decks: tuple[DeckFacts, ...]
    problems: tuple[Problem, ...]


def join_changed(collection: Collection, scan: Scan, *, everything: bool) -> Joined:
    """Make the decks anew whose files changed, or with `everything` all; this takes longest, and stores nothing."""
    before, now = _files_by_deck(scan.known.values()), _files_by_deck(scan.now.values())
    touched = {slug for slug in before.keys() | now.keys() if _stamp(before.get(slug)) != _stamp(now.get(slug))}
    if everything:
        touched = before.keys() | now.keys()
    decks: dict[str, IndexedDeck] = {}
    notes: dict[str, IndexedNote] = {}
    order = _deck_order(now)
    for place, slug in enumerate(order):
        joined = _joined(collection, now[slug]) if slug in touched else None
        if joined is not None:
            decks[slug] = indexed_deck(joined, place)
            for position, note in enumerate(joined.deck.notes, start=1):
                notes[note.key] = indexed_note(note, position)
    there = tuple(slug for slug in order if slug in decks or slug not in touched)
    return Joined(now, frozenset(touched), there, decks, notes)


def reindex(collection: Collection, scan: Scan, joined: Joined, day: int, *, everything: bool) -> Reindexed:
    """Store what a scan saw, and all that follows from it; `everything` is as it was for `join_changed`.

    Wants to be called in a transaction in which the index still is what the scan took it for.
    """
    with collection.store.writing() as rows:
        write_files(rows, scan.to_store, scan.gone)
        there = {deck.slug: deck for deck in indexed_decks(rows)} | dict(joined.decks)
        order = [there[slug] for slug in joined.order if slug in there]
        write_decks(rows, (replace(deck, place=place) for place, deck in enumerate(order)))
        change = write_notes(rows, joined.notes, None if everything else sorted(joined.touched), day)
        decks = tuple(decode_facts(facts) for facts in deck_facts(rows))
        answers = RememberedAnswers(collection, anew=everything)
        return Reindexed(change, joined.notes, decks, _problems(collection, joined.files, decks, answers))


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


def _joined(collection: Collection, files: Iterable[IndexedFile]) -> JoinedDeck | None:
    """The deck these files make; None where nothing is left of them."""
    contents = [
        decode_file(file.content) if file.content is not None else stored_content(collection, file.path)
        for file in files
    ]
    return join(
        [content.deck_file for content in contents if content.deck_file is not None],
        [content.story for content in contents if content.story is not None],
    )


def _problems(
    collection: Collection,
    files_by_deck: Mapping[str, Sequence[IndexedFile]],
    decks: tuple[DeckFacts, ...],
    answers: RememberedAnswers,
) -> tuple[Problem, ...]:
    """What is wrong between files: everything but the decks is read whole, it is little."""
    written = {deck.slug for deck in decks if not deck.of_stories}
    strays = [
        stray
        for slug, files in files_by_deck.items()
        if slug not in written
        for file in files
        if (stray := stored_content(collection, file.path).deck_file) is not None
    ]
    with collection.store.reading() as rows:
        others = [decode_file(content) for content in contents_beside_decks(rows)]
    return link(decks, strays, other_files(others), answers.finds_any, answers.similar_pairs).problems
