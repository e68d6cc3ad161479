"""What a debriefed mock showed, as lines: the decisive bit, the axes, the first gap, the time, what is next."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from prepdeck.mocks.habits import Overrun
from prepdeck.mocks.result import AxisResult, MockResult, PhaseTime
from prepdeck.mocks.spans import clock_text, offset_text
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.debrief_view import BANDS, score_bar
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

_LABEL = 13
_TWO_COLUMNS_FROM = 66
_MOST_GAPS = 6
_BAR = 14


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything the result screen shows of one mock."""

    result: MockResult
    overrun: Overrun | None
    pulled: int
    following: str
    """What to rehearse next and when, in words; empty for nothing."""
    remarks: tuple[str, ...] = ()
    """What else should be known of it: that the reference had been seen before, that the run was paused."""


class ResultView(LinesView):
    """The page as lines."""

    def __init__(self, page: ResultPage) -> None:
        super().__init__()
        self._page = page

    def lines(self, width: int) -> list[Content]:
        """The decision, the axes, then one line each."""
        result = self._page.result
        lines = [*self._decision(), Content(""), *_axes(result, width), Content("")]
        for label, content in self._rows(width):
            marker = Content.styled(f"{label:<{_LABEL}}", "$muted")
            lines += hanging(marker, wrapped(content, width - _LABEL))
        lines += [Content(""), Content.styled("Planned and used", "$muted"), *_times(result, width)]
        gaps = [gap for gap in result.gaps if gap is not result.first_gap][:_MOST_GAPS]
        if gaps:
            lines += [Content(""), Content.styled("Also missed", "$muted")]
            for gap in gaps:
                marker = Content.styled(f"{gap.item.importance:<7}", "$muted")
                lines += hanging(marker, wrapped(Content(visible(gap.item.text)), width - 7))
        return lines

    def _decision(self) -> Iterator[Content]:
        result = self._page.result
        words = {True: ("YES", "$good bold"), False: ("NOT YET", "$hard bold"), None: ("not known", "$muted")}
        guess = f"   you guessed: {BANDS[result.guess]}" if result.guess is not None else ""
        band = f", {BANDS[result.band]}" if result.band is not None else ""
        yield Content.assemble("Would you advance?   ", words[result.advance], band, (guess, "$muted"))
        lowest = result.lowest
        if lowest is not None:
            title = visible(lowest.title).upper()
            yield Content.assemble("Lowest axis          ", (f"{title}  {lowest.score} of 4", "bold"))

    def _rows(self, width: int) -> Iterator[tuple[str, Content]]:
        page, gap = self._page, self._page.result.first_gap
        yield (
            "First gap",
            Content(visible(gap.fix)) if gap else Content.styled("nothing that matters was missed", "$good"),
        )
        slowest = max(page.result.phases, key=lambda time: time.over_ms, default=None)
        if page.overrun is not None:
            yield "Time", Content(visible(page.overrun.text))
        elif slowest is not None and slowest.over_ms >= 1000:
            yield (
                "Time",
                Content(f"{one_line(slowest.title, 40)} {offset_text(slowest.over_ms)}: the longest over plan"),
            )
        if page.pulled:
            cards = "1 card" if page.pulled == 1 else f"{page.pulled} cards"
            yield "Next drill", Content(f"{cards} of this mock come{'s' * (page.pulled == 1)} first")
        if page.following:
            yield "Then", Content(visible(page.following))
        for remark in page.remarks:
            yield "Note", Content.styled(visible(remark), "$muted")


def _axes(result: MockResult, width: int) -> list[Content]:
    """One bar an axis, in two columns where there is room."""
    if width < _TWO_COLUMNS_FROM:
        return [_axis(axis, width) for axis in result.axes]
    half = (len(result.axes) + 1) // 2
    left, right = result.axes[:half], result.axes[half:]
    column = width // 2
    lines = []
    for place, axis in enumerate(left):
        line = _axis(axis, column - 2)
        if place < len(right):
            line = Content.assemble(line, " " * (column - line.cell_length), _axis(right[place], column - 2))
        lines.append(line)
    return lines


def _axis(axis: AxisResult, width: int) -> Content:
    bar = score_bar(axis.score)
    room = max(width - bar.cell_length, 8)
    return Content.assemble(f"{one_line(axis.title, room - 1):<{room}}", bar)


def _times(result: MockResult, width: int) -> Iterator[Content]:
    """Planned and used time of each phase, the used one as a bar beside the plan's mark."""
    longest_ms = max((max(time.planned_ms, time.used_ms) for time in result.phases), default=1) or 1
    room = max(width - _BAR - 24, 8)
    for time in result.phases:
        yield Content.assemble(
            (f"{one_line(time.title, room - 1):<{room}}", "" if time.entered_ms is not None else "$muted"),
            _bar(time, longest_ms),
            (f"{clock_text(time.planned_ms):>7}", "$muted"),
            *_used(time),
        )


def _used(time: PhaseTime) -> Iterator[tuple[str, str]]:
    if time.entered_ms is None:
        yield (f"{'not reached':>16}", "$muted")
        return
    yield (f"{clock_text(time.used_ms):>7}", "")
    yield (f"{offset_text(time.over_ms):>8}", "$hard" if time.over_ms >= 1000 else "$muted")


def _bar(time: PhaseTime, longest_ms: int) -> Content:
    planned = round(_BAR * time.planned_ms / longest_ms)
    used = round(_BAR * time.used_ms / longest_ms)
    within, over = min(used, planned), max(used - planned, 0)
    rest = max(planned - used, 0)
    blank = _BAR - within - over - rest
    return Content.assemble(("█" * within, "$good"), ("▓" * over, "$hard"), ("░" * rest, "$rule"), " " * blank)
