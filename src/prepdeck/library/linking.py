"""What is wrong between the files of a library: between decks, and between them and everything that names them.

The facts of all decks are looked at each time, a few words a note: that is quick, and leaves nothing to go stale.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from prepdeck.library.facts import DeckFacts
from prepdeck.library.joining import MAX_HINTS, at, homeless
from prepdeck.library.problems import problem
from prepdeck.library.reader import FileContent
from prepdeck.library.reading import did_you_mean
from prepdeck.library.role_links import role_problems
from prepdeck.library.scenario_links import linked_scenarios
from prepdeck.library.similar import similar_pairs
from prepdeck.library.story_links import story_problems
from prepdeck.model.deck import DeckFile
from prepdeck.model.framework import Framework
from prepdeck.model.keys import card_key
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.query import Query
from prepdeck.model.role import Role
from prepdeck.model.scenario import Scenario
from prepdeck.model.story import Story


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """What files other than decks hold, in search order; a name may be there more than once."""

    outlines: tuple[Outline, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    roles: tuple[Role, ...] = ()
    stories: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Each name once, scenarios only where they can be run, and all problems between files in order of place."""

    files: OtherFiles
    problems: tuple[Problem, ...]


def other_files(contents: Sequence[FileContent]) -> OtherFiles:
    """What these files hold beside decks."""
    return OtherFiles(
        tuple(content.outline for content in contents if content.outline),
        tuple(content.framework for content in contents if content.framework),
        tuple(content.scenario for content in contents if content.scenario),
        tuple(content.role for content in contents if content.role),
        tuple(content.story for content in contents if content.story),
    )


def link(
    decks: Sequence[DeckFacts],
    strays: Sequence[DeckFile],
    others: OtherFiles,
    finds_any: Callable[[Query], bool],
    pairs_of: Callable[[Sequence[str]], Iterable[tuple[int, int]]] = similar_pairs,
) -> Linked:
    """Check everything against everything else.

    `decks` are in the order of the search path, `strays` the deck files that make none. `finds_any` says whether a
    query finds any card; `pairs_of` is `similar_pairs`, or what remembers its answer.
    """
    problems = [found for deck in decks for found in deck.problems]
    written = [deck for deck in decks if not deck.of_stories]
    problems += homeless(strays, [deck.slug for deck in written])
    outlines = _distinct(others.outlines, "outline", problems)
    frameworks = _distinct(others.frameworks, "framework", problems)
    scenarios = _distinct(others.scenarios, "scenario", problems)
    roles = _distinct(others.roles, "role", problems)
    stories = _distinct(others.stories, "story", problems)
    linked = linked_scenarios(scenarios, frameworks, _names(decks) if scenarios else {})
    problems += linked.problems
    problems += role_problems(roles, frameworks, [deck.slug for deck in decks], finds_any)
    problems += story_problems(stories, outlines, roles)
    problems += _unknown_covers(decks, outlines)
    problems += _clashes_with_was(written)
    problems += _similar_fronts(written, pairs_of)
    return Linked(OtherFiles(outlines, frameworks, linked.runnable, roles, stories), tuple(sorted(problems)))


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


def _distinct(values: Iterable[_InFile], kind: str, problems: list[Problem]) -> tuple[_InFile, ...]:
    """The first of each name; the others are told."""
    distinct: dict[str, _InFile] = {}
    for value in values:
        if value.slug in distinct:
            message = f"the {kind} {value.slug} is also in {distinct[value.slug].path}"
            problems.append(problem(value.path, value.line, value.column, f"duplicate-{kind}", message))
        distinct.setdefault(value.slug, value)
    return tuple(distinct.values())


def _names(decks: Iterable[DeckFacts]) -> Mapping[str, None]:
    """The keys of all notes and cards."""
    names: dict[str, None] = {}
    for deck in decks:
        for note in deck.notes:
            names[deck.key(note)] = None
            for part in note.parts.split(",") if note.parts else ():
                names[card_key(deck.slug, note.id, part)] = None
    return names


def _unknown_covers(decks: Iterable[DeckFacts], outlines: Iterable[Outline]) -> Iterable[Problem]:
    """Without any outline nothing can be said."""
    known = {item.id: None for outline in outlines for item in outline.items}
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
                    yield at(deck.place(note), "unknown-outline-id", told, hints.get(covered, ""))


def _clashes_with_was(decks: Sequence[DeckFacts]) -> Iterable[Problem]:
    slugs = {deck.slug for deck in decks}
    for deck in decks:
        for slug, place in deck.was:
            if slug in slugs:
                yield at(place, "was-still-used", f"was names the deck {slug}, which exists")
    renamed = [(deck, note) for deck in decks for note in deck.notes if note.was]
    living = {deck.key(note) for deck in decks for note in deck.notes} if renamed else set()
    for deck, note in renamed:
        for key in note.was:
            if key in living:
                yield at(deck.place(note), "was-still-used", f"was names the note {key}, which exists")


def _similar_fronts(
    decks: Iterable[DeckFacts], pairs_of: Callable[[Sequence[str]], Iterable[tuple[int, int]]]
) -> Iterable[Problem]:
    notes = [(deck, note) for deck in decks for note in deck.notes]
    for earlier, later in pairs_of([note.words for _, note in notes]):
        (first_deck, first), (deck, note) = notes[earlier], notes[later]
        place = first_deck.place(first)
        told = f"this note asks nearly the same as {first_deck.key(first)} ({place.path}:{place.line})"
        yield at(deck.place(note), "similar-front", told)
