"""What waits beyond today, where no interview date orders the days: how much, and when it will be through."""

from collections.abc import Callable
from dataclasses import dataclass

from prepdeck.model.study_day import Moment, date_of
from prepdeck.scheduling.backlog import COMING_DAYS, ComingCard, gain_order, last_day_of_backlog
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.queue import Candidate
from prepdeck.storage.log import newest_position
from prepdeck.storage.queues import day_work
from prepdeck.storage.statistics import coming_reviews, load_ahead
from prepdeck.study.collection import Collection
from prepdeck.study.day_limits import reviews_a_day
from prepdeck.study.goals import goal_of
from prepdeck.study.ranking import pace_of


@dataclass(frozen=True, slots=True)
class Backlog:
    """`waiting` reviews are due, more than the `a_day` that a study day holds.

    On study day `through` nothing will be left over; None where that is more than four months away.
    """

    waiting: int
    a_day: int
    through: int | None

    def text(self, today: int) -> str:
        """It in a calm sentence: `612 wait; at about 120 a day you are through by Thu 3 Dec.`."""
        said = f"{self.waiting} wait; at about {self.a_day} a day"
        if self.through is None:
            return f"{said} that takes more than four months. A lower retention makes fewer: prepdeck load."
        on = date_of(self.through)
        when = {0: "today", 1: "tomorrow"}.get(self.through - today, f"by {on:%a} {on.day} {on:%b}")
        return f"{said} you are through {when}."


def backlog_of(collection: Collection) -> Backlog | None:
    """What waits beyond today's worth; None where it fits, and toward an interview, whose plan chooses by itself.

    Worked out once for a state of the log; milliseconds without a backlog, a tenth of a second with one.
    """
    today, a_day = collection.now().day, reviews_a_day(collection)
    goal = goal_of(collection)
    if goal is not None and goal.on_day >= today:
        return None
    with collection.store.reading() as rows:
        waiting = load_ahead(rows, today, today).get(today, 0)
        done = sum(day_work(rows, today).reviewed.values())
        position = newest_position(rows)
    if waiting <= max(0, a_day - done):
        return None
    through = collection.kept("backlog", (today, position), lambda: _through(collection, today, a_day, done))
    return Backlog(waiting, a_day, through)


def _through(collection: Collection, today: int, a_day: int, done: int) -> int | None:
    with collection.store.reading() as rows:
        found = coming_reviews(rows, today + COMING_DAYS)
    lasting = Formulas(collection.parameters).lasting
    stretch = {deck: lasting(collection.options_of(deck).desired_retention) for deck in {row.deck for row in found}}
    cards = [
        ComingCard(row.stability, row.difficulty, row.last_day, row.due_day or today, stretch[row.deck])
        for row in found
    ]
    return last_day_of_backlog(cards, today, a_day, done, collection.parameters)


def backlog_order(collection: Collection, now: Moment) -> Callable[[Candidate], float]:
    """What chooses among the reviews of a backlog; the user's pace is only read when it is asked."""
    known: list[Callable[[Candidate], float]] = []

    def place(card: Candidate) -> float:
        if not known:
            pace = collection.kept("pace", now.day, lambda: pace_of(collection, now))
            known.append(gain_order(collection.parameters, pace, now.day))
        return known[0](card)

    return place
