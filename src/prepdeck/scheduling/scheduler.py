"""What each rating would do to a card: FSRS memory, and Anki's rules for the days that follow from it.

The rules are those of Anki's backend (rslib `states/learning.rs`, `review.rs`, `relearning.rs`), without its ease
factors: the same parameters, steps and ratings give the same unfuzzed intervals.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.memory import Memory
from prepdeck.model.options import DAY_S, DeckOptions
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.fuzz import Load, fuzzed_interval, half_up, seed_of, window
from prepdeck.scheduling.memory import elapsed_days, interval_for, memory_after, stored
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from prepdeck.scheduling.steps import next_step

KNOWN_RETENTION = 0.8
"""A card its owner says to know is asked when recall has fallen to this: about four weeks with the default weights."""

_RETENTION_LIMITS = (0.7, 0.99)
_SHORT_TERM_DAYS = 0.5

_Place = Callable[[float, int], int]
"""Turns an interval with its fraction into whole days, given the fewest that are allowed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer leads to; the fields are those a `Review` record keeps and `CardState` explains.

    `memory` is rounded as it is stored. `interval_days` is 0 for steps shorter than a day.
    """

    rating: Rating
    phase: Phase
    step: int | None
    memory: Memory
    due_day: int | None
    due_at_ms: int | None
    interval_days: int


@dataclass(frozen=True, slots=True)
class _Wait:
    """How long until the card is asked again: in `phase`, on `step`, either `days` or `seconds`."""

    phase: Phase
    step: int | None = None
    days: int = 0
    seconds: int = 0


class Scheduler:
    """Previews and decides answers with one deck's options and one set of FSRS parameters."""

    def __init__(self, options: DeckOptions, parameters: Parameters = DEFAULT_PARAMETERS) -> None:
        self.options = options
        self.parameters = parameters
        lowest, highest = _RETENTION_LIMITS
        self._retention = min(highest, max(lowest, options.desired_retention))
        self._maximum = max(1, options.maximum_interval)
        self._short_term = parameters.weights[17] > 0 and parameters.weights[18] > 0

    def outcomes(
        self, key: str, state: CardState, now: Moment, load: Load | None = None, fuzzed: bool = True
    ) -> dict[Rating, Outcome]:
        """What each rating would do to the card at `now`.

        With `load` reviews fall on the lightest day of their window, without it on a day drawn by card and review
        count; `fuzzed=False` gives the plain intervals, for comparison.
        """
        memories = {rating: self.memory_after(state, now, rating) for rating in Rating}
        intervals = {rating: interval_for(self._retention, memories[rating], self.parameters) for rating in Rating}
        place = self._placing(key, state, now, load) if fuzzed else self._plain
        if state.phase is Phase.REVIEW:
            waits = self._waits_in_review(state, intervals, place)
        else:
            waits = self._waits_in_learning(state, intervals, place)
        return {rating: _outcome(rating, waits[rating], memories[rating], now) for rating in Rating}

    def known_outcome(self, key: str, state: CardState, now: Moment, load: Load | None = None) -> Outcome:
        """What "I know this" does to a new card: Easy, but asked only when recall may have fallen to 0.8.

        The memory is that of an Easy first answer and no better, because nothing was tested; only the date of the test
        is later, so that an expert is spared the first weeks. A card that is not new gets a plain Easy.
        """
        if state.phase is not Phase.NEW:
            return self.outcomes(key, state, now, load)[Rating.EASY]
        memory = self.memory_after(state, now, Rating.EASY)
        interval = interval_for(min(KNOWN_RETENTION, self._retention), memory, self.parameters)
        days = self._placing(key, state, now, load)(interval, 1)
        return _outcome(Rating.EASY, _Wait(Phase.REVIEW, days=days), memory, now)

    def memory_after(self, state: CardState, now: Moment, rating: Rating) -> Memory:
        """The memory after this answer, not yet rounded; the study days since the last one are all that counts."""
        return memory_after(state.memory, elapsed_days(state.last_day, now.day), rating, self.parameters)

    def _placing(self, key: str, state: CardState, now: Moment, load: Load | None) -> _Place:
        seed = seed_of(key, state.reps)
        return lambda interval, minimum: fuzzed_interval(interval, minimum, self._maximum, seed, now.day, load)

    def _plain(self, interval: float, minimum: int) -> int:
        return min(max(half_up(interval), minimum), self._maximum)

    def _waits_in_review(self, state: CardState, intervals: dict[Rating, float], place: _Place) -> dict[Rating, _Wait]:
        """A pass never shortens the interval, and Hard, Good and Easy are at least a day apart."""
        waits = {Rating.AGAIN: self._wait_after_lapse(intervals[Rating.AGAIN])}
        shortest = 1
        for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
            minimum = max(shortest, self._never_shorter(intervals[rating], state.interval_days))
            days = place(intervals[rating], minimum)
            waits[rating] = _Wait(Phase.REVIEW, days=days)
            shortest = days + 1
        return waits

    def _never_shorter(self, interval: float, previous: int) -> int:
        """The fewest days a pass may give: more than before if FSRS says so, as many if its window still reaches.

        Where it does not, the interval really shrank (other parameters or retention), and there is no limit.
        """
        if min(half_up(interval), self._maximum) > previous:
            return previous + 1
        _, upper = window(interval, 1, self._maximum)
        return previous if previous <= upper else 0

    def _wait_after_lapse(self, interval: float) -> _Wait:
        first = next_step(self.options.relearning_steps, 0, Rating.AGAIN)
        if first is not None:
            step, seconds = first
            return _Wait(Phase.RELEARNING, step, seconds=seconds)
        if self._is_short_term(interval):
            return _Wait(Phase.RELEARNING, 0, seconds=int(interval * DAY_S))
        return _Wait(Phase.REVIEW, days=self._plain(interval, 1))

    def _waits_in_learning(
        self, state: CardState, intervals: dict[Rating, float], place: _Place
    ) -> dict[Rating, _Wait]:
        """The next step, or else into review; Easy gives at least a day more than Good would."""
        relearning = state.phase is Phase.RELEARNING
        phase = Phase.RELEARNING if relearning else Phase.LEARNING
        steps = self.options.relearning_steps if relearning else self.options.learning_steps
        days = self._graduating_days(intervals, place)
        waits = {}
        for rating in Rating:
            following = next_step(steps, state.step or 0, rating)
            if following is not None:
                step, seconds = following
                waits[rating] = _Wait(phase, step, seconds=seconds)
            elif not steps and rating is not Rating.EASY and self._is_short_term(intervals[rating]):
                waits[rating] = _Wait(phase, 0, seconds=int(intervals[rating] * DAY_S))
            else:
                waits[rating] = _Wait(Phase.REVIEW, days=days[rating])
        return waits

    def _graduating_days(self, intervals: dict[Rating, float], place: _Place) -> dict[Rating, int]:
        """First review intervals, the same whether or not the rating leaves the steps this time."""
        days = {rating: place(max(1, half_up(interval)), 1) for rating, interval in intervals.items()}
        days[Rating.EASY] = place(max(1, half_up(intervals[Rating.EASY])), days[Rating.GOOD] + 1)
        return days

    def _is_short_term(self, interval: float) -> bool:
        """Anki asks again within the day where there are no steps and FSRS gives less than half a day."""
        return self._short_term and interval < _SHORT_TERM_DAYS


