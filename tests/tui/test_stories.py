"""The screens of the behavioral round: matrix, rehearsal, form, questions to ask."""

import stat
from pathlib import Path

import pytest
from support.homes import Home
from support.screen import OpenApp, shown, until, until_shown
from support.stories import CLEAN, SECRETS
from textual.pilot import Pilot
from textual.widgets import TextArea

from prepdeck.study.rehearsing import rehearsals_of
from prepdeck.study.stories import shelf_of, stories_of
from prepdeck.tui.screens.own_questions import OwnQuestionsScreen
from prepdeck.tui.screens.rehearsal import RehearsalScreen
from prepdeck.tui.screens.stories import StoriesScreen
from prepdeck.tui.screens.story_form import StoryFormScreen

OUTLINE = """\
kind: outline
outline: competencies
title: What is judged
items:
  - {id: beh.axis.driving-results, title: Driving results}
  - {id: beh.axis.growing, title: Growing continuously}
  - {id: beh.comp.perseverance, title: Perseverance}
"""
DECK = """\
deck: question-bank
notes:
  - id: known-for
    front: 'Answer aloud: "What are you known for?"'
    explain: {seconds: 120, points: [The result first]}
    covers: [beh.axis.driving-results]
  - id: feedback
    front: 'Answer aloud: "Which feedback was hard to hear?"'
    explain: {seconds: 120, points: [The feedback]}
    covers: [beh.axis.growing]
  - {id: pitch-30, front: Who are you?, pitch: {seconds: 30, points: [hook]}}
  - {id: pitch-60, front: Introduce yourself., pitch: {seconds: 60, points: [hook, proof]}}
  - {id: one, ask: 'What of {product} at {company}?', audience: peer, purpose: the work, why: It shows the work.}
  - {id: two, ask: What would make this hire right?, audience: hiring manager, purpose: success}
"""
SIZES = [(80, 24), (120, 40), (60, 20)]


@pytest.fixture
def told(home: Home) -> Home:
    """A home with one story, two questions, two pitches, two questions to ask."""
    folder = home.setup.paths.stories
    folder.mkdir(parents=True)
    (folder / "forecast.yaml").write_text(CLEAN)
    home.write("competencies.yaml", OUTLINE)
    home.write("bank.yaml", DECK)
    return home


def path_of(home: Home, name: str) -> Path:
    return home.setup.paths.stories / name


async def at_stories(pilot: Pilot[object]) -> StoriesScreen:
    await pilot.press("s")
    await until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen) and pilot.app.screen.shelf, "the stories")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, StoriesScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_matrix_shows_what_is_missing(told: Home, open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as pilot:
        await at_stories(pilot)
        text = shown(pilot.app)
        for word in (
            "● strong",
            "Driving results",
            "one story",
            "Growing continuously",
            "no story",
            "The nightly forecast",
        ):
            assert word in text
        assert "1 story · 1 hole" in text
        await pilot.press("end", "j", "j")
        await pilot.pause()
        assert "never told" in shown(pilot.app)


async def test_an_empty_matrix_says_what_will_be_here_and_the_key(home: Home, open_app: OpenApp) -> None:
    home.write("competencies.yaml", OUTLINE)
    async with open_app() as pilot:
        await at_stories(pilot)
        text = shown(pilot.app)
        assert "Your stories will stand here" in text
        assert "n  write one" in text
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoryFormScreen), "the form")


