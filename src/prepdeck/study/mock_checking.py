"""Whether a mock can begin, or go on, as it was asked for: said before any screen is opened."""

from prepdeck.errors import UsageError
from prepdeck.mocks.events import Setup
from prepdeck.study.collection import Collection
from prepdeck.study.mock_history import history_of
from prepdeck.study.mock_records import StoredMock, require_mock, short_id
from prepdeck.study.mock_request import MockRequest, setup_of
from prepdeck.study.scenarios import Rehearsable, frameworks_of, require_rehearsable


def checked(collection: Collection, request: MockRequest) -> tuple[Rehearsable, Setup]:
    """The scenario of a request and how it would be run; raises UsageError for whatever keeps it from that."""
    about = require_rehearsable(collection, request.scenario)
    frameworks = frameworks_of(collection)
    if request.framework and request.framework not in frameworks:
        raise UsageError(f"There is no framework {request.framework}.", f"There are: {', '.join(frameworks)}.")
    return about, setup_of(request, about, seed=0)


def mock_to_go_on(collection: Collection, text: str = "") -> StoredMock:
    """The mock whose id begins with `text`, or else the newest unfinished one, or the newest to debrief.

    Raises UsageError where there is none, for an abandoned one, and where its scenario is gone.
    """
    if not text:
        history = history_of(collection)
        waiting = history.unfinished or history.to_debrief
        if waiting is None:
            raise UsageError(
                "No mock waits to be resumed.", "prepdeck mock begins one; prepdeck mock history lists all."
            )
        return waiting.stored
    stored = require_mock(collection, text)
    past = next(past for past in history_of(collection).mocks if past.stored.id == stored.id)
    if past.state == "abandoned":
        raise UsageError(
            f"The mock {short_id(stored.id)} was abandoned.", "What was noted: prepdeck mock export. Begin another one."
        )
    require_rehearsable(collection, stored.run.setup.scenario)
    return stored
