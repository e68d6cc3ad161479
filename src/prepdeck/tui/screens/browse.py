"""The library browser: decks as a tree, the cards a search finds, the chosen card as it will be drilled."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import one_line
from prepdeck.tui.latest import JobFailed, Latest
from prepdeck.tui.patience import Patience
from prepdeck.tui.screens import browse_keys
from prepdeck.tui.screens.browse_doings import BrowseDoings
from prepdeck.tui.screens.browse_keys import Place
from prepdeck.tui.screens.browse_words import ORDERS, empty_text, hint_content, in_order, shares
from prepdeck.tui.widgets.card_pane import CardPane
from prepdeck.tui.widgets.card_table import CardTable
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.scope_list import ALL, Scope, ScopeList

if TYPE_CHECKING:
    from prepdeck.model.problem import Problem
    from prepdeck.study.browsing import Browsed, DeckTopic
    from prepdeck.study.collection import Collection
    from prepdeck.study.lookup import CardDetails

TYPING_S = 0.08
"""How long after a key a search waits for the next one."""
MOVING_S = 0.04
"""How long after a move the card waits for the next one: a held key draws no card it passes."""
REREAD_S = 3.0


class Found(Message):
    """A search ended: what it found, for which scope; `topics` where the tree was read too.

    `problem` is the first error of a file that was open in the user's editor before.
    """

    def __init__(
        self, browsed: "Browsed", scope: Scope, topics: "tuple[DeckTopic, ...] | None", problem: "Problem | None"
    ) -> None:
        super().__init__()
        self.problem = problem
        self.browsed = browsed
        self.scope = scope
        self.topics = topics


class CardRead(Message):
    """The card under the cursor was read; None where it is gone."""

    def __init__(self, details: "CardDetails | None") -> None:
        super().__init__()
        self.details = details


class BrowseScreen(BrowseDoings):
    """State is the scope, the text of the search and the marks; everything else is read, away from the event loop."""

    CSS_PATH = "browse.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*browse_keys.BINDINGS]
    AUTO_FOCUS = "#cards"

    top_line = getters.query_one(TopLine)
    scopes = getters.query_one(ScopeList)
    hints = getters.query_one("#hints", Static)
    titles = getters.query_one("#titles", Static)
    empty = getters.query_one("#empty", Static)
    pane = getters.query_one(CardPane)

    def __init__(self, collection: "Collection", search: str = "") -> None:
        super().__init__()
        self._collection = collection
        self._beginning = search
        self._searches = Latest(self, "search cards")
        self._patience = Patience(self, lambda: self._searches.is_busy, "looking …")
        self._cards = Latest(self, "read a card")
        self._edited_outside: Path | None = None
        self._typing: Timer | None = None
        self._moving: Timer | None = None
        self._scope = Scope(ALL)
        self._order = 0
        self._found: Browsed | None = None
        self._wanted_key = ""
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """Tree, search with its table, card."""
        yield TopLine("prepdeck › Browse")
        with Horizontal(id="body"):
            yield ScopeList(id="scopes")
            with Vertical(id="found"):
                with Horizontal(id="search"):
                    yield Static("/", id="search-sign")
                    yield Input(self._beginning, placeholder="search", id="query", compact=True, select_on_focus=False)
                yield Static(id="hints", markup=False)
                yield Static(id="titles", markup=False)
                yield Static(id="empty", markup=False)
                yield CardTable(id="cards")
            yield CardPane(id="card")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the library, and look at the deck files now and then."""
        self.search(reread=True)
        self.set_interval(REREAD_S, self._reread_if_current)

    def on_screen_resume(self) -> None:
        """Cards may have been drilled or edited meanwhile."""
        if self._found is not None:
            self.search(reread=True)

    def on_stepped(self) -> None:
        """Something was undone."""
        self.search()

    def on_resize(self) -> None:
        """Columns and panes depend on the room there is."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self.has_class("-wide"):
            self.remove_class("-card")
        self._show_words()

    def _reread_if_current(self) -> None:
        if self.is_current and not self._searches.is_busy:
            self.search(reread=True, even_if_unchanged=False)

    # Reading ------------------------------------------------------------------------------------------------------

    def search(self, *, reread: bool = False, even_if_unchanged: bool = True) -> None:
        """Search anew; with `reread` the changed deck files and the tree are read first."""
        text, scope, first = self.query_field.value, self._scope, self._found is None
        collection = self._collection
        edited, self._edited_outside = self._edited_outside, None

        def job() -> Message | None:
            from prepdeck.study.browsing import browse, deck_topics
            from prepdeck.study.editing import first_error_in
            from prepdeck.study.refreshing import refresh

            changed = refresh(collection).changed if reread else False
            if reread and not changed and not even_if_unchanged:
                return None
            topics = deck_topics(collection) if reread or changed or first else None
            problem = first_error_in(collection, edited) if edited is not None else None
            return Found(browse(collection, text, scope.decks), scope, topics, problem)

        self._patience.begin()
        self._searches.want(job)

    @on(Found)
    def _take(self, message: Found) -> None:
        self._found = message.browsed
        if message.topics is not None:
            self.scopes.show(message.topics)
        self._list()
        if problem := message.problem:
            told = f"{Path(problem.path).name}, line {problem.line}: {problem.message}"
            self.app.tell(told, severity="warning")

    def _list(self) -> None:
        """Show what was found, in the chosen order."""
        found = self._found
        if found is None:
            return
        key, self._wanted_key = self._wanted_key, ""
        self.table.show(in_order(found.rows, self._order), found.now, key)
        is_empty = not found.rows
        self.titles.display = not is_empty
        self.empty.display = is_empty
        if is_empty:
            self.empty.update(empty_text(self.query_field.value, self._scope, bool(self._collection.decks)))
        self._show_words()

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        self._is_busy = False
        if not isinstance(message.error, PrepdeckError):
            raise message.error
        self.app.tell(f"{message.error.message} {message.error.hint}", severity="error")
        self._show_words()

    def _show_words(self) -> None:
        """Top line, hints, titles and keys."""
        found = self._found
        title = "" if self._scope.title == ALL else f" › {one_line(self._scope.title, 40)}"
        self.top_line.where = f"prepdeck › Browse{title}"
        if found is not None:
            self.top_line.far = shares(len(found.rows), self.marked_rows(), ORDERS[self._order])
        asked = hint_content(found.hints if found else (), is_typing=self.place == "search")
        self.hints.display = bool(asked)
        for shown, content in ((self.hints, asked), (self.titles, self.table.titles())):
            if str(shown.content) != content.plain:  # another content lays the screen out anew
                shown.update(content)
        self.refresh_bindings()

    # The search field and the tree --------------------------------------------------------------------------------

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self._typing = self._later(self._typing, TYPING_S, self.search)

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        self.table.focus()

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        """The tree's cursor chooses the scope; a state becomes a search that can be read and changed."""
        event.stop()
        scope = self.scopes.chosen
        if scope == self._scope or not self.scopes.has_focus:
            return
        if scope.search or self._scope.search:
            with self.query_field.prevent(Input.Changed):
                self.query_field.value = scope.search
        self._scope = scope
        self._typing = self._later(self._typing, TYPING_S, self.search)

    @on(OptionList.OptionSelected)
    def _scope_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def _later(self, timer: Timer | None, seconds: float, what: Callable[[], None]) -> Timer:
        """Do this after a pause; a newer wish takes the place of the one that waits."""
        if timer is not None:
            timer.stop()
        return self.set_timer(seconds, what)

    # The card beside the table ------------------------------------------------------------------------------------

    @on(CardTable.Moved)
    def _moved(self) -> None:
        self._moving = self._later(self._moving, MOVING_S, self._read_card)

    @on(CardTable.Opened)
    def _opened(self) -> None:
        self.action_open()

    def _read_card(self) -> None:
        row, collection = self.table.chosen, self._collection
        if row is None or not self.pane.display:
            self.pane.show(None)
            return

        def job() -> Message:
            from prepdeck.study.lookup import details_of

            try:
                return CardRead(details_of(collection, row.key))
            except PrepdeckError:  # a file was changed between the list and the look
                return CardRead(None)

        self._cards.want(job)

    @on(CardRead)
    def _show_card(self, message: CardRead) -> None:
        row = self.table.chosen
        if message.details is None or row is None or message.details.key == row.key:
            self.pane.show(message.details)

    # Keys ---------------------------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the focus is."""
        focused = self.focused
        if focused is self.query_field:
            return "search"
        return "scopes" if focused is self.scopes else "card" if focused is self.pane else "cards"

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys with the words of this moment."""
        cards = len(self.table.rows) if self.is_mounted else 0
        marked = len(self.marked_rows()) if self.is_mounted else 0
        labels = browse_keys.words(self.place, marked, card_in_sight=self.pane.display, cards=cards)
        return labelled(super().active_bindings, labels)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense at this moment is offered."""
        if not self.is_mounted:
            return True
        return browse_keys.is_possible(
            action, self.place, cards=len(self.table.rows), busy=self._is_busy or self.app.changes.is_busy
        )

    def on_descendant_focus(self) -> None:
        """The words follow the focus."""
        self.set_class(self.place == "scopes", "-scopes")
        self._show_words()

    def action_search(self) -> None:
        """Into the search field, at its end."""
        self.remove_class("-card")
        self.query_field.focus()
        self.query_field.cursor_position = len(self.query_field.value)

    def action_open(self) -> None:
        """The card; from the tree the cards."""
        if self.place == "scopes":
            self.table.focus()
        elif self.table.chosen is not None:
            self.set_class(not self.has_class("-wide"), "-card")
            self.pane.focus()
            self._read_card()

    def action_pane(self, by: int) -> None:
        """To the next pane, or the one before; where there is no room for the card it takes the whole screen."""
        order: list[Place] = ["scopes", "cards", "card"]
        here = order.index(self.place) if self.place in order else 0 if by > 0 else 2
        there = order[(here + by) % 3]
        if there == "card" and self.table.chosen is not None:
            self.action_open()
            return
        self.remove_class("-card")
        if there == "scopes":
            self.add_class("-scopes")
            self.scopes.focus()
        else:
            self.table.focus()

    def action_leave(self) -> None:
        """Back one level."""
        if self.place == "search" and not self.table.rows and self.query_field.value:
            self.query_field.value = ""
        elif self.place in ("card", "search", "scopes"):
            self.remove_class("-card")
            self.table.focus()
        elif self.table.marked:
            self.table.toggle_marks(self.table.marked)
            self._show_words()
        elif self.query_field.value:
            self.query_field.value = ""
        else:
            self.dismiss(None)
