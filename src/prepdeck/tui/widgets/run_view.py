"""What stands beside the clock of a mock: the question, what was shown and said, where the time went."""

from collections.abc import Iterator

from textual.content import Content

from prepdeck.mocks.run import Run, Tone
from prepdeck.mocks.spans import clock_text
from prepdeck.study.mocking import RunningMock
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.blocks import markdown_lines
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

_LAST_MARKS = 4
_LAST_ASKED = 3


class RunStory(LinesView):
    """The phase's own question, hints and answers that were given, the curveball, parked thoughts."""

    def __init__(self, *, id: str | None = None, with_course: bool = True) -> None:  # noqa: A002
        super().__init__(id=id)
        self._mock: RunningMock | None = None
        self._shown: object = None
        self._with_course = with_course

    def show(self, mock: RunningMock) -> None:
        """Show the mock as it stands; laid out anew only when something of it changed."""
        run, second = mock.run, mock.at_ms // 1000
        state = (run.current, run.phase.hints, run.phase.probed_ms, run.asked, run.parked, run.marks, run.curveball)
        now = (*state, second if self._with_course else 0)
        self._mock = mock
        if now != self._shown:
            self._shown = now
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """One paragraph each, the newest of a kind last."""
        if self._mock is None:
            return []
        lines: list[Content] = []
        for paragraph in self._paragraphs(self._mock, width):
            lines += paragraph
        return lines

    def _paragraphs(self, mock: RunningMock, width: int) -> Iterator[list[Content]]:
        run, phase = mock.run, mock.scenario_phase
        if phase is not None and phase.ask:
            yield _labelled("", phase.ask, width, style="bold")
        if phase is not None and phase.given and not run.setup.whole:
            yield _labelled("given", phase.given, width)
        for number, probe in enumerate(mock.probes, start=1):
            yield _labelled(f"then {number}", probe, width, style="bold" if number == len(mock.probes) else "")
        for rung, hint in enumerate(mock.hints, start=1):
            yield _labelled(f"hint {rung}", hint, width)
        newest = _LAST_ASKED if self._with_course else 1
        for asked in [asked for asked in run.asked if asked.phase == run.current][-newest:]:
            yield _labelled("asked", asked.words, width, style="$muted")
            yield _labelled("", asked.reply or "That is left to you.", width, indent=7)
        if mock.curveball:
            yield _labelled("change!", mock.curveball, width, style="$hard bold")
        for parked in run.parked[-_LAST_ASKED:]:
            yield _labelled("parked", parked.text, width, style="$muted")
        if self._with_course:
            yield [Content(""), *course_lines(mock, width)]


def _labelled(label: str, text: str, width: int, *, style: str = "", indent: int = 0) -> list[Content]:
    shown = visible(label)
    marker = Content.styled(f"{shown:<8}" if shown else " " * (indent + 1 if indent else 0), "$muted")
    lines = markdown_lines(text, width - marker.cell_length)
    return hanging(marker, [line.stylize_before(style) if style else line for line in lines])


def course_lines(mock: RunningMock, width: int) -> Iterator[Content]:
    """How the run stands to its plan, and the newest marks."""
    run, clock = mock.run, mock.clock
    started = run.phase.entered_ms if run.phase.entered_ms is not None else mock.at_ms
    planned = run.setup.planned_start_ms(run.current)
    pieces = [behind_text(clock.behind_ms)]
    if run.setup.whole and run.current:
        pieces.append(f"this phase began at {clock_text(started)}, planned {clock_text(planned)}")
    yield from wrapped(Content.styled(" · ".join(pieces), "$muted"), width)
    if run.marks:
        marks = "   ".join(
            f"{clock_text(mark.at_ms)} {one_line(run.setup.phases[mark.phase].title, 24)}"
            for mark in run.marks[-_LAST_MARKS:]
        )
        more = f"{len(run.marks)} marks" if len(run.marks) > _LAST_MARKS else "marks"
        yield from wrapped(Content.styled(f"{more}   {marks}", "$muted"), width)


def behind_text(behind_ms: int) -> str:
    """`over by 1:52 so far`, `ahead by 0:40`, `on time`: within a second it is on time."""
    if abs(behind_ms) < 1000:
        return "on time"
    return f"over by {clock_text(behind_ms)} so far" if behind_ms > 0 else f"ahead by {clock_text(-behind_ms)}"


TONES = {Tone.CALM: "$accent", Tone.AMBER: "$hard", Tone.OVER: "$hard"}


def nudge_text(mock: RunningMock) -> str:
    """The one line said once a phase has taken a quarter more than its time; empty before."""
    if mock.run.phase.nudged_ms is None:
        return ""
    phase = mock.framework_phase
    return (phase.nudge if phase else "") or "Come to an end and move."


class PhaseRail(LinesView):
    """Every phase with its planned and used time, the present one pointed at."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._run: Run | None = None
        self._at_ms = 0

    def show(self, run: Run, at_ms: int) -> None:
        """Show the run at this time; redrawn when a second or a phase went by."""
        if (run, at_ms // 1000) != (self._run, self._at_ms // 1000):
            self._run, self._at_ms = run, at_ms
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """One row a phase, planned and used at its right."""
        if self._run is None:
            return []
        return [self._line(self._run, place, width) for place in range(len(self._run.phases))]

    def _line(self, run: Run, place: int, width: int) -> Content:
        phase = run.phases[place]
        here = place == run.current
        sign = "▸" if here else "✓" if phase.reached else " "
        used_ms = run.used_ms(place, self._at_ms)
        used = clock_text(used_ms) if phase.reached else ""
        room = max(width - 15, 4)
        title = one_line(phase.planned.title, room)
        over = phase.reached and used_ms - phase.planned.ms >= (0 if here else 1000)
        style = "bold" if here else "$muted"
        return Content.assemble(
            (f"{sign} ", "$accent bold" if here else "$good"),
            (f"{title:<{room}}", style),
            (f"{clock_text(phase.planned.ms):>6}", "$muted"),
            (f"{used:>6}", "$hard" if over else ""),
            ("!" if over else " ", "$hard bold"),
        )
