"""Two attempts side by side: what became better, what is still missed, where the time went."""

from collections.abc import Iterator
from dataclasses import dataclass

from prepdeck.mocks.gaps import Gap
from prepdeck.mocks.report import advance_text
from prepdeck.mocks.result import MockResult
from prepdeck.mocks.spans import clock_text, offset_text


@dataclass(frozen=True, slots=True)
class AxisChange:
    """An axis in both attempts; None where it has no score."""

    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class TimeChange:
    """A phase's time in both attempts, in ms over its plan."""

    title: str
    before_over_ms: int
    after_over_ms: int
    after_used_ms: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The later attempt against the earlier one, over the axes, phases and items that both have.

    Items are compared where both attempts judged them, and only within one scenario: `closed` were missed before,
    `opened` are missed now, `still` both times.
    """

    advance: tuple[bool | None, bool | None]
    axes: tuple[AxisChange, ...]
    times: tuple[TimeChange, ...]
    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]
    still: tuple[Gap, ...]


def difference(before: MockResult, after: MockResult) -> Difference:
    """Compare two attempts."""
    both = before.judged & after.judged if before.scenario == after.scenario else frozenset()
    missed_before = {gap.item.slug for gap in before.gaps}
    missed_after = {gap.item.slug for gap in after.gaps}
    scores = {axis.slug: axis.score for axis in before.axes}
    times = {time.slug: time for time in before.phases}
    return Difference(
        advance=(before.advance, after.advance),
        axes=tuple(AxisChange(axis.title, scores[axis.slug], axis.score) for axis in after.axes if axis.slug in scores),
        times=tuple(
            TimeChange(time.title, times[time.slug].over_ms, time.over_ms, time.used_ms)
            for time in after.phases
            if time.slug in times
        ),
        closed=tuple(gap for gap in before.gaps if gap.item.slug in both - missed_after),
        opened=tuple(gap for gap in after.gaps if gap.item.slug in both - missed_before),
        still=tuple(gap for gap in after.gaps if gap.item.slug in both & missed_before),
    )


def difference_lines(change: Difference) -> Iterator[str]:
    """The difference as lines of text."""
    before, after = (advance_text(advance) for advance in change.advance)
    yield f"Would you advance? {after}" + (f" (before: {before})" if before != after else " (as before)")
    for axis in change.axes:
        yield f"{axis.title}: {_change(axis.before, axis.after)}"
    for time in change.times:
        yield (
            f"{time.title}: {clock_text(time.after_used_ms)}, {offset_text(time.after_over_ms)} "
            f"(before: {offset_text(time.before_over_ms)})"
        )
    for word, gaps in (("Closed", change.closed), ("New", change.opened), ("Still missed", change.still)):
        for gap in gaps:
            yield f"{word}: {gap.item.text}"


def _change(before: int | None, after: int | None) -> str:
    if before == after:
        return _score(after)
    change = f"{_score(before)} to {_score(after)}"
    if before is None or after is None:
        return change
    return f"{change}, {'better' if after > before else 'worse'}"


def _score(score: int | None) -> str:
    return "not known" if score is None else str(score)
