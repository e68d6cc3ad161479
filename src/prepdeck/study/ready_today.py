"""What Today says of readiness: the requirements that hold most back, and what today's new cards are for."""

from dataclasses import dataclass

from prepdeck.readiness.gaps import Gap
from prepdeck.readiness.scores import RequirementScore
from prepdeck.study.collection import Collection
from prepdeck.study.readiness import RoleReadiness, readiness_for
from prepdeck.study.roles import roles_of
from prepdeck.study.today import Today

WEAKEST = 4


@dataclass(frozen=True, slots=True)
class ReadyToday:
    """The `weakest` requirements, how many `more` there are, and the one most of the new cards are for.

    `on_day` is the interview's study day, `weakest_must` the slug of the must-have with the lowest score.
    """

    on_day: int
    weakest: tuple[Gap, ...]
    more: int
    weakest_must: str
    new_first: RequirementScore | None


def ready_today(collection: Collection, today: Today) -> ReadyToday | None:
    """Readiness in short; None without an interview ahead, a role, or where the role is gone."""
    goal = today.goal
    if goal is None or goal.role is None or goal.on_day < today.now.day:
        return None
    if goal.role not in roles_of(collection):
        return None
    found = readiness_for(collection, goal.role)
    gaps, weakest = found.gaps, found.scored.weakest_must
    return ReadyToday(
        on_day=goal.on_day,
        weakest=gaps[:WEAKEST],
        more=max(0, len(found.scored.requirements) - WEAKEST),
        weakest_must=weakest.requirement.slug if weakest else "",
        new_first=_new_first(found, today.new_keys),
    )


def _new_first(found: RoleReadiness, new_keys: tuple[str, ...]) -> RequirementScore | None:
    """The requirement the day's new cards are for most of all: by how many of them feed it, and what it weighs."""
    new = set(new_keys)
    fed = [
        (gap.score.requirement.weight * sum(card.key in new for card in gap.score.requirement.cards), -place, gap.score)
        for place, gap in enumerate(found.gaps)
    ]
    best = max(fed, key=lambda each: each[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None
