"""The drill: one card after the other, each answered by a key."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.grading import Tick
from prepdeck.drills.session import Notice
from prepdeck.errors import PrepdeckError
from prepdeck.model.rating import Rating
from prepdeck.tui.behind import CodeCheck, CodeChecked, FilesRead, FileWatch
from prepdeck.tui.desk import CollectionDesk, DrillDesk
from prepdeck.tui.editing import edit_card, file_problem, notice_of_edit, write_code
from prepdeck.tui.patience import Patience
from prepdeck.tui.screens import drill_keys
from prepdeck.tui.stepping import step_of_many
from prepdeck.tui.widgets.card_view import CardView
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.notice import NoticeLine, unread_answer, unsaved
from prepdeck.tui.widgets.options import neighbour
from prepdeck.tui.widgets.progress import place_and_progress
from prepdeck.tui.widgets.prompt import prompt_content, waiting_content
from prepdeck.tui.widgets.rating_bar import RatingBar
from prepdeck.tui.widgets.rows import Rows
from prepdeck.tui.widgets.session_panel import SessionPanel

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.request import DrillRequest
    from prepdeck.tui.editing import Edited
    from prepdeck.tui.shell import Shell

CLOCK_S = 0.5
REREAD_S = 2.0


class DrillScreen(Screen[None]):
    """Draws the drill's state and hands each key to it; dismisses when the drill was left or is finished."""

    app: "Shell"
    CSS_PATH = "drill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*drill_keys.BINDINGS]
    AUTO_FOCUS = ""

    card = getters.query_one(CardView)
    ratings = getters.query_one(RatingBar)
    top_line = getters.query_one(TopLine)
    notices = getters.query_one(NoticeLine)
    waiting = getters.query_one("#waiting", Static)
    panel = getters.query_one(SessionPanel)

    def __init__(self, collection: "Collection", request: "DrillRequest", desk: DrillDesk | None = None) -> None:
        """Begin the drill; raises PrepdeckError when it cannot begin. `desk` stands for the collection in tests."""
        super().__init__()
        self._collection = collection
        self._desk = desk or CollectionDesk(collection, request)
        self.drill = self._desk.start()
        self._is_practice = request.cram
        self._notice: Notice | None = None
        self._files = FileWatch()
        self._edited: Edited | None = None
        self._patience = Patience(self, lambda: self._files.is_looking)
        self._check = CodeCheck()
        self._drafts: dict[str, str] = {}
        self._questions: dict[str, str] = {}
        self._is_summed_up = False

    def compose(self) -> ComposeResult:
        """Where and how far, the card, the ratings, the keys."""
        yield TopLine("Drill")
        with Horizontal(id="body"):
            yield CardView()
            yield Static(id="waiting", markup=False)
            yield SessionPanel()
        with Vertical(id="bottom"):
            yield NoticeLine()
            yield RatingBar()
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw the first card; from now on look at the clock and the files."""
        self._draw()
        self.set_interval(CLOCK_S, self._tick)
        self.set_interval(REREAD_S, self._reread)

    def on_screen_resume(self) -> None:
        """What lay above is gone; the drill may have ended beneath it."""
        if self.drill.state.stage is Stage.FINISHED and not self._is_summed_up:
            self._show_summary()

    # Drawing ------------------------------------------------------------------------------------------------------

    def _act(self, action: Callable[[], None]) -> None:
        """Do something and draw what came of it."""
        self._notice = None
        action()
        self._draw()

    def _tell(self, notice: Notice | None) -> None:
        """Say something that is not the drill's to say."""
        self._notice = notice
        self._draw()

    def _draw(self) -> None:
        state = self.drill.state
        if state.stage is Stage.FINISHED:
            self._show_summary()
            return
        self.card.display = state.attempt is not None
        self.waiting.display = state.attempt is None
        self.ratings.display = False
        if state.attempt is None:
            self.set_focus(None)
            self.waiting.update(waiting_content(state, self._desk.now_ms(), self._key_names()))
        else:
            self._draw_card(state.attempt)
        self.notices.show(self._notice or state.notice or unread_answer(state.attempt))
        self.panel.show(state, self._desk.now_ms())
        self._draw_top_line()
        self.refresh_bindings()

    def _draw_card(self, attempt: Attempt) -> None:
        """Draw the card; where its answer is typed, typing begins at once."""
        is_new = self.card.draw(attempt, self.drill.seconds_left())
        self._questions[attempt.shown.key] = attempt.face.question.partition("\n")[0]
        self.ratings.show(attempt)
        if not self.card.field.display:
            self.set_focus(None)
        elif is_new:
            self.set_focus(self.card.field.input)
        if self._check.is_running:
            self.card.say(Content.styled("Running the check …", "$accent"))
        elif attempt.is_committed:
            self.card.say(Content(""))
        else:
            self.card.say(prompt_content(attempt, self.is_typing, self._key_names()))

    def _key_names(self) -> dict[str, str]:
        """The key shown for each action (the first of several), as the user's keymap has it."""
        bindings = reversed(super().active_bindings.values())
        return {active.binding.action: self.app.get_key_display(active.binding) for active in bindings}

    def _draw_top_line(self) -> None:
        attempt = self.drill.state.attempt
        title = self._desk.deck_title(attempt.shown.card.note.deck) if attempt else ""
        progress = self.drill.progress()
        ends = place_and_progress(attempt, title, progress, self.size.width, practice=self._is_practice)
        self.top_line.where, self.top_line.far = ends

    def _show_summary(self) -> None:
        from prepdeck.tui.screens.summary import SummaryScreen

        def left(wish: Literal["undo", "leave"] | None) -> None:
            self._is_summed_up = False
            if wish == "undo":
                self._act(self.drill.undo)
            else:
                self.dismiss(None)

        if self.is_current:
            self._is_summed_up = True
            self.app.push_screen(SummaryScreen(self.drill.state, self._desk.now_ms(), self._questions), left)

    # Time and files -----------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Half a second has passed: clocks go on, a learning card may have come back."""
        if not self.is_current:
            return
        attempt = self.drill.state.attempt
        if self.drill.state.stage is Stage.WAITING:
            self.drill.wake()
            self._draw()
        elif attempt:
            self.card.clock.show(attempt, self.drill.seconds_left())
        self._draw_top_line()

    def _reread(self) -> None:
        self._patience.begin()
        self._files.look(self, self._desk)

    @on(FilesRead)
    def _files_read(self, message: FilesRead) -> None:
        """Draw an edited card anew; what was done with it stays where it still fits."""
        if self._files.looked():
            self._reread()
            return
        edited, self._edited = self._edited, None
        if isinstance(message.error, PrepdeckError):
            self._tell(Notice(message.error.message, message.error.hint))
        elif message.error:
            raise message.error
        elif edited is not None:
            self._act(self.drill.refresh)
            self._tell(notice_of_edit(self._desk, edited))
        elif message.changed:
            self._act(self.drill.refresh)
            self._tell(file_problem(self._desk, self.drill.state.attempt))

    # Keys, clicks, typed answers --------------------------------------------------------------------------------

    @property
    def is_typing(self) -> bool:
        """Whether keys go into the answer."""
        return isinstance(self.focused, Input)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys with the words of this moment."""
        labels = drill_keys.shown_keys(self.drill.state, typing=self.is_typing, busy=self._check.is_running)
        return labelled(super().active_bindings, labels)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense at this moment is offered."""
        if action not in drill_keys.ACTIONS:
            return True
        what = str(parameters[0]) if action == "do" else action
        return drill_keys.is_possible(what, self.drill.state, busy=self._is_busy)

    @property
    def _is_busy(self) -> bool:
        """Whether a check runs, or many cards are being changed: the card waits for it."""
        return self._check.is_running or self.app.changes.is_busy

    def on_stepped(self) -> None:
        """Many cards were changed: the one on screen may be among them."""
        self._act(self.drill.refresh)

    def action_advance(self) -> None:
        """The obvious next thing."""
        attempt = self.drill.state.attempt
        if attempt and self.card.field.display:
            self.set_focus(self.card.field.input)
            self._draw()
        elif attempt and attempt.stage is Stage.ASKING and attempt.face.several:
            self._act(self.drill.toggle)
        elif attempt and attempt.stage is Stage.ASKING and attempt.face.options and not attempt.chosen:
            self._tell(Notice("Choose one first.", "Its letter, j, k or a click does."))
        elif attempt and attempt.proposal is not None:
            self.action_rate(attempt.proposal)
        else:
            self._act(self.drill.advance)

    def action_accept(self) -> None:
        """Give the answer, or take the proposed rating."""
        attempt = self.drill.state.attempt
        if attempt and attempt.stage is Stage.TICKING and attempt.proposal is None:
            self._tell(Notice("Grade each item first, or rate with 1-4."))
        elif attempt and attempt.stage is Stage.ASKING and attempt.face.several:
            self._act(self.drill.commit)
        else:
            self.action_advance()

    def action_rate(self, rating: int) -> None:
        """Rate the card; what could not be stored stays on screen and says so."""
        before = self.drill.state
        self._act(lambda: self.drill.rate(Rating(rating)))
        self._tell(unsaved(before, self.drill.state))

    def action_tick(self, mark: str) -> None:
        """Grade the item under the cursor."""
        self._act(lambda: self.drill.tick(Tick[mark.upper()]))

    def action_choose(self, index: int) -> None:
        """Choose an option: one of several is added or taken back, a single one is pointed at."""
        attempt = self.drill.state.attempt
        if attempt is None or attempt.stage is not Stage.ASKING or index >= len(attempt.face.options):
            return
        if attempt.face.several or index not in attempt.chosen:
            self._act(lambda: self.drill.toggle(index))

    def action_move(self, by: int) -> None:
        """Move over items or options; without any, scroll."""
        attempt = self.drill.state.attempt
        if attempt and attempt.stage is Stage.ASKING and attempt.face.options and not attempt.face.several:
            self.action_choose(neighbour(attempt, by))
        elif attempt and (attempt.stage is Stage.TICKING or (attempt.face.options and not attempt.is_committed)):
            self._act(lambda: self.drill.move(by))
        else:
            self.card.scroll_relative(y=by, animate=False)

    def action_scroll(self, to: Literal["top", "bottom", "up", "down"]) -> None:
        """Scroll to the top, to the bottom, or a page up or down."""
        self.card.scroll_far(to)

    def action_do(self, what: str) -> None:
        """What the drill does by itself; an undo of many cards is done away from the event loop, and drawn after it."""
        if step := step_of_many(self._desk, what):
            self.app.step(step)
            self.refresh_bindings()
            return
        self._act(drill_keys.doings(self.drill)[what])
        self._tell(drill_keys.told_after(what, self.drill.state))

    def action_leave(self) -> None:
        """Back one level: stop a check, leave the field, end the drill, which says what was done if anything was."""
        if self._check.is_running:
            self._check.stop()
            self._tell(Notice("The check was stopped.", "What you wrote is kept: w opens it again."))
        elif self.is_typing:
            self.set_focus(None)
            self._draw()
        elif self.drill.state.history:
            self._act(self.drill.finish)
        else:
            self.dismiss(None)

    def action_info(self) -> None:
        """What is known of this card."""
        from prepdeck.tui.screens.info import InfoScreen

        if attempt := self.drill.state.attempt:
            try:
                details = self._desk.details(attempt.shown.key)
            except PrepdeckError as error:
                self._tell(Notice(error.message, error.hint))
            else:
                self.app.push_screen(InfoScreen(details, with_labels=attempt.is_committed))

    def action_edit(self) -> None:
        """Edit the card here; it is drawn anew on return."""
        from prepdeck.tui.note_opening import edit_note

        def edited(_: str | None) -> None:
            self.post_message(FilesRead(True))

        if attempt := self.drill.state.attempt:
            edit_note(self.app, self._collection, attempt.shown.key, edited)

    def action_edit_outside(self) -> None:
        """Edit the card in the user's own editor."""
        if attempt := self.drill.state.attempt:
            edited = edit_card(self.app, self._desk, attempt.shown.key)
            if isinstance(edited, Notice):
                self._tell(edited)
                return
            self._edited = edited
            self._patience.begin()
            self._files.look(self, self._desk, surely=True)

    def action_write(self) -> None:
        """Write the code in the editor, then have its check run."""
        if attempt := self.drill.state.attempt:
            written = write_code(self.app, attempt, self._drafts)
            if isinstance(written, Notice):
                self._tell(written)
            else:
                self._check.start(self, self._desk, attempt.shown.card, written)
                self._draw()

    @on(CodeChecked)
    def _code_checked(self, message: CodeChecked) -> None:
        attempt = self.drill.state.attempt
        if self._check.ends_with(message) and attempt and attempt.shown.key == message.key:
            self._act(lambda: self.drill.submit_code(message.code, message.trial))

    @on(RatingBar.Rated)
    def _rated(self, message: RatingBar.Rated) -> None:
        if not self._is_busy:
            self.action_rate(message.rating)

    @on(Rows.Picked)
    def _picked(self, message: Rows.Picked) -> None:
        """A click chooses an option, or says that an item was had; once more, that it was not."""
        attempt = self.drill.state.attempt
        if attempt and attempt.stage is Stage.TICKING:
            mark = Tick.MISSED if attempt.ticks[message.index] is Tick.HAD else Tick.HAD
            self._act(lambda: self.drill.tick(mark, message.index))
        else:
            self.action_choose(message.index)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        self._act(lambda: self.drill.submit(message.value))

    def on_descendant_focus(self) -> None:
        """Keys are typed now."""
        self._draw()