def state_after(state: CardState, outcome: Outcome, now: Moment, record_id: str) -> CardState:
    """The card after it was answered with `outcome` by the record `record_id`.

    The last day never moves back, so that a clock set wrong earns nothing when it is set right again.
    """
    lapsed = outcome.rating is Rating.AGAIN and state.phase is Phase.REVIEW
    return replace(
        state,
        phase=outcome.phase,
        step=outcome.step,
        memory=outcome.memory,
        due_day=outcome.due_day,
        due_at_ms=outcome.due_at_ms,
        interval_days=outcome.interval_days,
        last_day=now.day if state.last_day is None else max(now.day, state.last_day),
        last_at_ms=now.at_ms if state.last_at_ms is None else max(now.at_ms, state.last_at_ms),
        reps=state.reps + 1,
        lapses=state.lapses + lapsed,
        decided_on=record_id,
        buried_on=None,
        pulled_by=None,
        put_on=None,
    )


def _outcome(rating: Rating, wait: _Wait, memory: Memory, now: Moment) -> Outcome:
    """The outcome with its due date: a study day, or an instant for waits shorter than a day."""
    kept = stored(memory)
    if wait.phase is not Phase.REVIEW and wait.seconds < DAY_S:
        return Outcome(rating, wait.phase, wait.step, kept, None, now.at_ms + wait.seconds * 1000, 0)
    days = wait.days if wait.phase is Phase.REVIEW else half_up(wait.seconds / DAY_S)
    return Outcome(rating, wait.phase, wait.step, kept, now.day + days, None, days)
