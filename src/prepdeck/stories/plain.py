"""A rehearsal line by line, for pipes and screen readers: the same transitions as on the screen."""

from collections.abc import Callable

from prepdeck.model.story import PROBE_SECONDS
from prepdeck.stories.rehearsal import (
    Plan,
    Rehearsing,
    Stage,
    Tick,
    answered,
    begun,
    enough,
    fixed,
    ticked,
    told,
)

ReadLine = Callable[[], str | None]
"""One line as typed, without its ending; None when there are no more."""
WriteLine = Callable[[str], None]

_TICKS: dict[str, Tick] = {"": "had", "y": "had", "p": "partly", "n": "missed", "x": "missed"}


def rehearse_plainly(
    plan: Plan, read_line: ReadLine, write_line: WriteLine, now_s: Callable[[], float]
) -> Rehearsing | None:
    """Run a rehearsal over lines; None where it was left with `q` or the input ended before its line was given.

    `now_s` is a clock that only grows, in seconds.
    """
    run = Rehearsing(plan)
    write_line(plan.question)
    write_line(f"{plan.seconds} seconds. Enter starts the clock, Enter stops it, q leaves.")
    while run.stage is not Stage.DONE:
        line = read_line()
        if line is None or (line.strip() == "q" and run.stage is not Stage.FIXING):
            return None
        run = _next(run, line, now_s(), write_line)
    return run


def _next(run: Rehearsing, line: str, now_s: float, write_line: WriteLine) -> Rehearsing:
    """The run after one line; says what is asked next."""
    if run.stage is Stage.QUESTION:
        after = begun(run, now_s)
        write_line("Say it aloud. Enter when you are done.")
        return after
    if run.stage is Stage.TELLING:
        after = told(run, now_s)
        used = after.told_s or 0
        write_line(
            f"You took {round(used)} of {run.plan.seconds} seconds{'' if after.in_time else ', which is too long'}."
        )
    elif run.stage is Stage.PROBE:
        tick = _TICKS.get(line.strip().lower())
        after = enough(run) if line.strip() == "." else answered(run, tick, now_s) if tick else run
    elif run.stage is Stage.CHECKING:
        tick = _TICKS.get(line.strip().lower())
        after = ticked(run, tick) if tick else run
    else:
        return fixed(run, line)
    _ask(after, write_line)
    return after


def _ask(run: Rehearsing, write_line: WriteLine) -> None:
    if run.stage is Stage.PROBE:
        number = len(run.answered) + 1
        write_line(f"Follow-up {number} of {len(run.plan.probes)}, {PROBE_SECONDS} seconds: {run.probe}")
        write_line("Answered it? Enter yes, p partly, n no, . no more of these")
    elif run.stage is Stage.CHECKING:
        write_line(f"Was it there? {run.plan.checklist[run.cursor]}  [Enter yes, p partly, n no]")
    else:
        write_line("One line to mend next time, or Enter:")
