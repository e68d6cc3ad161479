"""What is recalled after a backlog was worked down, by the order in which its cards come.

Somebody studied for months, was away for weeks, and comes back to more than a day holds. Each day as many reviews are
done as a day's worth, in one of several orders; what became due meanwhile joins the rest. The learner's memory follows
other FSRS weights than the scheduler's, which only sees ratings, as in life; every order meets the same learner.

    python benchmarks/after_a_holiday.py            # three settings, four seeds
    python benchmarks/after_a_holiday.py --quick    # one small setting, two seeds
"""

import argparse
import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from prepdeck.model.rating import Rating
from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.gain import GainModel
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, parameters_of

TRUE_PARAMETERS = parameters_of(
    (
        *(0.35, 0.9, 1.9, 6.5, 6.0, 0.75, 2.6, 0.01, 1.72, 0.14, 0.85),
        *(1.3, 0.08, 0.30, 1.5, 0.55, 1.7, 0.45, 0.11, 0.08, 0.19),
    )
)
"""The learner: starts lower, gains less from a review, forgets faster after it than the default weights say."""

RETENTION = 0.9
FIRST = ((Rating.AGAIN, 0.25), (Rating.HARD, 0.42), (Rating.GOOD, 0.92), (Rating.EASY, 1.0))
LATER = ((Rating.HARD, 0.12), (Rating.GOOD, 0.88), (Rating.EASY, 1.0))
PASSED_S, FAILED_S = 14.0, 36.0
HORIZON = 30
"""The days for which the order by gain asks what a review adds."""

BELIEVED, TRUE = Formulas(DEFAULT_PARAMETERS), Formulas(TRUE_PARAMETERS)
GAINS = GainModel(DEFAULT_PARAMETERS)
_STRETCH = BELIEVED.lasting(RETENTION)


@dataclass(frozen=True)
class Setting:
    """Days of study with so many new cards a day, days away, and the reviews of a day after the return."""

    studied: int
    new: int
    away: int
    limit: int

    def __str__(self) -> str:
        return f"{self.studied} days, {self.new} new, {self.away} away, {self.limit} a day"


SETTINGS = (Setting(150, 8, 21, 90), Setting(150, 12, 35, 100), Setting(250, 10, 60, 120))
QUICK = Setting(60, 6, 21, 40)


@dataclass
class Learnt:
    """One card: what the scheduler believes of it, and how well it is truly remembered."""

    number: int
    believed: tuple[float, float]
    true: tuple[float, float]
    last: int
    due: int
    answers: int = 1

    def elapsed(self, day: int) -> int:
        """Days since its last answer."""
        return day - self.last

    def recall(self, day: int) -> float:
        """The recall the scheduler believes in."""
        return BELIEVED.recall(self.elapsed(day), self.believed[0])


def gain_per_second(card: Learnt, day: int) -> float:
    """What a review adds in `HORIZON` days, for each second it takes."""
    gain, recall = GAINS.gain_and_recall(*card.believed, card.elapsed(day), HORIZON)
    return gain / (recall * PASSED_S + (1 - recall) * FAILED_S)


ORDERS: dict[str, Callable[[Learnt, int], float]] = {
    "due first": lambda card, day: card.due,
    "least recalled first": lambda card, day: card.recall(day),
    "most recalled first": lambda card, day: -card.recall(day),
    "gain per second": lambda card, day: -gain_per_second(card, day),
    "shortest interval first": lambda card, day: card.due - card.last,
    "losing most tomorrow": lambda card, day: card.recall(day + 1) - card.recall(day),
}
"""Each gives the place of a card among those that wait, smallest first."""


@dataclass
class Studying:
    """A learner over the days."""

    setting: Setting
    seed: int
    cards: list[Learnt] = field(default_factory=list)
    seconds: float = 0.0

    def review(self, card: Learnt, day: int) -> None:
        """Answer a card that waits."""
        drawn, shade = self._drawn(card.number, card.answers)
        elapsed = card.elapsed(day)
        recalled = drawn < TRUE.recall(elapsed, card.true[0])
        rating = next(rating for rating, up_to in LATER if shade <= up_to) if recalled else Rating.AGAIN
        self.seconds += PASSED_S if recalled else FAILED_S
        card.believed = BELIEVED.after(*card.believed, elapsed, rating)
        card.true = TRUE.after(*card.true, elapsed, rating)
        if not recalled:
            card.believed = (BELIEVED.same_day(card.believed[0]), card.believed[1])
            card.true = (TRUE.same_day(card.true[0]), card.true[1])
        card.answers += 1
        card.last, card.due = day, day + max(1, round(_STRETCH * card.believed[0]))

    def begin(self, day: int) -> None:
        """Answer a new card for the first time."""
        number = len(self.cards)
        drawn, _ = self._drawn(number, 0)
        rating = next(rating for rating, up_to in FIRST if drawn <= up_to)
        believed, true = BELIEVED.first[rating], TRUE.first[rating]
        self.cards.append(Learnt(number, believed, true, day, day + max(1, round(_STRETCH * believed[0]))))

    def waiting(self, day: int) -> list[Learnt]:
        """The cards that are due."""
        return [card for card in self.cards if card.due <= day]

    def recalled(self, day: int) -> float:
        """The true recall of all cards."""
        return mean(TRUE.recall(card.elapsed(day), card.true[0]) for card in self.cards)

    def _drawn(self, number: int, answers: int) -> tuple[float, float]:
        digest = hashlib.blake2b(f"{self.seed} {number} {answers}".encode(), digest_size=16).digest()
        return int.from_bytes(digest[:8], "big") / 2**64, int.from_bytes(digest[8:], "big") / 2**64


@dataclass(frozen=True)
class Outcome:
    """The cards that waited on the return, the days until none was left over, true recall after weeks, minutes."""

    waiting: int
    through: int
    after_two_weeks: float
    after_four_weeks: float
    minutes: float


def work_down(setting: Setting, order: str, seed: int) -> Outcome:
    """Study, go away, come back, and work the backlog down in this order."""
    one = Studying(setting, seed)
    for day in range(setting.studied):
        for card in one.waiting(day):
            one.review(card, day)
        for _ in range(setting.new):
            one.begin(day)
    back, one.seconds = setting.studied + setting.away, 0.0
    place, waiting, through = ORDERS[order], len(one.waiting(back)), 0
    recalled = []
    for passed in range(28):
        day = back + passed
        due = one.waiting(day)
        if not through and len(due) <= setting.limit:
            through = passed + 1
        for card in sorted(due, key=lambda card: (place(card, day), card.number))[: setting.limit]:
            one.review(card, day)
        recalled.append(one.recalled(day + 1))
    return Outcome(waiting, through, recalled[13], recalled[27], one.seconds / 60 / 28)


def main() -> None:
    """Print a table a setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one small setting, two seeds")
    quick = parser.parse_args().quick
    for setting in (QUICK,) if quick else SETTINGS:
        print(f"\n{setting}\n{'order':<26}  waiting  through by day  recalled after 14  after 28  minutes a day")
        for order in ORDERS:
            found = [work_down(setting, order, seed) for seed in range(2 if quick else 4)]
            through = [each.through for each in found]
            days = f"{mean(through):.0f}" if all(through) else "never"
            print(
                f"{order:<26}{mean(each.waiting for each in found):>9.0f}{days:>16}"
                f"{mean(each.after_two_weeks for each in found):>19.3f}"
                f"{mean(each.after_four_weeks for each in found):>10.3f}{mean(each.minutes for each in found):>15.1f}"
            )


if __name__ == "__main__":
    main()
