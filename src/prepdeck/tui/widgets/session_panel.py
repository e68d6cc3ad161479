"""On wide screens, beside the card: this session in numbers, and what was just done."""

from textual.content import Content

from prepdeck.drills.intervals import span_text
from prepdeck.drills.session import Answered, DrillState, PutAway
from prepdeck.model.rating import Rating
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.lines import LinesView

_MOST_RECENT = 8
_PUT_AWAY = {"bury": "Buried", "suspend": "Away", "know": "Known"}
_STYLES = {Rating.AGAIN: "$again", Rating.HARD: "$hard", Rating.GOOD: "$good", Rating.EASY: "$easy"}


class SessionPanel(LinesView):
    """Answers so far by rating, cards that come back, and the newest answers, newest first."""

    _state: DrillState | None = None
    _now_ms = 0

    def show(self, state: DrillState, now_ms: int) -> None:
        """Show this state at the instant `now_ms` (UTC)."""
        if state is not self._state:
            self._state, self._now_ms = state, now_ms
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """A heading, the numbers, the newest answers."""
        if self._state is None:
            return []
        answers = self._state.answers
        lines = [Content.styled("This session", "bold"), Content("")]
        for rating in Rating:
            count = sum(entry.rating is rating for entry in answers)
            lines.append(Content.assemble((f"{rating.title:<8}", _STYLES[rating]), f"{count:>4}"))
        if self._state.learning:
            first = span_text((self._state.learning[0][0] - self._now_ms) / 1000)
            coming = f"{len(self._state.learning)} back, first in {first}"
            lines += [Content(""), Content.styled(one_line(coming, width), "$muted")]
        if self._state.history:
            lines += [Content(""), Content.styled("Just now", "bold"), Content("")]
        for entry in self._state.history[: -_MOST_RECENT - 1 : -1]:
            lines.append(_entry_line(entry, width))
        return lines


def _entry_line(entry: Answered | PutAway, width: int) -> Content:
    """What was done, and to which note."""
    if isinstance(entry, Answered):
        done = Content.styled(f"{entry.rating.title:<8}", _STYLES[entry.rating])
    else:
        done = Content(f"{_PUT_AWAY[entry.action]:<8}")
    return Content.assemble(done, (one_line(entry.key.partition("/")[2], width - 8), "$muted"))
