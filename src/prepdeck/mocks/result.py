"""The result of a debriefed mock: would you advance, what was weakest, where the time went, what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from prepdeck.mocks.debrief import Debrief, Evidence
from prepdeck.mocks.gaps import Gap, gaps_of
from prepdeck.mocks.judging import HIGHEST, STRONG
from prepdeck.mocks.run import PhaseRun, Run

DAYS_TO_NEXT = {1: 3, 2: 3, 3: 4, 4: 5}
"""Days until the sibling is rehearsed, by band: soon after a weak run, three to five in any case."""
DAYS_TO_NEXT_UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class AxisResult:
    """An axis and its score; None where nothing was judged that it could come from."""

    slug: str
    title: str
    weight: int
    score: int | None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """A phase's planned and used time in ms, and when it was first entered (None: never)."""

    slug: str
    title: str
    planned_ms: int
    used_ms: int
    entered_ms: int | None

    @property
    def over_ms(self) -> int:
        """How much longer than planned it took, negative when shorter."""
        return self.used_ms - self.planned_ms


@dataclass(frozen=True, slots=True)
class MockResult:
    """What a mock showed. `band` is 1 to 4, None while an axis with musts is not scored; `guess` came before it.

    `judged` are the slugs of the items that were judged: of the others nothing is known.
    """

    scenario: str
    title: str
    axes: tuple[AxisResult, ...]
    band: int | None
    guess: int | None
    phases: tuple[PhaseTime, ...]
    gaps: tuple[Gap, ...]
    judged: frozenset[str] = frozenset()

    @property
    def advance(self) -> bool | None:
        """The one decisive bit: would you advance? None while the band is not known."""
        return None if self.band is None else self.band >= STRONG

    @property
    def guess_delta(self) -> int | None:
        """The guess minus the band: positive is overconfident."""
        return None if self.guess is None or self.band is None else self.guess - self.band

    @property
    def lowest(self) -> AxisResult | None:
        """The weakest scored axis; of equals the one that weighs most, then the first."""
        scored = [(axis.score, -axis.weight, place) for place, axis in enumerate(self.axes) if axis.score is not None]
        return self.axes[min(scored)[2]] if scored else None

    @property
    def first_gap(self) -> Gap | None:
        """The gap to close first; a missed bonus is none."""
        return next((gap for gap in self.gaps if gap.item.importance != "bonus"), None)


@dataclass(frozen=True, slots=True)
class NextRehearsal:
    """What to rehearse next, and on which study day."""

    scenario: str
    day: int


def result_of(debrief: Debrief) -> MockResult:
    """The result as far as the debrief has come."""
    axes = tuple(
        AxisResult(
            axis.slug,
            axis.title,
            axis.weight,
            debrief.score(axis.slug),
            given.evidence if (given := debrief.scores.get(axis.slug)) else None,
        )
        for axis in debrief.axes
    )
    needed = {placed.item.axis for placed in debrief.items if placed.item.importance == "must"}
    return MockResult(
        scenario=debrief.scenario.slug,
        title=debrief.scenario.title,
        axes=axes,
        band=band_of(axes) if all(axis.score for axis in axes if axis.slug in needed) else None,
        guess=debrief.guess,
        phases=phase_times(debrief.run),
        gaps=gaps_of(debrief),
        judged=frozenset(debrief.coverages),
    )


def band_of(axes: Sequence[AxisResult]) -> int | None:
    """The overall band of the scored axes: the weakest decides.

    An interviewer votes no on one weak signal, whatever the others were: with an axis at 1 or 2 the band is that. Where
    all are strong it is 4 if their weighted mean is 3.5 or more, else 3. Time is told apart and never averaged in.
    """
    scored = [(axis.score, axis.weight) for axis in axes if axis.score is not None]
    if not scored:
        return None
    weakest = min(score for score, _ in scored)
    if weakest < STRONG:
        return weakest
    weight = sum(weight for _, weight in scored)
    points = sum(score * weight for score, weight in scored)
    return HIGHEST if 2 * points >= (STRONG + HIGHEST) * weight else STRONG


def phase_times(run: Run) -> tuple[PhaseTime, ...]:
    """Planned and used time of each phase, up to the newest event."""
    return tuple(_phase_time(phase, run.used_ms(place, run.at_ms)) for place, phase in enumerate(run.phases))


def next_rehearsal(
    result: MockResult,
    siblings: Sequence[str],
    rehearsed: Sequence[str],
    today: int,
    interview_day: int | None = None,
) -> NextRehearsal | None:
    """The sibling to rehearse next and the study day for it, before the interview; None where no day is left.

    `rehearsed` holds the scenarios of earlier mocks, newest last: a sibling never rehearsed comes first, else the one
    longest ago. A scenario without siblings is its own.
    """
    days = DAYS_TO_NEXT_UNKNOWN if result.band is None else DAYS_TO_NEXT[result.band]
    day = today + days if interview_day is None else min(today + days, interview_day - 1)
    if day <= today:
        return None
    last_time = {slug: place for place, slug in enumerate(rehearsed)}
    return NextRehearsal(min(siblings, key=lambda slug: last_time.get(slug, -1), default=result.scenario), day)


def _phase_time(phase: PhaseRun, used_ms: int) -> PhaseTime:
    planned = phase.planned
    return PhaseTime(planned.slug, planned.title, planned.ms, used_ms, phase.entered_ms)
