"""FSRS-6 in plain numbers, for looking ahead at thousands of cards.

`memory.memory_after` asks py-fsrs for the one card that was answered. Ordering a collection and simulating the days to
an interview ask the same question a million times, so the formulas stand here once more, as floats in and floats out;
a test holds them to py-fsrs. Source of the formulas: the FSRS-6 page of the fsrs4anki wiki.
"""

from math import exp

from prepdeck.model.rating import Rating
from prepdeck.scheduling.parameters import Parameters

_SHORTEST, _LONGEST = 0.001, 36_500.0


class Formulas:
    """One parameter set's formulas; stability in days, difficulty 1-10, recall 0-1."""

    __slots__ = ("_back", "_decay", "_easiest", "_factor", "_growth", "_longest_lapse", "_w", "first")

    def __init__(self, parameters: Parameters) -> None:
        w = self._w = parameters.weights
        self._decay = parameters.decay
        self._factor = parameters.factor
        self._growth = exp(w[8])
        self._longest_lapse = exp(-w[17] * w[18])
        self._easiest = w[7] * (w[4] - exp(3 * w[5]) + 1)  # the pull of difficulty towards that of Easy
        self._back = 1 - w[7]
        self.first: dict[Rating, tuple[float, float]] = {
            rating: (_stability(w[rating - 1]), _difficulty(w[4] - exp(w[5] * (rating - 1)) + 1)) for rating in Rating
        }
        """Stability and difficulty after the first answer, by its rating."""

    def recall(self, elapsed: float, stability: float) -> float:
        """The probability of recall `elapsed` days after the last review."""
        if elapsed <= 0:
            return 1.0
        return float((1 + self._factor * elapsed / stability) ** self._decay)

    def lasting(self, recall: float) -> float:
        """How many times its stability (days) a memory may age until recall has fallen to this: 1 for 0.9."""
        return float((recall ** (1 / self._decay) - 1) / self._factor)

    def passed(self, stability: float, difficulty: float, recall: float, rating: int = Rating.GOOD) -> float:
        """The stability after a card was recalled on a later day, when the chance of that was `recall`."""
        w = self._w
        growth = self._growth * (11 - difficulty) * stability ** -w[9] * (exp((1 - recall) * w[10]) - 1)
        if rating == Rating.HARD:
            growth *= w[15]
        elif rating == Rating.EASY:
            growth *= w[16]
        return _stability(stability * (1 + growth))

    def failed(self, stability: float, difficulty: float, recall: float) -> float:
        """The stability after a card was forgotten on a later day, when the chance of recall was `recall`."""
        w = self._w
        lapse = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp((1 - recall) * w[14])
        return _stability(min(lapse, stability * self._longest_lapse))

    def same_day(self, stability: float, rating: int = Rating.GOOD) -> float:
        """The stability after one more answer on the day of the last review; a pass never lowers it."""
        w = self._w
        growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        return _stability(stability * (growth if rating == Rating.AGAIN else max(growth, 1.0)))

    def difficulty(self, difficulty: float, rating: int) -> float:
        """The difficulty after an answer."""
        damped = difficulty - self._w[6] * (rating - 3) * (10 - difficulty) / 9
        return _difficulty(self._easiest + self._back * damped)

    def after(self, stability: float, difficulty: float, elapsed: float, rating: int) -> tuple[float, float]:
        """Stability and difficulty after any answer but the first, `elapsed` study days after the one before."""
        if elapsed <= 0:
            answered = self.same_day(stability, rating)
        elif rating == Rating.AGAIN:
            answered = self.failed(stability, difficulty, self.recall(elapsed, stability))
        else:
            answered = self.passed(stability, difficulty, self.recall(elapsed, stability), rating)
        return answered, self.difficulty(difficulty, rating)

    def relearned(self, stability: float, difficulty: float, recall: float) -> tuple[float, float]:
        """Stability and difficulty after a card was forgotten, and recalled later the same day."""
        stability = self.same_day(self.failed(stability, difficulty, recall))
        return stability, self.difficulty(self.difficulty(difficulty, Rating.AGAIN), Rating.GOOD)


def _stability(days: float) -> float:
    return min(max(days, _SHORTEST), _LONGEST)


def _difficulty(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
