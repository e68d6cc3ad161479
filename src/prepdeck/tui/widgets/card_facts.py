"""What is known of a card, as lines: where it is written, its memory, and every answer it was given."""

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.drills.intervals import clock_text, days_text
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import date_of
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

if TYPE_CHECKING:
    from prepdeck.storage.history import PastReview
    from prepdeck.study.lookup import CardDetails

_LABEL = 11
_MOST_REVIEWS = 200
_STYLES = {Rating.AGAIN: "$again", Rating.HARD: "$hard", Rating.GOOD: "$good", Rating.EASY: "$easy"}


class CardFacts(LinesView):
    """The particulars; tags, tier and sources only `with_labels`, the file only `with_place`."""

    def __init__(
        self,
        details: "CardDetails | None" = None,
        *,
        with_labels: bool = False,
        with_place: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._details = details
        self._with_labels = with_labels
        self._with_place = with_place

    def show(self, details: "CardDetails | None") -> None:
        """Show this card's from now on; None shows nothing."""
        self._details = details
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """Facts, each with its name; then the answers, newest first."""
        if self._details is None:
            return []
        lines = [line for name, value in self._facts(self._details) for line in _fact(name, value, width)]
        reviews = self._details.reviews[-_MOST_REVIEWS:]
        lines += [Content(""), Content.styled("Answers" if reviews else "Not answered yet", "bold")]
        return [*lines, *(_review_line(review, width) for review in reversed(reviews))]

    def _facts(self, details: "CardDetails") -> list[tuple[str, str]]:
        state, card = details.state, details.card
        facts = [("key", details.key)]
        if card is not None and self._with_place:
            facts.append(("file", f"{card.note.place.path}:{card.note.place.line}"))
        if card is not None:
            facts.append(("kind", card.note.kind))
        facts.append(("stands at", ", ".join([state.queue, *(["flagged"] if state.flagged else [])])))
        if state.due_day is not None:
            facts.append(("due", f"{date_of(state.due_day):%d %b %Y}".lstrip("0")))
        if state.memory is not None:
            recall = details.retrievability
            today = f", recall today {recall:.0%}".replace("%", " %") if recall is not None else ""
            facts.append(("memory", f"stability {state.memory.stability:.1f} days{today}"))
            facts.append(("difficulty", f"{state.memory.difficulty:.1f} of 10"))
        forgotten = f", forgotten {state.lapses} times" if state.lapses else ""
        facts.append(("reviews", f"{state.reps}{forgotten}"))
        if state.is_leech:
            facts.append(("leech", "rewriting this card would help more than repeating it"))
        if card is not None and self._with_labels:
            facts.append(("labels", " · ".join((card.note.tier, *card.note.tags))))
            facts += [("source", source) for source in card.note.sources]
        return facts


def _fact(name: str, value: str, width: int) -> list[Content]:
    label = Content.styled(name.ljust(_LABEL), "$muted")
    return hanging(label, wrapped(Content(visible(value)), width - _LABEL))


def _review_line(review: "PastReview", width: int) -> Content:
    lived = timezone(timedelta(minutes=review.offset_minutes))
    when = datetime.fromtimestamp(review.at_ms / 1000, lived)
    rating = Rating(review.rating)
    took = clock_text(review.duration_ms / 1000) if review.duration_ms else ""
    source = "" if review.source == "drill" else review.source
    rest = f"{days_text(review.interval_days) if review.interval_days else 'learning':<12}{took:>6}  {source}"
    line = Content.assemble((f"{when:%d %b %Y %H:%M}  ", "$muted"), (f"{rating.title:<7}", _STYLES[rating]))
    return Content.assemble(line, visible(rest).rstrip()[: max(width - line.cell_length, 0)])
