"""Frameworks and scenarios of the library, as they were last read well."""

from dataclasses import dataclass

from prepdeck.errors import UsageError
from prepdeck.library.file_codec import decode_file
from prepdeck.model.framework import Framework
from prepdeck.model.scenario import Scenario
from prepdeck.storage.content import contents_holding
from prepdeck.study.collection import Collection


@dataclass(frozen=True, slots=True)
class Rehearsable:
    """A scenario with the framework it is written for."""

    scenario: Scenario
    framework: Framework


def frameworks_of(collection: Collection) -> dict[str, Framework]:
    """Every framework by its name, in the order of the search path; of two with one name the first."""
    return collection.kept("frameworks", collection.seen_indexing, lambda: _read_frameworks(collection))


def _read_frameworks(collection: Collection) -> dict[str, Framework]:
    found: dict[str, Framework] = {}
    with collection.store.reading() as rows:
        contents = contents_holding(rows, "framework")
    for content in contents:
        if framework := decode_file(content).framework:
            found.setdefault(framework.slug, framework)
    return found


def rehearsables_of(collection: Collection) -> dict[str, Rehearsable]:
    """Every scenario whose framework is there, by its name; of two with one name the first."""
    return collection.kept("scenarios", collection.seen_indexing, lambda: _read_scenarios(collection))


def _read_scenarios(collection: Collection) -> dict[str, Rehearsable]:
    frameworks = frameworks_of(collection)
    found: dict[str, Rehearsable] = {}
    with collection.store.reading() as rows:
        contents = contents_holding(rows, "scenario")
    for content in contents:
        scenario = decode_file(content).scenario
        if scenario is not None and scenario.framework in frameworks:
            found.setdefault(scenario.slug, Rehearsable(scenario, frameworks[scenario.framework]))
    return found


def require_rehearsable(collection: Collection, slug: str) -> Rehearsable:
    """The scenario of that name; raises UsageError with near names."""
    there_are = rehearsables_of(collection)
    if slug in there_are:
        return there_are[slug]
    from difflib import get_close_matches

    near = get_close_matches(slug, there_are, n=3, cutoff=0.5)
    if near:
        hint = f"Did you mean {' or '.join(near)}?"
    elif there_are:
        hint = f"There are: {', '.join(sorted(there_are))}."
    else:
        hint = "The library has none yet: docs/deck-format.md says how one is written."
    raise UsageError(f"There is no scenario {slug}.", hint)
