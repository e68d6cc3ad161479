"""Today: what it shows in each state of a collection, and its keys and clicks."""

from threading import Event
from typing import Any

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, today_of, until, until_shown
from textual.widgets import Input

from prepdeck.drills.host import Answer, ShownCard
from prepdeck.model.rating import Rating
from prepdeck.study.drilling import CollectionHost, plan_of
from prepdeck.study.goals import goal_of
from prepdeck.study.lookup import details_of
from prepdeck.study.request import DrillRequest
from prepdeck.tui import editor, opening
from prepdeck.tui.app import PrepdeckApp
from prepdeck.tui.screens.browse import BrowseScreen
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.screens.goal import GoalScreen
from prepdeck.tui.screens.news import NewsScreen
from prepdeck.tui.screens.plan import PlanScreen
from prepdeck.tui.screens.progress import ProgressScreen
from prepdeck.tui.screens.today import TodayScreen
from prepdeck.tui.widgets.deck_list import DeckList

HOSTILE = "[@click=app.quit]q[/] list[int] x[i]=y[j]"


def answer_all(home: Home, rating: Rating = Rating.EASY) -> None:
    """Answer everything that waits, as one day's work."""
    host = CollectionHost(home.collection)
    while cards := plan_of(home.collection, DrillRequest()).cards:
        for card in cards:
            offered = host.card(card.key)
            assert isinstance(offered, ShownCard)
            host.answer(Answer(offered, rating, 30_000))


async def test_two_decks_are_counted_and_the_chosen_one_is_drilled(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3, "title: First deck"))
    home.write("two.yaml", numbered_deck("two", 4, "title: Second deck"))
    async with open_app() as pilot:
        assert "7  cards" in shown(pilot.app)
        assert "▸ All decks" in shown(pilot.app)
        await pilot.press("j", "j")
        await until_shown(pilot, "Drill Second deck")
        assert "▸ Second deck" in shown(pilot.app)
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")
        await until_shown(pilot, "1 of 4")


async def test_a_key_pressed_while_it_opens_is_done_once_it_is_open(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("one.yaml", numbered_deck("one", 1))
    go_on, opened = Event(), opening._open

    def held_up(*arguments: Any) -> None:
        go_on.wait(10)
        opened(*arguments)

    monkeypatch.setattr(opening, "_open", held_up)
    app = PrepdeckApp(home.setup, None)
    async with app.run_test() as pilot:
        await pilot.press("r", "p")
        assert isinstance(app.screen, TodayScreen)
        go_on.set()
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen), "what the last key asked for")
        await until_shown(pilot, "Am I keeping it?")
        assert len(app.screen_stack) == 2  # and of two keys the last counts
    assert app.collection is not None
    app.collection.close()


async def test_practice_says_that_it_is_and_that_the_schedule_stays(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        await pilot.press("c")
        await until_shown(pilot, "practice  1 of 3")
        await pilot.press("space")
        await until_shown(pilot, "3 Good  no change")


async def test_what_the_drill_did_shows_when_it_was_left(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        await pilot.press("enter")
        await until_shown(pilot, "What is fact number")
        await pilot.press("space", "4", "q")
        await until_shown(pilot, "1 answer")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")
        await until_shown(pilot, "2  cards")
        await until_shown(pilot, "today so far 1 answer")


async def test_the_goal_is_asked_for_set_and_taken_back(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        await until_shown(pilot, "When is the interview?")
        await pilot.press("g", "enter")
        await until_shown(pilot, "Say when")
        await pilot.press(*"19 nov 2026")
        await until_shown(pilot, "Thursday 19 November 2026 has passed.")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, GoalScreen)
        pilot.app.screen.query_one("#on", Input).value = "13 Dec"
        await until_shown(pilot, "Sunday 13 December 2026, in 23 days")
        pilot.app.screen.query_one("#minutes", Input).value = "40, sat=90"
        await until_shown(pilot, "5 h 30 a week")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen), "what follows from it")
        await pilot.press("escape")
        await until_shown(pilot, "Fri 20 Nov · 23 days to go")
        assert "Sun 13 Dec, in 23 days · 40 min a day, Sat 90" in shown(pilot.app)
        await pilot.press("u")
        await until_shown(pilot, "When is the interview?")


async def test_an_emptied_date_clears_the_goal(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        assert app.collection is not None
        await pilot.press("g", *"tomorrow", "enter")
        await until_shown(pilot, "1 day to go")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen), "what follows from it")
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, GoalScreen), "the goal")
        app.screen.query_one("#on", Input).value = ""
        await until_shown(pilot, "No date")
        await pilot.press("enter")
        await until_shown(pilot, "When is the interview?")
        assert goal_of(app.collection) is None


