"""The library browser: search, marks, what is done to several cards at once, and its panes in every size."""

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, today_of, until, until_shown
from textual.pilot import Pilot

from prepdeck.model.rating import Rating
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.tui.screens.browse import BrowseScreen
from prepdeck.tui.screens.decks import DecksScreen
from prepdeck.tui.screens.drill import DrillScreen

HOSTILE = "[@click=app.quit]q[/] list[int] x[i]=y[j]"


async def browsing(pilot: Pilot[object]) -> BrowseScreen:
    """The browser, opened from Today, with its cards listed."""
    await pilot.press("b")
    await until(pilot, lambda: isinstance(pilot.app.screen, BrowseScreen), "the library")
    screen = pilot.app.screen
    assert isinstance(screen, BrowseScreen)
    await until(pilot, lambda: screen._found is not None and screen.is_mounted, "the cards")
    await pilot.pause()
    return screen


async def found(pilot: Pilot[object], screen: BrowseScreen, keys: list[str]) -> None:
    await until(pilot, lambda: [row.key for row in screen.table.rows] == keys, f"{keys}")


async def test_a_search_narrows_the_cards_while_it_is_typed(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 12, "title: First deck"))
    home.write("two.yaml", numbered_deck("two", 3, "tags: [odd]"))
    async with open_app() as pilot:
        screen = await browsing(pilot)
        await until_shown(pilot, "15 cards")
        await pilot.press("slash", *'"number 2 of" deck:one')
        await until_shown(pilot, "prop:stability<7")
        await found(pilot, screen, ["one/q2"])
        screen.query_field.value = "tag:odd -number"
        await until_shown(pilot, "No card matches tag:odd -number")
        screen.query_field.value = "tags:odd"
        await until_shown(pilot, "did you mean tag:odd?")
        screen.query_field.value = 'tag:odd or "number 12 of"'
        await found(pilot, screen, ["one/q12", "two/q1", "two/q2", "two/q3"])
        await pilot.press("enter", "G", "e")
        assert screen.table.chosen is not None
        assert screen.table.chosen.key == "two/q3"


async def test_marked_cards_are_changed_together_and_undone_together(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 5))
    async with open_app() as pilot:
        screen = await browsing(pilot)
        await pilot.press("space", "space", "j", "space")
        await until_shown(pilot, "5 cards · 3 marked")
        await until_shown(pilot, "S Suspend 3")
        await pilot.press("S")
        await until_shown(pilot, "3 cards suspended. u takes it back.")
        await until(pilot, lambda: [row.suspended for row in screen.table.rows] == [1, 1, 0, 1, 0], "them suspended")
        await pilot.press("u")
        await until(pilot, lambda: not any(row.suspended for row in screen.table.rows), "them back")
        await pilot.press("asterisk")
        await until(pilot, lambda: sum(row.flagged for row in screen.table.rows) == 3, "the flags")
        await pilot.press("asterisk")
        await until(pilot, lambda: not any(row.flagged for row in screen.table.rows), "the flags taken back")


