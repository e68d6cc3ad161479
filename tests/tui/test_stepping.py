"""Undo and redo beside the screen: one at a time, told when they take long, and nothing begins in between."""

from collections.abc import Callable
from threading import Event

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, until, until_shown
from tui.test_browse import browsing, found

from prepdeck.model.records import Record
from prepdeck.study.collection import Collection
from prepdeck.study.marking import mark_cards
from prepdeck.study.request import DrillRequest
from prepdeck.tui import stepping
from prepdeck.tui.app import PrepdeckApp
from prepdeck.tui.screens.drill import DrillScreen

PATIENCE_S = 20.0


@pytest.fixture
def held(home: Home, monkeypatch: pytest.MonkeyPatch) -> Event:
    """A deck with two suspensions to undo, and an undo that waits for this event; a long one is told at once."""
    home.write("one.yaml", numbered_deck("one", 6))
    for key in ("one/q1", "one/q2"):
        mark_cards(home.collection, (key,), "suspend")
    home.close()
    monkeypatch.setattr(stepping, "LONG_S", 0.01)
    go_on, undo = Event(), Collection.undo

    def waiting(collection: Collection) -> list[Record]:
        go_on.wait(PATIENCE_S)
        return undo(collection)

    monkeypatch.setattr(Collection, "undo", waiting)
    return go_on


def suspended(app: PrepdeckApp) -> Callable[[], int]:
    def count() -> int:
        assert app.collection is not None
        with app.collection.store.reading() as rows:
            return int(rows.exec_driver_sql("SELECT count(*) FROM card WHERE suspended = 1").scalar_one())

    return count


async def test_typing_goes_on_while_a_long_undo_is_told_and_a_second_one_is_refused(
    held: Event, open_app: OpenApp
) -> None:
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        screen = await browsing(pilot)
        await pilot.press("u")
        await until_shown(pilot, "Undoing …")
        await pilot.press("u")
        await until_shown(pilot, "That is still under way.")
        await pilot.press("S", "slash", *'"number 3"')
        await found(pilot, screen, ["one/q3"])
        held.set()
        await until_shown(pilot, "Undone: suspend of one/q2")
        assert suspended(app)() == 1
        await pilot.press("escape", "u")
        await until(pilot, lambda: suspended(app)() == 0, "the other one undone")


async def test_keys_pressed_before_it_is_told_are_undone_in_turn(
    held: Event, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepping, "LONG_S", PATIENCE_S)
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        await pilot.press("u", "u", "U")
        held.set()
        await until(pilot, lambda: not app.changes.is_busy, "all three")
        assert suspended(app)() == 1
        assert "Undoing" not in shown(app)


async def test_a_drill_begins_once_the_undo_is_done(held: Event, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        app = pilot.app
        await pilot.press("u")
        await until_shown(pilot, "Undoing …")
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, DrillScreen)
        held.set()
        await until(pilot, lambda: isinstance(app.screen, DrillScreen), "the drill")
        await until_shown(pilot, "1 of 5")


async def test_a_drill_begins_once_marked_cards_are_changed(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    go_on = Event()

    def change() -> stepping.StepEnded:
        go_on.wait(PATIENCE_S)
        return stepping.StepEnded("That was it.")

    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        app.changes.want(app, change)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, DrillScreen)
        go_on.set()
        await until_shown(pilot, "1 of 3")
        assert isinstance(app.screen, DrillScreen)


async def test_in_a_drill_an_undo_of_many_cards_leaves_the_card_and_waits_with_the_keys(
    home: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("many.yaml", numbered_deck("many", stepping.MANY))
    home.write("one.yaml", numbered_deck("one", 3))
    mark_cards(home.collection, tuple(f"many/q{number}" for number in range(1, stepping.MANY + 1)), "suspend")
    home.close()
    monkeypatch.setattr(stepping, "LONG_S", 0.01)
    go_on, undo = Event(), Collection.undo
    monkeypatch.setattr(Collection, "undo", lambda collection: go_on.wait(PATIENCE_S) and undo(collection))
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        app.drill(DrillRequest(decks=("one",)))
        await until(pilot, lambda: isinstance(app.screen, DrillScreen), "the drill")
        await pilot.press("space", "u")
        await until_shown(pilot, "Undoing …")
        await pilot.press("3")
        await until_shown(pilot, "1 of 3")
        go_on.set()
        await until(pilot, lambda: suspended(app)() == 0, "all of them back")
        await until_shown(pilot, "Undone: suspend of")
        await pilot.press("3")
        await until_shown(pilot, "2 of 4")
        assert isinstance(app.screen, DrillScreen)
        assert app.screen.drill.progress().answered == 1
