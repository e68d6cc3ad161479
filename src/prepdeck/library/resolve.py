"""From files in search order to the library they are, with the problems they have among each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from prepdeck.library.facts import facts_of
from prepdeck.library.joining import join
from prepdeck.library.linking import OtherFiles, link
from prepdeck.model.card import cards_of
from prepdeck.model.deck import Deck, DeckFile
from prepdeck.model.framework import Framework
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.query import Query
from prepdeck.model.query_match import finds
from prepdeck.model.role import Role
from prepdeck.model.scenario import Scenario
from prepdeck.model.story import STORY_DECK, Story


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
    """Join the files of each deck, and link all decks and everything else.

    The content index is brought up to date from the same two steps (`study.reindexing`), the first of them only for
    decks whose files changed.
    """
    others = OtherFiles(tuple(outlines), tuple(frameworks), tuple(scenarios), tuple(roles), tuple(stories))
    groups: dict[str, list[DeckFile]] = {}
    order: dict[str, None] = {}
    for file in files:
        groups.setdefault(file.slug, []).append(file)
        if not file.extends:
            order[file.slug] = None
    strays = [file for slug, group in groups.items() if slug not in order for file in group]
    if others.stories:
        strays += groups.get(STORY_DECK, ()) if STORY_DECK in order else ()
        order.pop(STORY_DECK, None)
        order[STORY_DECK] = None
    joined = [
        deck
        for slug in order
        if (deck := join(groups.get(slug, ()), others.stories if slug == STORY_DECK else ())) is not None
    ]
    decks = tuple(each.deck for each in joined)
    cards = [card for deck in decks for note in deck.notes for card in cards_of(note)] if others.roles else []

    def finds_any(query: Query) -> bool:
        return any(finds(query, card) for card in cards)

    linked = link([facts_of(each) for each in joined], strays, others, finds_any)
    there = linked.files
    return Library(
        decks, there.outlines, there.frameworks, there.scenarios, there.roles, there.stories, linked.problems
    )
