"""Work away from the event loop of which only the newest matters: a search while typing, a card while moving."""

from collections.abc import Callable
from threading import Lock, Thread

from textual.message import Message
from textual.message_pump import MessagePump


class JobFailed(Message):
    """A job raised this instead of giving a message."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Latest:
    """Runs one job at a time; a newer one takes the place of one that still waits.

    The thread is a daemon, not one of Textual's workers: those are waited for at exit. Each job gives the message that
    is posted for it; what it raises is posted as JobFailed.
    """

    def __init__(self, to: MessagePump, name: str) -> None:
        self._to = to
        self._name = name
        self._lock = Lock()
        self._waiting: Callable[[], Message | None] | None = None
        self._is_running = False

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waits."""
        with self._lock:
            return self._is_running

    def want(self, job: Callable[[], Message | None]) -> None:
        """Have this done next, in place of what waits."""
        with self._lock:
            self._waiting = job
            if self._is_running:
                return
            self._is_running = True
        Thread(target=self._work, name=self._name, daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                job, self._waiting = self._waiting, None
                if job is None:
                    self._is_running = False
                    return
            try:
                message = job()
            except Exception as error:  # noqa: BLE001  (whatever it is, the screen tells it)
                message = JobFailed(error)
            if message is not None:
                self._to.post_message(message)
