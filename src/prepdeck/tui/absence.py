"""What days away cost, worked out behind Today: the page shows at once, and the forecast joins it."""

from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from prepdeck.study.away import AbsenceCost
    from prepdeck.study.collection import Collection
    from prepdeck.study.today import Today


class AbsenceRead(Message):
    """What the days away cost."""

    def __init__(self, cost: "AbsenceCost") -> None:
        super().__init__()
        self.cost = cost


class Absence:
    """Works it out once for a study day and goal; nobody is told where that fails: the page is whole without it."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self.cost: AbsenceCost | None = None

    def look(self, to: MessagePump, collection: "Collection", today: "Today") -> None:
        """Begin to work it out where there was an absence and it is not known yet; posts AbsenceRead."""
        goal = today.goal
        if not today.days_away or goal is None or goal.on_day <= today.now.day:
            self._asked, self.cost = (), None
            return
        asked = (today.now.day, today.days_away, goal)
        if asked == self._asked:
            return
        self._asked, self.cost = asked, None

        def work() -> None:
            from prepdeck.errors import PrepdeckError
            from prepdeck.study.away import absence_cost

            try:
                to.post_message(AbsenceRead(absence_cost(collection, goal, today.days_away)))
            except PrepdeckError:
                return

        Thread(target=work, name="forecast after days away", daemon=True).start()
