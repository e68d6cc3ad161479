"""What is known of a card, as lines: where it is written, its memory, and every answer it was given."""

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.drills.intervals import clock_text, date_text, days_text
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
    """The particulars with the file; tags, tier and sources only `with_labels`."""

    def __init__(self, details: "CardDetails", *, with_labels: bool) -> None:
        super().__init__()
        self._details = details
        self._with_labels = with_labels

    def lines(self, width: int) -> list[Content]:
        """Facts, each with its name; then the answers, newest first."""
        return fact_lines(self._details, width, with_place=True, with_labels=self._with_labels)


def fact_lines(
    details: "CardDetails", width: int, *, with_place: bool = False, with_labels: bool = False
) -> list[Content]:
    """Facts, each with its name; then the answers, newest first."""
    facts = _facts(details, with_place, with_labels)
    lines = [line for name, value in facts for line in _fact(name, value, width)]
    reviews = details.reviews[-_MOST_REVIEWS:]
    lines += [Content(""), Content.styled("Answers" if reviews else "Not answered yet", "bold")]
    return [*lines, *(_review_line(review, width) for review in reversed(reviews))]


def _facts(details: "CardDetails", with_place: bool, with_labels: bool) -> list[tuple[str, str]]:
    state, card = details.state, details.card
    facts = [("key", details.key)]
    if card is not None:
        place = [("file", f"{card.note.place.path}:{card.note.place.line}")] if with_place else []
        facts += [*place, ("kind", card.note.kind)]
    facts.append(("stands at", ", ".join([state.queue, *(["flagged"] if state.flagged else [])])))
    if state.put_on is not None:
        facts.append(("put on", f"{date_text(state.put_on, details.now.day)} by you"))
    elif state.due_day is not None:
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
    if card is not None and with_labels:
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