async def test_the_keys_named_in_the_page_can_be_clicked(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        await pilot.click("#goal", offset=(75, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalScreen), "the goal")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")
        row = shown(pilot.app).splitlines()[-1]
        await pilot.click("KeyLine", offset=(row.index("Browse"), 1))
        await until(pilot, lambda: isinstance(pilot.app.screen, BrowseScreen), "the library")
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")
        await pilot.click(DeckList, offset=(5, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")


async def test_without_decks_it_says_how_to_get_some(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        assert "No decks yet." in shown(pilot.app)
        assert "prepdeck new deck" in shown(pilot.app)
        assert "Drill" not in shown(pilot.app).splitlines()[-1]
        await pilot.press("enter", "c")
        assert pilot.app.screen is today_of(pilot.app)


async def test_when_all_is_done_it_says_when_the_next_comes(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 12))
    answer_all(home)
    home.close()
    async with open_app() as pilot:
        text = shown(pilot.app)
        assert "Done for today." in text
        assert "10 answers" in text
        assert "The next review is on" in text
        assert "2 new cards wait" in text
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "practice")


async def test_days_away_are_told_without_reproach(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 5))
    answer_all(home)
    home.close()
    home.clock.advance(days=4)
    async with open_app() as pilot:
        assert "Away 3 days. Nothing is lost" in shown(pilot.app)


async def test_a_changed_file_is_told_and_shown(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        assert "n What changed" not in shown(pilot.app)
        changed = numbered_deck("one", 4).replace("fact number 2", f"fact number 2 {HOSTILE}")
        home.write("one.yaml", changed)
        today_of(pilot.app).reread()
        await until_shown(pilot, "1 note changed, 1 new")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, NewsScreen), "the changes")
        await until_shown(pilot, f"What is fact number 2 {HOSTILE}")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")
        assert "changed" not in shown(pilot.app)


async def test_a_note_that_may_have_been_renamed_is_asked_about(home: Home, open_app: OpenApp) -> None:
    deck = (
        "deck: zero\nnotes:\n  - {id: old, front: Which state does stage one of ZeRO shard?, back: Optimizer state}\n"
    )
    home.write("zero.yaml", deck)
    answer_all(home)
    async with open_app() as pilot:
        home.write("zero.yaml", deck.replace("old", "new").replace("stage one", "stage 1").replace("state}", "states}"))
        today_of(pilot.app).reread()
        await until_shown(pilot, "1 note new, 1 gone")
        await pilot.press("n")
        await until_shown(pilot, "renamed?")
        assert "zero/old → zero/new" in shown(pilot.app)
        await pilot.press("g", "y")
        await until(pilot, lambda: "renamed?" not in shown(pilot.app), "the answer taken")
        assert details_of(home.collection, "zero/new").state.reps == 1


async def test_problems_of_deck_files_are_counted_and_opened_at_their_line(
    home: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    home.write("broken.yaml", "deck: broken\nnotes:\n  - id: a\n    front: '[/]'\n    bakc: b\n")
    async with open_app() as pilot:
        assert "1 problem in deck files. The rest works." in shown(pilot.app)
        await pilot.press("D")
        await until_shown(pilot, "broken.yaml:5")
        await pilot.press("tab")
        await until_shown(pilot, "broken.yaml:5:5  no-answer-kind")
        await until_shown(pilot, "enter Open the line  tab Decks")
        opened: list[tuple[str, int]] = []
        monkeypatch.setattr(editor, "edit_file", lambda _app, path, line: opened.append((path.name, line)))
        await pilot.press("enter")
        await until(pilot, lambda: opened == [("broken.yaml", 5)], "the editor at the line")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
async def test_hostile_titles_show_as_they_are_in_every_size(
    home: Home, open_app: OpenApp, size: tuple[int, int]
) -> None:
    home.write("one.yaml", numbered_deck("one", 3, f'title: "{HOSTILE}"'))
    home.write("two.yaml", numbered_deck("two", 3, "title: '[/home/x] [bold]'"))
    async with open_app(size=size) as pilot:
        await until_shown(pilot, "6  cards")
        assert "[/home/x] [bold" in shown(pilot.app) or size == (40, 12)
        await pilot.press("j")
        await until_shown(pilot, "[@click")
        await pilot.press("D")
        await until_shown(pilot, "[@click=app" if size[0] > 40 else "[@cl")
        assert all(len(row) <= size[0] for row in shown(pilot.app).splitlines())


async def test_resizing_keeps_the_place_and_the_words(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    home.write("two.yaml", numbered_deck("two", 3, "title: Second"))
    async with open_app(size=(120, 40)) as pilot:
        await pilot.press("j", "j")
        for size in ((40, 12), (60, 20), (100, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await until_shown(pilot, "Second")
            await until(pilot, lambda: "6  cards" in shown(pilot.app), "the number of cards")
        assert "▸ Second" in shown(pilot.app)
