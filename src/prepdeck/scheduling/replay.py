"""Card states from the log: which groups of records count, and what they add up to.

A pure fold in replay order (instant, device, sequence). The same `fold` applies one appended record, so that rebuilding
from the whole log gives the very rows that answering gave.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.keys import deck_of
from prepdeck.model.memory import Memory
from prepdeck.model.options import options_of_id
from prepdeck.model.rating import Rating
from prepdeck.model.records import Carry, Mark, Pull, Record, Reschedule, Review, Source
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.memory import stored
from prepdeck.scheduling.parameters import Parameters
from prepdeck.scheduling.scheduler import Outcome, Scheduler, state_after


@dataclass(frozen=True, slots=True)
class ReplayedReview:
    """One review as it counts: its card now (after carries), and what it did.

    `introduced` says that it was the first of a new card that is to be learnt, which is what the limit of new cards
    counts; "I know this" is not. A cram review did nothing: phases, interval and memory are those the card had.
    """

    record_id: str
    key: str
    moment: Moment
    rating: Rating
    duration_ms: int
    source: Source
    introduced: bool
    phase_before: Phase
    phase: Phase
    interval_days: int
    memory: Memory | None


@dataclass(frozen=True, slots=True)
class Replay:
    """Every card that has a history, by key, and every review in replay order."""

    states: dict[str, CardState]
    reviews: list[ReplayedReview]


@dataclass(slots=True)
class _History:
    """One card while its records are folded."""

    state: CardState = NEW_CARD
    records: list[Record] = field(default_factory=list)
    reviews: list[tuple[tuple[int, str, int], ReplayedReview]] = field(default_factory=list)

    def append(self, record: Record, scheduler: Scheduler) -> None:
        self.state, review = fold(self.state, record, scheduler)
        self.records.append(record)
        if review is not None:
            self.reviews.append((record.order, review))


def voided_groups(voidings: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The groups that do not count: undone, and not redone by undoing the undo; given as (void's group, what it voids).

    A void counts unless its own group is voided. Their order does not matter; voids of unknown groups are kept,
    because what they void may still arrive. Voids that void each other in a circle have no effect.
    """
    voids: dict[str, set[str]] = defaultdict(set)
    for group, target in voidings:
        voids[group].add(target)
    undecided = Counter(target for targets in voids.values() for target in targets)
    decided = [group for group in voids if not undecided[group]]
    voided: set[str] = set()
    while decided:
        group = decided.pop()
        for target in voids.get(group, ()):
            if group not in voided:
                voided.add(target)
            undecided[target] -= 1
            if not undecided[target]:
                decided.append(target)
    return frozenset(voided)


def keys_of(record: Record) -> tuple[str, ...]:
    """The card keys a record speaks of: what must be folded again when it comes or goes."""
    match record.payload:
        case Review(key=key) | Mark(key=key) | Reschedule(key=key):
            return (key,)
        case Pull(keys=keys):
            return keys
        case Carry(from_key=from_key, to_key=to_key):
            return (from_key, to_key)
        case _:
            return ()


def replay(records: Iterable[Record], scheduler_of: Callable[[str], Scheduler]) -> Replay:
    """Fold live records into card states and reviews; `scheduler_of` gives a deck's scheduler by its slug.

    Any part of the log that is closed under carries gives the same states for its cards as the whole.
    """
    histories: defaultdict[str, _History] = defaultdict(_History)
    for record in sorted(records, key=lambda record: record.order):
        if isinstance(record.payload, Carry):
            _carry(histories, record.payload, scheduler_of)
            continue
        for key in keys_of(record):
            histories[key].append(record, scheduler_of(deck_of(key)))
    reviews = [
        (order, review if review.key == key else replace(review, key=key))
        for key, history in histories.items()
        for order, review in history.reviews
    ]
    reviews.sort(key=lambda row: row[0])
    return Replay({key: history.state for key, history in histories.items()}, [review for _, review in reviews])


