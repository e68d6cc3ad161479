"""A drill from its first card to its summary: undo, edits from outside, errors, and leaving."""

import pytest
from drills.fake_host import NOT_STORED, note_of
from support.homes import Home, numbered_deck
from support.screen import OpenApp, shown, until, until_shown
from tui.fake_desk import FakeDesk, drilling

from prepdeck.drills.host import CodeTrial
from prepdeck.model.note import Basic
from prepdeck.model.problem import Problem, Severity
from prepdeck.model.records import Review
from prepdeck.storage.log import live_records
from prepdeck.study.request import DrillRequest
from prepdeck.tui import editing
from prepdeck.tui.behind import CodeChecked, FilesRead
from prepdeck.tui.screens import drill_keys
from prepdeck.tui.screens.info import InfoScreen
from prepdeck.tui.screens.summary import SummaryScreen


async def test_undo_asks_the_card_again_and_redo_takes_it_as_done() -> None:
    async with drilling("basic", "ask") as (pilot, app):
        await pilot.press("space", "3")
        await until_shown(pilot, "hiring manager")
        await pilot.press("u")
        await until_shown(pilot, "reduce-scatter")
        assert app.desk.ratings == []
        assert "Undone: Good on fsdp/basic." in shown(app)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "hiring manager")
        assert app.desk.ratings == ["Good"]
        assert "2 of 2" in shown(app)


async def test_the_summary_names_what_to_look_at_and_undo_leads_back_from_it() -> None:
    async with drilling("basic", "ask") as (pilot, app):
        await pilot.press("space", "1", "space", "3", "escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen), "the summary")
        await until_shown(pilot, "2 answers in")
        assert "50 % right" in shown(app)
        assert "What does `reduce-scatter` leave on each rank?  again once" in shown(app)
        await pilot.press("u")
        await until_shown(pilot, "Undone: Good on fsdp/ask.")
        assert app.desk.ratings == ["Again"]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen), "the summary")
        await pilot.press("enter")
        await until(pilot, lambda: app.left, "the drill left")


@pytest.mark.parametrize(("seconds", "told"), [(15, False), (60, True)])
async def test_a_right_answer_is_called_slow_only_when_it_took_long(seconds: int, told: bool) -> None:
    async with drilling("basic", "ask", "bug", "cloze") as (pilot, app):
        for wait in (seconds, 2, 2, 2):
            app.desk.host.wait(wait)
            await pilot.press("space", "4")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen), "the summary")
        await until_shown(pilot, "4 answers in")
        assert ("Slow" in shown(app)) is told


async def test_leaving_before_any_answer_needs_no_summary() -> None:
    async with drilling("basic") as (pilot, app):
        await pilot.press("q")
        await until(pilot, lambda: app.left, "the drill left")
        assert app.desk.host.log == []


async def test_a_card_that_was_forgotten_is_waited_for_and_comes_back() -> None:
    async with drilling("basic") as (pilot, app):
        await pilot.press("space", "1")
        await until_shown(pilot, "1 card comes back in 1 min")
        assert "space  ask it now" in shown(app)
        assert "esc  end here" in shown(app)
        app.desk.host.wait(61)
        await until_shown(pilot, "reduce-scatter")


async def test_an_edit_made_outside_shows_while_the_answer_stays_open() -> None:
    async with drilling("basic") as (pilot, app):
        await pilot.press("space")
        await until_shown(pilot, "Its shard of the sum.")
        app.desk.edited.append(note_of("basic", Basic("What does `reduce-scatter` leave?", "A shard.")))
        await until_shown(pilot, "A shard.")
        assert "3 Good  9 days" in shown(app)


async def test_files_that_cannot_be_read_are_told_and_the_card_stays() -> None:
    async with drilling("basic") as (pilot, app):
        app.drill.post_message(FilesRead(False, NOT_STORED))
        await until_shown(pilot, "The disk is full.  Free some space and rate again.")
        assert "reduce-scatter" in shown(app)


async def test_an_answer_that_could_not_be_stored_is_kept_open_for_another_try() -> None:
    async with drilling("basic", "ask") as (pilot, app):
        await pilot.press("space")
        app.desk.host.failing = NOT_STORED
        await pilot.press("3")
        await until_shown(pilot, "✗ Not saved. The disk is full.")
        assert "Its shard of the sum." in shown(app)
        assert app.desk.ratings == []
        app.desk.host.failing = NOT_STORED
        await pilot.press("space")
        await until_shown(pilot, "✗ Not saved. The disk is full.")
        await pilot.press("3")
        await until(pilot, lambda: app.desk.ratings == ["Good"], "the rating")


