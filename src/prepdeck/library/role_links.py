"""Roles among the other files: their axes must be there, and their queries must find cards."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.model.framework import Framework
from prepdeck.model.problem import Problem
from prepdeck.model.query import Field, Query, parse_query
from prepdeck.model.query_match import fields_of, is_like
from prepdeck.model.role import Role, RoleMention


def role_problems(
    roles: Iterable[Role], frameworks: Iterable[Framework], decks: Sequence[str], finds_any: Callable[[Query], bool]
) -> Iterable[Problem]:
    """What is wrong between roles, each name once, and the frameworks and decks of the library.

    `decks` are the slugs of all decks; `finds_any` says whether a query finds any card of theirs.
    """
    by_name = {framework.slug: framework for framework in frameworks}
    for role in roles:
        for mention in role.mentions:
            found = (
                _axis_problems(mention, by_name)
                if mention.kind == "axis"
                else _query_problems(mention, decks, finds_any)
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
    mention: RoleMention, decks: Sequence[str], finds_any: Callable[[Query], bool]
) -> Iterable[tuple[str, str, str]]:
    """Of a query that finds nothing because its decks are missing only that is told."""
    query = parse_query(mention.text)
    named = (asked.value for asked in fields_of(query) if isinstance(asked, Field) and asked.name == "deck")
    missing = [name for name in dict.fromkeys(named) if not any(is_like(slug, name) for slug in decks)]
    for name in missing:
        yield "unknown-query-deck", f"there is no deck {name}", did_you_mean(name, decks)
    if not missing and not finds_any(query):
        yield "no-cards", "this query finds no card", ""
