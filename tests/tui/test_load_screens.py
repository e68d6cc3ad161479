"""The load on screen: easy days, the retention and its curve, fitting; each told, each taken back by `u`."""

import sys
from collections.abc import Iterator
from threading import Event

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, until, until_shown
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prepdeck.model.rating import Rating
from prepdeck.model.study_day import date_of
from prepdeck.study import retention
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card
from prepdeck.tui.app import PrepdeckApp
from prepdeck.tui.screens.optimize import OptimizeScreen
from prepdeck.tui.screens.progress import AHEAD, KEEPING, PANELS, RETENTION, ProgressScreen
from prepdeck.tui.screens.setting_entry import SettingEntryScreen

SIZES = [(40, 12), (60, 20), (80, 24), (120, 40)]


@pytest.fixture
def seen(home: Home) -> Home:
    home.write("a.yaml", numbered_deck("a", 30, "options: {learning_steps: []}"))
    for number in range(1, 21):
        answer_card(home.collection, f"a/q{number}", Rating.EASY if number % 3 else Rating.GOOD)
    home.close()
    return home


async def at(pilot: Pilot[object], question: str) -> None:
    """Progress, at one of its panels."""
    if not isinstance(pilot.app.screen, ProgressScreen):
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProgressScreen), "progress")
    screen = pilot.app.screen
    assert isinstance(screen, ProgressScreen)
    while PANELS[screen._panel][0] != question:
        await pilot.press("tab")


async def typed(pilot: Pilot[object], key: str, text: str) -> None:
    """Open a setting by its key and type a text into it."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingEntryScreen), "the field")
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()


def flat(pilot: Pilot[object]) -> str:
    """What is on screen without frames and line ends, for sentences that wrap."""
    return " ".join(shown(pilot.app).replace("│", " ").replace("▌", " ").split())


async def until_fitted(pilot: Pilot[object], text: str) -> None:
    """Wait for what came of fitting: the box's own words, the page behind shows beside them."""

    def words() -> str:
        screen = pilot.app.screen
        if not isinstance(screen, OptimizeScreen):
            return ""
        return " ".join(str(screen.query_one(name, Static).content) for name in ("#outcome", "#hint"))

    await until(pilot, lambda: text in words(), text)


async def until_said(pilot: Pilot[object], text: str) -> None:
    await until(pilot, lambda: text in flat(pilot), text)


async def test_easy_days_are_set_marked_and_taken_back(seen: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 50)) as pilot:
        await at(pilot, AHEAD)
        await until_said(pilot, "No easy days: e makes some")
        await typed(pilot, "e", "sun")
        await until_said(pilot, "✗ 'sun' is no weekday with its percentage")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, SettingEntryScreen)
        await typed_again(pilot, "sat=50, sun=0")
        await until_said(pilot, "Sat 50 %, Sun free of an ordinary day; the others as ever.")
        await pilot.press("enter")
        await until_said(pilot, "Easy days as you set them: sat=50, sun=0.")
        rows = {line.split()[0]: line for line in shown(pilot.app).splitlines() if line.strip()[:3] in ("Sat", "Sun")}
        assert "50 %" in rows["Sat"]
        assert "free" in rows["Sun"]
        await until_said(pilot, "Reviews that have their day keep it: easy days count for each card from its next")
        await pilot.press("u")
        await until_said(pilot, "No easy days: e makes some")
        await until_said(pilot, "Undone: setting easy days")


async def typed_again(pilot: Pilot[object], text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()


async def test_the_curve_marks_the_present_and_follows_what_is_set_and_undone(seen: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 50)) as pilot:
        await at(pilot, RETENTION)
        await until_said(pilot, "Desired retention 0.90:")
        assert now_row(pilot).startswith("0.90")
        await typed(pilot, "t", "0.99")
        await until_said(pilot, "✗ above 0.97 reviews take over")
        await typed_again(pilot, "0.93 b")
        await until_said(pilot, "✗ there is no deck b")
        await typed_again(pilot, "0.94")
        await until_said(pilot, "0.94 for all decks: about")
        await until_said(pilot, "more reviews")
        await pilot.press("enter")
        await until_said(pilot, "Desired retention 0.94:")
        assert now_row(pilot).startswith("0.94")
        await until_said(pilot, "Desired retention from 0.90 to 0.94: about")
        await pilot.press("u")
        await until_said(pilot, "Desired retention 0.90:")
        assert now_row(pilot).startswith("0.90")


