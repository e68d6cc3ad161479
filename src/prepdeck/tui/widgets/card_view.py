"""One card: its question, what is done with it, and its answer, from top to bottom."""

from typing import Literal

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Rule, Static

from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.faces import Interaction
from prepdeck.tui.widgets.answer_field import AnswerField
from prepdeck.tui.widgets.blocks import RichText
from prepdeck.tui.widgets.checklist import Checklist, checklist_summary
from prepdeck.tui.widgets.comparison import Comparison
from prepdeck.tui.widgets.countdown import Countdown, spoken_text
from prepdeck.tui.widgets.details import Details
from prepdeck.tui.widgets.options import OptionRows

_TYPED = (Interaction.TYPED, Interaction.NUMERIC)


class CardView(VerticalScroll, can_focus=False):
    """Draws an attempt; it decides nothing but what of it is on screen."""

    question = getters.query_one("#question", RichText)
    hint = getters.query_one("#hint", RichText)
    options = getters.query_one("#options", OptionRows)
    field = getters.query_one(AnswerField)
    clock = getters.query_one(Countdown)
    prompt = getters.query_one("#prompt", Static)
    divider = getters.query_one("#divider", Rule)
    comparison = getters.query_one(Comparison)
    checklist = getters.query_one("#checklist", Checklist)
    tally = getters.query_one("#tally", Static)
    answer = getters.query_one("#answer", RichText)
    details = getters.query_one(Details)

    _asked: tuple[str, float] | None = None
    _was_committed = False

    def compose(self) -> ComposeResult:
        """All parts of all kinds; what a card does not use takes no room."""
        with Vertical(id="card"):
            yield RichText(id="question")
            yield RichText(tone="$muted", id="hint")
            yield OptionRows(id="options")
            yield AnswerField()
            yield Countdown()
            yield Static(id="prompt", markup=False)
            yield Rule(id="divider")
            yield Comparison()
            yield Checklist(id="checklist")
            yield Static(id="tally", markup=False)
            yield RichText(id="answer")
            yield Details()

    def draw(self, attempt: Attempt, seconds_left: float | None) -> bool:
        """Draw this attempt; True when it is another card than before."""
        asked = (attempt.shown.key, attempt.started_s)
        is_new = asked != self._asked
        self._asked = asked
        face, committed = attempt.face, attempt.is_committed
        self.question.show(face.question)
        self.hint.show(face.hint if attempt.hint_shown else "", "hint")
        self.options.display = bool(face.options)
        self.options.show(attempt)
        self.field.display = face.interaction in _TYPED and not committed
        if is_new and self.field.display:
            self.field.ask(attempt)
        self.clock.show(attempt, seconds_left)
        self._draw_answer(attempt)
        if is_new or committed != self._was_committed:
            self.call_after_refresh(self._scroll_to_answer if committed else self.scroll_home, animate=False)
        elif attempt.stage is Stage.TICKING:
            self.call_after_refresh(self._follow_cursor, attempt.cursor)
        self._was_committed = committed
        return is_new

    def say(self, prompt: Content) -> None:
        """Show what can be done now, beneath the question."""
        self.prompt.display = bool(prompt)
        self.prompt.update(prompt)

    def _draw_answer(self, attempt: Attempt) -> None:
        face, committed = attempt.face, attempt.is_committed
        ticking = attempt.stage is Stage.TICKING
        self.divider.display = committed and face.interaction is not Interaction.CHOICES
        self.comparison.show(attempt)
        self.checklist.display = ticking
        self.tally.display = ticking
        if ticking:
            self.checklist.show(attempt)
            spoken = spoken_text(attempt)
            spoken = f"{spoken} · " if spoken else ""
            self.tally.update(Content.assemble((spoken, "$muted"), checklist_summary(attempt)))
        compared = face.interaction in _TYPED and attempt.verdict is not None
        compared_too = compared and len(face.accepted) > 1
        told = not committed or ticking or (compared and not compared_too) or face.interaction is Interaction.CHOICES
        self.answer.show("" if told else face.answer, "accepted" if compared_too else "")
        is_named = face.interaction is Interaction.CODE and attempt.given is not None
        self.answer.set_class(self.comparison.display and not is_named, "-after-verdict")
        self.details.show(attempt)

    def _scroll_to_answer(self, animate: bool) -> None:
        """The answer into view: as much of it as fits, with as much of the question as leaves room for that."""
        top = self.divider.virtual_region.y if self.divider.display else self.options.virtual_region.y
        end = self.details.virtual_region.y + self.gutter.top
        self.scroll_to(y=min(top, max(0, end - self.size.height)), animate=animate)

    def on_resize(self) -> None:
        """The ratings have come up, or the terminal has changed: the answer stays in view."""
        if self._was_committed:
            self.call_after_refresh(self._scroll_to_answer, animate=False)

    def scroll_far(self, to: Literal["top", "bottom", "up", "down"]) -> None:
        """Scroll to the top, to the bottom, or a page up or down."""
        page = max(1, self.size.height - 2)
        by = {"top": -self.max_scroll_y, "bottom": self.max_scroll_y, "up": -page, "down": page}[to]
        self.scroll_relative(y=by, animate=False)

    def _follow_cursor(self, index: int) -> None:
        """Keep the row under the cursor on screen."""
        line = self.checklist.virtual_region.y + self.checklist.line_of(index)
        if not self.scroll_y <= line < self.scroll_y + self.size.height - 2:
            self.scroll_to(y=max(0, line - self.size.height // 2), animate=False)