def fold(state: CardState, record: Record, scheduler: Scheduler) -> tuple[CardState, ReplayedReview | None]:
    """One card's state after one record that speaks of it, and the review if it was one.

    A record that says nothing about a single card (a goal, a carry) changes nothing here.
    """
    match record.payload:
        case Review() as review:
            return _fold_review(state, record, review, scheduler)
        case Mark() as mark:
            return _fold_mark(state, record, mark), None
        case Reschedule(due_day=due_day):
            return _put_on(state, record, due_day), None
        case Pull() as pull:
            return (state if state.suspended else replace(state, pulled_by=pull.mock, put_on=None)), None
        case _:
            return state, None


def _fold_review(
    state: CardState, record: Record, review: Review, scheduler: Scheduler
) -> tuple[CardState, ReplayedReview]:
    after = state
    if review.source != "cram":
        after = state_after(state, _decision(state, record, review, scheduler), record.moment, record.id)
    row = ReplayedReview(
        record_id=record.id,
        key=review.key,
        moment=record.moment,
        rating=review.rating,
        duration_ms=review.duration_ms,
        source=review.source,
        introduced=state.phase is Phase.NEW and review.source not in ("cram", "place"),
        phase_before=state.phase,
        phase=after.phase,
        interval_days=after.interval_days,
        memory=after.memory,
    )
    return after, row


def _decision(state: CardState, record: Record, review: Review, scheduler: Scheduler) -> Outcome:
    """The schedule the record stored, or a fresh one where it was decided on another predecessor than it has now."""
    if review.decided_on == state.decided_on:
        return Outcome(
            rating=review.rating,
            phase=review.phase,
            step=review.step,
            memory=stored(scheduler.memory_after(state, record.moment, review.rating)),
            due_day=review.due_day,
            due_at_ms=review.due_at_ms,
            interval_days=review.interval_days,
        )
    as_then = _scheduler_as_then(review.options, scheduler.parameters)
    if review.source == "place":
        return as_then.known_outcome(review.key, state, record.moment)
    return as_then.outcomes(review.key, state, record.moment)[review.rating]


@lru_cache(maxsize=64)
def _scheduler_as_then(options: str, parameters: Parameters) -> Scheduler:
    """The scheduler with the options a review was decided with: those of today move nothing that is past."""
    return Scheduler(options_of_id(options), parameters)


def _fold_mark(state: CardState, record: Record, mark: Mark) -> CardState:
    match mark.action:
        case "suspend" | "unsuspend":
            return replace(state, suspended=mark.action == "suspend")
        case "bury":
            return replace(state, buried_on=record.moment.day)
        case "unbury":
            return replace(state, buried_on=None)
        case "flag" | "unflag":
            return replace(state, flagged=mark.action == "flag")
        case "reset":
            return replace(NEW_CARD, flagged=state.flagged, suspended=state.suspended, decided_on=record.id)


def _put_on(state: CardState, record: Record, due_day: int) -> CardState:
    """The card on the day somebody chose; of a mock's pull and that day the later one counts.

    Its memory stays: FSRS counts the days since the last answer, whenever the next one comes. So does the interval of a
    card in review; one that was on its steps gets the days from its last answer to the chosen day.
    """
    if state.phase is Phase.NEW:
        return state
    interval = state.interval_days
    if state.phase is not Phase.REVIEW:
        interval = max(1, due_day - (record.moment.day if state.last_day is None else state.last_day))
    return replace(
        state,
        phase=Phase.REVIEW,
        step=None,
        due_day=due_day,
        due_at_ms=None,
        interval_days=interval,
        decided_on=record.id,
        buried_on=None,
        pulled_by=None,
        put_on=due_day,
    )


def _carry(histories: defaultdict[str, _History], carry: Carry, scheduler_of: Callable[[str], Scheduler]) -> None:
    """Move a card's history to another key; where that has one of its own, both are folded again as one."""
    if carry.from_key not in histories:
        return
    moved = histories.pop(carry.from_key)
    if carry.to_key not in histories:
        histories[carry.to_key] = moved
        return
    records = sorted(moved.records + histories[carry.to_key].records, key=lambda record: record.order)
    merged = _History()
    for record in records:
        merged.append(record, scheduler_of(deck_of(carry.to_key)))
    histories[carry.to_key] = merged
