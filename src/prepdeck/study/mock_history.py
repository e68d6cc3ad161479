"""Mocks as a history: what each showed, and habits over several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from prepdeck.errors import UsageError
from prepdeck.mocks.debrief import opened
from prepdeck.mocks.habits import Calibration, Overrun, calibration, chronic_overrun
from prepdeck.mocks.result import MockResult, NextRehearsal, next_rehearsal, result_of
from prepdeck.mocks.run import Ending
from prepdeck.model.framework import Framework
from prepdeck.model.records import MockElsewhere, ScenarioSeen
from prepdeck.model.study_day import day_of
from prepdeck.storage.log import live_records_of_kind, newest_position
from prepdeck.storage.queues import count_pulled
from prepdeck.study.collection import Collection
from prepdeck.study.mock_records import StoredElsewhere, StoredMock, stored_mocks
from prepdeck.study.scenarios import Rehearsable, frameworks_of, rehearsables_of


@dataclass(frozen=True, slots=True)
class PastMock:
    """A mock with its scenario as it stands now (None where it is gone) and, once debriefed, its result."""

    stored: StoredMock
    about: Rehearsable | None
    result: MockResult | None

    @property
    def title(self) -> str:
        """The scenario's title; its name where it is gone."""
        return self.about.scenario.title if self.about else self.stored.run.setup.scenario

    @property
    def state(self) -> str:
        """How far it came, in words."""
        if self.stored.run.ending is None:
            return "unfinished"
        if self.stored.run.ending is Ending.ABANDONED:
            return "abandoned"
        return "debriefed" if self.stored.is_debriefed else "to debrief"


@dataclass(frozen=True, slots=True)
class MockHistory:
    """All mocks, oldest first, those done elsewhere apart."""

    mocks: tuple[PastMock, ...]
    elsewhere: tuple[StoredElsewhere, ...]

    @property
    def unfinished(self) -> PastMock | None:
        """The newest that can be resumed."""
        return next((mock for mock in reversed(self.mocks) if mock.state == "unfinished" and mock.about), None)

    @property
    def to_debrief(self) -> PastMock | None:
        """The newest that waits for its debrief."""
        return next((mock for mock in reversed(self.mocks) if mock.state == "to debrief" and mock.about), None)

    @property
    def debriefed(self) -> tuple[PastMock, ...]:
        """Those with a result."""
        return tuple(mock for mock in self.mocks if mock.state == "debriefed" and mock.result is not None)

    def attempts(self, scenario: str) -> int:
        """How often a scenario was performed to its end, here or elsewhere."""
        here = sum(
            mock.stored.run.setup.scenario == scenario and mock.stored.run.ending is Ending.FINISHED
            for mock in self.mocks
        )
        return here + sum(other.mock.scenario == scenario for other in self.elsewhere)

    def results(self, framework: str = "") -> list[MockResult]:
        """The results of one framework, or of all, oldest first."""
        return [
            mock.result
            for mock in self.debriefed
            if mock.result is not None and framework in ("", mock.stored.run.setup.framework)
        ]

    def overrun(self, framework: str) -> Overrun | None:
        """The phase of a framework that takes too long again and again."""
        return chronic_overrun(self.results(framework))

    @property
    def last_times(self) -> dict[str, int]:
        """By scenario, the instant (UTC ms) it was last begun here, or the end of the day it was logged for."""
        times = [(mock.stored.run.setup.scenario, mock.stored.started.at_ms) for mock in self.mocks]
        times += [(other.mock.scenario, other.at_ms) for other in self.elsewhere]
        return dict(sorted(times, key=itemgetter(1)))

    @property
    def calibration(self) -> Calibration | None:
        """How the guesses compare with what came out."""
        return calibration(self.results())


def history_of(collection: Collection) -> MockHistory:
    """All mocks of the log with their results."""
    with collection.store.reading() as rows:
        stamp = (newest_position(rows), collection.seen_indexing)
    return collection.kept("mocks", stamp, lambda: _read_history(collection))


def _read_history(collection: Collection) -> MockHistory:
    there_are = rehearsables_of(collection)
    mocks, elsewhere = stored_mocks(collection)
    return MockHistory(tuple(past_mock(mock, there_are) for mock in mocks), tuple(elsewhere))


def past_mock(stored: StoredMock, there_are: dict[str, Rehearsable]) -> PastMock:
    """A stored mock with its scenario, and its result once it was debriefed."""
    about = there_are.get(stored.run.setup.scenario)
    if about is None or stored.run.ending is not Ending.FINISHED or not stored.is_debriefed:
        return PastMock(stored, about, None)
    return PastMock(stored, about, result_of(opened(stored.run, about.scenario, about.framework, stored.debrief)))


def next_after(
    mock: PastMock, history: MockHistory, there_are: dict[str, Rehearsable], interview_day: int | None
) -> NextRehearsal | None:
    """The sibling to rehearse after a debriefed mock; None where no day is left before the interview."""
    if mock.result is None or mock.about is None:
        return None
    siblings = [slug for slug in mock.about.scenario.siblings if slug in there_are]
    rehearsed = [past.stored.run.setup.scenario for past in history.mocks]
    return next_rehearsal(mock.result, siblings, rehearsed, mock.stored.started.day, interview_day)


def pulled_cards(collection: Collection, mock: str) -> int:
    """How many cards this mock pulled that were not reviewed since."""
    with collection.store.reading() as rows:
        return count_pulled(rows, mock)


def seen_scenarios(collection: Collection) -> set[str]:
    """The scenarios whose reference was looked at outside a debrief."""
    with collection.store.reading() as rows:
        records = live_records_of_kind(rows, "seen")
    return {record.payload.scenario for record in records if isinstance(record.payload, ScenarioSeen)}


def mark_seen(collection: Collection, scenario: str, how: str) -> None:
    """Remember that the reference of a scenario was looked at, so that its next result can say so."""
    if scenario not in seen_scenarios(collection):
        collection.append([ScenarioSeen(scenario, how)])


def log_elsewhere(collection: Collection, mock: MockElsewhere) -> None:
    """Record a mock done elsewhere; without a framework its scores are of its scenario's, where that has their axes.

    Raises UsageError for a date to come, an unknown framework or axis, or a score out of range.
    """
    if day_of(date.fromisoformat(mock.on)) > collection.now().day:
        raise UsageError(f"{mock.on} is still to come.", "Give the day on which it was.")
    known = _known_axes(frameworks_of(collection), mock.framework)
    for axis, score in mock.axes:
        if axis not in known:
            raise UsageError(f"There is no axis {axis}.", f"There are: {', '.join(known)}.")
        if not 1 <= score <= 4:
            raise UsageError(f"A score is 1 to 4, not {score}.")
    collection.append([mock if mock.framework else replace(mock, framework=_framework_of(collection, mock))])


def _framework_of(collection: Collection, mock: MockElsewhere) -> str:
    """The framework of a mock's scenario; empty where the library has no such scenario, or that has other axes."""
    about = rehearsables_of(collection).get(mock.scenario)
    has_all = about is not None and all(about.framework.axis(axis) for axis, _ in mock.axes)
    return about.framework.slug if about is not None and has_all else ""


def _known_axes(frameworks: dict[str, Framework], framework: str) -> Sequence[str]:
    if framework and framework not in frameworks:
        raise UsageError(f"There is no framework {framework}.", f"There are: {', '.join(frameworks)}.")
    chosen = [frameworks[framework]] if framework else list(frameworks.values())
    return list(dict.fromkeys(axis.slug for each in chosen for axis in each.axes))
