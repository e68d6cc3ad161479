"""Every kind at every size, and deck text that is never markup and never reaches the terminal raw."""

import pytest
from drills.fake_host import BODIES, note_of
from support.screen import shown, until, until_shown
from tui.fake_desk import drilling

from prepdeck.model.note import Basic, Choices, Items, ListItem, Note, Typed

HOSTILE = "list[int] x[i]=y[j] [@click=app.quit] [/] [/home/x] [bold \x1b]52;c;aGk=\x07"
SEEN = ("list[int]", "x[i]=y[j]", "[@click=app.quit]", "[/]", "[/home/x]", "[bold", "␛]52;c;aGk=␇")


def hostile_note(name: str) -> Note:
    bodies = {
        "basic": Basic(HOSTILE, HOSTILE),
        "choices": Choices(HOSTILE, (f"{HOSTILE} yes",), (f"{HOSTILE} no",)),
        "items": Items(HOSTILE, (ListItem(HOSTILE, HOSTILE), ListItem(f"{HOSTILE} too"))),
        "typed": Typed(HOSTILE, (HOSTILE,)),
    }
    labels = {"hint": HOSTILE, "why": HOSTILE, "tags": (HOSTILE,), "sources": (HOSTILE,), "diagram": HOSTILE}
    return note_of(name, bodies[name], **labels)


@pytest.mark.parametrize("name", ["basic", "choices", "items", "typed"])
async def test_deck_text_shows_as_its_characters(name: str) -> None:
    async with drilling(hostile_note(name), size=(100, 60)) as (pilot, app):
        for key in ("f2", "a", "enter", "x", "x"):
            await pilot.press(key)
            await pilot.pause()
            text = shown(app)
            assert all(piece in text for piece in SEEN)
            assert "\x1b" not in text
            assert "\x07" not in text
        await pilot.press("1", "minus", "escape")
        await until(pilot, lambda: app.screen is not app.drill, "the summary")
        assert "list[int] x[i]=y[j] [@click=app.quit] [/]" in shown(app)
        assert "\x1b" not in shown(app)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)], ids=str)
async def test_every_kind_can_be_answered_at_every_size(size: tuple[int, int]) -> None:
    async with drilling(*BODIES, size=size) as (pilot, app):
        for number, name in enumerate(BODIES, 1):
            await until_shown(pilot, f"{number} of {len(BODIES)}")
            assert app.screen.max_scroll_x == 0, f"{name} is wider than the screen"
            app.drill._act(app.drill.drill.reveal)
            for word in ("1 Again", "2 Hard", "3 Good", "4 Easy"):
                await until_shown(pilot, word)
            await pilot.press("3")
        await until_shown(pilot, "14 answers in")


async def test_wide_screens_show_the_session_beside_the_card_and_narrow_ones_do_not() -> None:
    async with drilling("basic", "ask", size=(120, 40)) as (pilot, app):
        await pilot.press("space", "3")
        await until_shown(pilot, "Just now")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Just now" not in shown(app), "one column")
        assert "hiring manager" in shown(app)


async def test_the_answer_comes_into_view_under_a_long_question() -> None:
    long_question = Basic("\n\n".join(f"Paragraph {number}." for number in range(40)), "The answer.")
    async with drilling(note_of("basic", long_question)) as (pilot, app):
        assert "Paragraph 0." in shown(app)
        await pilot.press("space")
        await until_shown(pilot, "The answer.")
        await pilot.press("g")
        await until_shown(pilot, "Paragraph 0.")
        await pilot.press("G")
        await until_shown(pilot, "The answer.")


async def test_the_bottom_line_says_what_space_does_now() -> None:
    async with drilling("items") as (pilot, app):
        last = shown(app).splitlines()[-1]
        assert "space Show answer" in last
        await pilot.press("space")
        await until_shown(pilot, "space Had it  x Missed  p Partly")
        await pilot.press("space", "space", "space")
        await until_shown(pilot, "space Good")


async def test_keys_that_are_typed_are_not_offered_as_commands() -> None:
    async with drilling("typed") as (pilot, app):
        last = shown(app).splitlines()[-1]
        assert "Answer" in last
        assert "Bury" not in last
        await pilot.press("minus", "u", "e")
        assert app.drill.card.field.input.value == "-ue"
        await pilot.press("escape")
        await until_shown(pilot, "- Bury")
