"""The stages of a debrief: the guess, each phase with items, the curveball, the axes; and what is still open."""

from dataclasses import dataclass
from enum import Enum

from prepdeck.mocks.debrief import Debrief, PlacedItem


class Part(Enum):
    """What a stage asks about."""

    GUESS = "guess"
    PHASE = "phase"
    CURVEBALL = "curveball"
    AXES = "axes"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; `phase` is a place in the run, for the part PHASE."""

    part: Part
    phase: int = 0


def stages_of(debrief: Debrief) -> tuple[Stage, ...]:
    """All stages in order."""
    phases = sorted({placed.phase for placed in debrief.items})
    curveball = [Stage(Part.CURVEBALL)] if debrief.run.curveball is not None else []
    return (Stage(Part.GUESS), *(Stage(Part.PHASE, phase) for phase in phases), *curveball, Stage(Part.AXES))


def items_of(debrief: Debrief, phase: int, *, all_of_them: bool) -> tuple[PlacedItem, ...]:
    """The items of a phase: the musts, and the others once they are asked for."""
    return tuple(
        placed
        for placed in debrief.items
        if placed.phase == phase and (all_of_them or placed.item.importance == "must")
    )


def is_done(debrief: Debrief, stage: Stage) -> bool:
    """Whether nothing that must be answered is open in a stage."""
    match stage.part:
        case Part.GUESS:
            return debrief.guess is not None
        case Part.PHASE:
            return all(
                placed.item.slug in debrief.coverages for placed in items_of(debrief, stage.phase, all_of_them=False)
            )
        case Part.CURVEBALL:
            return debrief.curveball is not None
        case Part.AXES:
            return debrief.closed


def first_open(debrief: Debrief) -> int:
    """The first stage with something open: where a debrief that was left goes on."""
    stages = stages_of(debrief)
    return next((place for place, stage in enumerate(stages) if not is_done(debrief, stage)), len(stages) - 1)
