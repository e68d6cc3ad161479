"""Which mock to rehearse next, and why: the one that was begun, a sibling of the last, or what serves the role most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from prepdeck.model.keys import note_key_of
from prepdeck.model.role import short_title
from prepdeck.readiness.inputs import RequirementInput
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_of
from prepdeck.study.mock_history import MockHistory, history_of, next_after, seen_scenarios
from prepdeck.study.readiness import readiness_for
from prepdeck.study.roles import roles_of
from prepdeck.study.scenarios import Rehearsable, rehearsables_of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to rehearse next: a scenario, from which study day on, and why, in words."""

    scenario: str
    title: str
    day: int
    why: str


@dataclass(frozen=True, slots=True)
class MockToday:
    """The mock that Today speaks of: one to go on with, one to debrief, or the one to rehearse next and when."""

    title: str
    waits: Literal["unfinished", "to debrief", "next"]
    why: str = ""
    day: int = 0


def mock_today(collection: Collection) -> MockToday | None:
    """What Today says of mocks; None where the library has no scenario."""
    history = history_of(collection)
    if history.unfinished is not None:
        return MockToday(history.unfinished.title, "unfinished")
    if history.to_debrief is not None:
        return MockToday(history.to_debrief.title, "to debrief")
    following = suggestion_of(collection, history)
    return MockToday(following.title, "next", following.why, following.day) if following else None


def suggestion_of(collection: Collection, history: MockHistory) -> Suggestion | None:
    """What to rehearse next and why; None where the library has no scenario, or no day is left before the interview."""
    there_are = rehearsables_of(collection)
    if not there_are:
        return None
    newest = history.debriefed[-1] if history.debriefed else None
    if newest is None or newest.result is None or newest.about is None:
        return _first(collection, history, there_are)
    goal = goal_of(collection)
    following = next_after(newest, history, there_are, goal.on_day if goal else None)
    if following is None:
        return None
    lowest = newest.result.lowest
    why = f"re-drill of {lowest.title.lower()}, your lowest axis" if lowest else "the same skills on another surface"
    about = there_are[following.scenario]
    return Suggestion(following.scenario, about.scenario.title, following.day, why)


def _first(collection: Collection, history: MockHistory, there_are: Mapping[str, Rehearsable]) -> Suggestion:
    """Before any debrief: a scenario not rehearsed yet for what the role misses most, else the one longest ago."""
    today, fresh = collection.now().day, _fresh(collection, history, there_are)
    for place, requirement in enumerate(_weakest(collection)):
        if slug := best_serving(requirement, fresh):
            why = f"{'a gap' if place else 'your largest gap'}: {short_title(requirement.title)}"
            return Suggestion(slug, there_are[slug].scenario.title, today, why)
    slug = longest_ago(history, fresh or there_are)
    why = "longest ago" if slug in history.last_times else "a first one shows where you stand"
    return Suggestion(slug, there_are[slug].scenario.title, today, why)


def scenario_for(collection: Collection, requirement: RequirementInput) -> str:
    """The scenario that tells most about a requirement, one not rehearsed yet before others; empty where none does."""
    history, there_are = history_of(collection), rehearsables_of(collection)
    telling = {slug: about for slug, about in there_are.items() if _serving(requirement, about)}
    best = best_serving(requirement, _fresh(collection, history, telling))
    return best or (longest_ago(history, telling) if telling else "")


def _fresh(
    collection: Collection, history: MockHistory, there_are: Mapping[str, Rehearsable]
) -> dict[str, Rehearsable]:
    """The scenarios that were neither rehearsed nor looked at."""
    known = history.last_times.keys() | seen_scenarios(collection)
    return {slug: about for slug, about in there_are.items() if slug not in known}


def _weakest(collection: Collection) -> list[RequirementInput]:
    """The requirements of the goal's role, what misses most first; none without a role that is there."""
    goal = goal_of(collection)
    if goal is None or goal.role not in roles_of(collection):
        return []
    return [gap.score.requirement for gap in readiness_for(collection, goal.role).gaps]


def best_serving(requirement: RequirementInput, among: Mapping[str, Rehearsable]) -> str:
    """The scenario with most rubric items on a requirement's axes or cards; empty where none has any."""
    serving = {slug: _serving(requirement, about) for slug, about in among.items()}
    best = max(serving, key=lambda slug: serving[slug], default="")
    return best if best and serving[best] else ""


def _serving(requirement: RequirementInput, about: Rehearsable) -> int:
    """How many of a scenario's rubric items are on a requirement's axes, or lead to its cards."""
    axes, keys = frozenset(requirement.axes), {card.key for card in requirement.cards}
    keys |= {note_key_of(key) for key in keys}
    return sum(
        f"{about.framework.slug}/{item.axis}" in axes or not keys.isdisjoint(item.cards)
        for item in about.scenario.items
    )


def longest_ago(history: MockHistory, slugs: Iterable[str]) -> str:
    """Of these scenarios the one that was not rehearsed for the longest time; one that never was comes first."""
    last = history.last_times
    return min(slugs, key=lambda slug: last.get(slug, -1))
