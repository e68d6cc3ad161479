"""What the matrix advises, in sentences."""

from collections.abc import Iterable

from prepdeck.model.story import MAX_STORIES
from prepdeck.stories.matrix import STALE_DAYS, Matrix

_MOST_NAMES = 4


def advice_lines(matrix: Matrix) -> list[str]:
    """What to do, the most urgent first, a line each; empty where all is well."""
    lines = []
    if matrix.holes:
        lines.append(f"No story shows {_listed(row.title for row in matrix.holes)}.")
    if matrix.weak:
        lines.append(f"Only weak stories show {_listed(row.title for row in matrix.weak)}.")
    lines += [
        f"{len(matrix.rests_on(story))} competencies rest on {story.title} alone: a loop hears it once."
        for story in matrix.over_used
    ]
    if matrix.too_many:
        lines.append(
            f"{len(matrix.stories)} stories: {MAX_STORIES} are the most one keeps fresh. Retire {matrix.too_many}."
        )
    if matrix.stale:
        lines.append(f"Not told for {STALE_DAYS} days: {_listed(story.title for story in matrix.stale)}.")
    return lines


def told_text(days: int | None) -> str:
    """When a story was last told: `never told`, `told today`, `told 3 days ago`."""
    if days is None:
        return "never told"
    return "told today" if days == 0 else f"told {days} day{'s' * (days != 1)} ago"


def _listed(names: Iterable[str]) -> str:
    """Some names, and how many more there are."""
    known = list(names)
    shown = ", ".join(known[:_MOST_NAMES])
    return f"{shown} and {len(known) - _MOST_NAMES} more" if len(known) > _MOST_NAMES else shown
