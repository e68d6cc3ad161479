"""More reviews due than a day holds, as after a holiday: how many a day, in which order, and until when.

No card is lost by waiting, it only costs more once it is forgotten. `benchmarks/after_a_holiday.py` compares orders on
the same learner: what adds most recall for each second, looking a month ahead, keeps most on the way, takes fewest
minutes and is through first. Asking first what is most likely still recalled, as is often advised, recalls up to three
points less after two weeks, because with FSRS-6's flat curves little is saved by it and much is left to wait.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from prepdeck.model.rating import Rating
from prepdeck.scheduling.draws import drawn
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.gain import GainModel
from prepdeck.scheduling.pace import Pace, seconds_of
from prepdeck.scheduling.parameters import Parameters
from prepdeck.scheduling.queue import Candidate

HORIZON_DAYS = 30
"""How far ahead a review is to be of use where no interview date says so; 14 or 60 order nearly alike."""

MORE_THAN_USUAL = 2
"""A day's worth against a usual day: one day missed is caught up on the next, and a backlog is no second job."""

LEAST_A_DAY = 50
"""A day holds so many reviews at least."""

FIRST_GUESS = 100
"""A day's worth for somebody who has no usual day yet: of fewer than `_ENOUGH_DAYS` days with reviews."""

_ENOUGH_DAYS = 10

USUAL_DAYS = 60
"""A usual day is the median of the newest so many days with reviews."""

COMING_DAYS = 60
"""What falls due later than this is not looked at, to say when a backlog is over."""

_LONGEST_DAYS = 120
_MOST_CARDS = 3_000


def days_worth(reviewed: Sequence[int]) -> int:
    """How many reviews one study day should hold, over the whole library, from those of past days, oldest first."""
    worked = [count for count in reviewed if count > 0][-USUAL_DAYS:]
    return FIRST_GUESS if len(worked) < _ENOUGH_DAYS else max(LEAST_A_DAY, round(MORE_THAN_USUAL * median(worked)))


def gain_order(parameters: Parameters, pace: Pace, day: int) -> Callable[[Candidate], float]:
    """What to sort the reviews of a backlog by, smallest first: the recall a month from now that each second adds."""
    model = GainModel(parameters)

    def place(card: Candidate) -> float:
        memory = card.state.memory
        if memory is None:
            return 0.0
        elapsed = max(0, day - (card.state.last_day if card.state.last_day is not None else day))
        gain, recall = model.gain_and_recall(memory.stability, memory.difficulty, elapsed, HORIZON_DAYS)
        seconds = seconds_of(pace, card.kind)
        return -gain / (recall * seconds.passed + (1 - recall) * seconds.failed)

    return place


@dataclass(frozen=True, slots=True)
class ComingCard:
    """A card in review that is due, or soon will be; `stretch` times the stability is its interval."""

    stability: float
    difficulty: float
    last_day: int
    due_day: int
    stretch: float


def last_day_of_backlog(
    cards: Iterable[ComingCard], today: int, a_day: int, done_today: int, parameters: Parameters
) -> int | None:
    """The study day on which nothing is left over any more, at so many reviews a day; None for more than four months.

    Simulated, oldest due first, with answers drawn by a seeded sequence: what comes back meanwhile counts as well.
    """
    known = sorted(cards, key=lambda card: (card.due_day, card.stability, card.difficulty))
    share = min(1.0, _MOST_CARDS / max(1, len(known)))
    if share < 1:
        known = [known[place * len(known) // _MOST_CARDS] for place in range(_MOST_CARDS)]
    formulas = Formulas(parameters)
    waiting = [(card.due_day, index) for index, card in enumerate(known)]
    heapq.heapify(waiting)
    memory = [(card.stability, card.difficulty, card.last_day) for card in known]
    answers: Counter[int] = Counter()
    debt = 0.0
    for day in range(today, today + _LONGEST_DAYS):
        debt += share * (max(0, a_day - done_today) if day == today else a_day)
        while debt >= 1 and waiting and waiting[0][0] <= day:
            debt -= 1
            _, index = heapq.heappop(waiting)
            stability, difficulty, last = memory[index]
            recall = formulas.recall(max(1, day - last), stability)
            answers[index] += 1
            if drawn(index, answers[index]) < recall:
                after = formulas.passed(stability, difficulty, recall), formulas.difficulty(difficulty, Rating.GOOD)
            else:
                after = formulas.relearned(stability, difficulty, recall)
            memory[index] = (*after, day)
            heapq.heappush(waiting, (day + max(1, round(known[index].stretch * after[0])), index))
        if not waiting or waiting[0][0] > day:
            return day
        debt %= 1.0
    return None