@pytest.mark.parametrize("size", SIZES)
async def test_a_rehearsal_is_recorded_with_its_cards(told: Home, open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as pilot:
        await at_stories(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "What are you known for?")
        screen = pilot.app.screen
        assert isinstance(screen, RehearsalScreen)
        assert "The nightly forecast" in shown(pilot.app)
        assert not any(secret in shown(pilot.app) for secret in SECRETS)
        await pilot.press("space")
        await until_shown(pilot, "left; be at the action")
        told.clock.advance(minutes=2.5)
        await until_shown(pilot, "over: come to an end")
        await pilot.press("space")
        await until_shown(pilot, "On the same hardware?")
        await pilot.press("e")
        await until_shown(pilot, "Situation and task in two sentences")
        await pilot.press("space", "x", "space", "space", "p")
        await until_shown(pilot, "One line to mend")
        await pilot.press(*"Shorter", "enter")
        await until_shown(pilot, "Shorter")
        await until_shown(pilot, "nightly-forecast#120s")
        collection = pilot.app.collection  # type: ignore[attr-defined]
        ((_, record),) = rehearsals_of(shelf_of(collection).past)
        assert (record.story, record.fix, record.used_ms // 1000) == ("nightly-forecast", "Shorter", 150)
        assert [tick for _, tick in record.checklist] == ["had", "missed", "had", "had", "partly", "missed"]
        await pilot.press("u")
        await until(pilot, lambda: not shelf_of(collection).past, "an undone rehearsal")
        await until_shown(pilot, "not begun")


async def test_a_pasted_take_is_counted_and_not_kept(told: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await at_stories(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "What are you known for?")
        await pilot.press("space")
        told.clock.advance(minutes=1)
        await pilot.press("space", "e", "t")
        await until_shown(pilot, "Paste what you said")
        pilot.app.screen.query_one(TextArea).text = "um we cut it, um, basically " + "word " * 134
        await until_shown(pilot, "3 fillers")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RehearsalScreen), "the rehearsal")
        await pilot.press("space", "space", "space", "space", "space", "enter")
        await until_shown(pilot, "140 words a minute; 3 fillers")
        ((_, record),) = rehearsals_of(shelf_of(pilot.app.collection).past)  # type: ignore[attr-defined]
        assert record.take == (140, 140, 3)


async def test_leaving_a_rehearsal_under_way_is_asked_about(told: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await at_stories(pilot)
        await pilot.press("enter", "space", "escape")
        await until_shown(pilot, "Leave the rehearsal?")
        await pilot.press("escape")
        await until_shown(pilot, "telling")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen), "the stories")


async def test_the_pitch_has_three_lengths_and_a_hole_has_no_story(told: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await at_stories(pilot)
        await pilot.press("p")
        await until_shown(pilot, "Introduce yourself.")
        await pilot.press("l")
        await until_shown(pilot, "Who are you?")
        await pilot.press("escape", "j", "enter")
        await until_shown(pilot, "Which feedback was hard to hear?")
        await until_shown(pilot, "no story of yours answers it yet")
        await pilot.press("n")
        await until_shown(pilot, "What are you known for?")


async def test_a_story_is_written_in_the_form_with_counts_and_findings(told: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await at_stories(pilot)
        await pilot.press("j", "n")
        await until_shown(pilot, "New story")
        form = pilot.app.screen
        assert isinstance(form, StoryFormScreen)
        assert form.texts["competencies"] == "growing strong"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "Title is empty")
        for text in ("Two teams", "", "They fought.", "Mine.", "I " + "listened " * 160, "It ran 20x sooner."):
            form.editor.text = text
            await pilot.pause()
            await pilot.press("tab")
        await pilot.press("shift+tab", "shift+tab")
        await until_shown(pilot, "161 words, 11 more than fit into 60 seconds")
        await until_shown(pilot, "no claim stands behind 20x")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "Saved, readable by you alone")
        path = path_of(told, "two-teams.yaml")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        await pilot.press("escape")
        await until_shown(pilot, "2 stories · 0 holes")


