"""The note editor: live problems under their lines, saving, drafts, the form, and new notes."""

from pathlib import Path

import pytest
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, until, until_shown
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from prepdeck.study import editing
from prepdeck.study.note_editing import keep_draft, open_note
from prepdeck.tui.screens.browse import BrowseScreen
from prepdeck.tui.screens.choice import ChoiceScreen
from prepdeck.tui.screens.edit import EditScreen
from prepdeck.tui.widgets.note_fields import WordChoice


async def editor(pilot: Pilot[object], *keys: str) -> EditScreen:
    """The editor of the first card, opened from the browser."""
    if not isinstance(pilot.app.screen, BrowseScreen):
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, BrowseScreen), "the library")
        browser = pilot.app.screen
        assert isinstance(browser, BrowseScreen)
        await until(pilot, lambda: browser._found is not None, "the cards")
    await pilot.press(*(keys or ("e",)))
    await until(pilot, lambda: isinstance(pilot.app.screen, EditScreen), "the editor")
    return await checked(pilot)


async def checked(pilot: Pilot[object]) -> EditScreen:
    """The editor with its text read."""
    screen = pilot.app.screen
    assert isinstance(screen, EditScreen)
    await until(pilot, lambda: screen._checked is not None and not screen._checks.is_busy, "the reader's word")
    await pilot.pause()
    return screen


async def asked(pilot: Pilot[object], text: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen), "a question")
    await until_shown(pilot, text)


def screen_of(app: App[object]) -> str:
    return type(app.screen).__name__


async def test_a_mistake_is_told_under_its_line_and_mended(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 2))
    async with open_app(size=(120, 40)) as pilot:
        screen = await editor(pilot)
        await until_shown(pilot, "It is statement 7919")
        screen.area.text = "id: q1\nfront: Better?\nbakc: Yes.\ntier: deep"
        await until_shown(pilot, "'bakc' is no kind of answer; did you mean back?")
        rows = shown(pilot.app).splitlines()
        told = next(at for at, row in enumerate(rows) if "is no kind of answer" in row)
        assert "bakc: Yes." in rows[told - 1]
        assert "1 error · not saved" in rows[0]
        await until_shown(pilot, "as it last could be read")
        assert "It is statement 7919" in shown(pilot.app)
        await pilot.press("f3")
        assert screen.area.cursor_location == (2, 0)
        screen.area.text = "id: q1\nfront: Better?\nback: Yes.\ntier: deep"
        await until(pilot, lambda: "is no kind" not in shown(pilot.app), "no problem")
        await until_shown(pilot, "The card as it will look")
        before = path.read_text()
        await pilot.press("ctrl+s")
        await until_shown(pilot, "Saved in")
        expected = before.replace("What is fact number 1 of one?", "Better?").replace(
            "back: It is statement 7919 about one.", "back: Yes.\n    tier: deep"
        )
        assert path.read_text() == expected
        await pilot.press("escape")
        await until(pilot, lambda: screen_of(pilot.app) == "BrowseScreen", "the library")
        await until_shown(pilot, "Better?")


async def test_the_cursor_passes_over_problem_rows(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 1))
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text = "id: q1\nfrnt: Better?\nback: Yes."
        await until_shown(pilot, "did you mean front?")
        screen.area.move_cursor((0, 0))
        await pilot.press("down", "down", *"x")
        assert screen.area.text == "id: q1\nfrnt: Better?\nxback: Yes."
        await pilot.press("end", "enter", *"tags: [", "backspace", *"[a]")
        await until(pilot, lambda: screen.area.text.endswith("\ntags: [a]"), "a line more")


async def test_what_is_not_saved_is_asked_about_and_kept(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 1))
    before = path.read_text()
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text += "\nwhy: Because."
        await pilot.press("escape")
        await asked(pilot, "This note is not saved.")
        await pilot.press("d")
        await until(pilot, lambda: screen_of(pilot.app) == "BrowseScreen", "the library")
        assert path.read_text() == before
        screen = await editor(pilot)
        await until_shown(pilot, "Your draft, not saved yet.")
        assert screen.area.text.endswith("\nwhy: Because.")
        await pilot.press("escape")
        await asked(pilot, "This note is not saved.")
        await pilot.press("x")
        await until(pilot, lambda: screen_of(pilot.app) == "BrowseScreen", "the library")
        screen = await editor(pilot)
        assert "Because" not in screen.area.text
        assert not list((home.setup.paths.data / "drafts").iterdir())


async def test_a_draft_outlives_the_program(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 1))
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text += "\nwhy: Because."
        await until(pilot, lambda: list((home.setup.paths.data / "drafts").glob("*")), "the draft")
        await checked(pilot)
    assert "Because" not in path.read_text()
    async with open_app() as pilot:
        screen = await editor(pilot)
        assert screen.area.text.endswith("why: Because.")


async def test_a_note_with_errors_is_saved_only_on_a_yes(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 1))
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text = "id: q1\nfront: Half"
        await pilot.press("ctrl+s")
        await asked(pilot, "This note has 1 error.")
        assert "Half" not in path.read_text()
        await pilot.press("s")
        await until(pilot, lambda: "Half" in path.read_text(), "it saved")


async def test_a_text_that_would_swallow_its_neighbours_is_not_saved(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 3))
    before = path.read_text()
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text = "id: q1\nfront: 'open\nback: b"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "would swallow other notes of one.yaml")
        assert path.read_text() == before
        assert screen.area.text.endswith("back: b")


