"""From files in search order to the library they are, with the problems they have among each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.library.role_links import role_problems
from prepdeck.library.scenario_links import linked_scenarios
from prepdeck.library.similar import similar_pairs
from prepdeck.library.story_deck import story_deck
from prepdeck.library.story_links import story_problems
from prepdeck.model.deck import Deck, DeckFile
from prepdeck.model.framework import Framework
from prepdeck.model.note import Note, Place
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.role import Role
from prepdeck.model.scenario import Scenario
from prepdeck.model.story import STORY_DECK, Story

MAX_HINTS = 50
"""Misspelt names of one sort for which the right one is looked up: comparing is slow."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything as it stands, and the problems between the files (those in a file are its reader's).

    `scenarios` are those that can be run: their framework is there and has their phases and axes.
    """

    decks: tuple[Deck, ...]
    outlines: tuple[Outline, ...]
    frameworks: tuple[Framework, ...]
    scenarios: tuple[Scenario, ...]
    roles: tuple[Role, ...]
    stories: tuple[Story, ...]
    problems: tuple[Problem, ...]


def resolve(
    files: Iterable[DeckFile],
    outlines: Iterable[Outline] = (),
    frameworks: Iterable[Framework] = (),
    scenarios: Iterable[Scenario] = (),
    roles: Iterable[Role] = (),
    stories: Iterable[Story] = (),
) -> Library:
    """Join base decks with what extends them, in search order; notes without an id are left out of the decks."""
    growing, extensions, problems = _base_decks(files)
    known_stories = _distinct(stories, "story", problems)
    if known_stories and STORY_DECK in growing:
        file = growing.pop(STORY_DECK).base
        problems.append(_at_slug(file, "duplicate-deck", f"the deck {STORY_DECK} is made of your stories"))
    for extension in extensions:
        _extend(growing, extension, problems)
    written = tuple(deck.finished() for deck in growing.values())
    decks = (*written, story_deck(known_stories)) if known_stories else written
    known_outlines = _distinct(outlines, "outline", problems)
    known_frameworks = _distinct(frameworks, "framework", problems)
    linked = linked_scenarios(_distinct(scenarios, "scenario", problems), known_frameworks, decks)
    problems += linked.problems
    known_roles = _distinct(roles, "role", problems)
    problems += role_problems(known_roles, known_frameworks, decks)
    problems += story_problems(known_stories, known_outlines, known_roles)
    problems += _unknown_covers(decks, known_outlines)
    problems += _clashes_with_was(growing)
    problems += _similar_fronts(written)
    in_order = tuple(sorted(problems, key=lambda found: (found.path, found.line, found.column)))
    return Library(decks, known_outlines, known_frameworks, linked.runnable, known_roles, known_stories, in_order)


class _Named(Protocol):
    """What a whole file holds: its name, and the name's place."""

    @property
    def slug(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


_InFile = TypeVar("_InFile", bound=_Named)


@dataclass(slots=True)
class _GrowingDeck:
    """A base file, what has extended it so far (itself included), and the notes that come of it."""

    base: DeckFile
    files: list[DeckFile]
    notes: dict[str, Note]

    def finished(self) -> Deck:
        options = DEFAULT_OPTIONS
        for file in self.files:
            options = options.replaced(dict(file.options))
        was = tuple(dict.fromkeys(slug for file in self.files for slug in file.was))
        title = self.base.title or self.base.slug
        return Deck(self.base.slug, title, self.base.path, was, options, tuple(self.notes.values()))


def _base_decks(files: Iterable[DeckFile]) -> tuple[dict[str, _GrowingDeck], list[DeckFile], list[Problem]]:
    decks: dict[str, _GrowingDeck] = {}
    extensions: list[DeckFile] = []
    problems: list[Problem] = []
    for file in files:
        if file.extends:
            extensions.append(file)
        elif file.slug in decks:
            message = f"the deck {file.slug} is also in {decks[file.slug].base.path}"
            problems.append(_at_slug(file, "duplicate-deck", message))
        else:
            decks[file.slug] = _GrowingDeck(file, [file], {note.id: note for note in file.notes if note.id})
    return decks, extensions, problems


def _extend(decks: dict[str, _GrowingDeck], file: DeckFile, problems: list[Problem]) -> None:
    deck = decks.get(file.slug)
    if deck is None:
        hint = did_you_mean(file.slug, decks)
        problems.append(_at_slug(file, "unknown-deck", f"there is no deck {file.slug} to extend", hint))
        return
    for hidden in file.hide:
        if deck.notes.pop(hidden, None) is None:
            hint = did_you_mean(hidden, deck.notes) if len(file.hide) <= MAX_HINTS else ""
            problems.append(_at_slug(file, "unknown-hidden", f"the deck {file.slug} has no note {hidden}", hint))
    for note in file.notes:
        if note.id:
            problems += _replacement(deck, note)
            deck.notes[note.id] = note
    deck.files.append(file)


def _replacement(deck: _GrowingDeck, note: Note) -> Iterable[Problem]:
    """What to tell when a note takes the place of another."""
    old = deck.notes.get(note.id)
    if old is None:
        return
    where = f"{note.id} of {old.place.path}, line {old.place.line}"
    if old.place.path == deck.base.path:
        yield _at(note.place, "replaces-note", f"this note takes the place of {where}")
    else:
        yield _at(note.place, "replaced-twice", f"this note is used instead of {where}")


def _distinct(values: Iterable[_InFile], kind: str, problems: list[Problem]) -> tuple[_InFile, ...]:
    """The first of each name; the others are told."""
    distinct: dict[str, _InFile] = {}
    for value in values:
        if value.slug in distinct:
            message = f"the {kind} {value.slug} is also in {distinct[value.slug].path}"
            problems.append(problem(value.path, value.line, value.column, f"duplicate-{kind}", message))
        distinct.setdefault(value.slug, value)
    return tuple(distinct.values())


def _unknown_covers(decks: Sequence[Deck], outlines: Sequence[Outline]) -> Iterable[Problem]:
    """Without any outline nothing can be said."""
    known = {item.id for outline in outlines for item in outline.items}
    if not known:
        return
    hints: dict[str, str] = {}
    for deck in decks:
        for note in deck.notes:
            for covered in note.covers:
                if covered not in known:
                    if covered not in hints and len(hints) < MAX_HINTS:
                        hints[covered] = did_you_mean(covered, known)
                    told = f"no outline has the id {covered}"
                    yield _at(note.place, "unknown-outline-id", told, hints.get(covered, ""))


def _clashes_with_was(decks: Mapping[str, _GrowingDeck]) -> Iterable[Problem]:
    living = {note.key for deck in decks.values() for note in deck.notes.values()}
    for deck in decks.values():
        for file in deck.files:
            for slug in file.was:
                if slug in decks:
                    yield _at_slug(file, "was-still-used", f"was names the deck {slug}, which exists")
        for note in deck.notes.values():
            for key in note.was:
                if key in living:
                    yield _at(note.place, "was-still-used", f"was names the note {key}, which exists")


def _similar_fronts(decks: Sequence[Deck]) -> Iterable[Problem]:
    for earlier, note in similar_pairs(note for deck in decks for note in deck.notes):
        where = f"{earlier.place.path}:{earlier.place.line}"
        yield _at(note.place, "similar-front", f"this note asks nearly the same as {earlier.key} ({where})")


def _at(place: Place, code: str, message: str, hint: str = "") -> Problem:
    return problem(place.path, place.line, place.column, code, message, hint)


def _at_slug(file: DeckFile, code: str, message: str, hint: str = "") -> Problem:
    return problem(file.path, file.line, file.column, code, message, hint)
