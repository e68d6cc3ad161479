"""All decks, what they hold, and the problems of their files."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prepdeck.errors import PrepdeckError
from prepdeck.text.cells import cell_width
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.patience import Patience, works_on
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.deck_list import QUEUES, Column, DeckList, DeckRow
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.row_list import LIST_KEYS

if TYPE_CHECKING:
    from prepdeck.model.problem import Problem
    from prepdeck.study.collection import Collection
    from prepdeck.study.lookup import DeckOverview
    from prepdeck.tui.shell import Shell

CARDS = Column("cards", "all", "")
MOST_PROBLEMS = 500
_SIGNS = {"error": ("✗", "$again"), "warning": ("!", "$hard"), "suggestion": ("~", "$muted")}


class ProblemList(OptionList, inherit_bindings=False):
    """The problems of deck files, one row each."""

    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS

    DEFAULT_CSS = """
    ProblemList {
        background: $background;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus {
            border: none;
            background-tint: $background 0%;
        }
    }
    """


class DecksScreen(Screen[None]):
    """The library: counts are of all cards, whatever the limits of the day."""

    CSS_PATH = "decks.tcss"
    app: "Shell"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "drill", "Drill", id="decks.drill", tooltip="Drill what waits in this deck"),
        Binding("c", "practise", "Practise", id="decks.practise", tooltip="Practise its cards; the schedule stays"),
        Binding("tab", "problems", "Problems", id="decks.problems", tooltip="To the problems and back"),
        Binding("e", "edit", "Edit", id="decks.edit", tooltip="Edit the deck file, or the line of the problem"),
        Binding("i", "app.import_file", "Import", id="decks.import", tooltip="Import a file: Anki, tables, notes"),
        Binding("x", "app.export_file", "Export", show=False, id="decks.export", tooltip="Export decks, or everything"),
        Binding("escape,q", "leave", "Back", id="decks.back", tooltip="Back to Today"),
    ]

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        self._collection = collection
        self._decks: list[DeckOverview] = []
        self._problems: list[Problem] = []
        self._patience = Patience(self, lambda: works_on(self, "decks"))

    def compose(self) -> ComposeResult:
        """Decks above, the chosen one's details, problems beneath."""
        yield TopLine("prepdeck › Decks")
        with Vertical(id="body"):
            yield Static(id="titles", markup=False)
            yield DeckList((CARDS, *QUEUES), id="decks")
            yield Static(id="detail", markup=False)
            yield Static(id="problems-title", markup=False)
            yield ProblemList(id="problems", compact=True, markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in the list of decks."""
        self.query_one(DeckList).focus()

    def on_screen_resume(self) -> None:
        """Decks may have been edited or drilled meanwhile."""
        self._read()

    def on_stepped(self) -> None:
        """Something was undone."""
        self._read()

    def on_resize(self) -> None:
        """The columns depend on the room there is."""
        self.call_after_refresh(self._show)

    def _read(self) -> None:
        self._patience.begin()
        self._read_behind()

    @work(thread=True, exclusive=True, group="decks")
    def _read_behind(self) -> None:
        from prepdeck.study.lookup import decks_of
        from prepdeck.study.refreshing import refresh, stored_problems

        try:
            refresh(self._collection)
            found = decks_of(self._collection), stored_problems(self._collection)
        except PrepdeckError as error:
            self.app.call_from_thread(self.app.complain, error)
            return
        self.app.call_from_thread(self._take, *found)

    def _take(self, decks: "list[DeckOverview]", problems: "list[Problem]") -> None:
        if not self.is_attached:
            return
        self._decks = decks
        self._problems = sorted(problems, key=lambda problem: -problem.severity)
        rows = [
            DeckRow(
                (deck.slug,), deck.title, (waiting.total, waiting.due + waiting.pulled, waiting.learning, waiting.new)
            )
            for deck in decks
            for waiting in (deck.waiting,)
        ]
        self.query_one(DeckList).show(rows)
        shown = self.query_one(ProblemList)
        shown.clear_options()
        shown.add_options(Option(_problem_row(problem)) for problem in self._problems[:MOST_PROBLEMS])
        self._show()

    def _show(self) -> None:
        decks, problems = self.query_one(DeckList), self.query_one(ProblemList)
        self.query_one("#titles", Static).update(decks.titles())
        cards = sum(deck.waiting.total for deck in self._decks)
        self.query_one(TopLine).far = f"{counted(len(self._decks), 'deck')} · {counted(cards, 'card')}"
        title = self.query_one("#problems-title", Static)
        title.update(Content.styled(f"PROBLEMS  {counted(len(self._problems), 'finding')} in deck files", "$muted"))
        problems.display = title.display = bool(self._problems)
        self._show_detail()
        self.refresh_bindings()

    def _show_detail(self) -> None:
        detail = self.query_one("#detail", Static)
        problem, deck = self._chosen_problem, self._chosen_deck
        if problem is not None:
            hint = f"\n{visible(problem.hint)}" if problem.hint else ""
            path = _end_of(problem.path, detail.size.width - len(problem.code) - 14)
            place = f"{path}:{problem.line}:{problem.column}  {problem.code}"
            detail.update(Content.assemble((place, "$muted"), "\n", visible(problem.message), (hint, "$muted")))
        elif deck is not None:
            kinds = " · ".join(
                f"{kind} {notes}" for kind, notes in sorted(deck.kinds.items(), key=lambda kind: -kind[1])
            )
            held = f"{counted(deck.notes, 'note')}, {deck.core} of them core"
            gone = f" · {deck.waiting.suspended} suspended" if deck.waiting.suspended else ""
            text = Content.assemble(
                held, (gone, "$muted"), "\n", (kinds, "$muted"), "\n", (_end_of(deck.path, detail.size.width), "$muted")
            )
            detail.update(text)
        else:
            detail.update(Content("No decks yet.\nprepdeck new deck writes a first one."))

    @property
    def _chosen_problem(self) -> "Problem | None":
        problems = self.query_one(ProblemList)
        if not problems.has_focus or problems.highlighted is None:
            return None
        return self._problems[problems.highlighted]

    @property
    def _chosen_deck(self) -> "DeckOverview | None":
        row = self.query_one(DeckList).highlighted
        return self._decks[row] if row is not None and row < len(self._decks) else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say more about the row under the cursor."""
        event.stop()
        self._show_detail()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        self.action_drill()

    def on_descendant_focus(self) -> None:
        """The detail follows the focus."""
        self._show_detail()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what can be done now."""
        if action == "problems":
            return bool(self._problems)
        if action in ("drill", "practise"):
            return self._chosen_deck is not None and (action == "drill" or self._chosen_problem is None)
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Among the problems Enter opens the line, and Tab leads back."""
        words = {"drill": "Open the line", "problems": "Decks"} if self._chosen_problem is not None else {}
        return labelled(super().active_bindings, words)

    def action_drill(self) -> None:
        """Drill what waits in the chosen deck; a problem is opened where it is."""
        if self._chosen_problem is not None:
            self.action_edit()
        else:
            self._drill(cram=False)

    def action_practise(self) -> None:
        """Practise its cards whether they are due or not."""
        self._drill(cram=True)

    def _drill(self, *, cram: bool) -> None:
        from prepdeck.study.request import DrillRequest

        deck = self._chosen_deck
        if deck is not None:
            self.app.drill(DrillRequest(decks=(deck.slug,), cram=cram))

    def action_problems(self) -> None:
        """From the decks to the problems and back."""
        problems = self.query_one(ProblemList)
        if problems.has_focus:
            self.query_one(DeckList).focus()
            return
        problems.highlighted = problems.highlighted or 0
        problems.focus()

    def action_edit(self) -> None:
        """Open the file in the user's editor."""
        from pathlib import Path

        from prepdeck.tui.editor import edit_file

        problem, deck = self._chosen_problem, self._chosen_deck
        place = (problem.path, problem.line) if problem is not None else (deck.path, 1) if deck is not None else None
        if place is None:
            return
        try:
            edit_file(self.app, Path(place[0]), place[1])
        except PrepdeckError as error:
            self.app.complain(error)
        self._read()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()


def _end_of(path: str, width: int) -> str:
    """A path on one line; of a long one the end, which says more."""
    shown = visible(path)
    return shown if cell_width(shown) <= width else f"…{shown[-max(width - 1, 1) :]}"


def _problem_row(problem: "Problem") -> Content:
    sign, style = _SIGNS[problem.severity.title]
    place = f"{problem.path.rpartition('/')[2]}:{problem.line}"
    text = one_line(problem.message, 400)
    return Content.assemble((f"{sign} ", f"{style} bold"), (one_line(place, 40), "$muted"), "  ", text)
