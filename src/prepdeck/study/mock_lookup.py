"""Finding mocks by what people type: one of them, or two to compare."""

from dataclasses import replace

from prepdeck.errors import UsageError
from prepdeck.mocks import session
from prepdeck.storage.drafts import prepare_drafts, read_draft
from prepdeck.study.collection import Collection
from prepdeck.study.mock_history import MockHistory, PastMock, history_of
from prepdeck.study.mock_records import StoredElsewhere, StoredMock, require_mock, short_id


def past_of(collection: Collection, text: str = "") -> PastMock | StoredElsewhere:
    """The mock whose id begins with `text`, also one done elsewhere; the newest of ours where `text` is empty.

    One that is unfinished is given as it was left. Raises UsageError where that is none or several.
    """
    history = history_of(collection)
    elsewhere = [other for other in history.elsewhere if text and _is(other.id, text)]
    if len(elsewhere) == 1 and not any(_is(mock.stored.id, text) for mock in history.mocks):
        return elsewhere[0]
    return past_mock_of(collection, text, history)


def past_mock_of(collection: Collection, text: str = "", history: MockHistory | None = None) -> PastMock:
    """As `past_of`, of the mocks done here alone."""
    history = history_of(collection) if history is None else history
    stored = require_mock(collection, text)
    past = next(past for past in history.mocks if past.stored.id == stored.id)
    return replace(past, stored=_as_left(collection, past.stored)) if past.state == "unfinished" else past


def pair_of(collection: Collection, first: str = "", second: str = "") -> tuple[PastMock, PastMock]:
    """Two debriefed mocks to compare, the older one first: those named, or else the newest two of one scenario.

    With one name it is that mock and the attempt at its scenario before it. Raises UsageError where there are no such
    two, where one has no result, and where they are of different frameworks.
    """
    history = history_of(collection)
    if not first:
        return _newest_pair(history)
    after = _debriefed(collection, history, first)
    if not second:
        before = _attempt_before(history, after)
        if before is None:
            raise UsageError(f"There is no earlier attempt at {after.title} with a result.", "Name both mocks.")
        return before, after
    before = _debriefed(collection, history, second)
    if before.stored.id == after.stored.id:
        raise UsageError("That is twice the same mock.", "prepdeck mock history lists all.")
    frameworks = {mock.stored.run.setup.framework for mock in (before, after)}
    if len(frameworks) > 1:
        raise UsageError(
            f"{before.title} and {after.title} have no phase and no axis in common.",
            f"Compare two of one framework; these are of {' and '.join(sorted(frameworks))}.",
        )
    earlier, later = sorted((before, after), key=history.debriefed.index)
    return earlier, later


def _newest_pair(history: MockHistory) -> tuple[PastMock, PastMock]:
    for after in reversed(history.debriefed):
        before = _attempt_before(history, after)
        if before is not None:
            return before, after
    raise UsageError(
        "There are no two attempts at one scenario to compare.",
        "Both have to be debriefed; prepdeck mock history shows how far each came.",
    )


def _attempt_before(history: MockHistory, mock: PastMock) -> PastMock | None:
    earlier = history.debriefed[: [past.stored.id for past in history.debriefed].index(mock.stored.id)]
    scenario = mock.stored.run.setup.scenario
    return next((past for past in reversed(earlier) if past.stored.run.setup.scenario == scenario), None)


def _debriefed(collection: Collection, history: MockHistory, text: str) -> PastMock:
    past = past_mock_of(collection, text, history)
    if past.result is None:
        name = short_id(past.stored.id)
        if past.state == "debriefed":
            raise UsageError(f"The scenario of the mock {name} is not in the library now.", "Its result needs it.")
        hint = "Choose another one." if past.state == "abandoned" else f"Go on with it: prepdeck mock resume {name}."
        raise UsageError(f"The mock {name} has no result: it is {_STATES[past.state]}.", hint)
    return past


_STATES = {"unfinished": "unfinished", "abandoned": "abandoned", "to debrief": "not debriefed yet"}


def _is(mock: str, text: str) -> bool:
    return short_id(mock).startswith(text) or mock.startswith(text)


def _as_left(collection: Collection, stored: StoredMock) -> StoredMock:
    """An unfinished mock with the clock and the typing that its draft has kept since its last event."""
    with collection.store.writing() as rows:
        prepare_drafts(rows)
    with collection.store.reading() as rows:
        draft = read_draft(rows, stored.id)
    if draft is None:
        return stored
    run = session.note(stored.run, max(stored.run.at_ms, draft.at_ms), draft.text, draft.phase).run
    return replace(stored, run=replace(run, at_ms=max(run.at_ms, draft.at_ms)))
