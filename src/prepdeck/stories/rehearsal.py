"""A rehearsal aloud as pure transitions: the question, the telling against its clock, probes, a checklist.

QUESTION -> TELLING -> PROBE (once for each, 45 s) -> CHECKING (item by item) -> FIXING (one line) -> DONE

Instants are monotonic seconds that the caller read; nothing here looks at a clock.
"""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from prepdeck.model.story import PROBE_SECONDS

Tick = Literal["had", "partly", "missed"]

STAR_CHECKLIST = (
    "Situation and task in two sentences",
    "What you did, said as I and not as we",
    "Why you did it so: the reason, or the choice you dropped",
    "The result, as a number with its baseline",
    "What you would do differently",
)
IN_TIME = "Within the time"
LENIENCY = 1.05
"""A twentieth over the time is still in time."""


class Stage(Enum):
    """Where a rehearsal stands."""

    QUESTION = "question"
    TELLING = "telling"
    PROBE = "probe"
    CHECKING = "checking"
    FIXING = "fixing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be told: the question as it is asked, the seconds for it, the probes after it, what to tick off."""

    question: str
    seconds: int
    probes: tuple[str, ...] = ()
    checklist: tuple[str, ...] = STAR_CHECKLIST


@dataclass(frozen=True, slots=True)
class Rehearsing:
    """A rehearsal as it stands.

    `since_s` is when the running clock began; `told_s` how long the telling took. `answered` holds for each probe that
    was asked its seconds and how it went; `ticks` one entry for each item of the checklist.
    """

    plan: Plan
    stage: Stage = Stage.QUESTION
    since_s: float = 0.0
    told_s: float | None = None
    answered: tuple[tuple[float, Tick], ...] = ()
    ticks: tuple[Tick | None, ...] = ()
    cursor: int = 0
    fix: str = ""

    @property
    def probe(self) -> str:
        """The probe that is being asked; empty outside of them."""
        return self.plan.probes[len(self.answered)] if self.stage is Stage.PROBE else ""

    @property
    def in_time(self) -> bool:
        """Whether the telling kept to its time."""
        return self.told_s is not None and self.told_s <= self.plan.seconds * LENIENCY

    def seconds_left(self, now_s: float) -> float | None:
        """What is left of the running clock, negative when over; before the start all of it; None without a clock."""
        if self.stage is Stage.QUESTION:
            return float(self.plan.seconds)
        if self.stage is Stage.TELLING:
            return self.plan.seconds - (now_s - self.since_s)
        if self.stage is Stage.PROBE:
            return PROBE_SECONDS - (now_s - self.since_s)
        return None

    @property
    def checked(self) -> tuple[tuple[str, Tick], ...]:
        """Every item that was ticked, and the time, which the clock ticks by itself."""
        items = [(item, tick) for item, tick in zip(self.plan.checklist, self.ticks, strict=False) if tick is not None]
        if self.told_s is not None and items:
            items.append((IN_TIME, "had" if self.in_time else "missed"))
        return tuple(items)


def begun(run: Rehearsing, now_s: float) -> Rehearsing:
    """Start the clock of the telling."""
    return replace(run, stage=Stage.TELLING, since_s=now_s) if run.stage is Stage.QUESTION else run


def told(run: Rehearsing, now_s: float) -> Rehearsing:
    """The telling is over: the first probe is asked, or the checklist comes up."""
    if run.stage is not Stage.TELLING:
        return run
    after = replace(run, told_s=max(0.0, now_s - run.since_s), since_s=now_s)
    return replace(after, stage=Stage.PROBE) if run.plan.probes else _checking(after)


def answered(run: Rehearsing, tick: Tick, now_s: float) -> Rehearsing:
    """The probe was answered so well; the next one is asked, or the checklist comes up."""
    if run.stage is not Stage.PROBE:
        return run
    after = replace(run, answered=(*run.answered, (max(0.0, now_s - run.since_s), tick)), since_s=now_s)
    return after if len(after.answered) < len(run.plan.probes) else _checking(after)


def enough(run: Rehearsing) -> Rehearsing:
    """No more probes."""
    return _checking(run) if run.stage is Stage.PROBE else run


def ticked(run: Rehearsing, tick: Tick) -> Rehearsing:
    """Judge the item under the cursor and go on; after the last one a line is asked for."""
    if run.stage is not Stage.CHECKING:
        return run
    ticks = (*run.ticks[: run.cursor], tick, *run.ticks[run.cursor + 1 :])
    open_items = [place for place, one in enumerate(ticks) if one is None]
    if not open_items:
        return replace(run, ticks=ticks, stage=Stage.FIXING)
    later = [place for place in open_items if place > run.cursor]
    return replace(run, ticks=ticks, cursor=(later or open_items)[0])


def moved(run: Rehearsing, by: int) -> Rehearsing:
    """Another item of the checklist; from the line back to its last item."""
    if run.stage is Stage.FIXING and by < 0:
        return replace(run, stage=Stage.CHECKING, cursor=len(run.ticks) - 1)
    if run.stage is not Stage.CHECKING:
        return run
    return replace(run, cursor=min(max(0, run.cursor + by), len(run.ticks) - 1))


def fixed(run: Rehearsing, line: str) -> Rehearsing:
    """The one line to mend next time; with it the rehearsal is done."""
    return replace(run, fix=" ".join(line.split()), stage=Stage.DONE) if run.stage is Stage.FIXING else run


def _checking(run: Rehearsing) -> Rehearsing:
    return replace(run, stage=Stage.CHECKING, ticks=(None,) * len(run.plan.checklist), cursor=0)
