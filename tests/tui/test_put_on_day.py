"""The browser's field for a day: what it says while one types, and what Enter does with it."""

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, until, until_shown
from textual.widgets import Input
from tui.test_browse import browsing

from prepdeck.model.rating import Rating
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card
from prepdeck.tui.screens.browse import BrowseScreen
from prepdeck.tui.screens.put_on_day import PutOnDayScreen


def studied(home: Home, answered: int) -> None:
    home.write("one.yaml", numbered_deck("one", 5))
    for number in range(1, answered + 1):
        answer_card(home.collection, f"one/q{number}", Rating.EASY)
    home.close()


def days_of(home: Home) -> list[int | None]:
    return [details_of(home.collection, f"one/q{number}").state.put_on for number in range(1, 6)]


async def test_marked_cards_are_put_on_a_day_and_new_ones_left_out(home: Home, open_app: OpenApp) -> None:
    studied(home, 3)
    today = home.clock.now().day
    async with open_app() as pilot:
        await browsing(pilot)
        await pilot.press("a", "p")
        await until_shown(pilot, "Put 3 cards on which day?")
        await until_shown(pilot, "2 new ones are left out")
        await pilot.press(*"13 dec")
        await until_shown(pilot, "3 cards on Sun 13 Dec, in 23 days · 2 new ones are left out")
        await pilot.press("enter")
        await until_shown(pilot, "3 cards put on Sun 13 Dec.")
        assert days_of(home) == [today + 23] * 3 + [None] * 2
        await pilot.press("u")
        await until_shown(pilot, "Undone: putting one/q1")
        assert days_of(home) == [None] * 5


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-11-19", "Thu 19 Nov has passed. Name today or a later day"),
        ("soon", "Write the date as"),
        ("31.2.", "There is no such day"),
        ("2200-01-01", "more than 36,500 days away"),
    ],
)
async def test_a_day_that_cannot_be_stays_in_the_field(home: Home, open_app: OpenApp, typed: str, said: str) -> None:
    studied(home, 1)
    async with open_app() as pilot:
        await browsing(pilot)
        await pilot.press("p", *typed, "enter")
        await until_shown(pilot, said)
        assert isinstance(pilot.app.screen, PutOnDayScreen)
        assert pilot.app.screen.query_one(Input).value == typed
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, BrowseScreen), "the library")
        assert days_of(home) == [None] * 5


async def test_new_cards_alone_are_no_question(home: Home, open_app: OpenApp) -> None:
    studied(home, 0)
    async with open_app() as pilot:
        await browsing(pilot)
        await pilot.press("p")
        await until_shown(pilot, "New cards have no day yet")
        assert isinstance(pilot.app.screen, BrowseScreen)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
async def test_the_field_fits_in_every_size(home: Home, open_app: OpenApp, size: tuple[int, int]) -> None:
    studied(home, 2)
    async with open_app(size=size) as pilot:
        await browsing(pilot)
        await pilot.press("a", "p", *"today")
        await until_shown(pilot, "2 cards on Fri 20 Nov")
        assert all(len(row) <= size[0] for row in shown(pilot.app).splitlines())
