"""The editor of one note: its YAML or a form on the left, the card as it will look on the right."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from prepdeck.errors import PrepdeckError
from prepdeck.model.card import cards_of
from prepdeck.model.card_state import NEW_CARD
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.latest import JobFailed, Latest
from prepdeck.tui.screens.edit_saving import EditSaving
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.card_preview import CardPreview
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.note_fields import NoteField, NoteFields
from prepdeck.tui.widgets.problem_lines import ProblemLines
from prepdeck.tui.widgets.yaml_area import YamlArea

if TYPE_CHECKING:
    from textual.timer import Timer

    from prepdeck.library.note_entry import CheckedEntry, EntryCheck
    from prepdeck.model.note import Note
    from prepdeck.model.problem import Problem
    from prepdeck.study.collection import Collection
    from prepdeck.study.note_editing import NoteOnDesk

PAUSE_S = 0.15
"""How long after a key the text is checked and its draft kept."""


class Checked(Message):
    """The reader's word on a text; `note` is what it gives, else what the one in the file does."""

    def __init__(self, text: str, checked: "CheckedEntry", note: "Note | None") -> None:
        super().__init__()
        self.text = text
        self.checked = checked
        self.note = note


def _key(keys: str, action: str, label: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    """A key before the editor's own: typing never triggers a command, and no command is lost to typing."""
    return Binding(keys, action, label, show=show, priority=True, id=f"edit.{name}", tooltip=tooltip)


class EditScreen(EditSaving):
    """Dismisses with the key of what was saved last, or an empty text; with `key!again` another note is wanted."""

    CSS_PATH = "edit.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("ctrl+s", "save", "Save", "save", "Save the note into its file"),
        _key("f4", "form", "Form", "form", "Write in a form, or in YAML"),
        _key("f3", "problem", "Next problem", "problem", "To the next problem"),
        _key("ctrl+n", "again", "Save, next", "again", "Save the note and write another one into the same deck"),
        _key("escape", "leave", "Back", "back", "Back; what is not saved is asked about"),
        _key("f1", "app.help", "Help", "help", "Show every key of this screen"),
        _key("f5", "outside", "In $EDITOR", "outside", "Open the file in your own editor", show=False),
        _key("f6", "look('up')", "Card up", "card_up", "Scroll the card up", show=False),
        _key("f7", "look('down')", "Card down", "card_down", "Scroll the card down", show=False),
    ]

    top_line = getters.query_one(TopLine)
    area = getters.query_one(YamlArea)
    fields = getters.query_one(NoteFields)
    preview = getters.query_one(CardPreview)
    card_title = getters.query_one("#card-title", Static)
    told = getters.query_one("#told", Static)

    def __init__(self, collection: "Collection", desk: "NoteOnDesk", *, form: bool = False) -> None:
        super().__init__(collection, desk)
        self._begins_with_form = form
        self._checks = Latest(self, "check a note")
        self._check: EntryCheck | None = None
        self._readable: Note | None = None
        self._pause: Timer | None = None
        self._checked: CheckedEntry | None = None
        self._is_form = False
        self._asked = self._text
        """The text that was sent to be checked last."""

    def compose(self) -> ComposeResult:
        """What is written, the card, what there is to say."""
        yield TopLine()
        with Container(id="body"):
            with Vertical(id="writing"):
                yield YamlArea(self._text, id="yaml")
                yield NoteFields(id="form")
            with VerticalScroll(id="card", can_focus=False):
                yield Static(id="card-title", markup=False)
                yield CardPreview(id="preview")
        yield Static(id="told", markup=False)
        yield KeyLine()

    async def on_mount(self) -> None:
        """Take a draft up where it was left, and begin to write."""
        from prepdeck.study.note_editing import read_draft

        self.fields.display = False
        draft = read_draft(self._collection, self._desk)
        if draft is not None:
            self._text = self._asked = draft.text
            self.area.load_text(draft.text)
            older = " The note in the file was changed since." if draft.is_older else ""
            self._tell(f"Your draft, not saved yet.{older}", "esc can discard it")
        elif self._desk.is_copy:
            self._tell("A built-in card: saving writes your own copy", f"to {self._desk.path.name}")
        else:
            self._tell("")
        self.area.focus()
        self._look()
        if self._begins_with_form:
            await self.action_form()

    def on_unmount(self) -> None:
        """However the screen ends, nothing that was typed is lost."""
        if self.is_dirty:
            self.keep_draft()

    # Text and its check -------------------------------------------------------------------------------------------

    @on(TextArea.Changed, "#yaml")
    def _typed(self, event: TextArea.Changed) -> None:
        if not self._is_form and event.text_area.text != self._asked:
            self._take(event.text_area.text)

    @on(NoteField.Changed)
    def _filled_in(self, message: NoteField.Changed) -> None:
        from prepdeck.library.note_form import with_value

        if self._is_form:
            changed = with_value(self._text, message.field, message.value)
            if changed != self._text:
                self._take(changed)

    def take_typed(self) -> None:
        """What stands in the editor counts, even where its message is still on the way."""
        if not self._is_form and self.is_mounted:
            self._text = self.area.text

    def _take(self, text: str) -> None:
        self._text = self._asked = text
        self._show_state()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_S, self._look)

    def _look(self) -> None:
        """Have the text checked and its draft kept, away from the event loop."""
        text, desk = self._text, self._desk

        def job() -> Message:
            check = self._check = self._check or desk.check()
            checked = check.of(text)
            if checked.note is not None or self._readable is None:
                self._readable = checked.note or check.of(desk.entry.text).note
            self.keep_draft_of(text)
            return Checked(text, checked, self._readable)

        self._checks.want(job)

    @on(Checked)
    def _show_checked(self, message: Checked) -> None:
        if message.text != self._text:
            return
        self._checked = message.checked
        self._show_problems()
        cards = cards_of(message.note) if message.note is not None else ()
        self.preview.show([(card, NEW_CARD) for card in cards])
        many = f", {counted(len(cards), 'card')}" if len(cards) > 1 else ""
        if message.checked.note is not None:
            self.card_title.update(Content.styled(f"The card as it will look{many}", "$muted"))
        elif cards:
            self.card_title.update(Content.styled("The card as it last could be read", "$hard"))
        else:
            self.card_title.update(Content.styled("The card shows here once it can be read.", "$muted"))
        self._show_state()

    def _problems(self) -> "tuple[Problem, ...]":
        """What is wrong with what is written; a new note that is empty is no mistake yet."""
        is_untouched = self._desk.key is None and not self.is_dirty
        return self._checked.problems if self._checked and not is_untouched else ()

    def _show_problems(self) -> None:
        problems = self._problems()
        if not self._is_form:
            self.area.show_problems(problems)
            return
        from prepdeck.library.note_form import field_of

        self.fields.show_problems([(field_of(problem, self._text), problem) for problem in problems])

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        if not isinstance(message.error, PrepdeckError):
            raise message.error
        self._tell(message.error.message, message.error.hint)

    def _show_state(self) -> None:
        name = self._desk.key.partition("/")[2] if self._desk.key else f"new {self._desk.kind} note"
        self.top_line.where = f"{self._title()} › {one_line(name, 50)}"
        errors = self._checked.errors if self._checked and self._problems() else 0
        saved = "not saved" if self.is_dirty else "saved" if self._saved_key else ""
        parts = [(counted(errors, "error"), "$again")] if errors else []
        pieces = [
            Content.styled(*part) for part in (*parts, (saved, "$hard" if self.is_dirty else "$muted")) if part[0]
        ]
        self.top_line.far = Content(" · ").join(pieces)
        self.refresh_bindings()

    def _title(self) -> str:
        titles = {deck.slug: deck.title for deck in self._collection.decks}
        return one_line(titles.get(self._desk.deck, self._desk.title or self._desk.deck), 50)

    def _tell(self, text: str, hint: str = "") -> None:
        self.told.display = bool(text)
        self.told.update(Content.assemble(visible(text), (f"  {visible(hint)}" if hint else "", "$muted")))

    def _reopen(self, desk: "NoteOnDesk", *, keep_text: bool) -> None:
        """Go on with the note as it stands in its file now, or with what was typed since."""
        self._desk, self._check = desk, None
        if not keep_text and desk.entry.text != self._text:
            self._text = self._asked = desk.entry.text
            if not self._is_form:
                place = self.area.cursor_location
                self.area.load_text(self._text)
                self.area.move_cursor(place)
        self._look()

    # Keys ---------------------------------------------------------------------------------------------------------

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys with the words of this moment."""
        return labelled(super().active_bindings, {"form": "YAML"} if self._is_form else {})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense at this moment is offered."""
        self.take_typed()
        if action in ("save", "again", "leave") and self.is_saving:
            return False
        if action == "problem":
            return bool(self._problems())
        if action == "again":
            return self._is_new and (self.is_dirty or self._desk.key is not None)
        return action != "save" or self.is_dirty

    async def action_form(self) -> None:
        """To the form, or back to the YAML: both write the same text."""
        from prepdeck.study.note_editing import form_of_text

        if self._is_form:
            self._is_form = False
            self.area.load_text(self._text)
        else:
            self.take_typed()
            form = form_of_text(self._text)
            if form is None:
                self._tell("A form needs YAML that can be read.", "Mend it first: f3 goes to the problem")
                return
            self._is_form = True
            await self.fields.show(form)
        self.area.display = not self._is_form
        self.fields.display = self._is_form
        if not self._is_form:
            self.area.focus()
        self._show_problems()
        self.refresh_bindings()

    def action_problem(self) -> None:
        """To the next problem below the cursor, else to the first."""
        problems = self._problems()
        if problems and not self._is_form:
            row = self.area.cursor_location[0] + 1
            problem = next((found for found in problems if found.line > row), problems[0])
            self.area.move_cursor((problem.line - 1, problem.column - 1))
        elif problems:
            wrong = [field for field in self.fields.query(NoteField) if not field.query_one(ProblemLines).is_empty]
            later = [field for field in wrong if not field.has_focus_within]
            (later or wrong)[0].query("TextArea, Input, WordChoice").first().focus()

    def action_look(self, way: str) -> None:
        """Scroll the card."""
        card = self.query_one("#card", VerticalScroll)
        card.scroll_relative(y=4 if way == "down" else -4, animate=False)

    def action_outside(self) -> None:
        """Open the file in the user's own editor; what is not saved here stays as a draft."""
        if self.is_dirty:
            self.keep_draft()
        self.dismiss(f"{self._desk.key or ''}!outside")
