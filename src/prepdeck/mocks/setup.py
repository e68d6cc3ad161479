"""What a run is set up with: its timetable, its mode, and in real mode when its curveball comes."""

import hashlib
from dataclasses import replace

from prepdeck.errors import UsageError
from prepdeck.mocks.events import Mode, PlannedCurveball, Setup
from prepdeck.mocks.timetable import Timetable
from prepdeck.model.framework import Framework
from prepdeck.model.scenario import Scenario


def prepared(
    framework: Framework,
    scenario: Scenario,
    phases: Timetable,
    mode: Mode = "guided",
    *,
    written: bool = False,
    strict: bool = False,
    seed: int = 0,
) -> Setup:
    """The setup of a run through `phases` of `framework`; the same seed gives the same curveball at the same time.

    Raises UsageError where the scenario was written for another framework.
    """
    if scenario.framework != framework.slug:
        raise UsageError(
            f"{scenario.title} is written for the framework {scenario.framework}, not {framework.slug}.",
            f"Leave --framework out, or choose a scenario of {framework.title}.",
        )
    setup = Setup(
        scenario.slug, framework.slug, phases, mode, written, strict, whole=len(phases) == len(framework.phases)
    )
    return _with_curveball(setup, scenario, seed) if mode == "real" else setup


def _with_curveball(setup: Setup, scenario: Scenario, seed: int) -> Setup:
    """One curveball at a time that the seed chooses: after the phase its author names, before the last graded one ends.

    A phase rehearsed alone has none, for nothing comes after it.

    Its time is drawn between the planned end of that phase and the planned start of the last graded phase, which shows
    it on entering at the latest: so it comes to those who are faster than planned too.
    """
    places = {phase.slug: place for place, phase in enumerate(setup.phases)}
    last = len(setup.phases) - 1
    curveballs = [ball for ball in scenario.curveballs if places.get(ball.after, last) < last]
    if not curveballs:
        return setup
    digest = hashlib.sha256(f"{scenario.slug} {seed}".encode()).digest()
    ball = curveballs[digest[0] % len(curveballs)]
    first = places[ball.after] + 1
    latest = max([first, *(place for place, phase in enumerate(setup.phases) if phase.graded)])
    window_ms = setup.planned_start_ms(latest) - setup.planned_start_ms(first)
    drawn_ms = window_ms * int.from_bytes(digest[1:5], "big") >> 32
    planned = PlannedCurveball(ball.slug, setup.planned_start_ms(first) + drawn_ms, first, latest)
    return replace(setup, curveball=planned)
