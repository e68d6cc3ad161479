"""Fitting behind the screen: it tells its stages, and one that was stopped before the last adopts nothing.

The thread is a daemon, not one of Textual's workers: those are waited for at exit.
"""

from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.optimizing import Optimization


class FittingStage(Message):
    """What is being done now."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Fitted(Message):
    """What it led to, or why it failed."""

    def __init__(self, found: "Optimization | None", error: BaseException | None = None) -> None:
        super().__init__()
        self.found = found
        self.error = error


class Fitting:
    """One run of it."""

    def __init__(self) -> None:
        self._stopped = Event()

    def start(self, to: MessagePump, collection: "Collection") -> None:
        """Fit, posting FittingStage at each stage and then Fitted."""
        Thread(target=_work, args=(to, self._stopped, collection), name="fit the weights", daemon=True).start()

    def stop(self) -> None:
        """Go no further than the stage that runs."""
        self._stopped.set()


def _work(to: MessagePump, stopped: Event, collection: "Collection") -> None:
    try:
        from prepdeck.study.optimizing import optimizing

        stages = optimizing(collection)
        while not stopped.is_set():
            try:
                to.post_message(FittingStage(next(stages)))
            except StopIteration as end:
                to.post_message(Fitted(end.value))
                return
    except BaseException as error:  # noqa: BLE001  (a panic of the library that fits is no Exception)
        to.post_message(Fitted(None, error))
