"""The app as a whole: starting fast, failing clearly, and what works everywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, today_of, until, until_shown

from prepdeck.config import Config, read_config
from prepdeck.errors import StoreError
from prepdeck.study.drilling import plan_of
from prepdeck.study.request import DrillRequest
from prepdeck.tui.app import PrepdeckApp
from prepdeck.tui.keymap import all_scopes
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.screens.help import HelpScreen
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.screens.too_small import TooSmallScreen

FIRST_FRAME = """
import sys
from prepdeck.cli.main import exit_code_of
from prepdeck.tui import app as screen

def first_frame(app, setup):
    from tests_shown import shown
    assert "cards" in shown(app), "the frame is painted"
    print("heavy:" + ",".join(sorted({"sqlalchemy", "yaml", "msgspec", "fsrs", "genanki"} & set(sys.modules))))
    app.exit()

screen.open_behind = first_frame
screen.run = lambda setup, request=None: screen.PrepdeckApp(setup, request).run(headless=True, size=(80, 24))
sys.stdout.isatty = sys.stdin.isatty = lambda: True
exit_code_of(sys.argv[1:])
"""
SHOWN = """
def shown(app):
    return "\\n".join(strip.text for strip in app.screen._compositor.render_strips())
"""


@pytest.mark.parametrize("arguments", [[], ["drill", "nine-step", "--search", "tag:data"]], ids=["today", "drill"])
def test_the_first_frame_is_painted_before_the_heavy_libraries_are_imported(
    tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "tests_shown.py").write_text(SHOWN, "utf-8")
    source = Path(__file__).parents[2] / "src"
    environment = {**os.environ, "PREPDECK_HOME": str(tmp_path), "PYTHONPATH": f"{source}{os.pathsep}{tmp_path}"}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, *arguments],
        env={**environment, "TERM": "xterm"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "heavy:"


async def test_a_store_that_cannot_be_opened_is_told_and_left(home: Home) -> None:
    store = home.setup.paths.store
    store.parent.mkdir(parents=True)
    store.write_bytes(b"[@click=app.bell]not a database[/]")
    app = PrepdeckApp(home.setup)
    async with app.run_test(tooltips=False, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MessageScreen), "the message")
        await until_shown(pilot, "prepdeck.db")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running, "the end")
    assert isinstance(app.failure, StoreError)
    assert store.read_bytes().startswith(b"[@click")


async def test_a_request_opens_straight_in_the_drill(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 3))
    async with open_app(request=DrillRequest(decks=("facts",))) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")
        await until_shown(pilot, "What is fact number")


async def test_a_request_for_a_deck_there_is_not_is_told(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 3))
    async with open_app(request=DrillRequest(decks=("nothing",))) as pilot:
        await until_shown(pilot, "There is no deck nothing.")
        await pilot.press("escape")
        await until_shown(pilot, "not asked before")


async def test_a_doubtful_clock_is_asked_about_once(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 3))
    answer_one(home)
    home.close()
    home.clock.advance(days=-5)
    async with open_app() as pilot:
        await pilot.press("enter")
        await until_shown(pilot, "The clock stands")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")
        await pilot.press("enter")
        await until_shown(pilot, "It is right")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")


async def test_undo_and_redo_work_on_today(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 3))
    answer_one(home)
    home.close()
    async with open_app() as pilot:
        await pilot.press("u")
        await until_shown(pilot, "Undone: Easy on facts/q1")
        await until(pilot, lambda: cards(pilot.app) == 3, "the card to be back")
        await pilot.press("U")
        await until_shown(pilot, "Done again: Easy on facts/q1")
        await until(pilot, lambda: cards(pilot.app) == 2, "the card to be gone")


@pytest.mark.parametrize("size", [(39, 24), (80, 11)])
async def test_a_terminal_that_is_too_small_says_so_until_it_grows(
    home: Home, open_app: OpenApp, size: tuple[int, int]
) -> None:
    home.write("facts.yaml", numbered_deck("facts", 3))
    async with open_app(size=size) as pilot:
        await until_shown(pilot, "at least 40x12")
        assert isinstance(pilot.app.screen, TooSmallScreen)
        await pilot.press("enter", "g", "u")
        assert isinstance(pilot.app.screen, TooSmallScreen)
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")
        await until_shown(pilot, "cards")


async def test_a_theme_of_the_users_is_used_and_a_new_choice_is_kept(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 1))
    async with open_app(config=Config(theme="paper")) as pilot:
        assert pilot.app.theme == "paper"
        pilot.app.theme = "contrast"
        await until(pilot, lambda: home.setup.paths.config_file.exists(), "config.toml")
    assert read_config(home.setup.paths.config_file).theme == "contrast"


async def test_an_unknown_theme_and_a_taken_key_are_told(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 1))
    config = Config(theme="no[/]ne", keymap={"today.decks": "g", "today.goal": "f5"})
    async with open_app(config=config, size=(120, 40)) as pilot:
        await until_shown(pilot, "no[/]ne")
        keys = shown(pilot.app).splitlines()[-1]
        assert keys.index("m Mock") < keys.index("g Decks")
        assert "f5  Set" in shown(pilot.app)
        await pilot.press("g")
        await until(pilot, lambda: "Decks" in shown(pilot.app).splitlines()[0], "the decks under g")


async def test_help_names_every_key_of_the_screen(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 1))
    async with open_app(size=(80, 50)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen), "the help")
        for what in ("Drill what waits in the chosen row", "Next row", "Take back the last thing you did"):
            await until_shown(pilot, what)
        await pilot.press("n")
        await until_shown(pilot, "today.practise")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")


async def test_the_palette_drills_a_deck_by_its_name(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 2, "title: 'Odd [/] [@click=app.quit]name'"))
    home.write("more.yaml", numbered_deck("more", 2))
    async with open_app() as pilot:
        await pilot.press("ctrl+p", *"drill odd")
        await until_shown(pilot, "Drill Odd [/] [@click=app.quit]name")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")


def test_every_key_has_an_id_and_says_what_it_does() -> None:
    ids: dict[str, set[object]] = {}
    for scope in all_scopes():
        for binding in scope:
            assert binding.tooltip or binding.description, binding
            ids.setdefault(binding.id or "", set()).add(binding)
    assert all(len(bindings) == 1 for name, bindings in ids.items()), ids


def answer_one(home: Home) -> None:
    """Rate the first card of the drill Easy."""
    from prepdeck.drills.host import Answer, ShownCard
    from prepdeck.model.rating import Rating
    from prepdeck.study.drilling import CollectionHost

    host = CollectionHost(home.collection)
    first = host.card(plan_of(home.collection, DrillRequest()).cards[0].key)
    assert isinstance(first, ShownCard)
    host.answer(Answer(first, Rating.EASY, 1000))


def cards(app: PrepdeckApp) -> int:
    """How many cards Today counts."""
    page = today_of(app).page
    return page.today.cards if page else -1
