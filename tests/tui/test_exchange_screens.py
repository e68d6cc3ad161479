"""Importing and exporting on the screen: a preview first, nothing written before it is asked for, work that stops."""

from pathlib import Path
from threading import Event

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, until, until_shown
from textual.pilot import Pilot
from textual.widgets import Input

from prepdeck.errors import UsageError
from prepdeck.study import incoming
from prepdeck.tui.screens.decks import DecksScreen
from prepdeck.tui.screens.export_file import ExportScreen
from prepdeck.tui.screens.import_file import ImportScreen
from prepdeck.tui.screens.today import TodayScreen

TABLE = "front,back\nWhat is NCCL?,A library\nWhat is [b]a ring[/b]?,\n"


async def at(pilot: Pilot[object], key: str, path: Path | str) -> None:
    """The screen that a key of Decks opens, with this path typed."""
    await pilot.press("D")
    await until(pilot, lambda: isinstance(pilot.app.screen, DecksScreen), "Decks")
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportScreen | ExportScreen), "the screen")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = str(path)


async def test_a_table_is_shown_first_and_then_imported(home: Home, open_app: OpenApp, tmp_path: Path) -> None:
    path = tmp_path / "comm.csv"
    path.write_text(TABLE, "utf-8")
    own = home.setup.paths.own_decks / "comm.yaml"
    async with open_app() as pilot:
        await at(pilot, "i", path)
        await pilot.press("enter")
        await until_shown(pilot, "What would come")
        await until_shown(pilot, "comm: 1 note new")
        await until_shown(pilot, "line 3: What is [b]a ring[/b]?: it has no back")
        assert not own.exists()
        await pilot.press("enter")
        await until_shown(pilot, "Wrote")
        assert own.stat().st_mode & 0o777 == 0o600
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen), "Today")
        await until_shown(pilot, "comm")
        await at(pilot, "i", path)
        await pilot.press("enter")
        await until_shown(pilot, "Nothing would come")
        before = own.read_bytes()
        await pilot.press("enter")
        await pilot.pause()
        assert own.read_bytes() == before
        await pilot.press("escape")
        await until_shown(pilot, "Which file?")


async def test_the_palette_offers_both(home: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("ctrl+p", *"import")
        await until_shown(pilot, "another home")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportScreen), "the import")
        await pilot.press("escape", "ctrl+p", *"export")
        await until_shown(pilot, "with the history")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen), "the export")


async def test_a_file_that_cannot_be_read_is_told_and_another_can_be_typed(
    home: Home, open_app: OpenApp, tmp_path: Path
) -> None:
    async with open_app() as pilot:
        await at(pilot, "i", tmp_path / "nothing.apkg")
        await pilot.press("enter")
        await until_shown(pilot, "That did not work")
        await pilot.press("enter")
        await until_shown(pilot, "Which file?")
        assert pilot.app.screen.query_one(Input).value.endswith("nothing.apkg")


async def test_reading_says_how_far_it_is_and_stops(
    home: Home, open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Event()

    def endless(_collection: object, _path: Path, tick: incoming.Tick) -> None:
        try:
            while True:
                tick("looking at notes", 1_200, 40_000)
        finally:
            over.set()

    monkeypatch.setattr(incoming, "look_into", endless)
    async with open_app() as pilot:
        await at(pilot, "i", tmp_path / "large.apkg")
        await pilot.press("enter")
        await until_shown(pilot, "looking at notes 1,200 of 40,000")
        await until_shown(pilot, "esc Stop")
        await pilot.press("escape")
        await until_shown(pilot, "Which file?")
        await until(pilot, over.is_set, "the end of the thread")
        assert isinstance(pilot.app.screen, ImportScreen)


async def test_an_unforeseen_error_is_told_and_the_screen_lives(
    home: Home, open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_collection: object, _path: Path, _tick: incoming.Tick) -> None:
        raise ZeroDivisionError("[/b] by zero")

    monkeypatch.setattr(incoming, "look_into", broken)
    async with open_app() as pilot:
        await at(pilot, "i", tmp_path / "odd.apkg")
        await pilot.press("enter")
        await until_shown(pilot, "It could not be done: [/b] by zero")


async def test_tab_goes_on_as_far_as_the_path_is_clear(home: Home, open_app: OpenApp, tmp_path: Path) -> None:
    folder = tmp_path / "[red]exports"
    folder.mkdir()
    for name in ("interviews-a.apkg", "interviews-b.csv", "interviews.png"):
        (folder / name).touch()
    async with open_app() as pilot:
        await at(pilot, "i", tmp_path / "[r")
        field = pilot.app.screen.query_one(Input)
        await pilot.press("tab")
        await until(pilot, lambda: field.value == f"{folder}/", "the folder")
        await until_shown(pilot, "interviews-a.apkg")
        assert "interviews.png" not in shown(pilot.app)
        await pilot.press("tab")
        await until(pilot, lambda: field.value == f"{folder}/interviews-", "what is common")


async def test_an_export_asks_for_whose_eyes_and_before_it_replaces(
    home: Home, open_app: OpenApp, tmp_path: Path
) -> None:
    home.write("one.yaml", numbered_deck("one", 2))
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o644)
    async with open_app() as pilot:
        await at(pilot, "x", path)
        await pilot.press("enter")
        await until_shown(pilot, "For whose eyes?")
        await pilot.press("p")
        await until_shown(pilot, "is there already")
        await pilot.press("escape")
        assert path.read_text() == "old"
        await pilot.press("enter", "p")
        await until_shown(pilot, "is there already")
        await pilot.press("enter")
        await until_shown(pilot, "Wrote")  # the path beside it may break the line anywhere
    assert "What is fact number 1" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


async def test_an_export_of_everything_for_all_holds_nothing_personal(
    home: Home, open_app: OpenApp, tmp_path: Path
) -> None:
    home.write("one.yaml", numbered_deck("one", 2))
    path = tmp_path / "out.jsonl"
    async with open_app() as pilot:
        await at(pilot, "x", path)
        await pilot.press("enter", "o")
        await until_shown(pilot, "left out: the log")
    assert path.stat().st_mode & 0o777 == 0o644


async def test_a_form_that_is_not_written_is_told_at_once(home: Home, open_app: OpenApp, tmp_path: Path) -> None:
    async with open_app() as pilot:
        await at(pilot, "x", tmp_path / "out.docx")
        await pilot.press("enter")
        await until_shown(pilot, "Nothing is exported as .docx")
        assert isinstance(pilot.app.screen, ExportScreen)


async def test_writing_that_is_stopped_leaves_what_was_there(
    home: Home, open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepdeck.study import exporting

    def endless(*_arguments: object, tick: incoming.Tick, **_more: object) -> None:
        while True:
            tick("writing notes", 5, 9)

    monkeypatch.setattr(exporting, "export", endless)
    async with open_app() as pilot:
        await at(pilot, "x", tmp_path / "out.csv")
        await pilot.press("enter", "p")
        await until_shown(pilot, "writing notes 5 of 9")
        await pilot.press("escape")
        await until_shown(pilot, "Stopped; nothing was written.")


def test_an_error_of_the_export_is_a_usage_error(home: Home, tmp_path: Path) -> None:
    from prepdeck.study.exporting import export

    with pytest.raises(UsageError, match="There is no note"):
        export(home.collection, tmp_path / "out.csv")
