"""The plan made behind the screen, step by step: it tells how far it is, and stops when nobody waits for it any more.

The thread is a daemon, not one of Textual's workers: those are waited for at exit.
"""

from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from prepdeck.model.goal import Goal
    from prepdeck.study.collection import Collection
    from prepdeck.study.planning import Plan

_TELL_EVERY_S = 0.1


class PlanProgress(Message):
    """How much of the forecast is done (0-1), of the run with this number."""

    def __init__(self, run: int, share: float) -> None:
        super().__init__()
        self.run = run
        self.share = share


class PlanMade(Message):
    """The plan of this run, or why there is none."""

    def __init__(self, run: int, plan: "Plan | None", error: Exception | None = None) -> None:
        super().__init__()
        self.run = run
        self.plan = plan
        self.error = error


class Planning:
    """At most one plan at a time."""

    def __init__(self) -> None:
        self.run = 0
        self._stopped = Event()

    def start(self, to: MessagePump, collection: "Collection", goal: "Goal") -> None:
        """Make the plan, posting PlanProgress and then PlanMade; one that was under way is stopped."""
        self.stop()
        self.run += 1
        self._stopped = Event()
        Thread(
            target=_work, args=(to, self.run, self._stopped, collection, goal), name="make the plan", daemon=True
        ).start()

    def stop(self) -> None:
        """Let it be."""
        self._stopped.set()


def _work(to: MessagePump, run: int, stopped: Event, collection: "Collection", goal: "Goal") -> None:
    try:
        from prepdeck.scheduling.curve import CURVE
        from prepdeck.study.planning import planning

        days = max(1, goal.on_day - collection.now().day)
        steps, told = planning(collection, goal), monotonic()
        for number in range(1_000_000):
            if stopped.is_set():
                return
            try:
                next(steps)
            except StopIteration as end:
                to.post_message(PlanMade(run, end.value))
                return
            if monotonic() - told > _TELL_EVERY_S:
                told = monotonic()
                to.post_message(PlanProgress(run, min(1.0, number / (1 + days * (1 + len(CURVE))))))
    except Exception as error:  # noqa: BLE001  (whatever it is, the screen tells it)
        to.post_message(PlanMade(run, None, error))
