"""The end of a session in numbers: what was done, what to look at again, what comes back."""

from dataclasses import dataclass

from prepdeck.drills.session import Answered, DrillState, PutAway
from prepdeck.model.rating import Rating

MOST_TO_LOOK_AT = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands at the end: `cards` are distinct, `active_ms` is time on cards, `right` the share that was not again.

    `failed` and `slowest` are keys, at most five each, worst first; a card is in one of them only. `pending` are the
    learning cards and when (UTC ms) they come back; `left` is how many cards were not reached.
    """

    counts: dict[Rating, int]
    answers: int
    cards: int
    active_ms: int
    right: float | None
    failed: tuple[tuple[str, int], ...]
    slowest: tuple[tuple[str, int], ...]
    pending: tuple[tuple[str, int], ...]
    put_away: tuple[PutAway, ...]
    gone: tuple[str, ...]
    left: int


def summary_of(state: DrillState) -> Summary:
    """Sum up a session; `failed` pairs a key with how often it was again, `slowest` with its time in ms."""
    answers = state.answers
    counts = {rating: sum(entry.rating is rating for entry in answers) for rating in Rating}
    again = {entry.key: 0 for entry in answers}
    spent_ms = dict(again)
    for entry in answers:
        again[entry.key] += entry.rating is Rating.AGAIN
        spent_ms[entry.key] += entry.duration_ms
    failed = _most({key: times for key, times in again.items() if times})
    return Summary(
        counts=counts,
        answers=len(answers),
        cards=len(spent_ms),
        active_ms=state.active_ms,
        right=1 - counts[Rating.AGAIN] / len(answers) if answers else None,
        failed=failed,
        slowest=_most(_slow(answers, spent_ms, frozenset(again) - {key for key, times in again.items() if not times})),
        pending=tuple((key, at_ms) for at_ms, key in state.learning),
        put_away=tuple(entry for entry in state.history if isinstance(entry, PutAway)),
        gone=state.gone,
        left=len(state.waiting) + bool(state.attempt),
    )


def _slow(answers: tuple[Answered, ...], spent_ms: dict[str, int], failed: frozenset[str]) -> dict[str, int]:
    """Cards that were right but took twice the session's usual time (its median answer), in ms."""
    if not answers:
        return {}
    usual_ms = sorted(entry.duration_ms for entry in answers)[len(answers) // 2]
    return {key: ms for key, ms in spent_ms.items() if key not in failed and ms > 2 * usual_ms}


def _most(amounts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(amounts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TO_LOOK_AT])
