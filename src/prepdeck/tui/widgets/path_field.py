"""A field for a path, with what is there beneath it; Tab goes on as far as it is clear."""

from collections.abc import Collection
from threading import Thread
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from prepdeck.text.cells import cell_width
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.path_entry import Completion, completion_of
from prepdeck.tui.widgets.lines import LinesView

_MOST_LINES = 8
_GAP = 2


class PathInput(Input):
    """The field itself: Tab belongs to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", id="path.complete", tooltip="Go on as far as the path is clear"),
    ]

    class Completing(Message):
        """Tab was pressed."""

    def action_complete(self) -> None:
        """Ask for it."""
        self.post_message(self.Completing())


class NamesView(LinesView):
    """Names in columns, as `ls` shows them."""

    names: tuple[str, ...] = ()

    def lines(self, width: int) -> list[Content]:
        """As many as fit, and how many more there are."""
        names = [one_line(name, max(width, 8)) for name in self.names]
        column = max(map(cell_width, names), default=0) + _GAP
        in_row = max(width // column, 1) if names else 1
        rows = [names[at : at + in_row] for at in range(0, len(names), in_row)]
        lines = [
            Content("").join(Content(f"{name}{' ' * (column - cell_width(name))}") for name in row).rstrip()
            for row in rows[:_MOST_LINES]
        ]
        left = len(names) - _MOST_LINES * in_row
        return [line.stylize("$muted") for line in lines] + (
            [Content.styled(f"and {left} more", "$muted")] if left > 0 else []
        )


class _Completed(Message):
    """The folder was looked into."""

    def __init__(self, found: Completion, takes_it: bool) -> None:
        super().__init__()
        self.found = found
        self.takes_it = takes_it


class PathField(Vertical):
    """Submits as its Input does; folders are looked into behind the screen, for a slow one must not hold it up."""

    DEFAULT_CSS = """
    PathField { height: auto; }
    PathField .title { margin-bottom: 1; }
    PathField Input { background: $panel; }
    PathField NamesView { margin-top: 1; }
    """

    def __init__(self, title: str, value: str, placeholder: str, endings: Collection[str]) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._placeholder = placeholder
        self._endings = frozenset(endings)

    def compose(self) -> ComposeResult:
        """What is asked, the field, the names."""
        yield Static(self._title, classes="title", markup=False)
        yield PathInput(self._value, placeholder=self._placeholder, compact=True, select_on_focus=False)
        yield NamesView()

    @property
    def value(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def begin(self) -> None:
        """Type here."""
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)
        self._look(takes_it=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what may follow."""
        self._look(takes_it=False)

    def on_path_input_completing(self, event: PathInput.Completing) -> None:
        """Go on as far as it is clear."""
        event.stop()
        self._look(takes_it=True)

    def _look(self, *, takes_it: bool) -> None:
        text, endings = self.value, self._endings

        def work() -> None:
            self.post_message(_Completed(completion_of(text, endings), takes_it))

        Thread(target=work, name="look into a folder", daemon=True).start()

    def on__completed(self, message: _Completed) -> None:
        """Show the names, unless something else was typed meanwhile."""
        message.stop()
        field = self.query_one(Input)
        if field.value != message.found.text:
            return
        shown = self.query_one(NamesView)
        shown.names = tuple(visible(name) for name in message.found.names)
        shown.changed()
        if message.takes_it and message.found.completed != field.value:
            field.value = message.found.completed
            field.cursor_position = len(field.value)
