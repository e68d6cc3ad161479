"""The debrief: the run compared with its rubric, phase by phase; a fold over its own events, so that it can be left.

The order is that of the guide: a guess of the overall band, then the items (must first), then the axes. Nothing of the
rubric is to be shown before the guess; `may_show_rubric` says so. The steps are in `prepdeck.mocks.debrief_steps`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from prepdeck.errors import UsageError
from prepdeck.mocks.judging import (
    HIGHEST,
    STRONG,
    Coverage,
    Judged,
    Proposal,
    note_lines,
    proposed_coverage,
    proposed_score,
)
from prepdeck.mocks.run import Ending, Run
from prepdeck.mocks.timetable import DEBRIEF_MINUTES, REHEARSAL_DEBRIEF_MINUTES
from prepdeck.model.framework import Axis, Framework
from prepdeck.model.scenario import RubricItem, Scenario

HINT_CAP = 3
"""The highest score on the axes of a phase in which a hint was taken."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What supports a 3 or 4: a line of the notes, or a quote from memory; people see which of them it is."""

    source: Literal["notes", "memory"]
    text: str


@dataclass(frozen=True, slots=True)
class BandGuessed:
    """The overall band (1 to 4) that the candidate expects, before seeing the reference."""

    at_ms: int
    band: int


@dataclass(frozen=True, slots=True)
class ItemJudged:
    """How an item was covered."""

    at_ms: int
    item: str
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class CurveballJudged:
    """How the curveball was handled."""

    at_ms: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class AxisScored:
    """The score the candidate gives an axis."""

    at_ms: int
    axis: str
    score: int
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DebriefClosed:
    """The debrief is done."""

    at_ms: int


DebriefEvent = BandGuessed | ItemJudged | CurveballJudged | AxisScored | DebriefClosed


@dataclass(frozen=True, slots=True)
class Score:
    """A given score of an axis."""

    score: int
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A rubric item and the phase of the run it belongs to."""

    phase: int
    item: RubricItem


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything a front end draws of a debrief; `at_ms` is the time spent in it up to its newest event."""

    run: Run
    scenario: Scenario
    framework: Framework
    guess: int | None = None
    coverages: dict[str, Coverage] = field(default_factory=dict)
    curveball: Coverage | None = None
    scores: dict[str, Score] = field(default_factory=dict)
    at_ms: int = 0
    closed: bool = False

    @property
    def may_show_rubric(self) -> bool:
        """Whether reference and items may be seen: not before the guess."""
        return self.guess is not None

    @property
    def planned_ms(self) -> int:
        """The time a debrief should take: eight minutes, five for one phase alone."""
        return 60_000 * (DEBRIEF_MINUTES if self.run.setup.whole else REHEARSAL_DEBRIEF_MINUTES)

    @property
    def items(self) -> tuple[PlacedItem, ...]:
        """The items of the phases of this run, phase by phase, must before should before bonus."""
        return tuple(
            PlacedItem(place, item)
            for place, run in enumerate(self.run.phases)
            if (phase := self.scenario.phase(run.planned.slug))
            for item in phase.items
        )

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes to score: in a whole run all of the framework's, else those that the phase's items are about."""
        about = {placed.item.axis for placed in self.items}
        return tuple(axis for axis in self.framework.axes if self.run.setup.whole or axis.slug in about)

    @property
    def proposals(self) -> dict[str, Proposal]:
        """What is proposed for items not judged yet: missed in phases never reached, else by the phase's notes.

        Only a written run proposes from notes: in a spoken one they are a few words.
        """
        return {
            placed.item.slug: proposal
            for placed in self.items
            if placed.item.slug not in self.coverages and (proposal := self._proposal(placed))
        }

    def proposed_score(self, axis: str) -> int | None:
        """The score the judged items of an axis propose, within its cap; None while that is not known."""
        judged = [
            Judged(placed.item.importance, self.coverages.get(placed.item.slug))
            for placed in self.items
            if placed.item.axis == axis
        ]
        score = proposed_score(judged, self._curveball_counts(axis))
        return None if score is None else min(score, self.cap(axis))

    def cap(self, axis: str) -> int:
        """The highest score of an axis: 3 where a hint was taken in a phase with items of it, else 4."""
        hinted = any(placed.item.axis == axis and self.run.phases[placed.phase].hints for placed in self.items)
        return HINT_CAP if hinted else HIGHEST

    def score(self, axis: str) -> int | None:
        """The score that stands: the given one, else the proposed one, which without evidence is 2 at most."""
        given = self.scores.get(axis)
        if given is not None:
            return given.score
        proposed = self.proposed_score(axis)
        return None if proposed is None else min(proposed, STRONG - 1)

    def evidence_lines(self, axis: str) -> tuple[str, ...]:
        """Lines of the notes that may be evidence for an axis: those of its phases first, then the others."""
        about = {placed.phase for placed in self.items if placed.item.axis == axis}
        places = sorted(range(len(self.run.phases)), key=lambda place: place not in about)
        lines = (line for place in places for line in note_lines(self.run.phases[place].notes))
        return tuple(dict.fromkeys(lines))

    def _proposal(self, placed: PlacedItem) -> Proposal | None:
        phase = self.run.phases[placed.phase]
        if not phase.reached and not phase.notes:
            return Proposal(Coverage.MISSED, "")
        return proposed_coverage(placed.item, phase.notes) if self.run.setup.written else None

    def _curveball_counts(self, axis: str) -> bool:
        """Whether the curveball was handled in a phase with items of this axis: it has no axis of its own."""
        shown = self.run.curveball
        if shown is None or self.curveball is not Coverage.SAID:
            return False
        return any(placed.phase == shown.phase and placed.item.axis == axis for placed in self.items)


def opened(run: Run, scenario: Scenario, framework: Framework, events: Iterable[DebriefEvent] = ()) -> Debrief:
    """The debrief of a finished run, as far as `events` brought it; raises UsageError for a run that goes on."""
    if run.ending is not Ending.FINISHED:
        raise UsageError(
            "Only a finished mock has a debrief.",
            "Resume it first: prepdeck mock resume." if run.ending is None else "Rehearse it again: prepdeck mock.",
        )
    debrief = Debrief(run, scenario, framework)
    for event in events:
        debrief = after(debrief, event)
    return debrief


def after(debrief: Debrief, event: DebriefEvent) -> Debrief:
    """The debrief after one more event."""
    debrief = replace(debrief, at_ms=max(debrief.at_ms, event.at_ms))
    match event:
        case BandGuessed(_, band):
            return replace(debrief, guess=band)
        case ItemJudged(_, item, coverage):
            return replace(debrief, coverages={**debrief.coverages, item: coverage})
        case CurveballJudged(_, coverage):
            return replace(debrief, curveball=coverage)
        case AxisScored(_, axis, score, evidence):
            return replace(debrief, scores={**debrief.scores, axis: Score(score, evidence)})
        case DebriefClosed():
            return replace(debrief, closed=True)
