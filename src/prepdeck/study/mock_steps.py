"""Storing the steps of a mock: what a person did by itself, so that undo finds it; what came of itself apart."""

from collections.abc import Iterable, Sequence

from uuid6 import uuid7

from prepdeck.errors import StoreError
from prepdeck.mocks.codec import MockEvent, encode_event
from prepdeck.mocks.events import Finished, Marked, Parked, PhaseEntered, Started
from prepdeck.mocks.session import Notice
from prepdeck.model.records import MockStep, Record
from prepdeck.storage.log import live_records_about
from prepdeck.study.collection import Collection

STORED_ACTS: tuple[type[MockEvent], ...] = (Started, Marked, Parked, PhaseEntered, Finished)
"""What is an action of its own in the log; hints and answers are none, for what was seen cannot be taken back."""


def new_mock_id() -> str:
    """An id for a mock that is about to start."""
    return str(uuid7())


class StepLog:
    """Writes a mock's steps; what cannot be stored waits here and is tried again with the next."""

    def __init__(self, collection: Collection, mock: str) -> None:
        self._collection = collection
        self._mock = mock
        self._waiting: list[MockStep] = []

    @property
    def is_behind(self) -> bool:
        """Whether something waits to be stored."""
        return bool(self._waiting)

    def write(self, events: Sequence[MockEvent], acts: tuple[type[MockEvent], ...]) -> Notice | None:
        """Store these events, in their order; those of the kinds `acts` each as an action of the person's.

        What went wrong is told, and is no reason to stop a run: the events are kept and tried again.
        """
        self._waiting += steps_of(self._mock, events, acts)
        try:
            while self._waiting:
                self._collection.append([self._waiting[0]])
                del self._waiting[0]
        except StoreError as error:
            return Notice(f"Not saved yet, and kept: {error.message}", error.hint)
        return None


def steps_of(mock: str, events: Iterable[MockEvent], acts: tuple[type[MockEvent], ...]) -> list[MockStep]:
    """One step for each act, and one for all that came by itself between two of them."""
    steps: list[MockStep] = []
    for event in events:
        by_itself = not isinstance(event, acts)
        encoded = encode_event(event)
        if by_itself and steps and steps[-1].by_itself:
            steps[-1] = MockStep(mock, (*steps[-1].events, encoded), by_itself=True)
        else:
            steps.append(MockStep(mock, (encoded,), by_itself=by_itself))
    return steps


def newest_act(collection: Collection, mock: str) -> Record | None:
    """The newest thing a person did in a mock that counts, None where that is its start."""
    with collection.store.reading() as rows:
        records = live_records_about(rows, [mock])
    acts = [record for record in records if isinstance(record.payload, MockStep) and not record.payload.by_itself]
    if not acts or acts[-1].device != collection.store.device:
        return None
    return None if act_words(acts[-1]) & {"started", "finished"} else acts[-1]


def act_words(record: Record) -> set[str]:
    """The words of what happened in this step, as the log has them."""
    return {event["event"] for event in record.payload.events} if isinstance(record.payload, MockStep) else set()
