"""Undo and redo outside a drill: done away from the event loop, and told."""

from typing import TYPE_CHECKING, Literal

from textual.message import Message

from prepdeck.errors import PrepdeckError

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.tui.desk import DrillDesk
    from prepdeck.tui.shell import Shell

Step = Literal["undo", "redo"]

MANY = 200
"""An action of so many records is none of a drill's own, and takes a while to undo."""
LONG_S = 0.3
"""What takes longer is said to be under way."""
_DOING = {"undo": "Undoing", "redo": "Doing again"}
_DONE = {"undo": "Undone", "redo": "Done again"}


class StepEnded(Message):
    """An undo or redo is over: what to say of it, or why it failed."""

    def __init__(self, text: str, error: PrepdeckError | None = None) -> None:
        super().__init__()
        self.text = text
        self.error = error


class Steps:
    """The steps that were asked for and are not over; a key pressed while a long one is told is refused with a word.

    Steps that take no time are done as often as the key was pressed. Once somebody reads that a step takes a while,
    another press would more likely be impatience than a second wish.
    """

    def __init__(self, app: "Shell") -> None:
        self._app = app
        self._wanted = 0
        self._ended = 0
        self._is_told = False

    def want(self, collection: "Collection", step: Step) -> None:
        """Undo, or redo, once everything before it is done."""
        if self._is_told:
            self._app.tell("That is still under way. Press the key again once it is done.")
            return
        self._wanted += 1
        number = self._wanted

        def job() -> Message:
            try:
                return StepEnded(step_text(collection, step))
            except PrepdeckError as error:
                return StepEnded("", error)

        def say_so() -> None:
            if self._ended < number and not self._is_told:
                self._is_told = True
                self._app.tell(f"{_DOING[step]} … this takes a moment.")

        self._app.changes.want(self._app, job)
        self._app.set_timer(LONG_S, say_so)

    def ended(self) -> None:
        """One of them is over."""
        self._ended += 1
        self._is_told = self._is_told and self._ended < self._wanted


def step_of_many(desk: "DrillDesk", what: str) -> Step | None:
    """The step that an action of a drill is, where that is about so many cards that it is done beside the drill."""
    steps: dict[str, Step] = {"undo": "undo", "redo": "redo"}
    step = steps.get(what)
    try:
        return step if step and desk.step_size(step) >= MANY else None
    except PrepdeckError:  # the drill tries it, and tells
        return None


def step_text(collection: "Collection", step: Step) -> str:
    """Take back this device's newest action, or its newest undo, and say what that was; raises StoreError."""
    from prepdeck.study.actions import undone_action

    records = collection.undo() if step == "undo" else collection.redo()
    return f"{_DONE[step]}: {undone_action(records).text}" if records else f"There is nothing to {step}."
