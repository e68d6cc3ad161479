"""The behavioral round: stories against competencies, what is missing, and the way to rehearse it."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from prepdeck.errors import PrepdeckError
from prepdeck.stories.advice import advice_lines
from prepdeck.study.request import RehearsalRequest
from prepdeck.text.safe import one_line
from prepdeck.tui.latest import JobFailed, Latest
from prepdeck.tui.patience import Patience
from prepdeck.tui.screens.reading import ReadingScreen
from prepdeck.tui.telling import open_rehearsal
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.labelled import Labelled, LabelledLines
from prepdeck.tui.widgets.rows import Rows
from prepdeck.tui.widgets.story_matrix import MatrixRows, StoryRows

if TYPE_CHECKING:
    from prepdeck.model.story import Story
    from prepdeck.stories.matrix import MatrixRow
    from prepdeck.study.collection import Collection
    from prepdeck.study.stories import Shelf
    from prepdeck.tui.shell import Shell

_MOST_QUESTIONS = 5
_QUESTION_WIDTH = 300
EMPTY = (
    "Your stories will stand here: what you did, against what a behavioral round judges, with the holes. They stay on "
    "this machine, readable by you alone."
)


class ShelfRead(Message):
    """The stories and what belongs to them, as they stand now."""

    def __init__(self, shelf: "Shelf") -> None:
        super().__init__()
        self.shelf = shelf


class StoriesScreen(ReadingScreen):
    """The matrix above, the stories under it, and beside them what to do about the holes."""

    app: "Shell"
    CSS_PATH = "stories.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "rehearse", "Rehearse", id="stories.rehearse", tooltip="Rehearse what the cursor is on"),
        Binding("n", "new", "New story", id="stories.new", tooltip="Write a new story"),
        Binding("e", "edit", "Edit", id="stories.edit", tooltip="Edit this story in a form with counts"),
        Binding("p", "pitch", "Pitch", id="stories.pitch", tooltip="Introduce yourself in 30, 60 or 120 seconds"),
        Binding("a", "questions", "Ask them", id="stories.questions", tooltip="Questions to put to the interviewer"),
        Binding("tab", "other_list", "Stories", show=False, id="stories.list", tooltip="From competencies to stories"),
        Binding(
            "d", "draw", "Any question", show=False, id="stories.draw", tooltip="Rehearse a question that is drawn"
        ),
        Binding("w", "editor", "In your editor", show=False, id="stories.editor", tooltip="Open the file in $EDITOR"),
        Binding("j,down", "move(1)", "Down", show=False, id="stories.down", tooltip="Next row"),
        Binding("k,up", "move(-1)", "Up", show=False, id="stories.up", tooltip="Previous row"),
        Binding("g,home", "move(-99)", "First", show=False, id="stories.top", tooltip="First row"),
        Binding("G,end", "move(99)", "Last", show=False, id="stories.end", tooltip="Last row"),
        Binding("escape,q", "dismiss", "Back", show=False, id="stories.leave", tooltip="Back to where you came from"),
    ]

    matrix_rows = getters.query_one(MatrixRows)
    story_rows = getters.query_one(StoryRows)

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        self._collection = collection
        self.shelf: Shelf | None = None
        """What is shown; None until it was read."""
        self._among_stories = False
        self._reads = Latest(self, "read stories")
        self._patience = Patience(self, lambda: self._reads.is_busy)

    def compose(self) -> ComposeResult:
        """Matrix and stories on the left, what to do on the right or below."""
        yield TopLine("prepdeck › Stories")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(EMPTY, id="empty", markup=False)
            with Vertical(id="main"):
                yield Static(id="head", markup=False)
                yield MatrixRows(id="matrix")
                yield StoryRows(id="stories")
            with Vertical(id="side"):
                yield LabelledLines(id="advice")
                yield LabelledLines(id="questions")
        yield KeyLine()

    def read_again(self) -> None:
        """Stories may have been told, or written, meanwhile; read behind the screen."""
        collection = self._collection

        def job() -> Message:
            from prepdeck.study.refreshing import refresh
            from prepdeck.study.stories import shelf_of

            refresh(collection)
            return ShelfRead(shelf_of(collection))

        self._patience.begin()
        self._reads.want(job)

    @on(ShelfRead)
    def _take(self, message: ShelfRead) -> None:
        self.shelf = message.shelf
        self.show_again()

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        if not isinstance(message.error, PrepdeckError):
            raise message.error
        self.app.complain(message.error)

    def show_again(self) -> None:
        """Matrix, stories and what to do about the holes."""
        shelf = self.shelf
        if shelf is None:
            return
        stories, matrix = shelf.stories, shelf.matrix
        holes = len(matrix.holes)
        self.query_one(TopLine).far = (
            f"{len(stories)} {'story' if len(stories) == 1 else 'stories'} · {holes} hole{'s' * (holes != 1)}"
            if stories
            else "no story yet"
        )
        self.query_one("#empty").display = not stories
        self.story_rows.display = bool(stories)
        if not stories:
            self._among_stories = False
        self.matrix_rows.show(matrix)
        self.query_one("#head", Static).update(self.matrix_rows.head(self.matrix_rows.content_size.width))
        self.story_rows.show(shelf)
        wide = self.has_class("-wide")
        self.query_one("#advice", LabelledLines).show(_advice(shelf), headings=wide)
        self.query_one("#questions", LabelledLines).show(_questions(shelf), headings=wide)
        self._point(self._cursor or 0)
        self.refresh_bindings()

    # Moving ---------------------------------------------------------------------------------------------------------

    @property
    def _rows(self) -> Rows:
        return self.story_rows if self._among_stories else self.matrix_rows

    @property
    def _cursor(self) -> int | None:
        return self._rows.cursor

    def _point(self, place: int) -> None:
        """The cursor on a row of the list one is in, and in sight."""
        shelf = self.shelf
        count = len(shelf.stories if self._among_stories else shelf.matrix.rows) if shelf else 0
        other = self.matrix_rows if self._among_stories else self.story_rows
        other.cursor = None
        self._rows.cursor = max(0, min(place, count - 1)) if count else None
        self.matrix_rows.changed()
        self.story_rows.changed()
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        page, rows = self.query_one("#page", VerticalScroll), self._rows
        if rows.cursor is None:
            return
        line = rows.virtual_region.y + rows.line_of(rows.cursor)
        if rows.cursor == 0 and not self._among_stories:
            page.scroll_home(animate=False)
        elif not page.scroll_y <= line < page.scroll_y + page.size.height - 2:
            page.scroll_to(y=max(0, line - page.size.height // 2), animate=False)

    def action_move(self, by: int) -> None:
        """Another row; from the last competency down to the stories, and back up."""
        shelf, place = self.shelf, (self._cursor or 0) + by
        if shelf is None:
            return
        if not self._among_stories and by == 1 and place >= len(shelf.matrix.rows) and shelf.stories:
            self._among_stories, place = True, 0
        elif self._among_stories and by == -1 and place < 0:
            self._among_stories, place = False, len(shelf.matrix.rows) - 1
        self._point(place)
        self.refresh_bindings()

    def action_other_list(self) -> None:
        """From the competencies to the stories and back."""
        if self.shelf is not None and self.shelf.stories:
            self._among_stories = not self._among_stories
            self._point(0)
            self.refresh_bindings()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """A row was clicked; the one under the cursor is rehearsed."""
        event.stop()
        self._among_stories = event.rows is self.story_rows
        again = event.rows.cursor == event.index
        self._point(event.index)
        self.refresh_bindings()
        if again:
            self.action_rehearse()

    # Keys -----------------------------------------------------------------------------------------------------------

    @property
    def _story(self) -> "Story | None":
        """The story under the cursor, or the one that shows most of the competency under it."""
        shelf, place = self.shelf, self._cursor
        if shelf is None or place is None:
            return None
        if self._among_stories:
            return shelf.stories[place]
        shown = shelf.matrix.shown_by(shelf.matrix.rows[place].name)
        return shown[0] if shown else None

    @property
    def _competency(self) -> "MatrixRow | None":
        shelf, place = self.shelf, self._cursor
        return None if shelf is None or place is None or self._among_stories else shelf.matrix.rows[place]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what can be done now."""
        if action in ("edit", "editor"):
            return self._story is not None
        if action == "other_list":
            return bool(self.shelf and self.shelf.stories)
        if action in ("rehearse", "draw"):
            return bool(self.shelf and self.shelf.questions)
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What Enter rehearses is said in words."""
        words = {"rehearse": "Tell it" if self._among_stories else "Rehearse"}
        return labelled(super().active_bindings, words)

    def action_rehearse(self) -> None:
        """Rehearse a question on this competency, or with this story."""
        row, story = self._competency, self._story
        if row is not None:
            open_rehearsal(self.app, RehearsalRequest(row.name))
        elif story is not None:
            best = next((shown.name for shown in story.competencies if shown.strength == "strong"), "")
            open_rehearsal(self.app, RehearsalRequest(best, story.slug))

    def action_draw(self) -> None:
        """Rehearse a question that is drawn, what was really asked first."""
        open_rehearsal(self.app, RehearsalRequest())

    def action_pitch(self) -> None:
        """Introduce yourself."""
        from prepdeck.study.rehearsing import pitches_of

        lengths = list(pitches_of(self._collection))
        seconds = 60 if 60 in lengths or not lengths else lengths[0]
        open_rehearsal(self.app, RehearsalRequest(pitch=seconds))

    def action_questions(self) -> None:
        """Questions to put to the interviewer."""
        from prepdeck.tui.screens.own_questions import OwnQuestionsScreen

        self.app.push_screen(OwnQuestionsScreen(self._collection))

    def action_new(self) -> None:
        """Write a new story; on a hole it begins with that competency."""
        from prepdeck.tui.screens.story_form import StoryFormScreen

        row = self._competency
        self.app.push_screen(StoryFormScreen(self._collection, None, row.name if row else ""))

    def action_edit(self) -> None:
        """Edit the story in a form."""
        from prepdeck.tui.screens.story_form import StoryFormScreen

        if (story := self._story) is not None:
            self.app.push_screen(StoryFormScreen(self._collection, story))

    def action_editor(self) -> None:
        """Open its file in the user's editor."""
        from prepdeck.tui.editor import edit_file

        if (story := self._story) is not None:
            try:
                edit_file(self.app, Path(story.path), story.line)
            except PrepdeckError as error:
                self.app.complain(error)
            self.read_again()


def _advice(shelf: "Shelf") -> list[Labelled]:
    if not shelf.stories:
        return [
            Labelled(Content.styled("Nothing is judged before there is one.", "$muted"), "STORIES", "write one", "new")
        ]
    lines = advice_lines(shelf.matrix)
    return [
        Labelled(Content(one_line(line, _QUESTION_WIDTH)), "" if place else "TO DO", hang=2)
        for place, line in enumerate(lines)
    ]


def _questions(shelf: "Shelf") -> list[Labelled]:
    questions = shelf.unanswered if shelf.stories else []
    lines = []
    for place, question in enumerate(questions[:_MOST_QUESTIONS]):
        mark = ("asked for real  ", "$hard") if question.asked_at else ("", "")
        text = Content.assemble(mark, one_line(question.text, _QUESTION_WIDTH))
        lines.append(Labelled(text, "" if place else "NO ANSWER", hang=2))
    if len(questions) > _MOST_QUESTIONS:
        more = f"and {len(questions) - _MOST_QUESTIONS} more questions that no story answers"
        lines.append(Labelled(Content.styled(more, "$muted")))
    return lines
