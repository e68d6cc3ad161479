"""Mocks on screen: chosen, performed aloud or in writing, debriefed, read and drilled."""

import pytest
from support.homes import Home
from support.rehearsals import HIDDEN, write_rehearsals
from support.screen import OpenApp, shown, until, until_shown
from textual.pilot import Pilot
from textual.widgets import TextArea

from prepdeck.mocks.run import Ending
from prepdeck.study.mock_history import history_of
from prepdeck.study.mock_records import require_mock
from prepdeck.tui.app import PrepdeckApp
from prepdeck.tui.screens.debrief import DebriefScreen
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.screens.mock_history import MockHistoryScreen
from prepdeck.tui.screens.mock_result import MockResultScreen
from prepdeck.tui.screens.mocks import MocksScreen
from prepdeck.tui.screens.spoken_run import SpokenRunScreen
from prepdeck.tui.screens.written_run import WrittenRunScreen


@pytest.fixture
def rehearsing(home: Home) -> Home:
    write_rehearsals(home)
    return home


async def press(pilot: Pilot[object], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def on_mocks(pilot: Pilot[object]) -> None:
    await pilot.press("m")
    await until(pilot, lambda: isinstance(pilot.app.screen, MocksScreen), "the mocks")


async def begun(pilot: Pilot[object], screen: type, *choices: str) -> None:
    """Start the chosen scenario after pressing these keys."""
    await on_mocks(pilot)
    await press(pilot, *choices, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, screen), "the run")


async def finished(pilot: Pilot[object]) -> DebriefScreen:
    await press(pilot, "escape")
    await until_shown(pilot, "Finish, or leave?")
    await press(pilot, "f")
    await until(pilot, lambda: isinstance(pilot.app.screen, DebriefScreen), "the debrief")
    screen = pilot.app.screen
    assert isinstance(screen, DebriefScreen)
    return screen


def collection_of(pilot: Pilot[object]):  # type: ignore[no-untyped-def]
    app = pilot.app
    assert isinstance(app, PrepdeckApp)
    assert app.collection is not None
    return app.collection


