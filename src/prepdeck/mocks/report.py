"""A run as Markdown: the result, where the time went, every note and mark, and the gaps; to keep, print or send."""

from collections.abc import Iterator

from prepdeck.mocks.markdown import fenced, on_one_line, page, table
from prepdeck.mocks.result import MockResult, PhaseTime, phase_times
from prepdeck.mocks.run import Ending, Run
from prepdeck.mocks.spans import clock_text, offset_text
from prepdeck.text.safe import visible


def report(run: Run, title: str, on: str, result: MockResult | None = None) -> str:
    """The Markdown report of a run of the scenario `title` on the ISO date `on`, with its result once it was debriefed.

    Control characters in it are made visible.
    """
    sections = [_heading(run, title, on), _result(result), _time(run), _course(run), _gaps(result)]
    return visible(page(sections))


def advance_text(advance: bool | None) -> str:
    """The decisive bit in words."""
    return {True: "yes", False: "not yet", None: "not known: the debrief is not done"}[advance]


def _heading(run: Run, title: str, on: str) -> Iterator[str]:
    setup = run.setup
    kind = "whole" if setup.whole else f"only {setup.phases[0].title}"
    written = "written" if setup.written else "spoken"
    yield f"# {on_one_line(title)}"
    yield ""
    yield f"{on}, {setup.framework}, {setup.mode}, {written}, {kind}{', strict' if setup.strict else ''}"
    yield ""
    yield f"- planned {clock_text(setup.planned_ms)}, used {clock_text(run.at_ms)}{_ending(run)}"
    if run.pauses:
        yield f"- pauses: {run.pauses}, together {clock_text(run.paused_ms)}, not counted"
    for gap in run.gaps:
        yield f"- at {clock_text(gap.at_ms)} {gap.cause}: {clock_text(gap.gap_ms)}, not counted"


def _ending(run: Run) -> str:
    if run.ending is Ending.FINISHED:
        return ""
    return ", abandoned" if run.ending is Ending.ABANDONED else ", not finished"


def _result(result: MockResult | None) -> Iterator[str]:
    if result is None:
        return
    yield "## Result"
    yield ""
    yield f"- Would you advance? {advance_text(result.advance)}"
    if result.guess is not None:
        yield f"- Overall {_score(result.band)}, guessed {_score(result.guess)}"
    if result.lowest is not None:
        yield f"- Lowest axis: {on_one_line(result.lowest.title)}, {_score(result.lowest.score)}"
    if result.first_gap is not None:
        yield f"- First gap: {on_one_line(result.first_gap.fix)}"
    yield ""
    yield from table(
        ("Axis", "Score", "Evidence"),
        (
            (
                axis.title,
                _score(axis.score),
                f"{axis.evidence.text} (from {axis.evidence.source})" if axis.evidence else "",
            )
            for axis in result.axes
        ),
    )


def _time(run: Run) -> Iterator[str]:
    yield "## Time"
    yield ""
    yield from table(
        ("Phase", "Planned", "Used", "Difference"),
        ((time.title, clock_text(time.planned_ms), *_used(time)) for time in phase_times(run)),
    )


def _used(time: PhaseTime) -> tuple[str, str]:
    if time.entered_ms is None:
        return "not reached", ""
    return clock_text(time.used_ms), offset_text(time.over_ms)


def _course(run: Run) -> Iterator[str]:
    """Notes and marks, phase by phase."""
    yield "## Course"
    for place, phase in enumerate(run.phases):
        lines = list(_moments(run, place))
        if not (phase.notes.strip() or lines):
            continue
        yield ""
        yield f"### {on_one_line(phase.planned.title)}"
        if phase.notes.strip():
            yield ""
            yield from fenced(phase.notes)
        if lines:
            yield ""
            yield from lines


def _moments(run: Run, place: int) -> Iterator[str]:
    phase = run.phases[place]
    moments = [(mark.at_ms, "marked") for mark in run.marks if mark.phase == place]
    moments += [
        (asked.at_ms, f"asked: {on_one_line(asked.words)} - {on_one_line(asked.reply) or 'no reply'}")
        for asked in run.asked
        if asked.phase == place
    ]
    moments += [(parked.at_ms, f"parked: {on_one_line(parked.text)}") for parked in run.parked if parked.phase == place]
    moments += [(at_ms, f"probe {number}") for number, at_ms in enumerate(phase.probed_ms, start=1)]
    if run.curveball and run.curveball.phase == place:
        moments.append((run.curveball.at_ms, f"curveball: {run.curveball.slug}"))
    if phase.nudged_ms is not None:
        moments.append((phase.nudged_ms, "nudged: a quarter over"))
    for at_ms, text in sorted(moments):
        yield f"- {clock_text(at_ms)} {text}"
    if phase.hints:
        yield f"- hints taken: {phase.hints}"


def _gaps(result: MockResult | None) -> Iterator[str]:
    if result is None or not result.gaps:
        return
    yield "## Gaps"
    yield ""
    for gap in result.gaps:
        cards = f" (cards: {', '.join(gap.item.cards)})" if gap.item.cards else ""
        yield f"- {gap.item.importance}, {on_one_line(gap.phase)}: {on_one_line(gap.item.text)}{cards}"


def _score(score: int | None) -> str:
    return "not known" if score is None else f"{score} of 4"
