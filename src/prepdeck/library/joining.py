"""One deck from the files that make it: a base, and what extends it, in search order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.library.story_deck import story_deck
from prepdeck.model.deck import Deck, DeckFile
from prepdeck.model.note import Note, Place
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.model.problem import Problem
from prepdeck.model.story import STORY_DECK, Story

MAX_HINTS = 50
"""Misspelt names of one sort for which the right one is looked up: comparing is slow."""


@dataclass(frozen=True, slots=True)
class JoinedDeck:
    """A deck as its files make it, the places where they name earlier slugs, and what is wrong among the files.

    `of_stories` says that nobody wrote it: it is made of the user's stories.
    """

    deck: Deck
    was: tuple[tuple[str, Place], ...] = ()
    problems: tuple[Problem, ...] = ()
    of_stories: bool = False


def join(files: Sequence[DeckFile], stories: Iterable[Story] = ()) -> JoinedDeck | None:
    """The deck that all files of one slug make; None where they only extend one. Notes without an id are left out.

    Stories, each name once, make their deck by themselves.
    """
    told: dict[str, Story] = {}
    for story in stories:
        told.setdefault(story.slug, story)
    if told:
        return JoinedDeck(story_deck(tuple(told.values())), of_stories=True)
    bases = [file for file in files if not file.extends]
    if not bases:
        return None
    base = bases[0]
    notes = {note.id: note for note in base.notes if note.id}
    extending = [file for file in files if file.extends]
    problems = [*_duplicates(bases), *(found for file in extending for found in _extend(notes, base, file))]
    used = (base, *extending)
    options = DEFAULT_OPTIONS
    for file in used:
        options = options.replaced(dict(file.options))
    was = tuple((slug, Place(file.path, file.line, file.column)) for file in used for slug in file.was)
    slugs = tuple(dict.fromkeys(slug for slug, _ in was))
    deck = Deck(base.slug, base.title or base.slug, base.path, slugs, options, tuple(notes.values()))
    return JoinedDeck(deck, was, tuple(problems))


@dataclass(frozen=True, slots=True)
class Extension:
    """What a file that extends a deck does to it, as ids of notes."""

    path: str
    deck: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    hidden: tuple[str, ...]


def extensions_of(files: Iterable[DeckFile]) -> Iterator[Extension]:
    """What each extending file does to its deck, in search order; files of decks that are not there are left out."""
    files = tuple(files)
    ids: dict[str, set[str]] = {}
    for file in files:
        if not file.extends:
            ids.setdefault(file.slug, {note.id for note in file.notes if note.id})
    for file in files:
        if file.extends and file.slug in ids:
            there = ids[file.slug]
            hidden = tuple(hidden for hidden in dict.fromkeys(file.hide) if hidden in there)
            there -= set(hidden)
            named = [note.id for note in file.notes if note.id]
            replaced = tuple(note_id for note_id in named if note_id in there)
            added = tuple(note_id for note_id in named if note_id not in there)
            there |= set(named)
            yield Extension(file.path, file.slug, added, replaced, hidden)


def homeless(files: Sequence[DeckFile], slugs: Iterable[str]) -> Iterable[Problem]:
    """What is wrong with files that make no deck: what they extend is not there, or their name is the stories'."""
    for file in files:
        if file.extends:
            hint = did_you_mean(file.slug, slugs)
            yield at_slug(file, "unknown-deck", f"there is no deck {file.slug} to extend", hint)
    bases = [file for file in files if not file.extends]
    yield from _duplicates(bases)
    for file in bases[:1]:
        yield at_slug(file, "duplicate-deck", f"the deck {STORY_DECK} is made of your stories")


def _duplicates(bases: Sequence[DeckFile]) -> Iterable[Problem]:
    for file in bases[1:]:
        yield at_slug(file, "duplicate-deck", f"the deck {file.slug} is also in {bases[0].path}")


def _extend(notes: dict[str, Note], base: DeckFile, file: DeckFile) -> Iterable[Problem]:
    """Hide, replace and add what the file says."""
    for hidden in file.hide:
        if notes.pop(hidden, None) is None:
            hint = did_you_mean(hidden, notes) if len(file.hide) <= MAX_HINTS else ""
            yield at_slug(file, "unknown-hidden", f"the deck {file.slug} has no note {hidden}", hint)
    for note in file.notes:
        if note.id:
            if note.id in notes:
                yield _replacement(notes[note.id], note, base)
            notes[note.id] = note


def _replacement(old: Note, note: Note, base: DeckFile) -> Problem:
    """What to tell when a note takes the place of another."""
    where = f"{note.id} of {old.place.path}, line {old.place.line}"
    if old.place.path == base.path:
        return at(note.place, "replaces-note", f"this note takes the place of {where}")
    return at(note.place, "replaced-twice", f"this note is used instead of {where}")


def at(place: Place, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a place."""
    return problem(place.path, place.line, place.column, code, message, hint)


def at_slug(file: DeckFile, code: str, message: str, hint: str = "") -> Problem:
    """A problem at the name of a deck file, where problems between files are told."""
    return problem(file.path, file.line, file.column, code, message, hint)
