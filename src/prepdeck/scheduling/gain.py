"""What showing a card now is worth on the interview day, for each second it takes.

The gain is the recall it adds on that day: with T days to go, and a card of stability S that is recalled today with
probability p,

    p R(T, S_ok) + (1 - p) R(T, S_relearned) - R(T + elapsed, S)

For a new card it is the recall to expect on the day, since nothing is recalled of it now. Taking the largest gain per
second first is the greedy answer to "which cards, in the minutes there are?"; simulated learners recall more with it
than with any order by due date (`benchmarks/toward_a_date.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from prepdeck.model.memory import Memory
from prepdeck.model.rating import Rating
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.pace import FIRST_RATINGS, Cost
from prepdeck.scheduling.parameters import Parameters

TIER_WEIGHTS: Mapping[str, float] = {"core": 1.0, "deep": 0.5, "stretch": 0.25}
"""What recalling a card on the day counts, by its tier: an interview asks the core first."""

UNREQUIRED_WEIGHT = 0.25
"""What a card counts that feeds none of the role's requirements, where one that feeds the heaviest counts 1."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The recall (0-1) that showing a card now adds on the day, and the seconds it is expected to take."""

    recall: float
    seconds: float

    def per_second(self, weight: float = 1.0) -> float:
        """What is compared between cards."""
        return weight * self.recall / self.seconds


def card_weight(tier: str, requirement_weight: float | None = None) -> float:
    """What recalling a card counts; `requirement_weight` is that of the heaviest requirement it feeds, at most 1.

    None where no role is set; 0 for a card that feeds no requirement.
    """
    required = 1.0 if requirement_weight is None else max(UNREQUIRED_WEIGHT, requirement_weight)
    return TIER_WEIGHTS.get(tier, TIER_WEIGHTS["stretch"]) * required


class GainModel:
    """Gains with one user's parameters."""

    def __init__(self, parameters: Parameters) -> None:
        self.formulas = Formulas(parameters)
        self._first = [
            (share, _relearned_first(self.formulas) if rating is Rating.AGAIN else self.formulas.first[rating][0])
            for rating, share in FIRST_RATINGS.items()
        ]

    def of_new(self, days_left: int, cost: Cost) -> Gain:
        """The gain of beginning a card, with `days_left` study days from today to the interview."""
        return Gain(self.recall_of_new(days_left), cost.begin)

    def recall_of_new(self, days_left: int) -> float:
        """The recall to expect on the day of a card begun today."""
        return sum(share * self.formulas.recall(days_left, stability) for share, stability in self._first)

    def of_review(self, memory: Memory, elapsed: int, days_left: int, cost: Cost) -> Gain:
        """The gain of a review `elapsed` study days after the last one."""
        gain, recall = self.gain_and_recall(memory.stability, memory.difficulty, elapsed, days_left)
        return Gain(gain, cost.of_review(recall))

    def gain_and_recall(
        self, stability: float, difficulty: float, elapsed: float, days_left: float
    ) -> tuple[float, float]:
        """The recall a review adds on the day, and the recall there is today: floats only, for simulations.

        A card that is forgotten is shown again the same day until it is recalled.
        """
        formulas = self.formulas
        days_left, elapsed = max(0, days_left), max(0, elapsed)
        recall = formulas.recall(elapsed, stability)
        passed = formulas.passed(stability, difficulty, recall) if elapsed else formulas.same_day(stability)
        relearned = formulas.same_day(formulas.failed(stability, difficulty, recall)) if elapsed else passed
        then = recall * formulas.recall(days_left, passed) + (1 - recall) * formulas.recall(days_left, relearned)
        return max(0.0, then - formulas.recall(days_left + elapsed, stability)), recall


def _relearned_first(formulas: Formulas) -> float:
    """The stability of a card that was not known at first, and was recalled later the same day."""
    return formulas.same_day(formulas.first[Rating.AGAIN][0])
