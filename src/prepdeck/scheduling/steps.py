"""Learning and relearning steps: how long until a card that is being learnt is asked again (rslib `steps.rs`)."""

from prepdeck.model.options import DAY_S
from prepdeck.model.rating import Rating
from prepdeck.scheduling.fuzz import half_up


def next_step(steps: tuple[int, ...], step: int, rating: Rating) -> tuple[int, int] | None:
    """The step a card waits on after an answer and its delay in seconds; None where the card leaves its steps.

    `step` may lie past the end, because the deck's steps were shortened meanwhile: then it counts as the last.
    """
    if not steps or rating is Rating.EASY:
        return None
    current = min(max(step, 0), len(steps) - 1)
    if rating is Rating.AGAIN:
        return 0, steps[0]
    if rating is Rating.HARD:
        return current, _hard_delay(steps, current)
    return (current + 1, steps[current + 1]) if current + 1 < len(steps) else None


def _hard_delay(steps: tuple[int, ...], current: int) -> int:
    """The same step again; on the first one something between Again and Good, so that the three differ."""
    if current > 0:
        return steps[current]
    if len(steps) > 1:
        return _in_whole_days((steps[0] + steps[1]) // 2)
    return _in_whole_days(min(steps[0] * 3 // 2, steps[0] + DAY_S))


def _in_whole_days(seconds: int) -> int:
    return half_up(seconds / DAY_S) * DAY_S if seconds > DAY_S else seconds
