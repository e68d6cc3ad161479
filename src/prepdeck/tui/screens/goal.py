"""The goal: when the interview is, how many minutes a day there are until then, and for which role."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from prepdeck.errors import PrepdeckError
from prepdeck.model.date_entry import EXAMPLES, read_date
from prepdeck.model.goal import WEEKDAYS, parse_minutes
from prepdeck.model.study_day import date_of, day_of
from prepdeck.text.safe import visible
from prepdeck.tui.screens.today_lines import counted, minutes_text

if TYPE_CHECKING:
    from prepdeck.model.goal import Goal
    from prepdeck.study.collection import Collection


class GoalScreen(ModalScreen[bool]):
    """Fields that say at once what they were understood as; True when a goal was set or cleared."""

    CSS_PATH = "goal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Cancel", id="goal.cancel", tooltip="Leave the goal as it is"),
    ]

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        from prepdeck.study.goals import DEFAULT_MINUTES, goal_of
        from prepdeck.study.roles import roles_of

        self._roles = roles_of(collection)
        self._collection = collection
        self._today = collection.now().day
        self._goal: Goal | None = goal_of(collection)
        self._minutes = self._goal.minutes if self._goal else DEFAULT_MINUTES

    def compose(self) -> ComposeResult:
        """The fields, each with what it means beneath."""
        ahead = self._goal is not None and self._goal.on_day >= self._today
        on = date_of(self._goal.on_day).isoformat() if self._goal and ahead else ""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.can_focus = False
            dialog.border_subtitle = "enter set · esc cancel"
            yield Static("When is the interview?", classes="title")
            yield Input(on, placeholder=EXAMPLES, id="on", compact=True, select_on_focus=True)
            yield Static(id="on-meaning", classes="meaning", markup=False)
            yield Static("Minutes a day until then", classes="title")
            yield Input(typed_minutes(self._minutes), placeholder="40, sat=90", id="minutes", compact=True)
            yield Static(id="minutes-meaning", classes="meaning", markup=False)
            if self._roles:
                yield Static("For which role", classes="title")
                role = self._goal.role if ahead and self._goal else next(iter(self._roles)) if not ahead else ""
                yield Input(role or "", placeholder=", ".join(self._roles), id="role", compact=True)
                yield Static(id="role-meaning", classes="meaning", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Set", id="set", variant="primary", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    def on_mount(self) -> None:
        """Begin with the date."""
        self.query_one("#on").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how what was typed is understood."""
        event.stop()
        field = event.input.id or ""
        try:
            meanings = {"on": self._date_meaning, "minutes": self._minutes_meaning, "role": self._role_meaning}
            meaning, wrong = meanings[field](), False
        except ValueError as error:
            meaning, wrong = str(error), True
        self._say(field, meaning, wrong=wrong)

    def _say(self, field: str, meaning: str, *, wrong: bool) -> None:
        shown = self.query_one(f"#{field}-meaning", Static)
        shown.update(visible(meaning))
        shown.set_class(wrong, "wrong")

    def _date_meaning(self) -> str:
        on = self._date()
        if on is None:
            return "No date: what is forgotten soonest comes first." if self._goal else ""
        days = day_of(on) - self._today
        distance = "today" if days == 0 else f"in {counted(days, 'day')}"
        return f"{on:%A} {on.day} {on:%B %Y}, {distance}"

    def _minutes_meaning(self) -> str:
        minutes = self._typed_minutes()
        hours, rest = divmod(sum(minutes), 60)
        return f"{minutes_text(minutes)}: {hours} h {rest:02} a week"

    def _role_meaning(self) -> str:
        role = self._role()
        if not role:
            return "None: every core card counts the same."
        return self._roles[role].title

    def _role(self) -> str | None:
        """The role that was typed, as far as it is clear; raises ValueError for one there is not."""
        if not self._roles:
            return self._goal.role if self._goal else None
        text = self.query_one("#role", Input).value.strip()
        found = [slug for slug in self._roles if slug == text or slug.startswith(text)]
        if text and not found:
            raise ValueError(f"There is no role {text}. There are: {', '.join(self._roles)}.")
        return (text if text in found else found[0]) if text else None

    def _date(self) -> date | None:
        """The date that was typed, None for an empty field; raises ValueError for one that cannot be aimed at."""
        text = self.query_one("#on", Input).value
        if not text.strip():
            return None
        on = read_date(text, date_of(self._today))
        if day_of(on) < self._today:
            raise ValueError(f"{on:%A} {on.day} {on:%B %Y} has passed.")
        return on

    def _typed_minutes(self) -> tuple[int, int, int, int, int, int, int]:
        return parse_minutes(self.query_one("#minutes", Input).value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter sets the goal."""
        event.stop()
        self._set()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what Enter and Escape do."""
        if event.button.id == "set":
            self._set()
        else:
            self.dismiss(False)

    def _set(self) -> None:
        from prepdeck.study.goals import clear_goal, set_goal

        field = "on"
        try:
            on = self._date()
            field = "minutes"
            minutes = self._typed_minutes()
            field = "role"
            role = self._role()
            if on is not None:
                set_goal(self._collection, on, minutes, role)
            elif self._goal is not None:
                clear_goal(self._collection)
            else:
                self._say("on", f"Say when, as {EXAMPLES}.", wrong=True)
                self.query_one("#on").focus()
                return
        except ValueError:
            self.query_one(f"#{field}").focus()
            return
        except PrepdeckError as error:
            self.app.notify(visible(f"{error.message} {error.hint}"), severity="error", markup=False)
            return
        self.dismiss(True)


def typed_minutes(minutes: tuple[int, ...]) -> str:
    """Minutes Monday to Sunday as one types them: `40, sat=90`."""
    usual = max(set(minutes), key=lambda amount: (minutes.count(amount), amount))
    others = [f"{day}={amount}" for day, amount in zip(WEEKDAYS, minutes, strict=True) if amount != usual]
    return ", ".join([str(usual), *others])
