"""Deck files are read behind the screen: keys work meanwhile, and what takes long is said."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, today_of, until, until_shown
from support.stories import CLEAN

from prepdeck.study import refreshing
from prepdeck.study.collection import Collection
from prepdeck.study.refreshing import RefreshReport
from prepdeck.tui import editor

SAID = "reading deck files …"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Holds every reading of deck files up, while it is clear, until it is set."""
    may_go_on = Event()
    may_go_on.set()
    read = refreshing.refresh

    def slow(collection: Collection) -> RefreshReport:
        may_go_on.wait(60)
        return read(collection)

    monkeypatch.setattr(refreshing, "refresh", slow)
    yield may_go_on
    may_go_on.set()


async def test_today_says_that_it_reads_and_goes_on(home: Home, open_app: OpenApp, held: Event) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        await until_shown(pilot, "3  new")
        held.clear()
        home.write("one.yaml", numbered_deck("one", 4))
        today_of(pilot.app).reread()
        await until_shown(pilot, SAID)
        await pilot.press("question_mark")
        await until(pilot, lambda: pilot.app.screen is not today_of(pilot.app), "help over it")
        await pilot.press("escape")
        held.set()
        await until(pilot, lambda: "4  new" in shown(pilot.app) and SAID not in shown(pilot.app), "the changed file")


async def test_a_drill_is_answered_while_an_edited_file_is_read(
    home: Home, open_app: OpenApp, held: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.write("one.yaml", numbered_deck("one", 3))
    broken = numbered_deck("one", 3).replace("    back: It is statement 7919", "    bakc: It is statement 7919")
    monkeypatch.setattr("prepdeck.tui.editing.edit_file", lambda *_: path.write_text(broken))
    async with open_app() as pilot:
        await until_shown(pilot, "3  new")
        await pilot.press("enter")
        await until_shown(pilot, "fact number 1")
        held.clear()
        await pilot.press("E")
        await until_shown(pilot, SAID)
        await pilot.press("space")
        await until_shown(pilot, "statement 7919")
        held.set()
        await until_shown(pilot, "the last good version is asked")
        await until(pilot, lambda: SAID not in shown(pilot.app), "the end of reading")


async def test_stories_come_when_they_are_read(home: Home, open_app: OpenApp, held: Event) -> None:
    home.setup.paths.stories.mkdir(parents=True)
    (home.setup.paths.stories / "forecast.yaml").write_text(CLEAN)
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        await until_shown(pilot, "4  new")
        held.clear()
        await pilot.press("s")
        await until_shown(pilot, SAID)
        held.set()
        await until_shown(pilot, "1 story")


async def test_an_error_made_in_the_editor_is_told_where_cards_are_browsed(
    home: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.write("one.yaml", numbered_deck("one", 3))

    def spoil(_: Any, edited: Path, __: int) -> None:
        edited.write_text(path.read_text().replace("    back: It is statement 7919", "    bakc: It is"))

    monkeypatch.setattr(editor, "edit_file", spoil)
    async with open_app() as pilot:
        await until_shown(pilot, "3  new")
        await pilot.press("b")
        await until_shown(pilot, "fact number 1")
        await pilot.press("E")
        await until_shown(pilot, "one.yaml, line")
