"""Roles among the other files: their axes must be there, and their queries must find cards."""

from collections.abc import Iterable, Mapping, Sequence

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.model.card import Card, cards_of
from prepdeck.model.deck import Deck
from prepdeck.model.framework import Framework
from prepdeck.model.problem import Problem
from prepdeck.model.query import Field, parse_query
from prepdeck.model.query_match import fields_of, finds, is_like
from prepdeck.model.role import Role, RoleMention


def role_problems(roles: Sequence[Role], frameworks: Iterable[Framework], decks: Sequence[Deck]) -> Iterable[Problem]:
    """What is wrong between roles, each name once, and the frameworks and decks of the library."""
    if not roles:
        return
    by_name = {framework.slug: framework for framework in frameworks}
    cards = [card for deck in decks for note in deck.notes for card in cards_of(note)]
    slugs = tuple(deck.slug for deck in decks)
    for role in roles:
        for mention in role.mentions:
            found = (
                _axis_problems(mention, by_name) if mention.kind == "axis" else _query_problems(mention, slugs, cards)
            )
            for code, told, hint in found:
                yield problem(role.path, mention.line, mention.column, code, told, hint)


def _axis_problems(mention: RoleMention, frameworks: Mapping[str, Framework]) -> Iterable[tuple[str, str, str]]:
    name, _, axis = mention.text.partition("/")
    framework = frameworks.get(name)
    if framework is None:
        yield "unknown-framework", f"there is no framework {name}", did_you_mean(name, frameworks)
    elif framework.axis(axis) is None:
        hint = did_you_mean(axis, (known.slug for known in framework.axes))
        yield "unknown-axis", f"{name} has no axis {axis}", hint


def _query_problems(
    mention: RoleMention, decks: Sequence[str], cards: Sequence[Card]
) -> Iterable[tuple[str, str, str]]:
    """Of a query that finds nothing because its decks are missing only that is told."""
    query = parse_query(mention.text)
    named = (asked.value for asked in fields_of(query) if isinstance(asked, Field) and asked.name == "deck")
    missing = [name for name in dict.fromkeys(named) if not any(is_like(slug, name) for slug in decks)]
    for name in missing:
        yield "unknown-query-deck", f"there is no deck {name}", did_you_mean(name, decks)
    if not missing and not any(finds(query, card) for card in cards):
        yield "no-cards", "this query finds no card", ""
