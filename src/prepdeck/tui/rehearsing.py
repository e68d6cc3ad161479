"""A mock from its start to its result: run, debrief, result, one screen after the other."""

from typing import TYPE_CHECKING

from prepdeck.errors import PrepdeckError

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_opening import MockOpening
    from prepdeck.study.mock_records import StoredMock
    from prepdeck.study.mock_request import MockRequest
    from prepdeck.study.mocking import RunningMock
    from prepdeck.tui.screens.mock_run import Outcome
    from prepdeck.tui.shell import Shell


def open_mock(app: "Shell", collection: "Collection", opening: "MockOpening") -> None:
    """Show what was asked for on the command line."""
    from prepdeck.study.mock_records import require_mock

    if opening.request is not None:
        begin_mock(app, collection, opening.request)
    elif opening.resume:
        try:
            stored = require_mock(collection, opening.resume)
        except PrepdeckError as error:
            app.complain(error)
            return
        go_on(app, collection, stored)
    else:
        from prepdeck.tui.screens.mocks import MocksScreen

        app.push_screen(MocksScreen(collection))


def go_on(app: "Shell", collection: "Collection", stored: "StoredMock") -> None:
    """Go on with a mock where it stands: its run, or its debrief."""
    if stored.run.ending is None:
        resume(app, collection, stored)
    elif stored.is_debriefed:
        show_result(app, collection, stored.id)
    else:
        debrief(app, collection, stored.id)


def begin_mock(app: "Shell", collection: "Collection", request: "MockRequest") -> None:
    """Start the clock and show the run; what keeps it from beginning is told."""
    from prepdeck.study.mock_request import setup_of
    from prepdeck.study.mocking import start_mock
    from prepdeck.study.scenarios import require_rehearsable

    try:
        about = require_rehearsable(collection, request.scenario)
        mock = start_mock(collection, setup_of(request, about, seed=collection.now().at_ms))
    except PrepdeckError as error:
        app.complain(error)
    else:
        perform(app, collection, mock)


def resume(app: "Shell", collection: "Collection", stored: "StoredMock") -> None:
    """Go on with a mock that was left or killed."""
    from prepdeck.study.mocking import resume_mock

    try:
        mock = resume_mock(collection, stored)
    except PrepdeckError as error:
        app.complain(error)
    else:
        perform(app, collection, mock)


def perform(app: "Shell", collection: "Collection", mock: "RunningMock") -> None:
    """Show a running mock; once it is finished its debrief follows."""
    from prepdeck.tui.screens.spoken_run import SpokenRunScreen
    from prepdeck.tui.screens.written_run import WrittenRunScreen

    def ended(outcome: "Outcome | None") -> None:
        if outcome == "finished":
            debrief(app, collection, mock.id)
        elif outcome == "left":
            app.tell("Left. r on Mocks goes on from here; the clock stands still.")
        else:
            app.tell("Abandoned. What you noted is in the history.")

    app.push_screen(WrittenRunScreen(mock) if mock.run.setup.written else SpokenRunScreen(mock), ended)


def debrief(app: "Shell", collection: "Collection", mock: str) -> None:
    """Show the debrief of a finished mock, from where it was left; its result follows."""
    from prepdeck.study.debriefing import RunningDebrief
    from prepdeck.study.mock_records import require_mock
    from prepdeck.tui.screens.debrief import DebriefScreen

    try:
        running = RunningDebrief(collection, require_mock(collection, mock))
    except PrepdeckError as error:
        app.complain(error)
        return

    def ended(outcome: str | None) -> None:
        if outcome == "closed":
            show_result(app, collection, mock)
        else:
            app.tell("Left. d on Mocks goes on with the debrief.")

    app.push_screen(DebriefScreen(running), ended)


def show_result(app: "Shell", collection: "Collection", mock: str) -> None:
    """Show the result of a debriefed mock."""
    from prepdeck.study.mock_history import history_of
    from prepdeck.study.request import DrillRequest
    from prepdeck.tui.screens.mock_result import MockResultScreen

    history = history_of(collection)
    past = next((each for each in history.mocks if each.stored.id == mock and each.result), None)
    if past is None:
        return

    def ended(wish: str | None) -> None:
        if wish == "drill":
            app.drill(DrillRequest())

    app.push_screen(MockResultScreen(collection, past, history), ended)
