"""Beginning a drill or a mock; a clock that looks wrong is asked about first: its date would stay in the log."""

from typing import TYPE_CHECKING

from prepdeck.errors import PrepdeckError
from prepdeck.study.request import RehearsalRequest
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.telling import open_rehearsal

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_opening import MockOpening
    from prepdeck.study.request import DrillRequest
    from prepdeck.tui.shell import Shell

_HINT = "Answers stored now would carry that date. If the clock is wrong, set it first."


def begin(app: "Shell", collection: "Collection", request: "DrillRequest | MockOpening | RehearsalRequest") -> None:
    """Put the drill or the mock on screen; what keeps it from beginning is told."""
    doubt = None if app.clock_is_right else collection.clock_doubt()
    if doubt is None:
        _show(app, collection, request)
        return

    def answered(is_right: bool | None) -> None:
        app.clock_is_right = bool(is_right)
        if is_right:
            _show(app, collection, request)

    app.push_screen(MessageScreen("Is the clock right?", doubt, _HINT, "It is right", "Not now"), answered)


def _show(app: "Shell", collection: "Collection", request: "DrillRequest | MockOpening | RehearsalRequest") -> None:
    from prepdeck.study.mock_opening import MockOpening

    if isinstance(request, MockOpening):
        from prepdeck.tui.rehearsing import open_mock

        open_mock(app, collection, request)
        return
    if isinstance(request, RehearsalRequest):
        open_rehearsal(app, request)
        return
    try:
        screen = DrillScreen(collection, request)
    except PrepdeckError as error:
        app.complain(error)
    else:
        app.push_screen(screen)
