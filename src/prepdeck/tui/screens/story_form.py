"""A story in a form: one field at a time with what belongs there, words and speaking time counted while one types."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static, TextArea

from prepdeck.errors import PrepdeckError
from prepdeck.stories.form import FIELDS, NEW_CLAIM, FormField, FormProblem
from prepdeck.stories.speaking import speaking_of, words_for
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.latest import JobFailed, Latest
from prepdeck.tui.patience import Patience
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.story_form import FieldRail

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from prepdeck.model.story import Story
    from prepdeck.study.collection import Collection
    from prepdeck.study.story_form import FormFinding
    from prepdeck.tui.shell import Shell

LOOK_S = 0.4
"""After so long without typing the numbers are looked over."""
_MOST_FINDINGS = 3


class StorySaved(Message):
    """The story is in its file, as these texts say."""

    def __init__(self, story: "Story", texts: dict[str, str]) -> None:
        super().__init__()
        self.story = story
        self.texts = texts


class StoryFormScreen(Screen[None]):
    """Fields on the left, the one being written on the right, and below it what an interviewer would ask."""

    app: "Shell"
    CSS_PATH = "story_form.tcss"
    AUTO_FOCUS = "TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Save", id="form.save", tooltip="Check the story and write its file"),
        Binding("tab,f5", "field(1)", "Next field", id="form.next", tooltip="The next field"),
        Binding("shift+tab,f6", "field(-1)", "Field before", id="form.previous", tooltip="The field before"),
        Binding("ctrl+t", "claim", "New claim", id="form.claim", tooltip="Put in the lines of a claim"),
        Binding("escape", "leave", "Back", id="form.leave", tooltip="Back; what is not saved is asked about"),
        Binding("f1", "app.help", "Help", id="form.help", tooltip="Show every key of this screen"),
    ]

    rail = getters.query_one(FieldRail)
    editor = getters.query_one(TextArea)
    guide = getters.query_one("#guide", Static)
    meter = getters.query_one("#meter", Static)
    findings = getters.query_one("#findings", Static)

    def __init__(self, collection: "Collection", story: "Story | None", competency: str = "") -> None:
        super().__init__()
        from prepdeck.study.story_form import texts_of

        self._collection = collection
        self._story = story
        self.texts: dict[str, str] = texts_of(story)
        if competency and not self.texts["competencies"]:
            self.texts["competencies"] = f"{competency} strong"
        self._saved = dict(self.texts)
        self._saves = Latest(self, "save a story")
        self._patience = Patience(self, lambda: self._saves.is_busy, "saving …")
        self._place = 0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The rail, and the field being written."""
        name = self._story.title if self._story else "New story"
        yield TopLine(f"Stories › {one_line(name, 60)}")
        with Horizontal(id="body"):
            yield FieldRail(id="rail")
            with Vertical(id="right"):
                yield Static(id="guide", markup=False)
                yield TextArea(compact=True)
                yield Static(id="meter", markup=False)
                yield Static(id="findings", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first field that lacks something, and say what saving would not keep."""
        places = range(len(FIELDS))
        empty = (place for place in places if FIELDS[place].needed and not self.texts[FIELDS[place].key].strip())
        self._enter(next(empty, 0))
        self._look()
        if self._story is not None:
            from prepdeck.study.story_files import lost_comments

            lost = lost_comments(Path(self._story.path))
            if lost:
                comments = f"{lost} comment{'s' * (lost != 1)}"
                self.app.tell(f"Saving here does not keep {comments} of this file; w on the page before does.")

    @property
    def field(self) -> FormField:
        """The field that is being written."""
        return FIELDS[self._place]

    def _enter(self, place: int) -> None:
        self._place = place % len(FIELDS)
        field = self.field
        with self.prevent(TextArea.Changed):
            self.editor.load_text(self.texts[field.key])
        self.editor.move_cursor(self.editor.document.end)
        guide = Content.assemble((field.name, "bold"), "  ", (field.guide, "$muted"))
        from prepdeck.study.story_form import name_words

        if names := name_words(self._collection, field.key):
            guide = Content.assemble(guide, "\n", (names, "$muted"))
        self.guide.update(guide)
        self._count()
        self.refresh_bindings()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Count at once, and look the numbers over when typing stops."""
        event.stop()
        self.texts[self.field.key] = event.text_area.text
        self._count()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(LOOK_S, self._look)

    def _count(self) -> None:
        field, text = self.field, self.texts[self.field.key]
        self.rail.show(self.texts, self._place)
        self.query_one(TopLine).far = "not saved" if self.texts != self._saved else ""
        if not field.seconds:
            self.meter.update("")
            return
        speaking = speaking_of(text)
        least, most = words_for(field.seconds)
        over = speaking.words - most
        if not speaking.words:
            told = f"{least} to {most} words fit into {field.seconds} seconds"
        elif over > 0:
            told = f"{speaking.words} words, {over} more than fit into {field.seconds} seconds"
        else:
            told = f"{speaking.words} words, {speaking.span_text} aloud"
        self.meter.update(Content.styled(told, "$hard bold" if over > 0 else "$muted"))

    def _look(self) -> None:
        """Show what an interviewer would ask about, first what is in this field."""
        from prepdeck.study.story_form import findings_of

        found = findings_of(self._collection, self._story, self.texts)
        here = [one for one in found if one.field == self.field.key]
        shown = [*here, *(one for one in found if one not in here)]
        lines = [_finding_line(one, one in here) for one in shown[:_MOST_FINDINGS]]
        if len(shown) > _MOST_FINDINGS:
            lines.append(Content.styled(f"and {len(shown) - _MOST_FINDINGS} more", "$muted"))
        self.findings.update(Content("\n").join(lines))

    # Keys -----------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Claims are put in where they belong."""
        return action != "claim" or self.field.key == "claims"

    def action_field(self, by: int) -> None:
        """Another field."""
        self._enter(self._place + by)
        self._look()

    def action_claim(self) -> None:
        """Put in the lines of a claim, with the cursor on its first."""
        text = self.editor.text.rstrip()
        start = f"{text}\n\n" if text else ""
        self.editor.load_text(f"{start}{NEW_CLAIM}")
        self.editor.move_cursor((start.count("\n"), len("claim: ")))

    def action_save(self) -> None:
        """Write the file; what keeps it from being one is told, at its field."""
        if self._saves.is_busy:
            return
        collection, story, texts = self._collection, self._story, dict(self.texts)

        def job() -> Message:
            from prepdeck.study.story_form import save_form

            return StorySaved(save_form(collection, story, texts), texts)

        self._patience.begin()
        self._saves.want(job)

    @on(StorySaved)
    def _has_saved(self, message: StorySaved) -> None:
        self._story, self._saved = message.story, message.texts
        self._count()
        self.query_one(TopLine).where = f"Stories › {one_line(self._story.title, 60)}"
        self.app.tell("Saved, readable by you alone. Its cards come up in your next drill.")

    @on(JobFailed)
    def _has_not_saved(self, message: JobFailed) -> None:
        problem = message.error
        if isinstance(problem, FormProblem):
            self._enter(next(place for place, field in enumerate(FIELDS) if field.key == problem.field))
            self.app.tell(f"Not saved. {problem}", severity="warning")
        elif isinstance(problem, PrepdeckError):
            self.app.complain(problem)
        else:
            raise problem

    def action_leave(self) -> None:
        """Back; what is not saved is asked about."""
        if self.texts == self._saved:
            self.dismiss()
            return

        def answer(drop: bool | None) -> None:
            if drop:
                self.dismiss()

        text = "What you typed since the last ctrl+s would be lost."
        self.app.push_screen(
            MessageScreen("Leave without saving?", text, "", "Go on writing", "Leave"), _inverted(answer)
        )


def _inverted(answer: "Callable[[bool | None], None]") -> "Callable[[bool | None], None]":
    """Enter keeps what was typed; only the second button drops it."""

    def inverted(keep: bool | None) -> None:
        answer(keep is False)

    return inverted


def _finding_line(finding: "FormFinding", here: bool) -> Content:
    name = "" if here else f"{finding.name}: "
    return Content.assemble(("! ", "$hard bold"), (name, "$muted"), visible(finding.message))