async def test_bury_suspend_flag_and_later() -> None:
    async with drilling("basic", "ask", "bug", "cloze") as (pilot, app):
        await pilot.press("minus")
        await until_shown(pilot, "fsdp/basic is buried until tomorrow.")
        await pilot.press("S")
        await until_shown(pilot, "fsdp/ask is suspended")
        await pilot.press("asterisk")
        await until_shown(pilot, "⚑ flagged")
        await pilot.press("l")
        await until_shown(pilot, "overlaps")
        assert [entry.action for entry in app.desk.host.log] == ["bury", "suspend", "flag"]  # type: ignore[union-attr]


async def test_what_is_known_already_is_put_away_and_taken_back_by_undo() -> None:
    async with drilling("basic", "ask") as (pilot, app):
        await pilot.press("K")
        await until_shown(pilot, "fsdp/basic is known already: it is tested in some weeks.")
        assert "u takes it back." in shown(app)
        await pilot.press("u")
        await until_shown(pilot, "reduce-scatter")
        assert app.desk.host.log == []


def test_every_key_that_has_the_drill_do_something_is_something_it_does() -> None:
    wanted = {binding.action for binding in drill_keys.BINDINGS if binding.action.startswith("do(")}
    assert wanted == {f"do('{name}')" for name in drill_keys.doings(FakeDesk(note_of("basic")).start())}


async def test_an_edit_that_breaks_the_file_is_told_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "edit_file", lambda *_: None)
    broken = Problem(
        "decks/fsdp.yaml", 9, 3, Severity.ERROR, "E101", "'stps' is no kind of answer", "did you mean steps?"
    )
    async with drilling("basic") as (pilot, app):
        app.desk.problem = broken
        await pilot.press("E")
        await until_shown(pilot, "fsdp.yaml, line 9: 'stps' is no kind of answer. Did you mean steps?")
        app.desk.problem = None
        await pilot.press("E")
        await until(pilot, lambda: "stps" not in shown(app), "the mended file")
        app.desk.problem = broken
        app.drill.post_message(FilesRead(True))
        await until_shown(pilot, "the last good version is asked")


async def test_without_an_editor_to_open_the_place_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vim")
    async with drilling("basic") as (pilot, app):
        await pilot.press("E")
        await until_shown(pilot, "decks/fsdp.yaml, line 7")
        assert "reduce-scatter" in shown(app)


async def test_a_check_that_was_stopped_changes_nothing_when_it_ends() -> None:
    async with drilling("code") as (pilot, app):
        app.drill._check.is_running = True
        app.drill._draw()
        await until_shown(pilot, "Running the check")
        await pilot.press("1", "space", "escape")
        await until_shown(pilot, "The check was stopped.")
        app.drill.post_message(CodeChecked(0, "fsdp/code", "late", CodeTrial(True)))
        await pilot.press("space")
        await until_shown(pilot, "return 3")
        assert "the check passes" not in shown(app)


async def test_info_hides_the_labels_until_the_answer_was_seen() -> None:
    async with drilling("basic") as (pilot, app):
        await pilot.press("i")
        await until_shown(pilot, "fsdp.yaml:7")
        assert "zero" not in shown(app).replace("FSDP and ZeRO", "")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, InfoScreen), "the card")
        await pilot.press("space", "i")
        await until_shown(pilot, "core · zero")


async def test_a_drill_of_the_collection_stores_each_answer_before_the_next_card(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 3))
    async with open_app(request=DrillRequest()) as pilot:
        await until_shown(pilot, "What is fact number")
        for stored in (1, 2):
            await pilot.press("space", "4")
            await until_shown(pilot, f"{stored + 1} of 3")
            with pilot.app.collection.store.reading() as rows:  # type: ignore[attr-defined]
                records = [record for record in live_records(rows) if isinstance(record.payload, Review)]
            assert [record.payload.rating for record in records] == [4] * stored
        await pilot.press("space", "4")
        await until_shown(pilot, "3 answers in")
        await pilot.press("enter")
        await until_shown(pilot, "Today")


async def test_a_deck_edited_on_disk_shows_in_the_running_drill(home: Home, open_app: OpenApp) -> None:
    path = home.write("facts.yaml", numbered_deck("facts", 1))
    async with open_app(request=DrillRequest()) as pilot:
        await until_shown(pilot, "What is fact number 1 of facts?")
        path.write_text(path.read_text().replace("What is fact number 1", "Which is the first fact"))
        await until_shown(pilot, "Which is the first fact of facts?")


async def test_nothing_to_drill_is_said(home: Home, open_app: OpenApp) -> None:
    home.write("facts.yaml", numbered_deck("facts", 1))
    async with open_app(request=DrillRequest(search="is:suspended")) as pilot:
        await until_shown(pilot, "Nothing to drill now.")
