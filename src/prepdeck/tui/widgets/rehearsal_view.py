"""The parts of a rehearsal on screen: with what it is told, the checklist, and what came of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.study_day import date_of
from prepdeck.stories.advice import told_text
from prepdeck.stories.rehearsal import IN_TIME, Rehearsing, Tick
from prepdeck.stories.take import Take
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.lines import LinesView, wrapped
from prepdeck.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from prepdeck.model.story import Story
    from prepdeck.study.rehearsing import Recorded, Subject
    from prepdeck.study.stories import Shelf

_SIGNS: dict[Tick | None, tuple[str, str]] = {
    None: ("·", "$muted"),
    "had": ("✓", "$good"),
    "partly": ("~", "$hard"),
    "missed": ("✗", "$again"),
}
_WORDS: dict[Tick, str] = {"had": "was there", "partly": "partly", "missed": "missing"}
_TITLE_WIDTH = 60


class SubjectLines(LinesView):
    """With which story a question is told, how well that fits, and what was to be mended last time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: tuple[Shelf, Subject, str, int] | None = None

    def show(self, shelf: "Shelf", subject: "Subject", fix: str, others: int) -> None:
        """Show this subject; `others` is how many more stories answer the question."""
        self._shown = (shelf, subject, fix, others)
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """One paragraph each."""
        if self._shown is None:
            return []
        shelf, subject, fix, others = self._shown
        texts = []
        if subject.question.asked_at:
            texts.append(_labelled("asked", f"for real: {subject.question.asked_at}", "$hard"))
        if subject.pitch is None:
            texts += _story_texts(shelf, subject, others)
        if fix:
            texts.append(_labelled("last time", fix, "bold"))
        return [line for text in texts for line in wrapped(text, width)]


def _story_texts(shelf: "Shelf", subject: "Subject", others: int) -> list[Content]:
    story = subject.story
    if story is None:
        nothing = "no story of yours answers it yet: tell it from memory, then write one with n on the page before"
        return [_labelled("story", nothing, "$hard")]
    titles = {row.name: row.title.lower() for row in shelf.matrix.rows}
    strengths = [(name, story.strength(name)) for name in subject.question.competencies]
    fits = ", ".join(f"{titles.get(name, name)}: {strength}" for name, strength in strengths if strength)
    more = f" · {others} more answer{'s' * (others == 1)} it" if others else ""
    when = told_text(shelf.matrix.days_since(story))
    told = Content.assemble(
        ("story     ", "$muted"), (one_line(story.title, _TITLE_WIDTH), "bold"), (f"  {when}{more}", "$muted")
    )
    return [told, _labelled("shows", fits, "")] if fits else [told]


def _labelled(label: str, text: str, style: str) -> Content:
    return Content.assemble((f"{label:<10}", "$muted"), (visible(text), style))


class StarRows(Rows):
    """The items of the checklist, each with how it went; what the story says to it shows once it is judged."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._run: Rehearsing | None = None
        self._reminders: tuple[str, ...] = ()

    def show(self, run: Rehearsing, reminders: tuple[str, ...]) -> None:
        """Show the run; `reminders` has for each item what belongs there, empty for none."""
        if (run, reminders) != (self._run, self._reminders):
            self._run, self._reminders = run, reminders
            self.cursor = run.cursor
            self.changed()

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """One row an item."""
        if self._run is None:
            return []
        rows = []
        for place, (item, tick) in enumerate(zip(self._run.plan.checklist, self._run.ticks, strict=False)):
            sign, style = _SIGNS[tick]
            word = f"  {_WORDS[tick]}" if tick is not None and tick != "had" else ""
            text = Content.assemble(visible(item), (word, style))
            lines = wrapped(text, width - 2)
            reminder = self._reminders[place] if place < len(self._reminders) else ""
            if tick is not None and reminder:
                lines += [Content.styled(one_line(reminder, width - 2), "$muted")]
            rows.append((Content.styled(f"{sign} ", f"{style} bold"), lines))
        return rows


def reminders_of(story: "Story | None") -> tuple[str, ...]:
    """What a story says to each item of the STAR checklist."""
    if story is None:
        return ()
    task = " ".join(filter(None, (story.text("situation"), story.text("task"))))
    return (task, story.text("action"), "", story.text("result"), story.text("reflection"))


class OutcomeLines(LinesView):
    """What a rehearsal came to: the time, each probe, the cards and when they come back."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: tuple[Rehearsing, Recorded, Take | None, int] | None = None

    def show(self, run: Rehearsing, recorded: "Recorded", take: Take | None, today: int) -> None:
        """Show what was recorded."""
        self._shown = (run, recorded, take, today)
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """One line each."""
        if self._shown is None:
            return []
        run, recorded, take, today = self._shown
        had = sum(tick == "had" for item, tick in run.checked if item != IN_TIME)
        items = len(run.plan.checklist)
        over = "" if run.in_time else "  too long"
        texts = [
            Content.assemble(
                ("told      ", "$muted"),
                (f"{round(run.told_s or 0)} of {run.plan.seconds} seconds", "bold"),
                (over, "$hard bold"),
                f"  {had} of {items} were there",
            )
        ]
        if run.answered:
            signs = [_SIGNS[tick] for _, tick in run.answered]
            used = ", ".join(f"{round(seconds)} s" for seconds, _ in run.answered)
            texts.append(
                Content.assemble(
                    ("probes    ", "$muted"),
                    *((f"{sign} ", f"{style} bold") for sign, style in signs),
                    (used, "$muted"),
                )
            )
        if take is not None:
            texts.append(_labelled("take", f"{take.pace_text}; {take.filler_text}", ""))
        if run.fix:
            texts.append(_labelled("next time", run.fix, "bold"))
        texts.append(Content(""))
        texts += [_card(key, rating.title, day, today) for key, rating, day in recorded.cards]
        if not recorded.cards:
            texts.append(Content.styled("Recorded. No card of yours was part of it, so none comes back.", "$muted"))
        return [line for text in texts for line in wrapped(text, width)]


def _card(key: str, rating: str, day: int | None, today: int) -> Content:
    back = "back today"
    if day is not None and day > today:
        on = date_of(day)
        days = day - today
        back = f"back in {days} day{'s' * (days != 1)}, {on:%a} {on.day} {on:%b}"
    return Content.assemble(("card      ", "$muted"), one_line(key, _TITLE_WIDTH), (f"  {rating}, {back}", "$muted"))
