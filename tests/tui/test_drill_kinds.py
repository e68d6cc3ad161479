"""Each kind of card, from its question to its rating, by keys and by mouse."""

import pytest
from drills.fake_host import note_of
from support.screen import shown, until, until_shown
from tui.fake_desk import DrillApp, drilling

from prepdeck.drills.host import Answer, CodeTrial
from prepdeck.drills.session import Notice
from prepdeck.tui import editing
from prepdeck.tui.behind import CodeCheck
from prepdeck.tui.widgets.checklist import Checklist
from prepdeck.tui.widgets.options import OptionRows
from prepdeck.tui.widgets.rating_bar import RatingBar


async def rated(pilot: object, app: DrillApp, rating: str) -> Answer:
    await until(pilot, lambda: app.desk.ratings == [rating], f"the rating {rating}")  # type: ignore[arg-type]
    answer = app.desk.host.log[-1]
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("name", "keys", "rating"),
    [
        ("basic", ["space", "space"], "Good"),
        ("basic", ["space", "4"], "Easy"),
        ("basic", ["h", "space", "enter"], "Hard"),
        ("cloze", ["enter", "1"], "Again"),
        ("ask", ["space", "2"], "Hard"),
        ("bug", ["space", "space"], "Good"),
        ("steps", ["space", "space", "x", "space", "enter"], "Hard"),
        ("items", ["space", "space", "space", "space", "space"], "Good"),
        ("items", ["space", "p", "k", "x", "x", "up", "down", "x", "enter"], "Again"),
        ("explain", ["space", "space", "space", "space", "space"], "Good"),
        ("pitch", ["space", "space", "x", "x", "x", "space"], "Again"),
        ("typed", ["1", "enter", "enter"], "Good"),
        ("typed", ["enter", "space"], "Again"),
        ("typed", ["escape", "h", "space", "1", "enter", "space"], "Hard"),
        ("numeric", ["x", "enter", "backspace", "2", "enter", "space"], "Again"),
    ],
)
async def test_keys_lead_from_the_question_to_the_rating(name: str, keys: list[str], rating: str) -> None:
    async with drilling(name) as (pilot, app):
        await pilot.press(*keys)
        await rated(pilot, app, rating)


async def test_the_rating_bar_shows_the_very_intervals_and_only_after_the_answer() -> None:
    async with drilling("basic") as (pilot, app):
        assert "21 days" not in shown(app)
        await pilot.press("3")
        assert app.desk.ratings == []
        await pilot.press("space")
        for text in ("1 Again  1 min", "2 Hard  4 days", "3 Good  9 days", "4 Easy  21 days", "Its shard of the sum."):
            await until_shown(pilot, text)


async def test_a_choice_is_taken_by_letter_and_judged_in_words() -> None:
    async with drilling("choices") as (pilot, app):
        attempt = app.drill.drill.state.attempt
        assert attempt
        wrong = next(option for option in attempt.face.options if not option.right)
        assert "core" not in shown(app), "tier and tags would give it away"
        await pilot.press(wrong.letter, "enter")
        await until_shown(pilot, "your choice")
        assert "✗ Wrong" in shown(app)
        assert "right, not chosen" in shown(app)
        assert "core · zero" in shown(app)
        await pilot.press("enter")
        await rated(pilot, app, "Again")


async def test_no_option_is_chosen_until_one_was_pointed_at() -> None:
    async with drilling("choices") as (pilot, app):
        for key in ("space", "enter"):
            await pilot.press(key)
            await until_shown(pilot, "Choose one first.")
            assert "●" not in shown(app)
        await pilot.press("j")
        await until_shown(pilot, "● a")
        await pilot.press("k", "j", "down")
        await until_shown(pilot, "● c")
        assert shown(app).count("●") == 1
        await pilot.press("enter")
        await until_shown(pilot, "your choice")


async def test_several_right_options_are_chosen_one_by_one_with_the_mouse() -> None:
    async with drilling("several") as (pilot, app):
        attempt = app.drill.drill.state.attempt
        assert attempt
        options = app.screen.query_one(OptionRows)
        await pilot.press("enter")
        await until_shown(pilot, "Choose all that apply first.")
        for index, option in enumerate(attempt.face.options):
            if option.right:
                await pilot.click(options, offset=(4, index))
        await pilot.press("enter")
        await until_shown(pilot, "✓ Right")


async def test_of_several_the_missed_ones_are_counted() -> None:
    async with drilling("several") as (pilot, app):
        attempt = app.drill.drill.state.attempt
        assert attempt
        await pilot.press(next(option.letter for option in attempt.face.options if option.right), "enter")
        await until_shown(pilot, "✗ Wrong: 1 missed")


