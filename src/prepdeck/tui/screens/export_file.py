"""Exporting: where to, in which form, and for whose eyes."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from prepdeck.model.study_day import date_of
from prepdeck.tui.at_work import Ended, Progressed, Work
from prepdeck.tui.path_entry import typed_path
from prepdeck.tui.screens.choice import Choice, ChoiceScreen
from prepdeck.tui.screens.import_file import report_lines
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.lines import hanging, wrapped
from prepdeck.tui.widgets.page import PageView
from prepdeck.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from pathlib import Path

    from prepdeck.study.collection import Collection
    from prepdeck.study.exporting import Exported
    from prepdeck.tui.shell import Shell

_FORMS = (
    (".jsonl", "everything, with the history: another home is made of it"),
    (".apkg", "all decks, for Anki"),
    (".csv .tsv", "all notes as a table, one row each"),
    (".md", "all notes to read, or to import again"),
)
_PRIVATE = Choice("p", "Private", "all that is yours, readable by you alone")
_WITH_HISTORY = Choice("h", "Private, with history", "Anki goes on with your schedule")
_PUBLIC = Choice("o", "Public", "no history, and nothing of your own folders")


class ExportScreen(Screen[None]):
    """The ending of the path says the form; then it is asked for whose eyes it is."""

    app: "Shell"
    CSS_PATH = "exchange.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="export.back", tooltip="Stop the writing, or back to where you were"),
    ]

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        from prepdeck.study.exporting import ENDINGS

        self._collection = collection
        self._endings = ENDINGS
        self._today: date = date_of(collection.now().day)
        self._work = Work()
        self._report: tuple[str, ...] = ()
        self._doing = ""

    def compose(self) -> ComposeResult:
        """The field above, what there is to say beneath."""
        yield TopLine("prepdeck › Export")
        with VerticalScroll(id="page", can_focus=False):
            title = "Where to? The ending says as what; Enter goes on."
            yield PathField(title, f"~/prepdeck-{self._today.isoformat()}.jsonl", "~/prepdeck.jsonl", self._endings)
            yield PageView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(PageView).show(self._lines)
        self.query_one(PathField).begin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for whose eyes it is."""
        event.stop()
        if self._work.is_running or not event.value.strip():
            return
        path = typed_path(event.value)
        ending = path.suffix.lower()
        if ending.removeprefix(".") not in self._endings:
            self.app.tell(f"Nothing is exported as {ending or 'a file without an ending'}.", severity="warning")
            return
        choices = [_PRIVATE, *([_WITH_HISTORY] if ending == ".apkg" else []), _PUBLIC]
        question = ChoiceScreen("For whose eyes?", str(path), choices)
        self.app.push_screen(question, lambda chosen: self._chosen(path, chosen or ""))

    def _chosen(self, path: "Path", choice: str) -> None:
        if not choice:
            return
        if not path.exists():
            self._export(path, choice)
            return
        asked = MessageScreen(f"{path.name} is there already", f"Replace {path}?", yes="Replace", no="Leave it")
        self.app.push_screen(asked, lambda yes: self._export(path, choice, force=True) if yes else None)

    def _export(self, path: "Path", choice: str, *, force: bool = False) -> None:
        from prepdeck.study.exporting import export

        is_public, has_history = choice == _PUBLIC.key, choice == _WITH_HISTORY.key
        self._report, self._doing = (), ""
        self._work.start(
            self,
            lambda tick: export(
                self._collection, path, public=is_public, scheduling=has_history, force=force, tick=tick
            ),
        )
        self._show()

    def on_progressed(self, message: Progressed) -> None:
        """Say how far it is."""
        if self._work.is_of_now(message):
            self._doing = message.text
            self._show()

    def on_ended(self, message: Ended) -> None:
        """Say what was written."""
        if not self._work.is_of_now(message):
            return
        if message.error is not None:
            self.app.complain(message.error)
        else:
            done: Exported = message.made  # type: ignore[assignment]
            held = f"{done.files:,} files, {done.records:,} records" if done.files else f"{done.notes:,} notes"
            self._report = (f"Wrote {done.path}: {held}", *(f"  left out: {left}" for left in done.left_out))
        self._show()

    def _show(self) -> None:
        self.query_one(PageView).changed()
        self.refresh_bindings()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What Escape does now is said in words."""
        return labelled(super().active_bindings, {"back": "Stop" if self._work.is_running else "Back"})

    def action_back(self) -> None:
        """Stop the writing, which leaves what was there; or leave."""
        if not self._work.is_running:
            self.dismiss()
            return
        self._work.stop()
        self._report = ("Stopped; nothing was written.",)
        self._show()

    def _lines(self, width: int) -> list[Content]:
        rows = [hanging(Content.styled(f"{name:<10}", "$muted"), wrapped(Content(text), width - 10))
                for name, text in _FORMS]  # fmt: skip
        lines = [Content(""), *(line for row in rows for line in row)]
        if self._work.is_running:
            lines += [Content(""), Content.styled(self._doing or "writing", "$muted")]
        elif self._report:
            lines += [Content(""), *report_lines(self._report, width)]
        return lines
