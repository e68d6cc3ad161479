"""Changes made away from the event loop, one after the other in the order they were wanted."""

from collections import deque
from collections.abc import Callable
from threading import Lock, Thread

from textual.message import Message
from textual.message_pump import MessagePump

from prepdeck.tui.latest import JobFailed


class InTurn:
    """Runs every job it is given, never two at once: what follows an action, its undo for one, finds it done.

    The thread is a daemon, not one of Textual's workers: those are waited for at exit. Each job gives the message that
    is posted for it; what it raises is posted as JobFailed.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        self._waiting: deque[tuple[MessagePump, Callable[[], Message]]] = deque()
        self._is_running = False

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waits."""
        with self._lock:
            return self._is_running

    def want(self, to: MessagePump, job: Callable[[], Message]) -> None:
        """Have this done once everything before it is, and its message posted to `to`."""
        with self._lock:
            self._waiting.append((to, job))
            if self._is_running:
                return
            self._is_running = True
        Thread(target=self._work, name=self._name, daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                to, job = self._waiting[0]
            try:
                message = job()
            except Exception as error:  # noqa: BLE001  (whatever it is, the screen tells it)
                message = JobFailed(error)
            with self._lock:
                self._waiting.popleft()
                self._is_running = bool(self._waiting)
                is_over = not self._is_running
            to.post_message(message)
            if is_over:
                return