def now_row(pilot: Pilot[object]) -> str:
    return next(line.strip() for line in shown(pilot.app).splitlines() if "◀ now" in line)


async def test_the_curve_shows_how_far_it_is_and_stops_when_its_panel_is_left(
    seen: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []

    def endless(*_: object) -> Iterator[float]:
        try:
            while True:
                yield 0.42
        finally:
            closed.append(True)

    monkeypatch.setattr(retention, "retention_curve", endless)
    async with open_app() as pilot:
        await at(pilot, RETENTION)
        await until_shown(pilot, "following your cards through a year")
        await until_shown(pilot, "42 %")
        await pilot.press("tab")
        await until(pilot, lambda: closed, "the end of the simulation")
        assert "following" not in shown(pilot.app)


async def test_toward_an_interview_the_panel_says_who_decides(seen: Home, open_app: OpenApp) -> None:
    set_goal(seen.collection, date_of(seen.collection.now().day + 30), (40, 40, 40, 40, 40, 80, 0))
    seen.close()
    async with open_app(size=(100, 50)) as pilot:
        await at(pilot, AHEAD)
        await until_said(pilot, "Easy days as your goal's minutes say: sat=200, sun=0.")
        await at(pilot, RETENTION)
        await until_said(pilot, "the order by gain decides what you study each day")


@pytest.mark.parametrize("size", SIZES)
async def test_everything_fits(seen: Home, open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as pilot:
        await at(pilot, AHEAD)
        await typed(pilot, "e", "sat=50, sun=0")
        assert all(len(row) <= size[0] for row in shown(pilot.app).splitlines())
        assert "enter set" in shown(pilot.app)
        await pilot.press("enter")
        await until_said(pilot, "Easy days")
        await at(pilot, RETENTION)
        await until_shown(pilot, "desired")
        assert all(len(row) <= size[0] for row in shown(pilot.app).splitlines())
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, OptimizeScreen), "optimize")
        await until_shown(pilot, "esc back")


async def test_fitting_says_why_the_defaults_stay(seen: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await at(pilot, RETENTION)
        await pilot.press("o")
        await until_fitted(pilot, "are too few to learn from: fitting begins at 400.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProgressScreen), "progress")


async def test_fitting_without_its_library_says_how_to_get_it(
    seen: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepdeck.scheduling import fitting

    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    monkeypatch.setattr(fitting, "ENOUGH_REVIEWS", 1)
    seen.clock.advance(days=20)
    answer_card(seen.collection, "a/q1", Rating.GOOD)
    seen.close()
    async with open_app() as pilot:
        await at(pilot, KEEPING)
        await pilot.press("o")
        await until_fitted(pilot, "Fitting needs a library that is not installed.")
        await until_fitted(pilot, "pipx inject prepdeck fsrs-rs-python")


async def test_weights_that_win_are_adopted_told_and_taken_back(
    seen: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepdeck.scheduling.fitting import Fit
    from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, parameters_of
    from prepdeck.study import optimizing

    fitted = parameters_of([0.3, *DEFAULT_PARAMETERS.weights[1:]])

    def fitting(*_: object) -> Iterator[str]:
        yield "fitting to the older four fifths"
        return Fit(6_020, 1_204, 0.412, 0.398, fitted)  # type: ignore[return-value]

    monkeypatch.setattr(optimizing, "fitting", fitting)
    async with open_app(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        assert app.collection is not None
        await at(pilot, RETENTION)
        await pilot.press("o")
        await until_fitted(pilot, "Log-loss 0.4120 → 0.3980 on 1,204 held-out reviews: adopted.")
        assert app.collection.parameters == fitted
        await pilot.press("escape", "u")
        await until_said(pilot, "Undone: fitting the")
        assert app.collection.parameters == DEFAULT_PARAMETERS


async def test_fitting_that_is_left_changes_nothing(
    seen: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepdeck.study import optimizing

    may_go_on, left = Event(), []

    def fitting(*_: object) -> Iterator[str]:
        try:
            yield "fitting to the older four fifths"
            may_go_on.wait()
            yield "fitting to everything"
            raise AssertionError("nobody waits for it")
        finally:
            left.append(True)

    monkeypatch.setattr(optimizing, "fitting", fitting)
    async with open_app() as pilot:
        await at(pilot, RETENTION)
        await pilot.press("o")
        await until_shown(pilot, "fitting to the older four fifths …")
        await pilot.press("escape")
        may_go_on.set()
        await until(pilot, lambda: left, "the end of the fitting")
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        assert app.collection is not None
        assert not app.collection.has_fitted_parameters
