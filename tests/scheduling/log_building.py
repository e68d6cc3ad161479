"""Short ways to write records, moments and states for the tests of scheduling."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.memory import Memory
from prepdeck.model.options import DeckOptions
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark, Payload, Record, Review, Void
from prepdeck.model.study_day import DAY_MS, MINUTE_MS, Moment
from prepdeck.scheduling.replay import voided_groups
from prepdeck.scheduling.scheduler import Scheduler

TODAY = 20_000
SCHEDULER = Scheduler(DeckOptions())


def at(day: int = TODAY, minute: int = 600) -> Moment:
    """A moment on a study day, in UTC, `minute` minutes after 04:00."""
    return Moment(day * DAY_MS + (240 + minute) * MINUTE_MS, day)


def record(
    number: int, payload: Payload, moment: Moment | None = None, group: str = "", device: str = "here"
) -> Record:
    """The record with this number; each is a group of its own unless one is named."""
    kind = type(payload).__name__.lower()
    return Record(f"r{number}", device, number, moment or at(minute=number), group or f"g{number}", kind, payload)


def void(number: int, target: str) -> Record:
    return record(number, Void(target))


def voided(records: Iterable[Record]) -> frozenset[str]:
    """The groups of a log that do not count."""
    return voided_groups((r.group, r.payload.group) for r in records if isinstance(r.payload, Void))


def live_records(records: Iterable[Record]) -> list[Record]:
    """The records that count, without the voids."""
    known = list(records)
    dead = voided(known)
    return [one for one in known if one.group not in dead and not isinstance(one.payload, Void)]


def mark(number: int, action: Any, key: str = "deck/note", moment: Moment | None = None) -> Record:
    return record(number, Mark(key, action), moment)


def answered(
    number: int,
    state: CardState,
    rating: Rating,
    moment: Moment,
    key: str = "deck/note",
    source: Any = "drill",
    device: str = "here",
) -> Record:
    """The record that answering a card in this state would append."""
    if source == "place":
        outcome = SCHEDULER.known_outcome(key, state, moment)
    else:
        outcome = SCHEDULER.outcomes(key, state, moment)[rating]
    review = Review(
        key=key,
        rating=outcome.rating,
        duration_ms=4_000,
        source=source,
        decided_on=state.decided_on,
        phase=outcome.phase,
        step=outcome.step,
        due_day=outcome.due_day,
        due_at_ms=outcome.due_at_ms,
        interval_days=outcome.interval_days,
    )
    return record(number, review, moment, device=device)


def in_review(interval: int = 10, last_day: int = TODAY - 10, stability: float = 10.0, **changes: Any) -> CardState:
    """A card in review, due `interval` days after its last day."""
    values: dict[str, Any] = {
        "phase": Phase.REVIEW,
        "memory": Memory(stability, 5.0),
        "due_day": last_day + interval,
        "interval_days": interval,
        "last_day": last_day,
        "last_at_ms": at(last_day).at_ms,
        "reps": 3,
        "decided_on": "r0",
    }
    return CardState(**(values | changes))


def learning(due_at: Moment, last_day: int = TODAY, **changes: Any) -> CardState:
    """A card on its first learning step, due at this moment."""
    values: dict[str, Any] = {
        "phase": Phase.LEARNING,
        "step": 0,
        "memory": Memory(0.5, 6.0),
        "due_at_ms": due_at.at_ms,
        "last_day": last_day,
        "reps": 1,
        "decided_on": "r0",
    }
    return CardState(**(values | changes))


steps = st.lists(st.sampled_from([60, 600, 3_600, 86_400, 3 * 86_400]), max_size=3).map(tuple)
options = st.builds(
    DeckOptions,
    desired_retention=st.floats(0.7, 0.99),
    learning_steps=steps,
    relearning_steps=steps,
    maximum_interval=st.sampled_from([1, 2, 30, 365, 36_500]),
)
states = st.builds(
    CardState,
    phase=st.sampled_from(Phase),
    step=st.none() | st.integers(0, 4),
    memory=st.builds(Memory, st.floats(0.001, 36_500), st.floats(1, 10)),
    interval_days=st.integers(0, 3_000),
    last_day=st.integers(TODAY - 500, TODAY + 5),
    reps=st.integers(1, 50),
)
