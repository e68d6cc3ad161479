"""The mocks of the log: each a fold over its records, cut where its run ends and its debrief begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from prepdeck.errors import UsageError
from prepdeck.mocks.codec import MockEvent, decode_events
from prepdeck.mocks.debrief import (
    AxisScored,
    BandGuessed,
    CurveballJudged,
    DebriefClosed,
    DebriefEvent,
    ItemJudged,
)
from prepdeck.mocks.events import Started
from prepdeck.mocks.run import Run, replayed
from prepdeck.model.records import MockElsewhere, MockStep, Record
from prepdeck.model.study_day import DAY_MS, Moment, day_of
from prepdeck.storage.log import live_mock_records, live_records_about
from prepdeck.study.collection import Collection

if TYPE_CHECKING:
    from prepdeck.mocks.events import Event

DEBRIEF_EVENTS = (BandGuessed, ItemJudged, CurveballJudged, AxisScored, DebriefClosed)


@dataclass(frozen=True, slots=True)
class StoredMock:
    """A mock as the log has it: when it was started, its run, and what its debrief has so far."""

    id: str
    started: Moment
    run: Run
    debrief: tuple[DebriefEvent, ...] = ()

    @property
    def is_debriefed(self) -> bool:
        """Whether its debrief was closed."""
        return bool(self.debrief) and isinstance(self.debrief[-1], DebriefClosed)


@dataclass(frozen=True, slots=True)
class StoredElsewhere:
    """A mock done elsewhere, as it was logged; `id` is its record's."""

    id: str
    logged: Moment
    mock: MockElsewhere

    @property
    def day(self) -> int:
        """The study day it was done on, which may be before it was logged."""
        return min(day_of(date.fromisoformat(self.mock.on)), self.logged.day)

    @property
    def at_ms(self) -> int:
        """An instant (UTC ms) of that day: nobody said when, so the last there is."""
        return min(self.logged.at_ms, (self.day + 1) * DAY_MS - 1)


def stored_mocks(collection: Collection) -> tuple[list[StoredMock], list[StoredElsewhere]]:
    """The mocks of the log, those done elsewhere apart, each oldest first."""
    with collection.store.reading() as rows:
        records = live_mock_records(rows)
    steps: dict[str, list[Record]] = {}
    elsewhere = []
    for record in records:
        if isinstance(record.payload, MockStep):
            steps.setdefault(record.payload.mock, []).append(record)
        elif isinstance(record.payload, MockElsewhere):
            elsewhere.append(StoredElsewhere(record.id, record.moment, record.payload))
    mocks = [mock for slug, about in steps.items() if (mock := _folded(slug, about))]
    return mocks, elsewhere


def find_mock(collection: Collection, mock: str) -> StoredMock | None:
    """The mock with this id, None where there is none (or it was undone)."""
    with collection.store.reading() as rows:
        return _folded(mock, live_records_about(rows, [mock]))


def require_mock(collection: Collection, text: str = "") -> StoredMock:
    """The mock whose id begins with `text`, or the newest; raises UsageError where that is none or several."""
    mocks, _ = stored_mocks(collection)
    if not mocks:
        raise UsageError("There is no mock yet.", "prepdeck mock begins one.")
    if not text:
        return mocks[-1]
    found = [mock for mock in mocks if short_id(mock.id).startswith(text) or mock.id.startswith(text)]
    if len(found) == 1:
        return found[0]
    newest = ", ".join(short_id(mock.id) for mock in reversed(mocks[-5:]))
    what = "no mock" if not found else f"more than one mock ({len(found)})"
    raise UsageError(f"There is {what} {text}.", f"The newest: {newest}. prepdeck mock history lists all.")


def short_id(mock: str) -> str:
    """A mock's id as people type it: its last eight letters, which differ where the first are the time."""
    return mock.replace("-", "")[-8:]


def events_of(records: Iterable[Record]) -> list[MockEvent]:
    """What happened in a mock, in order."""
    return [
        event
        for record in records
        if isinstance(record.payload, MockStep)
        for event in decode_events(record.payload.events)
    ]


def _folded(mock: str, records: list[Record]) -> StoredMock | None:
    """The mock these records tell; None where its start is not among them."""
    try:
        events = events_of(records)
    except ValueError:  # another version wrote it in a way this one cannot read
        return None
    run_events: list[Event] = []
    debrief: list[DebriefEvent] = []
    for event in events:
        if isinstance(event, DEBRIEF_EVENTS):
            debrief.append(event)
        else:
            run_events.append(event)
    if not run_events or not isinstance(run_events[0], Started):
        return None
    return StoredMock(mock, records[0].moment, replayed(run_events), tuple(debrief))
