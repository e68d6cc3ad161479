"""Putting cards on a day: a field for the date, with what it means for how many cards."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from prepdeck.drills.intervals import date_text
from prepdeck.errors import PrepdeckError
from prepdeck.model.date_entry import read_date
from prepdeck.model.study_day import date_of, day_of
from prepdeck.text.safe import visible
from prepdeck.tui.screens.today_lines import counted

EXAMPLES = "+3, 13 Dec, or 2026-12-13"


class PutOnDayScreen(ModalScreen[int | None]):
    """Gives the study day that was chosen, None for none; `new` of the cards are left out whatever the day."""

    CSS_PATH = "put_on_day.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="put.cancel", tooltip="Leave the cards where they are"),
    ]

    def __init__(self, cards: int, new: int, today: int) -> None:
        super().__init__()
        self._cards = cards
        self._new = new
        self._today = today

    def compose(self) -> ComposeResult:
        """The field, and beneath it how it is understood."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "enter put · esc cancel"
            yield Static(f"Put {counted(self._cards, 'card')} on which day?", classes="title", markup=False)
            yield Input(placeholder=EXAMPLES, compact=True)
            yield Static(self._hint(), id="meaning", markup=False)

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the date would do."""
        event.stop()
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes a date that can be meant."""
        event.stop()
        day = self._tell()
        if day is not None:
            self.dismiss(day)

    def _tell(self) -> int | None:
        """Show how the field is understood, and give the study day if it is one to put cards on."""
        text, day, is_wrong = self.query_one(Input).value, None, False
        if not text.strip():
            said = self._hint()
        else:
            try:
                day = self._day(text)
                said = f"{counted(self._cards, 'card')} on {self._named(day)}{self._left_out()}"
            except ValueError as error:
                said, is_wrong = str(error), True
            except PrepdeckError as error:
                said, is_wrong = f"{error.message} {error.hint}", True
        meaning = self.query_one("#meaning", Static)
        meaning.update(visible(said))
        meaning.set_class(is_wrong, "wrong")
        return day

    def _day(self, text: str) -> int:
        """The study day that was typed; raises ValueError or UsageError for one that cannot be."""
        from prepdeck.study.rescheduling import check_day

        on: date = read_date(text, date_of(self._today))
        day = day_of(on)
        check_day(day, self._today)
        return day

    def _named(self, day: int) -> str:
        away = day - self._today
        distance = ("today", "tomorrow")[away] if away <= 1 else f"in {away:,} days"
        return f"{date_text(day, self._today)}, {distance}"

    def _hint(self) -> str:
        return f"Not asked before it, then first of all{self._left_out()}"

    def _left_out(self) -> str:
        if not self._new:
            return ""
        return f" · {self._new:,} new {'one is' if self._new == 1 else 'ones are'} left out"
