"""What each retention would cost, worked out behind the screen: it tells how far it is, and stops when nobody waits.

The thread is a daemon, not one of Textual's workers: those are waited for at exit.
"""

from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.retention import RetentionCurve

_TELL_EVERY_S = 0.1


class CurveProgress(Message):
    """How much is done (0-1), of the run with this number."""

    def __init__(self, run: int, share: float) -> None:
        super().__init__()
        self.run = run
        self.share = share


class CurveMade(Message):
    """The curve of this run (None without a card seen) with what to know about it, or why there is none."""

    def __init__(
        self, run: int, curve: "RetentionCurve | None", notes: tuple[str, ...] = (), error: Exception | None = None
    ) -> None:
        super().__init__()
        self.run = run
        self.curve = curve
        self.notes = notes
        self.error = error


class Curving:
    """At most one curve at a time."""

    def __init__(self) -> None:
        self.run = 0
        self.is_running = False
        self._stopped = Event()

    def start(self, to: MessagePump, collection: "Collection") -> None:
        """Work it out, posting CurveProgress and then CurveMade; a run that was under way is stopped."""
        self.stop()
        self.run += 1
        self.is_running = True
        self._stopped = Event()
        Thread(
            target=_work, args=(to, self.run, self._stopped, collection), name="retention curve", daemon=True
        ).start()

    def stop(self) -> None:
        """Let it be."""
        self._stopped.set()
        self.is_running = False

    def ends_with(self, message: CurveMade) -> bool:
        """Whether this is the outcome that was waited for; then the run is over."""
        ended = self.is_running and message.run == self.run
        if ended:
            self.is_running = False
        return ended


def _work(to: MessagePump, run: int, stopped: Event, collection: "Collection") -> None:
    try:
        from prepdeck.study.load import load_notes
        from prepdeck.study.retention import retention_curve

        steps, told = retention_curve(collection), monotonic()
        while not stopped.is_set():
            try:
                share = next(steps)
            except StopIteration as end:
                to.post_message(CurveMade(run, end.value, tuple(load_notes(collection))))
                return
            if monotonic() - told > _TELL_EVERY_S:
                told = monotonic()
                to.post_message(CurveProgress(run, share))
    except Exception as error:  # noqa: BLE001  (whatever it is, the screen tells it)
        to.post_message(CurveMade(run, None, error=error))
