"""Which cards feed which of a role's requirements."""

from collections.abc import Mapping
from dataclasses import dataclass

from prepdeck.model.query import parse_query
from prepdeck.storage.search import condition_of, keys_found
from prepdeck.study.collection import Collection
from prepdeck.study.roles import roles_of

Weights = Mapping[str, float] | None
"""By card key, the weight of the heaviest requirement the card feeds, where the role's heaviest has 1; None without."""


@dataclass(frozen=True, slots=True)
class RequirementCards:
    """A requirement as planning needs it: its name, its weight, and the search that finds its cards."""

    requirement: str
    weight: float
    query: str


def requirements_of(collection: Collection, role: str | None) -> tuple[RequirementCards, ...]:
    """The requirements of the goal's role that have cards; none without a role."""
    found = roles_of(collection).get(role) if role else None
    if found is None:
        return ()
    return tuple(RequirementCards(each.slug, each.weight, each.cards) for each in found.requirements if each.cards)


def keys_by_requirement(
    collection: Collection, requirements: tuple[RequirementCards, ...]
) -> dict[str, tuple[str, ...]]:
    """The card keys that feed each requirement."""
    now = collection.now()
    with collection.store.reading() as rows:
        return {
            each.requirement: tuple(keys_found(rows, condition_of(parse_query(each.query), now, collection.parameters)))
            for each in requirements
        }


def requirement_weights(collection: Collection, role: str | None) -> Weights:
    """What each card counts by the role's requirements."""
    requirements = requirements_of(collection, role)
    if not requirements:
        return None
    heaviest = max(each.weight for each in requirements)
    weights: dict[str, float] = {}
    keys = keys_by_requirement(collection, requirements)
    for each in requirements:
        for key in keys[each.requirement]:
            weights[key] = max(weights.get(key, 0.0), each.weight / heaviest)
    return weights


def requirements_by_key(collection: Collection, role: str | None) -> dict[str, tuple[str, ...]]:
    """By card key, the requirements of the role that the card feeds."""
    found: dict[str, tuple[str, ...]] = {}
    for requirement, keys in keys_by_requirement(collection, requirements_of(collection, role)).items():
        for key in keys:
            found[key] = (*found.get(key, ()), requirement)
    return found