async def test_without_marks_the_row_under_the_cursor_is_changed(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    for key in ("one/q1", "one/q2"):
        answer_card(home.collection, key, Rating.EASY)
    home.close()
    async with open_app() as pilot:
        screen = await browsing(pilot)
        await pilot.press("j", "R")
        await until_shown(pilot, "1 card new again")
        await until(pilot, lambda: [row.reps for row in screen.table.rows] == [1, 0, 0], "one reset")
        await pilot.press("R")
        await until_shown(pilot, "Nothing to reset")
        await pilot.press("k", "minus")
        await until_shown(pilot, "1 card put away until")
        await pilot.press("minus")
        await until_shown(pilot, "1 card taken back.")


async def test_marks_out_of_sight_are_never_changed(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    async with open_app() as pilot:
        screen = await browsing(pilot)
        await pilot.press("a")
        await until_shown(pilot, "3 marked")
        screen.query_field.value = '"number 2"'
        await found(pilot, screen, ["one/q2"])
        await pilot.press("S")
        await until_shown(pilot, "1 card suspended")
        assert details_of(home.collection, "one/q1").state.suspended is False


async def test_the_tree_narrows_to_decks_and_states(home: Home, open_app: OpenApp) -> None:
    home.write("first/one.yaml", numbered_deck("one", 2, "title: Deck one"))
    home.write("first/two.yaml", numbered_deck("two", 2, "title: Deck two"))
    home.write("other/three.yaml", numbered_deck("three", 2, "title: Deck three"))
    mark_cards(home.collection, ("two/q1",), "suspend")
    home.close()
    async with open_app(size=(120, 40)) as pilot:
        screen = await browsing(pilot)
        await pilot.press("shift+tab")
        assert screen.place == "scopes"
        await pilot.press("j")
        await found(pilot, screen, ["one/q1", "one/q2", "two/q1", "two/q2"])
        await pilot.press("j", "j")
        await found(pilot, screen, ["two/q1", "two/q2"])
        await pilot.press("G")
        await found(pilot, screen, ["two/q1"])
        assert screen.query_field.value == "is:suspended"
        await pilot.press("home")
        await until(pilot, lambda: len(screen.table.rows) == 6, "all cards")
        await pilot.press("j", "h")
        await until(pilot, lambda: "Deck two" not in shown(pilot.app), "a folded topic")
        await pilot.press("enter")
        assert screen.place == "cards"


async def test_the_card_stands_beside_the_table_or_takes_the_screen(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3).replace("statement 7919", HOSTILE))
    answer_card(home.collection, "one/q1", Rating.EASY)
    home.close()
    async with open_app(size=(120, 40)) as pilot:
        screen = await browsing(pilot)
        await until_shown(pilot, "It is [@click=app.quit]q[/]")
        await until_shown(pilot, "stability")
        await pilot.press("j")
        await until_shown(pilot, "statement 15838")
        await pilot.press("k", "enter")
        assert screen.place == "card"
        await pilot.resize_terminal(80, 24)
        await pilot.press("escape")
        await until(pilot, lambda: "It is" not in shown(pilot.app), "the table alone")
        await pilot.press("tab")
        await until_shown(pilot, "It is [@click=app.quit]q[/]")
        await until_shown(pilot, "difficulty")
        await pilot.press("J")
        await until_shown(pilot, "statement 15838")
        await pilot.press("escape")
        await until_shown(pilot, "CARDS")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (200, 50)])
async def test_hostile_fronts_show_as_they_are_in_every_size(
    home: Home, open_app: OpenApp, size: tuple[int, int]
) -> None:
    deck = numbered_deck("one", 3, f'title: "{HOSTILE}"').replace("front: What is fact", f"front: '{HOSTILE}")
    home.write("one.yaml", deck.replace("?\n", "?'\n"))
    async with open_app(size=size) as pilot:
        await browsing(pilot)
        await until_shown(pilot, "[@click=")
        for key in ("tab", "tab", "tab", "slash", *"a[/]", "escape"):
            await pilot.press(key)
        await pilot.pause()
        assert all(len(row) <= size[0] for row in shown(pilot.app).splitlines())


async def test_what_was_found_is_drilled_and_decks_are_a_key_away(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 12))
    async with open_app() as pilot:
        screen = await browsing(pilot)
        screen.query_field.value = '"number 2" or "number 3"'
        await found(pilot, screen, ["one/q2", "one/q3"])
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, DecksScreen), "the decks")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "the library")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill")
        await until_shown(pilot, "1 of 2")


async def test_an_order_puts_the_weakest_first(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 3))
    answer_card(home.collection, "one/q3", Rating.AGAIN)
    answer_card(home.collection, "one/q2", Rating.EASY)
    home.close()
    home.clock.advance(days=3)
    async with open_app() as pilot:
        screen = await browsing(pilot)
        await pilot.press("o")
        await found(pilot, screen, ["one/q3", "one/q2", "one/q1"])
        await until_shown(pilot, "by due day")
        await pilot.press("o")
        await found(pilot, screen, ["one/q3", "one/q2", "one/q1"])
        await pilot.press("o")
        await found(pilot, screen, ["one/q1", "one/q2", "one/q3"])


async def test_an_empty_library_says_how_to_begin(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("b")
        await until_shown(pilot, "writes a first note, into a deck of your own")
        assert "n New note" in shown(pilot.app).splitlines()[-1]


async def test_the_palette_browses_a_deck(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 2, "title: First"))
    home.write("two.yaml", numbered_deck("two", 2, "title: Second"))
    async with open_app() as pilot:
        await pilot.press("ctrl+p", *"browse second")
        await until_shown(pilot, "Browse Second")
        await pilot.press("enter")
        await until_shown(pilot, "deck:two")
        await until_shown(pilot, "2 cards")
