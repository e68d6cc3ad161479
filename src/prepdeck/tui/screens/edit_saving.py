"""Saving a note that is being edited, and the questions on the way: what was typed is never lost without a yes."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.tui.latest import Latest
from prepdeck.tui.screens.choice import Choice, ChoiceScreen
from prepdeck.tui.screens.today_lines import counted

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.note_editing import NoteOnDesk
    from prepdeck.tui.shell import Shell


@dataclass(frozen=True, slots=True)
class SavingAsked:
    """What was to be saved, and what comes then."""

    text: str
    then_leave: bool
    again: bool


class Saved(Message):
    """The note is in its file, under this key."""

    def __init__(self, asked: SavingAsked, key: str) -> None:
        super().__init__()
        self.asked = asked
        self.key = key


class NotSaved(Message):
    """Nothing was written: there was an error, or the note has errors and nobody said that this is meant."""

    def __init__(self, asked: SavingAsked, error: PrepdeckError | None, errors: int) -> None:
        super().__init__()
        self.asked = asked
        self.error = error
        self.errors = errors


class EditSaving(Screen[str]):
    """The text, its note and its draft; the screen above it draws."""

    app: "Shell"

    def __init__(self, collection: "Collection", desk: "NoteOnDesk") -> None:
        super().__init__()
        self._collection = collection
        self._desk = desk
        self._text = desk.entry.text
        self._saved_key = ""
        self._is_new = desk.key is None
        self._saves = Latest(self, "save a note")
        self.is_saving = False
        self._drafting = Lock()
        """Held while a draft is written or the note is saved: no late thread brings back a draft that was saved."""

    def _reopen(self, desk: "NoteOnDesk", *, keep_text: bool) -> None:
        """Go on with the note as it stands in its file now, or with what was typed since."""
        raise NotImplementedError

    def take_typed(self) -> None:
        """What stands in the editor counts."""
        raise NotImplementedError

    def _tell(self, text: str, hint: str = "") -> None:
        """Say something below what is written."""
        raise NotImplementedError

    @property
    def is_dirty(self) -> bool:
        """Whether there is something to save."""
        return self._text.rstrip() != self._desk.entry.text.rstrip()

    def keep_draft_of(self, text: str) -> None:
        """Keep this text as the draft, if it still is what is written; in any thread. Raises PrepdeckError."""
        from prepdeck.study.note_editing import keep_draft

        with self._drafting:
            if text == self._text and self.is_dirty:
                keep_draft(self._collection, self._desk, text)

    def keep_draft(self) -> None:
        """Keep what is written; why it cannot be is told."""
        try:
            self.keep_draft_of(self._text)
        except PrepdeckError as error:
            self.app.tell(f"{error.message} {error.hint}", severity="error")

    def _forget_draft(self) -> None:
        """There is nothing left to save."""
        from prepdeck.study.note_editing import forget_draft

        with self._drafting:
            self._text = self._desk.entry.text
            forget_draft(self._collection, self._desk)

    def action_save(self) -> None:
        """Save; a note with errors asks first, because it is not drilled as it is."""
        self._save(then_leave=False)

    def action_again(self) -> None:
        """Save, and on to another new note."""
        if not self.is_dirty:
            self.dismiss(f"{self._saved_key}!again")
            return
        self._save(then_leave=False, again=True)

    def _save(self, *, then_leave: bool, again: bool = False, overwrite: bool = False, sure: bool = False) -> None:
        """Write the note and read the library again, away from the event loop: a large one takes seconds."""
        self.take_typed()
        text, desk, collection = self._text, self._desk, self._collection
        asked = SavingAsked(text, then_leave=then_leave, again=again)

        def job() -> Message:
            from prepdeck.study.note_editing import save_note

            checked = desk.check().of(text)
            if checked.errors and checked.is_contained and not sure:
                return NotSaved(asked, None, checked.errors)
            try:
                with self._drafting:
                    key = save_note(collection, desk, text, overwrite=overwrite)
            except PrepdeckError as error:
                return NotSaved(asked, error, 0)
            return Saved(asked, key)

        self.is_saving = True
        self._tell("Saving …")
        self._saves.want(job)

    @on(Saved)
    def _has_saved(self, message: Saved) -> None:
        from prepdeck.study.note_editing import open_note

        self.is_saving = False
        key, asked = message.key, message.asked
        self._saved_key = key
        typed_since = self._text != asked.text
        is_there = self._collection.find_note(key) is not None
        if (asked.then_leave or asked.again or not is_there) and not typed_since:
            self._text = self._desk.entry.text  # nothing is left to be kept
            self.app.tell(f"Saved in {self._desk.path.name}.")
            self.dismiss(f"{key}!again" if asked.again else key)
            return
        self._tell(f"Saved in {self._desk.path}.")
        if is_there:
            self._reopen(open_note(self._collection, key), keep_text=typed_since)

    @on(NotSaved)
    def _has_not_saved(self, message: NotSaved) -> None:
        from prepdeck.study.note_editing import ChangedElsewhereError

        self.is_saving = False
        self._tell("")
        if message.error is None:
            self._ask_about_errors(message.errors, then_leave=message.asked.then_leave)
        elif isinstance(message.error, ChangedElsewhereError):
            self._ask_which(message.error, then_leave=message.asked.then_leave)
        else:
            self._tell(message.error.message, message.error.hint)

    def _ask_about_errors(self, errors: int, *, then_leave: bool) -> None:
        def answered(answer: str | None) -> None:
            if answer == "s":
                self._save(then_leave=then_leave, sure=True)
            elif answer == "d":
                self.keep_draft()
                self.dismiss(self._saved_key)

        text = "A note with errors is not drilled; until it is mended, its last good version is asked."
        self._ask(
            f"This note has {counted(errors, 'error')}.",
            text,
            [
                Choice("e", "Mend it", "go on writing"),
                Choice("d", "Leave it as a draft", "the file stays as it is"),
                Choice("s", "Save it all the same"),
            ],
            answered,
        )

    def _ask_which(self, error: PrepdeckError, *, then_leave: bool) -> None:
        def answered(answer: str | None) -> None:
            if answer == "o":
                self._save(then_leave=then_leave, overwrite=True, sure=True)
            elif answer == "d":
                self.keep_draft()
                self.dismiss(self._saved_key)

        self._ask(
            error.message,
            error.hint,
            [
                Choice("e", "Go on writing", "nothing is saved yet"),
                Choice("o", "Mine", "it takes the place of the one in the file"),
                Choice("d", "The one in the file", "mine is left as a draft"),
            ],
            answered,
        )

    def action_leave(self) -> None:
        """Back; what is not saved is asked about."""
        self.take_typed()
        if not self.is_dirty:
            self._forget_draft()
            self.dismiss(self._saved_key)
            return

        def answered(answer: str | None) -> None:
            if answer == "s":
                self._save(then_leave=True)
            elif answer == "d":
                self.keep_draft()
                self.dismiss(self._saved_key)
            elif answer == "x":
                self._forget_draft()
                self.dismiss(self._saved_key)

        self._ask(
            "This note is not saved.",
            "",
            [
                Choice("s", "Save it"),
                Choice("d", "Leave it as a draft", "it is here when you edit this note again"),
                Choice("x", "Discard what you wrote"),
            ],
            answered,
        )

    def _ask(self, title: str, text: str, choices: list[Choice], answered: Callable[[str | None], None]) -> None:
        self.app.push_screen(ChoiceScreen(title, text, choices), answered)
