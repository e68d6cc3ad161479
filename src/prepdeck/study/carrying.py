"""Progress follows a note that was renamed or moved: by `was`, by an identical text, or after asking."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from prepdeck.library.facts import DeckFacts
from prepdeck.model.card_state import NEW_CARD
from prepdeck.model.records import Carry
from prepdeck.storage.card_rows import cards_of_note, notes_with_progress, state_of
from prepdeck.storage.content import IndexedNote, indexed_notes
from prepdeck.storage.log import undone_carries
from prepdeck.storage.schema import ACTIVE, VANISHED
from prepdeck.study.collection import Collection
from prepdeck.study.reindexing import Reindexed

SIMILAR = 0.8
_MOST_COMPARED = 200
_MEANT = 3
"""A shared text must have this many characters to count as identical: "2" is the back of many cards."""


@dataclass(frozen=True, slots=True)
class CarryProposal:
    """A note that vanished and one that came, so alike that it may be a rename; `similarity` is 0-1."""

    from_key: str
    to_key: str
    front: str
    similarity: float


def carry_renamed(collection: Collection, done: Reindexed) -> tuple[tuple[str, str], ...]:
    """Carry the progress of renamed notes, as one action that undo takes back; returns the pairs of note keys.

    Only notes that have progress, and whose note is gone, are carried; never onto a card with progress of its own, and
    not again where it was taken back.
    """
    if not done.change.added and not done.change.vanished:
        return ()
    orphans = _orphans(collection)
    if not orphans:
        return ()
    progress = _with_progress(collection)
    pairs = _named(orphans, progress, done.decks)
    unpaired = {key: note for key, note in orphans.items() if key not in pairs}
    pairs |= identical_texts(unpaired, _fresh(done, progress), set(pairs.values()))
    with collection.store.reading() as rows:
        undone = undone_carries(rows)
    carries = {
        pair: [carry for carry in _carries(collection, *pair) if (carry.from_key, carry.to_key) not in undone]
        for pair in pairs.items()
    }
    if any(carries.values()):
        collection.append([carry for of_note in carries.values() for carry in of_note])
    return tuple(pair for pair, of_note in carries.items() if of_note)


def proposals_after(collection: Collection, done: Reindexed) -> tuple[CarryProposal, ...]:
    """What may be renames among the notes that just vanished and came."""
    if not done.change.added or not done.change.vanished:
        return ()
    vanished = {key: note for key, note in _orphans(collection).items() if key in done.change.vanished}
    return tuple(_similar(vanished, _fresh(done, _with_progress(collection)))) if vanished else ()


def carry(collection: Collection, from_key: str, to_key: str) -> int:
    """Carry the progress of one note to another because the user says so; returns how many cards moved."""
    payloads = _carries(collection, from_key, to_key)
    if payloads:
        collection.append(payloads)
    return len(payloads)


def proposals_of(collection: Collection) -> list[CarryProposal]:
    """What may be renames now: notes without a home whose progress a new, similar note could take over."""
    orphans = _orphans(collection)
    return _similar(orphans, _without_progress(collection)) if orphans else []


def _orphans(collection: Collection) -> dict[str, IndexedNote]:
    """The notes that are gone and have progress."""
    with collection.store.reading() as rows:
        known = notes_with_progress(rows)
        return {note.key: note for note in indexed_notes(rows, VANISHED) if note.key in known}


def _with_progress(collection: Collection) -> set[str]:
    with collection.store.reading() as rows:
        return notes_with_progress(rows)


def _fresh(done: Reindexed, progress: set[str]) -> dict[str, IndexedNote]:
    """The notes that just came and have no progress."""
    return {key: done.notes[key] for key in done.change.added if key not in progress}


def _without_progress(collection: Collection) -> dict[str, IndexedNote]:
    """The notes of the library that have no progress yet."""
    with collection.store.reading() as rows:
        known = notes_with_progress(rows)
        return {note.key: note for note in indexed_notes(rows, ACTIVE) if note.key not in known}


def _named(orphans: dict[str, IndexedNote], progress: set[str], decks: Iterable[DeckFacts]) -> dict[str, str]:
    """What `was` says: of a note, or of a deck, whose notes keep their ids."""
    pairs: dict[str, str] = {}
    for deck in decks:
        slugs = tuple(dict.fromkeys(slug for slug, _ in deck.was))
        for note in deck.notes:
            key = deck.key(note)
            for old in (*note.was, *(f"{slug}/{note.id}" for slug in slugs)):
                if old in orphans and key not in progress:
                    pairs.setdefault(old, key)
    return pairs


def identical_texts(orphans: dict[str, IndexedNote], added: dict[str, IndexedNote], taken: set[str]) -> dict[str, str]:
    """Renames by text, old key to new: exactly one note that is gone and one that came have the same front or back.

    Keys `taken` are not paired.
    """
    pairs: dict[str, str] = {}
    for side in ("folded_front", "folded_back"):
        olds, news = _by_text(orphans, side, set(pairs)), _by_text(added, side, taken | set(pairs.values()))
        for text, old_keys in olds.items():
            new_keys = news.get(text, [])
            if len(old_keys) == 1 and len(new_keys) == 1:
                pairs[old_keys[0]] = new_keys[0]
    return pairs


def _by_text(notes: dict[str, IndexedNote], side: str, without: set[str]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, note in notes.items():
        text = " ".join(getattr(note, side).split())
        if key not in without and len(text) >= _MEANT:
            found[(note.kind, text)].append(key)
    return found


def _similar(orphans: dict[str, IndexedNote], fresh: dict[str, IndexedNote]) -> list[CarryProposal]:
    """The best partner of each orphan above 0.8, where there are few enough to compare all."""
    if len(orphans) * len(fresh) > _MOST_COMPARED**2:
        return []
    proposals = []
    for old in orphans.values():
        best = max(((_likeness(old, new), new) for new in fresh.values()), key=lambda pair: pair[0], default=None)
        if best and best[0] > SIMILAR:
            proposals.append(CarryProposal(old.key, best[1].key, best[1].front, best[0]))
    return proposals


def _likeness(one: IndexedNote, other: IndexedNote) -> float:
    if one.kind != other.kind:
        return 0.0
    matcher = SequenceMatcher(
        None, f"{one.folded_front}\n{one.folded_back}", f"{other.folded_front}\n{other.folded_back}"
    )
    return matcher.ratio() if matcher.quick_ratio() > SIMILAR else 0.0


def _carries(collection: Collection, from_note: str, to_note: str) -> list[Carry]:
    """A carry for each card of the old note that the new one has as well: the same deletion, the same direction."""
    with collection.store.reading() as rows:
        old_keys = [row.key for row in cards_of_note(rows, from_note) if state_of(row) != NEW_CARD]
        new_keys = {row.key for row in cards_of_note(rows, to_note) if row.present}
    pairs = [(key, to_note + key[len(from_note) :]) for key in old_keys]
    return [Carry(old, new) for old, new in pairs if new in new_keys]
