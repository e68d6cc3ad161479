"""The debrief: guess first, then compare phase by phase, then score; each answer is stored, so it can be left."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from prepdeck.errors import PrepdeckError
from prepdeck.mocks.debrief import Evidence
from prepdeck.mocks.judging import STRONG, Coverage
from prepdeck.mocks.session import Notice
from prepdeck.mocks.spans import clock_text
from prepdeck.model.framework import Axis
from prepdeck.study.debriefing import RunningDebrief
from prepdeck.text.safe import visible
from prepdeck.tui.screens import debrief_keys
from prepdeck.tui.screens.debrief_stages import Part, Stage, first_open, is_done, items_of, stages_of
from prepdeck.tui.screens.evidence import EvidenceScreen
from prepdeck.tui.widgets.debrief_view import (
    AxisRows,
    DebriefText,
    anchors_of,
    guess_lines,
    notes_of,
    reference_of,
)
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.lines import joined
from prepdeck.tui.widgets.notice import NoticeLine
from prepdeck.tui.widgets.rows import Rows
from prepdeck.tui.widgets.rubric import RubricRows

if TYPE_CHECKING:
    from prepdeck.tui.shell import Shell

CLOCK_S = 0.5


class DebriefScreen(Screen[Literal["closed", "left"]]):
    """Draws the debrief stage by stage; nothing of the rubric is drawn before the guess."""

    app: "Shell"
    CSS_PATH = "debrief.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*debrief_keys.BINDINGS]

    top_line = getters.query_one(TopLine)
    notices = getters.query_one(NoticeLine)
    aside = getters.query_one("#aside-text", DebriefText)
    rubric = getters.query_one(RubricRows)
    axes = getters.query_one(AxisRows)
    question = getters.query_one("#question", Static)

    def __init__(self, debrief: RunningDebrief) -> None:
        super().__init__()
        self.running = debrief
        self.place = first_open(debrief.debrief)
        self._shows_reference = False
        self._unfolded: set[int] = set()
        self._notice: Notice | None = None
        self._warned = False

    @property
    def stage(self) -> Stage:
        """The stage at hand."""
        return stages_of(self.running.debrief)[self.place]

    def compose(self) -> ComposeResult:
        """Notes or reference on the left, what is to be judged on the right."""
        yield TopLine("Debrief")
        with Horizontal(id="body"):
            with VerticalScroll(id="aside", can_focus=False):
                yield DebriefText(id="aside-text")
            with VerticalScroll(id="judging", can_focus=False):
                yield Static(id="question", markup=False)
                yield RubricRows(id="rubric")
                yield AxisRows(id="axes")
        yield NoticeLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin where something is open."""
        self._enter(self.place)
        self.set_interval(CLOCK_S, self._draw_clock)

    def on_resize(self) -> None:
        """There may be room for both sides now."""
        self.call_after_refresh(self._draw)

    # Drawing ----------------------------------------------------------------------------------------------------------

    def _enter(self, place: int) -> None:
        self.place = place
        stage, debrief = self.stage, self.running.debrief
        if stage.part is Part.PHASE:
            notes = debrief.run.phases[stage.phase].notes.strip()
            self._shows_reference = not notes
        self._draw()
        self.query_one("#aside", VerticalScroll).scroll_home(animate=False)
        self.query_one("#judging", VerticalScroll).scroll_home(animate=False)

    def _draw(self) -> None:
        stage, debrief = self.stage, self.running.debrief
        stages = stages_of(debrief)
        scenario = self.running.about.scenario
        self.rubric.display = stage.part is Part.PHASE
        self.axes.display = stage.part is Part.AXES
        self.query_one("#aside", VerticalScroll).display = self._has_aside
        where = {
            Part.GUESS: "Your guess",
            Part.CURVEBALL: "The curveball",
            Part.AXES: "Scores",
        }.get(stage.part) or debrief.run.setup.phases[stage.phase].title
        step = f"{self.place + 1} of {len(stages)}: {where}"
        wide = self.has_class("-wide")
        self.top_line.where = f"Debrief › {scenario.title} › {step}" if wide else f"Debrief › {step}"
        match stage.part:
            case Part.GUESS:
                self._draw_guess()
            case Part.PHASE:
                self._draw_phase(stage.phase)
            case Part.CURVEBALL:
                self._draw_curveball()
            case Part.AXES:
                self._draw_axes()
        self._draw_clock()
        self.notices.show(self._notice)
        self.refresh_bindings()

    @property
    def _has_aside(self) -> bool:
        """Whether the left side is there: on narrow screens only while it is asked for."""
        if self.stage.part in (Part.GUESS, Part.CURVEBALL):
            return False
        return not self.has_class("-narrow")

    def _draw_clock(self) -> None:
        left_ms = self.running.left_ms
        over = left_ms < 0
        text = f"{clock_text(abs(left_ms))} {'over: come to an end' if over else 'left'}"
        self.top_line.far = Content.styled(text, "$hard" if over else "$muted")

    def _draw_guess(self) -> None:
        width = max(self.query_one("#judging").content_size.width, 20)
        lines = [
            Content.styled("Before you see the reference: how did it go, overall?", "bold"),
            Content.styled("Guessing first shows how well you can tell. The weakest axis decides the band.", "$muted"),
            Content(""),
            *guess_lines(width),
        ]
        self.question.update(joined(lines))

    def _draw_phase(self, phase: int) -> None:
        debrief = self.running.debrief
        notes, reference = self._asides(phase)
        wide = self.has_class("-wide")
        self.aside.show((*notes, *reference) if wide else reference if self._shows_reference else notes)
        unfolded = phase in self._unfolded
        items = items_of(debrief, phase, all_of_them=unfolded)
        hidden = len(items_of(debrief, phase, all_of_them=True)) - len(items)
        more = f"  + {hidden} more" if hidden else ""
        self.question.update(Content.assemble(("What a strong answer has", "bold"), (more, "$muted")))
        self.rubric.show(debrief, items)

    def _asides(self, phase: int) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str], ...]]:
        run = self.running.debrief.run
        return notes_of(run, phase), reference_of(self.running.about.scenario, run.setup.phases[phase])

    def _draw_curveball(self) -> None:
        debrief = self.running.debrief
        shown = debrief.run.curveball
        ball = next((b for b in self.running.about.scenario.curveballs if shown and b.slug == shown.slug), None)
        lines = [
            Content.styled("The change that came", "$muted"),
            Content(visible(ball.text) if ball else ""),
            Content(""),
        ]
        if ball and ball.good:
            lines.append(Content.styled("A good reaction", "$muted"))
            lines += [Content(f"• {visible(point)}") for point in ball.good]
        judged = debrief.curveball.title if debrief.curveball else "not judged"
        lines += [Content(""), Content.assemble("How did you handle it?  ", (judged, "bold"))]
        self.question.update(joined(lines))

    def _draw_axes(self) -> None:
        self.axes.show(self.running.debrief)
        axis = self.axes.chosen
        self.aside.show(anchors_of(axis) if axis is not None else ())
        self.question.update(
            Content.assemble(("Your scores", "bold"), ("  1 to 4; a 3 or 4 takes a line that shows it", "$muted"))
        )

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys with the words of this stage."""
        words = debrief_keys.words_of(self.stage.part, reference_shown=self._shows_reference)
        return labelled(super().active_bindings, words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense at this stage is offered."""
        if action == "flip" and self.has_class("-wide"):
            return False
        return debrief_keys.is_possible(action, self.running.debrief, self.stage, first=self.place <= 1)

    # Keys -------------------------------------------------------------------------------------------------------------

    def _try(self, step: Callable[[], object]) -> bool:
        """Do something that is stored; what keeps it from that is told, and the same key tries again."""
        self._notice = None
        try:
            step()
        except PrepdeckError as error:
            self._notice = Notice(error.message, error.hint)
            self._draw()
            return False
        return True

    def action_judge(self, coverage: str) -> None:
        """Say how the item under the cursor (or the curveball) was covered."""
        judged = Coverage[coverage.upper()]
        if self.stage.part is Part.CURVEBALL:
            if self._try(lambda: self.running.judge_curveball(judged)):
                self._enter(self.place + 1)
            return
        placed = self.rubric.chosen
        if placed is not None and self._try(lambda: self.running.judge(placed.item.slug, judged)):
            self._after_judging()

    def _after_judging(self) -> None:
        """To the next open item; once all musts are judged the others unfold."""
        phase, debrief = self.stage.phase, self.running.debrief
        if is_done(debrief, self.stage):
            self._unfolded.add(phase)
        self._draw()
        items = self.rubric.items
        here = self.rubric.cursor or 0
        following = [*range(here + 1, len(items)), *range(here)]
        target = next((at for at in following if items[at].item.slug not in debrief.coverages), None)
        self.rubric.move((target if target is not None else min(here + 1, len(items) - 1)) - here)
        self.query_one("#judging", VerticalScroll).scroll_to(y=max(self.rubric.line_of(self.rubric.cursor or 0) - 4, 0))

    def action_take(self) -> None:
        """Take what is proposed in this phase."""
        if self._try(lambda: self.running.take_proposals(self.stage.phase)):
            self._after_judging()

    def action_number(self, value: int) -> None:
        """Guess the band, or score the axis under the cursor."""
        if self.stage.part is Part.GUESS:
            if self._try(lambda: self.running.guess(value)):
                self._enter(self.place + 1)
            return
        axis = self.axes.chosen
        if axis is None:
            return
        if value < STRONG or value > self.running.debrief.cap(axis.slug):
            self._score(axis.slug, value, None)
            return

        def shown_by(evidence: Evidence | None) -> None:
            if evidence is not None:
                self._score(axis.slug, value, evidence)

        lines = self.running.debrief.evidence_lines(axis.slug)
        self.app.push_screen(EvidenceScreen(axis.title, value, lines), shown_by)

    def _score(self, axis: str, value: int, evidence: Evidence | None) -> None:
        if self._try(lambda: self.running.score(axis, value, evidence)):
            self.axes.move(1)
            self._draw()

    def action_next(self) -> None:
        """On to the next stage, or close the debrief after the last."""
        debrief, stages = self.running.debrief, stages_of(self.running.debrief)
        if self.stage.part is Part.PHASE and not is_done(debrief, self.stage):
            self._notice = Notice("Judge the must items first.", "y said, p partly, x missed.")
            self._draw()
        elif self.stage.part is Part.PHASE and self.stage.phase not in self._unfolded:
            self._unfolded.add(self.stage.phase)
            self._after_judging()
        elif self.stage.part is not Part.AXES:
            self._notice = None
            self._enter(self.place + 1)
        elif (open_at := first_open(debrief)) < len(stages) - 1:
            self._notice = Notice("Something is still open here.", "Then the scores.")
            self._enter(open_at)
        elif (axis := self._unproven_axis()) is not None and not self._warned:
            self._warned = True
            self.axes.move(debrief.axes.index(axis) - (self.axes.cursor or 0))
            proposed = debrief.proposed_score(axis.slug)
            self._notice = Notice(
                f"{axis.title} would be {proposed}, and is {STRONG - 1} without evidence.",
                f"{proposed} gives it a line; enter leaves it so.",
            )
            self._draw()
        elif self._try(self.running.close):
            self.dismiss("closed")

    def _unproven_axis(self) -> Axis | None:
        """The first axis whose items propose more than stands, for want of a line that shows it."""
        debrief = self.running.debrief
        return next(
            (
                axis
                for axis in debrief.axes
                if axis.slug not in debrief.scores and (debrief.proposed_score(axis.slug) or 0) >= STRONG
            ),
            None,
        )

    def action_back(self) -> None:
        """Back to the stage before; the guess stands."""
        self._notice = None
        self._enter(max(self.place - 1, 1))

    def action_flip(self) -> None:
        """Your notes, or a strong answer."""
        self._shows_reference = not self._shows_reference
        self._draw()
        self.query_one("#aside", VerticalScroll).scroll_home(animate=False)

    def action_unfold(self) -> None:
        """Show the less important items too, or only the musts."""
        self._unfolded ^= {self.stage.phase}
        self._draw()

    def action_move(self, by: int) -> None:
        """To another row."""
        if self.stage.part is Part.PHASE:
            self.rubric.move(by)
        elif self.stage.part is Part.AXES:
            self.axes.move(by)
            self._draw()

    def action_undo(self) -> None:
        """Take back the last answer, and show it open again."""
        undone: list[bool] = []
        if self._try(lambda: undone.append(self.running.undo())):
            self._notice = Notice("Undone.") if undone[0] else Notice("There is nothing to undo in this debrief.")
            self._enter(min(self.place, first_open(self.running.debrief)))

    def action_leave(self) -> None:
        """Leave; everything is stored."""
        self.dismiss("left")

    @on(Rows.Picked)
    def _picked(self, message: Rows.Picked) -> None:
        message.rows.cursor = message.index
        message.rows.changed()
