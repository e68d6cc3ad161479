"""How long each phase lasts: a framework's minutes for any length of interview, in whole minutes that sum to it."""

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from prepdeck.errors import UsageError
from prepdeck.model.framework import Framework, FrameworkPhase

SLOT_MARGIN = 10
"""Minutes of a calendar slot that are no interview: five to say hello, five for the candidate's questions."""
SHORTEST = 20
LONGEST = 90
REHEARSAL_MINUTES = 10
"""One phase rehearsed alone; its debrief takes half of that."""
DEBRIEF_MINUTES = 8
REHEARSAL_DEBRIEF_MINUTES = 5


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """One phase of a run and the minutes it has."""

    slug: str
    title: str
    minutes: int
    graded: bool = True

    @property
    def ms(self) -> int:
        """Its time in ms."""
        return self.minutes * 60_000


Timetable = tuple[PlannedPhase, ...]


def timetable(framework: Framework, minutes: int) -> Timetable:
    """The phases of a run of `minutes` net; every phase has at least one minute where there are enough for that.

    Between the lengths the framework gives, a phase's minutes are interpolated; outside them they are scaled. They are
    rounded by largest remainder (Hamilton's method), so that they sum exactly; of equal remainders the earlier phase
    takes the minute. Raises UsageError for a length outside `length_limits`.
    """
    shortest, longest = length_limits(framework)
    if not shortest <= minutes <= longest:
        raise UsageError(
            f"{framework.title} cannot be rehearsed in {minutes} minutes.", f"Choose {shortest} to {longest} minutes."
        )
    shares = _rounded([_interpolated(phase, minutes) for phase in framework.phases], minutes)
    return tuple(
        PlannedPhase(phase.slug, phase.title, share, phase.graded)
        for phase, share in zip(framework.phases, shares, strict=True)
    )


def length_limits(framework: Framework) -> tuple[int, int]:
    """The shortest and the longest run in minutes: 20 to 90, wider where the framework itself gives such a length."""
    return min(SHORTEST, framework.lengths[0]), max(LONGEST, framework.lengths[-1])


def net_minutes(framework: Framework, slot: int) -> int:
    """The minutes of interview in a calendar slot; raises UsageError for a slot too short or too long."""
    shortest, longest = length_limits(framework)
    net = slot - SLOT_MARGIN
    if shortest <= net <= longest:
        return net
    left = f"leaves {net} minutes of interview" if net > 0 else "leaves no time for the interview"
    raise UsageError(
        f"A slot of {slot} minutes {left}: {SLOT_MARGIN} go to the hello and your questions.",
        f"Choose a slot of {shortest + SLOT_MARGIN} to {longest + SLOT_MARGIN} minutes for {framework.title}, "
        "or name the net time with --minutes.",
    )


def rehearsal(framework: Framework, phase: str, minutes: int = REHEARSAL_MINUTES) -> Timetable:
    """The timetable of one phase alone; raises UsageError for an unknown phase or a length outside 1 to 90 minutes."""
    found = framework.phase(phase)
    if found is None:
        names = ", ".join(known.slug for known in framework.phases)
        raise UsageError(f"{framework.title} has no phase {phase!r}.", f"Its phases: {names}.")
    if not 1 <= minutes <= LONGEST:
        raise UsageError(f"A phase cannot be rehearsed in {minutes} minutes.", f"Choose 1 to {LONGEST} minutes.")
    return (PlannedPhase(found.slug, found.title, minutes, found.graded),)


def _interpolated(phase: FrameworkPhase, total: int) -> Fraction:
    """This phase's minutes in a run of `total`, not rounded."""
    known = sorted(phase.minutes)
    lengths = [length for length, _ in known]
    at = bisect_left(lengths, total)
    if at == len(known) or (at == 0 and total != lengths[0]):
        length, minutes = known[-1 if at else 0]
        return Fraction(minutes * total, length)
    length, minutes = known[at]
    if length == total:
        return Fraction(minutes)
    length_before, minutes_before = known[at - 1]
    return minutes_before + Fraction((minutes - minutes_before) * (total - length_before), length - length_before)


def _rounded(ideals: list[Fraction], total: int) -> list[int]:
    """Whole minutes that sum to `total`, each as near its ideal as that and the least of one minute allow."""
    least = 1 if total >= len(ideals) else 0
    shares = [max(least, int(ideal)) for ideal in ideals]
    while (rest := total - sum(shares)) != 0:
        if rest > 0:
            at = max(range(len(shares)), key=lambda index: ideals[index] - shares[index])
            shares[at] += 1
        else:
            above = [index for index, share in enumerate(shares) if share > least]
            at = min(above, key=lambda index: ideals[index] - shares[index])
            shares[at] -= 1
    return shares
