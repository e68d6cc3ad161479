"""The fields of a note as a form: for those who do not want to see YAML."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from prepdeck.tui.widgets.problem_lines import ProblemLines

if TYPE_CHECKING:
    from prepdeck.library.note_form import FormField, NoteForm, Path
    from prepdeck.model.problem import Problem

_HOW = {
    "list": "one a line",
    "reasons": "one a line; `item :: reason` gives a reason",
    "given": "one a line, `gpus: 8, 64`",
    "yaml": "as YAML",
}


class WordChoice(Widget, can_focus=True):
    """One of a few words, all of them in sight; none chosen is what the deck says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Next", id="word.next", show=False, tooltip="The next word"),
        Binding("left", "step(-1)", "Before", id="word.previous", show=False, tooltip="The word before"),
    ]
    DEFAULT_CSS = "WordChoice { height: 1; }"

    class Changed(Message):
        """Another word was chosen."""

    def __init__(self, words: Sequence[str], value: str) -> None:
        super().__init__()
        self._words = tuple(words)
        self.value = value

    def render(self) -> Content:
        """The words, the chosen one marked by a sign and a ground of its own."""
        ground = "bold on $panel" if self.has_focus else "bold on $surface"
        pieces = [
            Content.styled(f" ● {word} ", ground) if word == self.value else Content.styled(f" ○ {word} ", "$muted")
            for word in self._words
        ]
        return Content(" ").join(pieces)

    def action_step(self, by: int) -> None:
        """To another word; beyond the last to none, which leaves the field out."""
        words = ("", *self._words)
        at = words.index(self.value) if self.value in words else 0
        self.value = words[(at + by) % len(words)]
        self.refresh()
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Nothing is typed here, and a letter is no command while a note is written."""
        if event.is_printable and event.key != "space":
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click goes on to the next word."""
        event.stop()
        self.focus()
        self.action_step(1)


class NoteField(Vertical):
    """One field: its name, what it is for, where it is written, and its problems beneath."""

    class Changed(Message):
        """Something else stands in a field."""

        def __init__(self, field: "FormField", value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, field: "FormField") -> None:
        super().__init__()
        self.field = field
        self._value = field.value

    def compose(self) -> ComposeResult:
        """Label, editor, problems."""
        field = self.field
        name = " › ".join(field.path)
        how = f" ({_HOW[field.style]})" if field.style in _HOW else ""
        mark = ("", "") if field.required else (" optional", "$muted italic")
        label = Content.assemble((name, "bold"), mark, (f"  {field.documentation}{how}", "$muted"))
        yield Static(label, classes="label", markup=False)
        if field.style == "choice":
            yield WordChoice(field.words, field.value)
        elif field.style == "line":
            yield Input(field.value, placeholder=field.example, select_on_focus=False)
        else:
            yield TextArea(field.value, placeholder=Content(field.example), compact=True, highlight_cursor_line=False)
        yield ProblemLines()

    def _value_of(self, editor: Widget | None) -> str:
        if isinstance(editor, TextArea):
            return editor.text
        return editor.value if isinstance(editor, Input | WordChoice) else ""

    def show_problems(self, problems: "Sequence[Problem]") -> None:
        """Show these beneath, or nothing."""
        self.query_one(ProblemLines).show(problems)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """It was typed into."""
        event.stop()
        self._tell(event.text_area)

    def on_input_changed(self, event: Input.Changed) -> None:
        """It was typed into."""
        event.stop()
        self._tell(event.input)

    def on_word_choice_changed(self, event: WordChoice.Changed) -> None:
        """Another word was chosen."""
        event.stop()
        self._tell(self.query_one(WordChoice))

    def _tell(self, editor: Widget) -> None:
        """Tell it, unless it is what stood there: editors tell their first text too."""
        value = self._value_of(editor)
        if value != self._value:
            self._value = value
            self.post_message(self.Changed(self.field, value))


class NoteFields(VerticalScroll, can_focus=False):
    """All fields of a note's kind."""

    DEFAULT_CSS = """
    NoteFields { padding: 0 1; scrollbar-size-vertical: 1; }
    NoteField { height: auto; margin-bottom: 1; }
    NoteField .label { height: auto; }
    NoteField Input { height: 1; }
    NoteField Input, NoteField TextArea { background: $surface; border: none; padding: 0 1; }
    NoteField Input:focus, NoteField TextArea:focus { background: $panel; border: none; background-tint: $panel 0%; }
    NoteField TextArea { height: auto; min-height: 1; max-height: 10; scrollbar-size-vertical: 1; }
    NoteField TextArea .text-area--placeholder { color: $muted; }
    """

    async def show(self, form: "NoteForm") -> None:
        """Show this form, its first field ready to be written in."""
        await self.remove_children()
        await self.mount_all(NoteField(field) for field in form.fields)
        editors = self.query("TextArea, Input, WordChoice")
        if editors:
            editors.first().focus()

    def show_problems(self, problems: "Sequence[tuple[Path, Problem]]") -> None:
        """Show each problem under the field it belongs to; what belongs to none stands under the first."""
        fields = list(self.query(NoteField))
        placed: dict[int, list[Problem]] = {}
        for path, problem in problems:
            exact = (at for at, one in enumerate(fields) if path[: len(one.field.path)] == one.field.path)
            near = (at for at, one in enumerate(fields) if one.field.path[: len(path)] == path and path)
            at = next(exact, next(near, 0))
            placed.setdefault(at, []).append(problem)
        for at, field in enumerate(fields):
            field.show_problems(placed.get(at, []))
