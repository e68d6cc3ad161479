"""What the keys of the library browser do to cards and notes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import getters
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from prepdeck.drills.intervals import date_text
from prepdeck.errors import PrepdeckError
from prepdeck.tui.screens.browse_words import ORDERS
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.card_table import CardTable

if TYPE_CHECKING:
    from prepdeck.model.study_day import Moment
    from prepdeck.storage.listing import ListedCard
    from prepdeck.study.browsing import Wish
    from prepdeck.study.collection import Collection
    from prepdeck.study.marking import Action
    from prepdeck.study.rescheduling import Rescheduled
    from prepdeck.tui.shell import Shell
    from prepdeck.tui.widgets.scope_list import Scope

LONG_FROM = 200
"""So many cards take a while: it is said that they do."""
_DONE = {
    "suspend": "suspended",
    "unsuspend": "asked again",
    "flag": "flagged",
    "unflag": "no longer flagged",
    "bury": "put away until tomorrow",
    "unbury": "taken back",
    "reset": "new again; their history is kept",
}
_NOTHING = {"reset": "Nothing to reset: these cards are new."}


class Changed(Message):
    """Cards were changed, or need not be."""

    def __init__(self, action: "Action", cards: int) -> None:
        super().__init__()
        self.action = action
        self.cards = cards


class PutOnDay(Message):
    """Cards were put on a day."""

    def __init__(self, put: "Rescheduled", now: "Moment") -> None:
        super().__init__()
        self.put = put
        self.now = now


class BrowseDoings(Screen[None]):
    """Acts on the marked cards, else on the one under the cursor."""

    app: "Shell"
    _collection: "Collection"
    _scope: "Scope"
    _order: int
    _is_busy: bool
    _wanted_key: str
    _edited_outside: Path | None
    """The file that was open in the user's editor and was not read again since."""

    table = getters.query_one(CardTable)
    query_field = getters.query_one("#query", Input)

    def marked_rows(self) -> "list[ListedCard]":
        """The marked cards among those that were found: what is not in sight is never changed."""
        return [row for row in self.table.rows if row.key in self.table.marked] if self.table.marked else []

    def search(self, *, reread: bool = False, even_if_unchanged: bool = True) -> None:
        """Search anew."""
        raise NotImplementedError

    def _list(self) -> None:
        raise NotImplementedError

    def _show_words(self) -> None:
        raise NotImplementedError

    def action_mark(self) -> None:
        """Mark the card under the cursor, and on."""
        row = self.table.chosen
        if row is not None:
            self.table.toggle_marks([row.key])
            self.table.cursor += 1
            self._show_words()

    def action_mark_all(self) -> None:
        """Mark everything that was found, or nothing."""
        self.table.toggle_marks(row.key for row in self.table.rows)
        self._show_words()

    def action_step(self, by: int) -> None:
        """To another card."""
        self.table.cursor += by

    def action_order(self) -> None:
        """The next order."""
        self._order = (self._order + 1) % len(ORDERS)
        self._list()

    def action_wish(self, wish: "Wish") -> None:
        """Do it to the marked cards, away from the event loop: a thousand take a second."""
        rows, collection = self._meant_rows(), self._collection

        def job() -> Message:
            from prepdeck.study.browsing import apply

            return Changed(*apply(collection, wish, rows))

        self._change(job, len(rows))

    def _meant_rows(self) -> "list[ListedCard]":
        """The marked cards, else the one under the cursor."""
        return self.marked_rows() or [row for row in (self.table.chosen,) if row is not None]

    def _change(self, job: Callable[[], Message], cards: int) -> None:
        if cards >= LONG_FROM:
            self.app.tell(f"Changing {cards:,} cards …")
        self._is_busy = True
        self.app.changes.want(self, job)
        self.refresh_bindings()

    def action_put_on_day(self) -> None:
        """Ask for a day, and put the cards on it that were answered before."""
        from prepdeck.tui.screens.put_on_day import PutOnDayScreen

        rows, collection = self._meant_rows(), self._collection
        keys = [row.key for row in rows if row.was_answered]
        if not keys:
            self.app.tell("New cards have no day yet: the first answer gives them one.")
            return

        def job_for(day: int) -> Callable[[], Message]:
            def job() -> Message:
                from prepdeck.study.rescheduling import put_on_day

                return PutOnDay(put_on_day(collection, keys, day), collection.now())

            return job

        def chosen(day: int | None) -> None:
            if day is not None:
                self._change(job_for(day), len(keys))

        self.app.push_screen(PutOnDayScreen(len(keys), len(rows) - len(keys), collection.now().day), chosen)

    def on_put_on_day(self, message: PutOnDay) -> None:
        """Say what was done, and show it."""
        self._is_busy = False
        put = message.put
        self.app.tell(
            f"{counted(len(put.keys), 'card')} put on {date_text(put.day, message.now.day)}. u takes it back."
        )
        self.search()

    def on_changed(self, message: Changed) -> None:
        """Say what was done, and show it."""
        self._is_busy = False
        if message.cards:
            done = _DONE[message.action].replace("their", "its" if message.cards == 1 else "their")
            self.app.tell(f"{counted(message.cards, 'card')} {done}. u takes it back.")
        else:
            self.app.tell(_NOTHING.get(message.action, "Nothing to change."))
        self.search()

    def action_drill(self, cram: bool) -> None:
        """Drill what waits of the cards that were found, or practise all of them."""
        from prepdeck.study.request import DrillRequest

        self.app.drill(DrillRequest(decks=self._scope.decks, search=self.query_field.value, cram=cram))

    def action_decks(self) -> None:
        """All decks, and problems in their files."""
        from prepdeck.tui.screens.decks import DecksScreen

        self.app.push_screen(DecksScreen(self._collection))

    def action_edit(self) -> None:
        """Edit the note here."""
        from prepdeck.tui.note_opening import edit_note

        row = self.table.chosen
        if row is not None:
            edit_note(self.app, self._collection, row.key, self._edited)

    def action_new(self) -> None:
        """Write a new note."""
        from prepdeck.tui.note_opening import new_note

        new_note(self.app, self._collection, self._scope.decks, self._edited)

    def _edited(self, key: str | None) -> None:
        """Back from the editor: the cursor on what was saved."""
        if key:
            self._wanted_key = key
        self.search(reread=True)

    def action_edit_outside(self) -> None:
        """Edit the note in the user's own editor."""
        from prepdeck.study.editing import edit_target
        from prepdeck.tui.editor import edit_file

        row = self.table.chosen
        if row is None:
            return
        try:
            target = edit_target(self._collection, row.key)
            edit_file(self.app, target.path, target.line)
            self._edited_outside = target.path
        except PrepdeckError as error:
            self.app.complain(error)
        self.search(reread=True)