async def test_today_names_the_mock_and_leads_to_it(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await until_shown(pilot, "Rehearse")
        await on_mocks(pilot)
        text = shown(pilot.app)
        assert "Home feed" in text
        assert "Local events" in text
        assert HIDDEN not in text


async def test_the_choice_is_told_in_words_and_used(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await begun(pilot, WrittenRunScreen, "j", "g", "w", "plus", "plus", "o", "x")
        run = require_mock(collection_of(pilot)).run
        assert run.setup.mode == "real"
        assert run.setup.written
        assert run.setup.strict
        assert not run.setup.whole
        assert [(phase.slug, phase.minutes) for phase in run.setup.phases] == [("data", 10)]


async def test_minutes_stay_within_what_can_be_rehearsed(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await on_mocks(pilot)
        await press(pilot, *["minus"] * 30)
        assert "20 min" in shown(pilot.app)
        await press(pilot, *["plus"] * 40, "s")
        assert "slot of 90 min, of which 80" in shown(pilot.app)


async def test_aloud_from_start_to_the_drill_of_the_gaps(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await begun(pilot, SpokenRunScreen)
        await press(pilot, "space", "m", "f2")
        await until_shown(pilot, "first xyzzy hint")
        await press(pilot, "f3")
        await press(pilot, *"users", "enter")
        await until_shown(pilot, "A million users a day.")
        screen = await finished(pilot)
        assert HIDDEN not in shown(pilot.app)
        await press(pilot, "3")
        await until_shown(pilot, "negatives differ by stage")
        await press(pilot, "y", "x", "y", "enter")  # two musts, then the should that unfolds
        await until_shown(pilot, "popularity baseline")
        await press(pilot, "x", "x", "x", "enter")
        await until_shown(pilot, "Your scores")
        assert screen.running.debrief.cap("training-data") == 3
        await press(pilot, "4")
        assert "Hints were taken here" in shown(pilot.app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MockResultScreen), "the result")
        text = shown(pilot.app)
        assert "NOT YET" in text
        assert "you guessed: strong" in text
        assert "cards of this mock come first" in text
        assert "Local events" in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")
        await until_shown(pilot, "mock fact number")


async def test_writing_never_triggers_a_command(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await begun(pilot, WrittenRunScreen, "w")
        await press(pilot, *"u1?mqp x", "escape")
        await until_shown(pilot, "Finish, or leave?")
        await press(pilot, "g")
        assert pilot.app.screen.query_one(TextArea).text == "u1?mqp x"
        await press(pilot, "f5", *"next", "f6")
        assert pilot.app.screen.query_one(TextArea).text == "u1?mqp x"
        await press(pilot, "f5")
        assert pilot.app.screen.query_one(TextArea).text == "next"


async def test_a_terminal_made_tiny_during_a_run_loses_nothing(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await begun(pilot, WrittenRunScreen, "w")
        await press(pilot, *"kept")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: isinstance(pilot.app.screen, WrittenRunScreen), "the run again")
        await press(pilot, *" it")
        assert pilot.app.screen.query_one(TextArea).text == "kept it"
        await finished(pilot)
        run = require_mock(collection_of(pilot)).run
        assert run.ending is Ending.FINISHED
        assert run.phases[0].notes == "kept it"


async def test_a_run_that_was_left_goes_on(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await begun(pilot, WrittenRunScreen, "w")
        await press(pilot, *"half", "escape")
        await press(pilot, "l")
        await until(pilot, lambda: isinstance(pilot.app.screen, MocksScreen), "the mocks")
        await until_shown(pilot, "UNFINISHED")
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrittenRunScreen), "the run")
        assert pilot.app.screen.query_one(TextArea).text == "half"


async def test_proposals_are_shown_and_decided_by_the_person(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await begun(pilot, WrittenRunScreen, "w")
        await press(pilot, "f5", *"xyzzy negatives differ by stage")
        screen = await finished(pilot)
        await press(pilot, "2")
        await until_shown(pilot, "said?")
        assert screen.running.debrief.coverages == {}
        await press(pilot, "Y")
        assert screen.running.debrief.coverages[_slug(screen, "negatives")].title == "said"
        await press(pilot, "u")
        assert screen.running.debrief.coverages == {}


def _slug(screen: DebriefScreen, name: str) -> str:
    return next(placed.item.slug for placed in screen.running.debrief.items if placed.item.slug.endswith(name))


async def test_a_score_of_three_takes_a_line_or_a_quote(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await begun(pilot, WrittenRunScreen, "w")
        await press(pilot, "f5", *"split by time")
        screen = await finished(pilot)
        await press(pilot, "2", "y", "y", "y", "enter", "Y", "enter")
        await until_shown(pilot, "Your scores")
        await press(pilot, "3")
        await until_shown(pilot, "what shows a 3?")
        await press(pilot, "escape")
        assert screen.running.debrief.scores == {}
        await press(pilot, "3", "enter")
        given = screen.running.debrief.scores["training-data"]
        assert given.evidence is not None
        assert (given.score, given.evidence.source, given.evidence.text) == (3, "notes", "split by time")
        await press(pilot, "3", "tab", *"I said it", "enter")
        quoted = screen.running.debrief.scores["modeling"]
        assert quoted.evidence is not None
        assert (quoted.evidence.source, quoted.evidence.text) == ("memory", "I said it")


async def test_a_debrief_is_left_and_resumed_where_it_was(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await begun(pilot, SpokenRunScreen)
        await finished(pilot)
        await press(pilot, "2", "y", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MocksScreen), "the mocks")
        await until_shown(pilot, "DEBRIEF")
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, DebriefScreen), "the debrief")
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        assert screen.running.debrief.guess == 2
        assert screen.place == 1
        assert "[✓]" in shown(pilot.app)


async def test_the_history_lists_every_mock_and_exports_one(rehearsing: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 34)) as pilot:
        await begun(pilot, SpokenRunScreen)
        await press(pilot, "escape", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, MocksScreen), "the mocks")
        await press(pilot, "h")
        await until(pilot, lambda: isinstance(pilot.app.screen, MockHistoryScreen), "the history")
        await until_shown(pilot, "abandoned")
        await press(pilot, "x")
        (report,) = (rehearsing.setup.paths.data / "mocks").iterdir()
        assert report.stat().st_mode & 0o777 == 0o600
        assert "abandoned" in report.read_text("utf-8")
        assert HIDDEN not in report.read_text("utf-8")
        await press(pilot, "escape", "u")
        await until(pilot, lambda: history_of(collection_of(pilot)).mocks == (), "no mock")


async def test_an_empty_library_says_what_will_be_here(home: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await on_mocks(pilot)
        assert "No scenarios yet" in shown(pilot.app)
        await press(pilot, "h")
        await until_shown(pilot, "Mocks will stand here")
