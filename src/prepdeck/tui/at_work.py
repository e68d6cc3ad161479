"""Long work behind a screen: it tells how far it is, can be stopped, and ends with what it made or why it failed.

The threads are daemons, not Textual's workers: those are waited for at exit.
"""

import time
from collections.abc import Callable
from threading import Event, Thread

from textual.message import Message
from textual.message_pump import MessagePump

from prepdeck.errors import PrepdeckError

TELL_EVERY_S = 0.1


class Stopped(Exception):  # noqa: N818  (nothing went wrong)
    """The user stopped it."""


class Progressed(Message):
    """How far the work is, in words."""

    def __init__(self, run: int, doing: str, done: int, of: int) -> None:
        super().__init__()
        self.run = run
        far = f" {done:,}" + (f" of {of:,}" if of else "") if done else ""
        self.text = f"{doing}{far}"


class Ended(Message):
    """The work is over: what it made, or why it made nothing."""

    def __init__(self, run: int, made: object, error: PrepdeckError | None = None) -> None:
        super().__init__()
        self.run = run
        self.made = made
        self.error = error


class Work:
    """One piece of work at a time; messages of one that was stopped are known by their `run`."""

    def __init__(self) -> None:
        self.is_running = False
        self._run = 0
        self._stop = Event()

    def start(self, to: MessagePump, do: Callable[[Callable[[str, int, int], None]], object]) -> None:
        """Do it in a thread; `do` is given what it tells its progress to."""
        self.stop()
        self._run += 1
        self._stop = stop = Event()
        self.is_running = True
        run, told_at = self._run, 0.0

        def tick(doing: str, done: int, of: int) -> None:
            nonlocal told_at
            if stop.is_set():
                raise Stopped
            if time.monotonic() - told_at >= TELL_EVERY_S:
                told_at = time.monotonic()
                to.post_message(Progressed(run, doing, done, of))

        def work() -> None:
            try:
                to.post_message(Ended(run, do(tick)))
            except Stopped:
                return
            except PrepdeckError as error:
                to.post_message(Ended(run, None, error))
            except Exception as error:  # noqa: BLE001  (the work is lost, the screen is not)
                told = PrepdeckError(f"It could not be done: {error}", "The same command in a terminal tells more.")
                to.post_message(Ended(run, None, told))

        Thread(target=work, name="exchange", daemon=True).start()

    def stop(self) -> None:
        """End it at its next tick; whatever it still says is not listened to."""
        self._stop.set()
        self._run += 1
        self.is_running = False

    def is_of_now(self, message: Progressed | Ended) -> bool:
        """Whether a message is of the work that is waited for; with its end that is over."""
        is_current = self.is_running and message.run == self._run
        if is_current and isinstance(message, Ended):
            self.is_running = False
        return is_current