async def test_the_form_keeps_everything_of_a_story(told: Home, open_app: OpenApp) -> None:
    before = stories_of(told.collection)[0]
    async with open_app() as pilot:
        await at_stories(pilot)
        await pilot.press("e")
        await until_shown(pilot, "A name you recognize it by.")
        form = pilot.app.screen
        assert isinstance(form, StoryFormScreen)
        form.editor.text = "The nightly run"
        await until_shown(pilot, "not saved")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "Saved")
        after = stories_of(pilot.app.collection)[0]  # type: ignore[attr-defined]
    assert after.title == "The nightly run"
    assert [passage.text for passage in after.passages] == [passage.text for passage in before.passages]
    assert (after.slug, after.probes, after.scope, after.domains) == (
        before.slug, before.probes, before.scope, before.domains,
    )  # fmt: skip
    assert [(one.slug, one.figure, one.now, one.source) for one in after.claims] == [
        (one.slug, one.figure, one.now, one.source) for one in before.claims
    ]


async def test_what_was_typed_is_not_lost_by_escape(told: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await at_stories(pilot)
        await pilot.press("n", *"Mine", "escape")
        await until_shown(pilot, "Leave without saving?")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoryFormScreen), "the form")
        await pilot.press("escape", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen), "the stories")


@pytest.mark.parametrize("size", SIZES)
async def test_questions_to_ask_are_picked_and_filled_in(told: Home, open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as pilot:
        await at_stories(pilot)
        await pilot.press("a")
        await until_shown(pilot, "What of {product} at {company}?")
        assert isinstance(pilot.app.screen, OwnQuestionsScreen)
        assert "It shows the work." in shown(pilot.app)
        await pilot.press("c")
        await until_shown(pilot, "Which company is it?")
        await pilot.press(*"Initech", "enter")
        await until_shown(pilot, "What of {product} at Initech?")
        assert 'company = "Initech"' in told.setup.paths.config_file.read_text()
        await pilot.press("tab", "tab")
        await until_shown(pilot, "for hiring manager · 1 of 2")
        assert "Initech?" not in shown(pilot.app)


MARKUP = "[/home/x] list[int] x[i]=y[j] [@click=app.quit] [/]"


async def test_what_looks_like_markup_is_read_as_it_was_written(told: Home, open_app: OpenApp) -> None:
    hostile = CLEAN.replace("title: The nightly forecast", f"title: '{MARKUP}'").replace(
        "On the same hardware?", f"'{MARKUP}'"
    )
    path_of(told, "forecast.yaml").write_text(hostile)
    told.write("bank.yaml", DECK.replace("What are you known for?", f"{MARKUP}?").replace("What of", f"{MARKUP} of"))
    async with open_app(size=(120, 40)) as pilot:
        await at_stories(pilot)
        await until_shown(pilot, MARKUP)
        await pilot.press("enter")
        await until_shown(pilot, f"{MARKUP}?")
        await pilot.press("space", "space")
        await until_shown(pilot, "follow-up 1 of 2")
        assert shown(pilot.app).count(MARKUP) == 2
        await pilot.press("escape", "enter", "e")
        await until_shown(pilot, f"Stories › {MARKUP}")
        await pilot.press("escape", "a")
        await until_shown(pilot, f"{MARKUP} of {{product}}")


async def test_a_crash_does_not_show_the_text_of_a_story(
    told: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(self: StoriesScreen) -> None:
        story = self.shelf.stories[0] if self.shelf else None
        texts = [passage.text for passage in story.passages] if story else []
        raise RuntimeError(f"{len(texts)} texts")

    monkeypatch.setattr(StoriesScreen, "action_questions", crash)
    reports: list[str] = []

    async def crashing() -> None:
        async with open_app(size=(120, 40)) as pilot:
            await at_stories(pilot)
            app = pilot.app
            try:
                await pilot.press("a")
            finally:
                with app.console.capture() as captured:
                    for renderable in app._exit_renderables:
                        app.console.print(renderable)
                reports.append(captured.get())

    with pytest.raises(RuntimeError, match="9 texts"):
        await crashing()
    assert "RuntimeError" in reports[0]
    assert "crash" in reports[0]
    assert not any(word in reports[0] for secret in SECRETS for word in (secret, secret[:12]))
