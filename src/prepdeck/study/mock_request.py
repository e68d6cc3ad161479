"""What is asked for when a mock begins, and the setup that comes of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prepdeck.errors import UsageError
from prepdeck.mocks.events import Mode, Setup
from prepdeck.mocks.setup import prepared
from prepdeck.mocks.timetable import REHEARSAL_MINUTES, net_minutes, rehearsal, timetable

if TYPE_CHECKING:
    from prepdeck.model.framework import Framework
    from prepdeck.study.scenarios import Rehearsable

USUAL_MINUTES = 45


@dataclass(frozen=True, slots=True)
class MockRequest:
    """One mock as it was asked for: `minutes` net or a calendar `slot`, the whole or one `phase`; None is the usual."""

    scenario: str
    framework: str = ""
    minutes: int | None = None
    slot: int | None = None
    phase: str = ""
    mode: Mode = "guided"
    written: bool = False
    strict: bool = False


def usual_minutes(framework: "Framework") -> int:
    """45 minutes, or the framework's longest where it is made for less, or its shortest where it is made for more."""
    return max(framework.lengths[0], min(USUAL_MINUTES, framework.lengths[-1]))


def setup_of(request: MockRequest, about: "Rehearsable", seed: int) -> Setup:
    """The setup of a run; `seed` decides its curveball.

    Raises UsageError for another framework than the scenario's, a length that cannot be rehearsed or an unknown phase.
    """
    framework = about.framework
    if request.framework and request.framework != framework.slug:
        raise UsageError(
            f"{about.scenario.title} is written for the framework {framework.slug}, not {request.framework}.",
            f"Leave --framework out, or choose a scenario of {request.framework}: prepdeck mock list.",
        )
    if request.minutes is not None and request.slot is not None:
        raise UsageError("Give the net minutes or the calendar slot, not both.", "A slot of 45 leaves 35 minutes.")
    minutes = net_minutes(framework, request.slot) if request.slot is not None else request.minutes
    if request.phase:
        phases = rehearsal(framework, request.phase, REHEARSAL_MINUTES if minutes is None else minutes)
    else:
        phases = timetable(framework, usual_minutes(framework) if minutes is None else minutes)
    return prepared(
        framework, about.scenario, phases, request.mode, written=request.written, strict=request.strict, seed=seed
    )
