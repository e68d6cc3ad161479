"""What may be done in a debrief: each gives the event to store, or raises UsageError saying why not."""

from prepdeck.errors import UsageError
from prepdeck.mocks.debrief import (
    AxisScored,
    BandGuessed,
    CurveballJudged,
    Debrief,
    DebriefClosed,
    Evidence,
    ItemJudged,
)
from prepdeck.mocks.judging import HIGHEST, STRONG, Coverage, note_lines


def guess(debrief: Debrief, at_ms: int, band: int) -> BandGuessed:
    """Guess the overall band, 1 to 4: once, before the reference is seen."""
    _require_open(debrief)
    if debrief.guess is not None:
        raise UsageError("Your guess stands: it was made before you saw the reference.")
    return BandGuessed(at_ms, _checked_score(band))


def judge(debrief: Debrief, at_ms: int, item: str, coverage: Coverage) -> ItemJudged:
    """Say how an item was covered; may be changed until the debrief is closed."""
    _require_rubric(debrief)
    if item not in {placed.item.slug for placed in debrief.items}:
        raise UsageError(f"This run has no rubric item {item!r}.")
    return ItemJudged(at_ms, item, coverage)


def take_proposals(debrief: Debrief, at_ms: int, phase: int | None = None) -> tuple[ItemJudged, ...]:
    """Take all that is proposed, of one phase or of all; what was judged already stays."""
    _require_rubric(debrief)
    proposals = debrief.proposals
    return tuple(
        ItemJudged(at_ms, placed.item.slug, proposals[placed.item.slug].coverage)
        for placed in debrief.items
        if placed.item.slug in proposals and phase in (None, placed.phase)
    )


def judge_curveball(debrief: Debrief, at_ms: int, coverage: Coverage) -> CurveballJudged:
    """Say how the curveball was handled."""
    _require_rubric(debrief)
    if debrief.run.curveball is None:
        raise UsageError("No curveball came in this run.")
    return CurveballJudged(at_ms, coverage)


def score(debrief: Debrief, at_ms: int, axis: str, value: int, evidence: Evidence | None = None) -> AxisScored:
    """Score an axis: 3 and 4 need evidence, and hints taken in one of its phases cap it at 3."""
    _require_rubric(debrief)
    if axis not in {known.slug for known in debrief.axes}:
        raise UsageError(f"This run has no axis {axis!r}.", f"Its axes: {', '.join(a.slug for a in debrief.axes)}.")
    if _checked_score(value) > debrief.cap(axis):
        raise UsageError(
            f"Hints were taken here: {debrief.cap(axis)} is the most.", "A run without hints is open to 4."
        )
    if value >= STRONG:
        _require_evidence(debrief, evidence)
    return AxisScored(at_ms, axis, value, evidence)


def close(debrief: Debrief, at_ms: int) -> DebriefClosed:
    """Close the debrief, once every must is judged: what is left open is neither said nor missed."""
    _require_rubric(debrief)
    left = [p.item for p in debrief.items if p.item.importance == "must" and p.item.slug not in debrief.coverages]
    if left:
        raise UsageError(f"Not judged yet: {left[0].text}", f"Must items that are open: {len(left)}.")
    return DebriefClosed(at_ms)


def _require_open(debrief: Debrief) -> None:
    if debrief.closed:
        raise UsageError("This debrief is closed.")


def _require_rubric(debrief: Debrief) -> None:
    _require_open(debrief)
    if not debrief.may_show_rubric:
        raise UsageError("Guess your band first: the reference is shown after it.")


def _checked_score(value: int) -> int:
    if not 1 <= value <= HIGHEST:
        raise UsageError(f"A score is 1 to {HIGHEST}, not {value}.")
    return value


def _require_evidence(debrief: Debrief, evidence: Evidence | None) -> None:
    if evidence is None or not evidence.text.strip():
        raise UsageError("A 3 or 4 needs evidence.", "Choose a line of your notes, or quote what you said from memory.")
    lines = {line for phase in debrief.run.phases for line in note_lines(phase.notes)}
    if evidence.source == "notes" and evidence.text.strip() not in lines:
        raise UsageError("That line is not in your notes.", "Choose one of them, or label it as from memory.")
