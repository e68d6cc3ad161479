"""Memory and unfuzzed intervals are those of Anki's own backend, recorded by `tests/data/record_anki_vectors.py`."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prepdeck.model.card_state import NEW_CARD, Phase
from prepdeck.model.memory import Memory
from prepdeck.model.options import DAY_S, DeckOptions
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import DAY_MS, Moment
from prepdeck.scheduling.memory import interval_for
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, parameters_of
from prepdeck.scheduling.scheduler import Outcome, Scheduler, state_after

RECORDED = Path(__file__).parent.parent / "data" / "anki_vectors.json.gz"
FIRST_DAY = 20_000
RELATIVE = 2e-3
SINGLE_PRECISION = 1e-5


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(gzip.decompress(RECORDED.read_bytes()))
    return document


@pytest.fixture(scope="module")
def comparisons(recorded: dict[str, Any]) -> "list[Comparison]":
    schedulers = [scheduler_for(configuration) for configuration in recorded["configurations"]]
    return [
        comparison
        for number, (which, answers) in enumerate(recorded["sequences"])
        for comparison in compared(schedulers[which], number, answers)
    ]


def test_the_memory_is_that_of_anki(comparisons: "list[Comparison]") -> None:
    assert [comparison for comparison in comparisons if not comparison.is_memory_equal] == []


def test_every_interval_is_that_of_anki_but_for_its_single_precision(comparisons: "list[Comparison]") -> None:
    unequal = [comparison for comparison in comparisons if not comparison.are_waits_equal]
    assert [comparison for comparison in unequal if not comparison.is_rounding_of_single_precision] == []
    assert len(unequal) <= len(comparisons) * 1e-3


def test_two_thousand_sequences_are_equal_to_the_day(recorded: dict[str, Any], comparisons: "list[Comparison]") -> None:
    unequal = {comparison.sequence for comparison in comparisons if not comparison.are_waits_equal}
    assert len(recorded["sequences"]) - len(unequal) >= 2_000


@dataclass(frozen=True)
class Comparison:
    """One answer, ours and Anki's: stability, difficulty, and the four waits (days, or negative seconds)."""

    sequence: int
    memory: Memory
    recorded_memory: Memory
    intervals: list[float]
    waits: list[int]
    recorded_waits: list[int]

    @property
    def is_memory_equal(self) -> bool:
        return self.memory.stability == pytest.approx(
            self.recorded_memory.stability, rel=RELATIVE
        ) and self.memory.difficulty == pytest.approx(self.recorded_memory.difficulty, rel=RELATIVE)

    @property
    def are_waits_equal(self) -> bool:
        """Days exactly; seconds within one, because Anki cuts them off after computing in single precision."""
        return all(
            ours == theirs or (ours < 0 and theirs < 0 and abs(ours - theirs) <= 1)
            for ours, theirs in zip(self.waits, self.recorded_waits, strict=True)
        )

    @property
    def is_rounding_of_single_precision(self) -> bool:
        """Anki computes in 32-bit floats: an interval as close as this to a half day may round to the other side."""
        return all(
            abs(ours - theirs) <= 1 and abs(interval % 1 - 0.5) <= interval * SINGLE_PRECISION
            for interval, ours, theirs in zip(self.intervals, self.waits, self.recorded_waits, strict=True)
            if ours != theirs
        )


def compared(scheduler: Scheduler, number: int, answers: list[list[Any]]) -> Iterator[Comparison]:
    state, day, retention = NEW_CARD, FIRST_DAY, scheduler.options.desired_retention
    for gap, rating, stability, difficulty, waits in answers:
        day += gap
        now = Moment(day * DAY_MS, day)
        outcomes = scheduler.outcomes("deck/note", state, now, fuzzed=False)
        memories = [scheduler.memory_after(state, now, r) for r in Rating]
        yield Comparison(
            sequence=number,
            memory=outcomes[Rating(rating)].memory,
            recorded_memory=Memory(stability, difficulty),
            intervals=[interval_for(retention, memory, scheduler.parameters) for memory in memories],
            waits=[wait(outcomes[r], now) for r in Rating],
            # The one wanted difference: without relearning steps Anki lets Again exceed the maximum interval.
            recorded_waits=[min(days, scheduler.options.maximum_interval) for days in waits],
        )
        state = state_after(state, outcomes[Rating(rating)], now, "")


def scheduler_for(configuration: dict[str, Any]) -> Scheduler:
    options = DeckOptions(
        desired_retention=configuration["retention"],
        learning_steps=tuple(configuration["learning"]),
        relearning_steps=tuple(configuration["relearning"]),
        maximum_interval=configuration["maximum"],
    )
    weights = configuration["weights"]
    return Scheduler(options, parameters_of(weights) if weights else DEFAULT_PARAMETERS)


def wait(outcome: Outcome, now: Moment) -> int:
    """Days, or negative seconds; Anki writes a learning step of whole days in seconds too."""
    if outcome.due_at_ms is not None:
        return -(outcome.due_at_ms - now.at_ms) // 1000
    return outcome.interval_days if outcome.phase is Phase.REVIEW else -DAY_S * outcome.interval_days
