"""The end of a drill: what was done, what to look at again, what comes back."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from prepdeck.drills.intervals import clock_text, span_text
from prepdeck.drills.session import DrillState
from prepdeck.drills.summary import Summary, summary_of
from prepdeck.model.rating import Rating
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.lines import LinesView, wrapped
from prepdeck.tui.widgets.notice import NoticeLine

_BAR = 24
_SLOW_FROM_MS = 20_000
_STYLES = {Rating.AGAIN: "$again", Rating.HARD: "$hard", Rating.GOOD: "$good", Rating.EASY: "$easy"}


class SummaryScreen(Screen[Literal["undo", "leave"]]):
    """Says what the session was; dismisses with what to do next."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss('leave')", "Today", id="summary.today", tooltip="Back to Today"),
        Binding("u", "dismiss('undo')", "Undo", id="summary.undo", tooltip="Take the last answer back and go on there"),
        Binding("escape,q,space", "dismiss('leave')", "Back", show=False, id="summary.leave", tooltip="Back to Today"),
    ]

    def __init__(self, state: DrillState, now_ms: int, questions: Mapping[str, str]) -> None:
        """`questions` are those of this session, by card key."""
        super().__init__()
        self._state = state
        self._questions = questions
        self._now_ms = now_ms

    def compose(self) -> ComposeResult:
        """The summary between the two lines all screens have."""
        yield TopLine("Drill › Done", clock_text(self._state.active_ms / 1000))
        with VerticalScroll():
            yield SummaryView(summary_of(self._state), self._now_ms, self._questions)
        yield KeyLine()
        yield NoticeLine()

    def on_mount(self) -> None:
        """Say what the drill has still to say."""
        self.query_one(NoticeLine).show(self._state.notice)


class SummaryView(LinesView):
    """The summary as lines."""

    def __init__(self, summary: Summary, now_ms: int, questions: Mapping[str, str]) -> None:
        super().__init__()
        self._questions = questions
        self._summary = summary
        self._now_ms = now_ms

    def lines(self, width: int) -> list[Content]:
        """The numbers, then lists of cards."""
        summary = self._summary
        if not summary.answers:
            headline = "Nothing was rated." if summary.left or summary.put_away else "Nothing to drill now."
            lines = wrapped(Content.styled(headline, "bold"), width)
        else:
            lines = [*self._headline(width), Content(""), *self._ratings(width)]
        lines += self._list("Look at again", [(key, _times(times)) for key, times in summary.failed], width)
        slow = [(key, f"right, in {clock_text(ms / 1000)}") for key, ms in summary.slowest if ms >= _SLOW_FROM_MS]
        lines += self._list("Slow", slow, width)
        back = [(key, f"in {span_text((at_ms - self._now_ms) / 1000)}") for key, at_ms in summary.pending]
        lines += self._list("Come back", back, width)
        put_away = [(e.key, e.until) for e in summary.put_away]
        lines += self._list("Put away", put_away, width)
        if summary.left:
            text = f"{summary.left} card{'s' if summary.left > 1 else ''} left for later: nothing is lost."
            lines += [Content(""), *wrapped(Content.styled(text, "$muted"), width)]
        return lines

    def _headline(self, width: int) -> list[Content]:
        summary = self._summary
        answers = f"{summary.answers} answer{'s' if summary.answers > 1 else ''}"
        cards = (
            f" on {summary.cards} card{'s' if summary.cards > 1 else ''}" if summary.cards != summary.answers else ""
        )
        text = f"{answers}{cards} in {clock_text(summary.active_ms / 1000)}, {summary.right or 0:.0%} right"
        return wrapped(Content.styled(text.replace("%", " %"), "bold"), width)

    def _ratings(self, width: int) -> list[Content]:
        """One bar a rating."""
        summary = self._summary
        most = max(summary.counts.values())
        bar = min(_BAR, width - 14)
        lines = []
        for rating in Rating:
            count = summary.counts[rating]
            full = round(bar * count / most)
            lines.append(
                Content.assemble(
                    (f"{rating.title:<6}", _STYLES[rating]), f"{count:>4}  ", ("━" * full, _STYLES[rating])
                )
            )
        return lines

    def _list(self, title: str, cards: list[tuple[str, str]], width: int) -> list[Content]:
        if not cards:
            return []
        lines = [Content(""), Content.styled(title, "bold")]
        for key, what in cards:
            name = one_line(self._questions.get(key, key), max(width - len(what) - 4, 8))
            lines.append(Content.assemble("  ", name, (f"  {what}", "$muted")))
        return lines


def _times(times: int) -> str:
    return "again once" if times == 1 else f"again {times} times"