async def test_a_note_changed_elsewhere_meanwhile_is_asked_about(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 2))
    async with open_app() as pilot:
        screen = await editor(pilot)
        path.write_text(path.read_text().replace("7919", "8000"))
        screen.area.text += "\nwhy: Mine."
        await pilot.press("ctrl+s")
        await asked(pilot, "one/q1 was changed in one.yaml meanwhile.")
        assert "Mine" not in path.read_text()
        await pilot.press("o")
        await until(pilot, lambda: "Mine" in path.read_text(), "mine")
        assert "7919" in path.read_text()


async def test_a_builtin_note_is_saved_as_a_copy_and_not_before(
    home: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.write("one.yaml", numbered_deck("one", 2))
    before = path.read_text()
    monkeypatch.setattr(editing.os, "access", lambda where, mode: "edits" in Path(where).name)
    copy = home.setup.paths.own_decks / "one-edits.yaml"
    async with open_app() as pilot:
        screen = await editor(pilot)
        await until_shown(pilot, "saving writes your own copy")
        assert not copy.exists()
        screen.area.text = screen.area.text.replace("fact number", "FACT")
        await pilot.press("ctrl+s")
        await until(pilot, copy.exists, "the copy")
        await until_shown(pilot, "Saved in")
        assert "extends: one" in copy.read_text()
        assert path.read_text() == before
        await pilot.press("escape")
        await until_shown(pilot, "What is FACT 1 of one?")


async def test_the_form_writes_the_same_yaml(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", "deck: one\nnotes:\n  - id: q1  # kept\n    front: F?\n    items: [a, b]\n")
    async with open_app(size=(120, 40)) as pilot:
        screen = await editor(pilot, "e")
        await pilot.press("f4")
        await until_shown(pilot, "one a line")
        fields = {str(field.field.path[-1]): field for field in screen.fields.children}  # type: ignore[attr-defined]
        fields["items"].query_one(TextArea).text = "a\nb: c\nd"
        fields["why"].query_one(TextArea).text = "Two\nlines"
        await until(pilot, lambda: "lines" in screen._text, "what was typed")
        assert screen._text == ("id: q1  # kept\nfront: F?\nitems:\n  - a\n  - 'b: c'\n  - d\nwhy: |-\n  Two\n  lines")
        tier = fields["tier"].query_one(WordChoice)
        tier.focus()
        await pilot.press("u", "right", "space")
        await until(pilot, lambda: screen._text.endswith("\ntier: deep"), "the tier")
        await pilot.press("left", "left")
        await until(pilot, lambda: screen._text.endswith("lines"), "no tier")
        fields["id"].query_one(Input).value = "Not A Slug"
        await until_shown(pilot, "is no slug")
        await pilot.press("f4")
        await until_shown(pilot, "'b: c'")
        assert screen.area.text == screen._text


async def test_a_form_waits_until_the_yaml_can_be_read(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 1))
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text = "id: 'open"
        await pilot.press("f4")
        await until_shown(pilot, "A form needs YAML that can be read.")
        assert screen.area.display


async def test_a_first_note_makes_a_deck_of_ones_own(home: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("b")
        await until_shown(pilot, "writes a first note")
        await pilot.press("n")
        await until_shown(pilot, "What is the new deck called?")
        await pilot.press(*"Feature stores", "enter")
        await asked(pilot, "What kind of note?")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditScreen), "the editor")
        await checked(pilot)
        deck = home.setup.paths.own_decks / "feature-stores.yaml"
        assert not deck.exists()
        await pilot.press(*"What is kept?", "tab", *"Values.")
        await until_shown(pilot, "The card as it will look")
        await pilot.press("ctrl+n")
        await until(pilot, deck.exists, "the deck")
        await until_shown(pilot, "The card shows here once it can be read.")
        second = await checked(pilot)
        assert second._desk.key is None
        await pilot.press(*"What else?", "tab", *"Times.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "What else?" in deck.read_text(), "the second")
        await until(pilot, lambda: not second.is_saving, "an end")
        await pilot.press("escape")
        await until_shown(pilot, "2 cards")
        assert "id: kept-" in deck.read_text()


async def test_e_in_the_drill_edits_the_card_that_is_asked(home: Home, open_app: OpenApp) -> None:
    home.write("one.yaml", numbered_deck("one", 1))
    async with open_app() as pilot:
        await pilot.press("enter")
        await until_shown(pilot, "What is fact number 1")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditScreen), "the editor")
        screen = await checked(pilot)
        screen.area.text = screen.area.text.replace("What is fact", "Which is FACT")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "Saved in")
        await pilot.press("escape")
        await until_shown(pilot, "Which is FACT number 1")
        await until_shown(pilot, "Show answer")


def test_a_draft_of_an_older_note_says_so(home: Home) -> None:
    from prepdeck.study.note_editing import read_draft

    path = home.write("one.yaml", numbered_deck("one", 1))
    desk = open_note(home.collection, "one/q1")
    keep_draft(home.collection, desk, desk.entry.text + "\nwhy: x")
    path.write_text(path.read_text().replace("7919", "8000"))
    home.refresh()
    draft = read_draft(home.collection, open_note(home.collection, "one/q1"))
    assert draft is not None
    assert draft.is_older


async def test_what_would_be_easier_to_learn_is_suggested_and_can_be_saved(home: Home, open_app: OpenApp) -> None:
    path = home.write("one.yaml", numbered_deck("one", 2))
    async with open_app() as pilot:
        screen = await editor(pilot)
        screen.area.text = "id: q1\nfront: Is a set ordered?\nback: No."
        await until_shown(pilot, "~ this question is answered by yes or no")
        assert "errors" not in shown(pilot.app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Is a set ordered?" in path.read_text(), "the note")
        screen.area.text += "\n# style: yes-no-question"
        await until(pilot, lambda: "answered by yes or no" not in shown(pilot.app), "silence")