async def test_a_wrong_typed_answer_stands_above_the_right_one() -> None:
    async with drilling("typed") as (pilot, app):
        await pilot.press(*"one", "space", *"thred", "enter")
        await until_shown(pilot, "Nearly right")
        text = shown(app)
        assert text.index("one thred") < text.index("one thread")


async def test_an_answer_that_is_no_number_is_said_and_can_be_mended() -> None:
    async with drilling("numeric") as (pilot, _app):
        await pilot.press(*"lots", "enter")
        await until_shown(pilot, "a number or arithmetic such as")
        await pilot.press(*["backspace"] * 4, *"7*16/64", "enter")
        await until_shown(pilot, "7*16/64 = 1.75 GB")


async def test_items_are_ticked_with_the_mouse_and_a_second_click_takes_it_back() -> None:
    async with drilling("items") as (pilot, app):
        await pilot.press("space")
        checklist = app.screen.query_one(Checklist)
        await until(pilot, lambda: checklist.region.height == 3, "three items")
        for row in (0, 1, 2, 2):
            await pilot.click(checklist, offset=(5, row))
        await until_shown(pilot, "2 of 3 recalled: Hard")


async def test_a_click_on_a_rating_rates() -> None:
    async with drilling("basic") as (pilot, app):
        await pilot.press("space")
        bar = app.screen.query_one(RatingBar)
        await until(pilot, lambda: bar.region.height > 0, "the ratings")
        await pilot.click(bar, offset=(bar.region.width - 8, 1))
        await rated(pilot, app, "Easy")


async def test_the_clock_of_a_timed_card_is_told_in_words_when_it_is_over() -> None:
    async with drilling("explain") as (pilot, app):
        assert "to say it aloud" in shown(app)
        await pilot.press("space")
        await until_shown(pilot, "left, say it aloud")
        app.desk.host.wait(100)
        await until_shown(pilot, "over: come to an end")
        await pilot.press("space")
        await until_shown(pilot, "You took 1:40, 0:10 over")


async def test_written_code_is_checked_and_proposes_a_rating(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    def write(_app: object, path: object, line: int) -> None:
        begun.append(path.read_text())  # type: ignore[attr-defined]
        path.write_text("def longest(bits): return 0\n")  # type: ignore[attr-defined]

    monkeypatch.setattr(editing, "edit_file", write)
    async with drilling("code") as (pilot, app):
        app.desk.host.trial = CodeTrial(False, "AssertionError: longest([1]) == 3")
        await pilot.press("w")
        await until_shown(pilot, "the check fails")
        assert "w Write again" in shown(app)
        labels = [row.strip() for row in shown(app).splitlines() if row.strip() in ("yours", "answer")]
        assert labels == ["yours", "answer"]
        assert "AssertionError: longest([1]) == 3" in shown(app)
        assert begun == ["# Longest run of ones.\n\n"]
        assert app.desk.tried == ["def longest(bits): return 0\n"]
        await pilot.press("enter")
        answer = await rated(pilot, app, "Again")
        assert answer.text == "def longest(bits): return 0\n"


async def test_code_whose_check_was_stopped_is_there_when_it_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    def write(_app: object, path: object, line: int) -> None:
        begun.append(path.read_text())  # type: ignore[attr-defined]
        path.write_text("while True: pass\n")  # type: ignore[attr-defined]

    monkeypatch.setattr(editing, "edit_file", write)
    monkeypatch.setattr(CodeCheck, "start", lambda check, *_: setattr(check, "is_running", True))
    async with drilling("code") as (pilot, _app):
        await pilot.press("w")
        await until_shown(pilot, "Running the check")
        await pilot.press("escape")
        await until_shown(pilot, "What you wrote is kept")
        await pilot.press("w")
        await until(pilot, lambda: len(begun) == 2, "the editor again")
        assert begun[1] == "while True: pass\n"


async def test_code_that_was_not_written_leaves_the_card_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "edit_file", lambda *_: None)
    async with drilling("code") as (pilot, app):
        await pilot.press("w")
        await until_shown(pilot, "Nothing was written")
        assert app.desk.tried == []


async def test_a_card_without_a_hint_offers_none() -> None:
    async with drilling(note_of("basic", hint="")) as (pilot, app):
        assert "Hint" not in shown(app)
        await pilot.press("h")
        assert app.drill.drill.state.notice in (None, Notice("This card has no hint."))


async def test_a_bug_is_shown_as_the_lines_that_differ() -> None:
    async with drilling("bug") as (pilot, app):
        assert "return a[-1]" not in shown(app)
        await pilot.press("space")
        await until_shown(pilot, "− return a[1]")
        assert "+ return a[-1]" in shown(app)
