"""Importing a file: which one, what it would bring, and then what it brought."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from prepdeck.text.safe import visible
from prepdeck.tui.at_work import Ended, Progressed, Work
from prepdeck.tui.path_entry import typed_path
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.lines import blank, hanging, wrapped
from prepdeck.tui.widgets.page import PageView, heading
from prepdeck.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.incoming import Incoming
    from prepdeck.tui.shell import Shell

_FORMS = (
    ("Anki", "apkg, colpkg: cards, pictures, history, deck options"),
    ("Tables", "csv, tsv, txt: with a header, or columns that are guessed"),
    ("Notes", "md, org: questions and answers, gaps, stories by their headings"),
    ("prepdeck", "jsonl: everything of another home"),
)


class ImportScreen(Screen[None]):
    """A path, a preview, a report; nothing is written before Enter is pressed on the preview."""

    app: "Shell"
    CSS_PATH = "exchange.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "store", "Import it", id="import.store", tooltip="Bring what the preview shows"),
        Binding("escape", "back", "Back", id="import.back", tooltip="Stop, to the file, or back to where you were"),
        Binding("j,down", "move(2)", "Down", show=False, id="import.down", tooltip="Scroll down"),
        Binding("k,up", "move(-2)", "Up", show=False, id="import.up", tooltip="Scroll up"),
    ]

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        from prepdeck.study.importing import ENDINGS

        self._collection = collection
        self._endings = ENDINGS
        self._work = Work()
        self._stage = "path"
        self._incoming: Incoming | None = None
        self._report: tuple[str, ...] = ()
        self._doing = ""

    def compose(self) -> ComposeResult:
        """The field above, what there is to say beneath."""
        yield TopLine("prepdeck › Import a file")
        with VerticalScroll(id="page", can_focus=False):
            title = "Which file? Enter shows what it would bring; nothing is written before you say so."
            yield PathField(title, "", "~/Downloads/Interviews.apkg", self._endings)
            yield PageView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(PageView).show(self._lines)
        self._go_to("path")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file through."""
        event.stop()
        if event.value.strip() and self._stage == "path":
            from prepdeck.study.incoming import look_into

            path = typed_path(event.value)
            self._go_to("reading")
            self._work.start(self, lambda tick: look_into(self._collection, path, tick))

    def on_progressed(self, message: Progressed) -> None:
        """Say how far it is."""
        if self._work.is_of_now(message):
            self._doing = message.text
            self.query_one(PageView).changed()

    def on_ended(self, message: Ended) -> None:
        """Show the preview, or the report."""
        if not self._work.is_of_now(message):
            return
        if message.error is not None:
            self._go_to("path")
            self.app.complain(message.error)
        elif self._stage == "reading":
            self._incoming = message.made  # type: ignore[assignment]
            self._go_to("preview")
        else:
            self._report = message.made  # type: ignore[assignment]
            self._go_to("done")

    def _go_to(self, stage: str) -> None:
        self._stage, self._doing = stage, ""
        field = self.query_one(PathField)
        field.display = stage == "path"
        if stage == "path":
            field.begin()
        else:
            self.set_focus(None)
        self.query_one(PageView).changed()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    # Showing --------------------------------------------------------------------------------------------------------

    def _lines(self, width: int) -> list[Content]:
        match self._stage:
            case "path":
                rows = [hanging(Content.styled(f"{name:<10}", "$muted"), wrapped(Content(text), width - 10))
                        for name, text in _FORMS]  # fmt: skip
                return [Content(""), *(line for row in rows for line in row)]
            case "reading":
                return [*heading("Reading the file"), Content.styled(self._doing or "opening it", "$muted")]
            case "storing":
                return [*heading("Importing"), Content.styled("it is being stored, all of it or nothing", "$muted")]
            case "preview" if self._incoming is not None:
                brings = self._incoming.brings_anything
                told = "What would come" if brings else "Nothing would come: it is all here already"
                return [*heading(told), *report_lines(self._incoming.preview, width)]
            case _:
                undo = ["", "u takes the history back; the deck files are yours."] if self._can_be_undone else []
                return [*heading("What came"), *report_lines((*self._report, *undo), width)]

    @property
    def _can_be_undone(self) -> bool:
        return self._incoming is not None and self._incoming.can_be_undone

    # Keys -----------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what can be done now."""
        if action == "store":
            return self._stage == "preview" and self._incoming is not None and self._incoming.brings_anything
        if action == "back":
            return self._stage != "storing"
        return action != "move" or self._stage in ("preview", "done")

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What Escape does now is said in words."""
        words = {"reading": "Stop", "preview": "Another file"}
        return labelled(super().active_bindings, {"back": words.get(self._stage, "Back")})

    def action_store(self) -> None:
        """Bring it."""
        incoming = self._incoming
        if incoming is not None:
            self._go_to("storing")
            self._work.start(self, lambda _tick: incoming.store())

    def action_back(self) -> None:
        """Stop what is read, leave the preview for another file, or leave."""
        if self._stage == "reading":
            self._work.stop()
        if self._stage in ("reading", "preview"):
            self._go_to("path")
        else:
            self.dismiss()

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)


def report_lines(report: tuple[str, ...], width: int) -> list[Content]:
    """The lines of a report, wrapped under their indentation; the first says what it was."""
    lines: list[Content] = []
    for at, text in enumerate(report):
        shown = visible(text)
        indent = len(shown) - len(shown.lstrip(" "))
        content = Content.styled(shown.strip(" "), "bold" if at == 0 else "" if indent < 4 else "$muted")
        lines += hanging(blank(indent), wrapped(content, width - indent))
    return lines
