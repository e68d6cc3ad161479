"""Debriefs of a finished run, judged in tests."""

from mocks.rounds import FEED, MINUTE, SMALL, started

from prepdeck.mocks import debrief_steps, session
from prepdeck.mocks.debrief import Debrief, DebriefEvent, after, opened
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.run import Run

NOTES = ("roadmap", "training path and serving path", "negatives by stage\nsplit by time", "baseline: logistic", "")


def finished_run(written: bool = True, hints_in: int | None = None, **options: object) -> Run:
    """A run through all phases, on time but for one minute more in each, with notes in four."""
    run, at_ms = started(written=written, **options).run, 0
    for place, phase in enumerate(run.setup.phases):
        run = session.note(run, at_ms, NOTES[place]).run
        if place == hints_in:
            run = session.hint(run, at_ms, FEED).run
        at_ms += phase.ms + MINUTE
        run = session.finish(run, at_ms).run if run.is_last_phase else session.next_phase(run, at_ms).run
    return run


def guessed(run: Run, band: int = 3) -> Debrief:
    """Its debrief after the guess."""
    debrief = opened(run, FEED, SMALL)
    return after(debrief, debrief_steps.guess(debrief, 1000, band))


def with_all(debrief: Debrief, coverage: Coverage = Coverage.SAID, **others: Coverage) -> Debrief:
    """Every item judged alike, but for the others."""
    for placed in debrief.items:
        judged = others.get(placed.item.slug, coverage)
        debrief = after(debrief, debrief_steps.judge(debrief, 2000, placed.item.slug, judged))
    return debrief


def told(debrief: Debrief, *events: DebriefEvent) -> Debrief:
    for event in events:
        debrief = after(debrief, event)
    return debrief
