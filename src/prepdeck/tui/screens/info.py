"""About one card: where it is written, what is known of its memory, and every answer it was given."""

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from prepdeck.drills.intervals import clock_text, days_text
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import date_of
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

if TYPE_CHECKING:
    from prepdeck.storage.history import PastReview
    from prepdeck.study.lookup import CardDetails

_LABEL = 11
_MOST_REVIEWS = 200
_STYLES = {Rating.AGAIN: "$again", Rating.HARD: "$hard", Rating.GOOD: "$good", Rating.EASY: "$easy"}


class InfoScreen(ModalScreen[None]):
    """A card's particulars; tags and tier only `with_labels`: before the answer they would give it away."""

    CSS_PATH = "info.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i,enter,space", "dismiss(None)", "Back", id="info.back", tooltip="Back to the card"),
    ]

    def __init__(self, details: "CardDetails", *, with_labels: bool) -> None:
        super().__init__()
        self._details = details
        self._with_labels = with_labels

    def compose(self) -> ComposeResult:
        """One scrolling box."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = Content("About this card")
            dialog.border_subtitle = Content("esc back")
            yield InfoView(self._details, self._with_labels)

    def on_mount(self) -> None:
        """Keys scroll."""
        self.query_one(VerticalScroll).focus()


class InfoView(LinesView):
    """The particulars as lines."""

    def __init__(self, details: "CardDetails", with_labels: bool) -> None:
        super().__init__()
        self._details = details
        self._with_labels = with_labels

    def lines(self, width: int) -> list[Content]:
        """Facts, each with its name; then the answers, newest first."""
        lines = [line for name, value in self._facts() for line in _fact(name, value, width)]
        reviews = self._details.reviews[-_MOST_REVIEWS:]
        lines += [Content(""), Content.styled("Answers" if reviews else "Not answered yet", "bold")]
        return [*lines, *(_review_line(review, width) for review in reversed(reviews))]

    def _facts(self) -> list[tuple[str, str]]:
        state, card = self._details.state, self._details.card
        facts = [("key", self._details.key)]
        if card is not None:
            facts += [("file", f"{card.note.place.path}:{card.note.place.line}"), ("kind", card.note.kind)]
        facts.append(("stands at", ", ".join([state.queue, *(["flagged"] if state.flagged else [])])))
        if state.due_day is not None:
            facts.append(("due", f"{date_of(state.due_day):%d %b %Y}".lstrip("0")))
        if state.memory is not None:
            recall = self._details.retrievability
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
    rest = one_line(
        f"{days_text(review.interval_days) if review.interval_days else 'learning':<12}{took:>6}  {source}", width
    )
    return Content.assemble((f"{when:%d %b %Y %H:%M}  ", "$muted"), (f"{rating.title:<7}", _STYLES[rating]), rest)
