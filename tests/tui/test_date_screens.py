"""Plan, readiness and progress on screen, and what Today says of them."""

from datetime import date

import pytest
from support.homes import Home, numbered_deck
from support.performing import debriefed, performed
from support.rehearsals import write_rehearsals
from support.screen import OpenApp, shown, today_of, until, until_shown
from support.stories import CLEAN
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from prepdeck.drills.host import Answer, ShownCard
from prepdeck.model.rating import Rating
from prepdeck.study.drilling import CollectionHost, plan_of
from prepdeck.study.goals import goal_of, set_goal
from prepdeck.study.marking import mark_cards
from prepdeck.study.request import DrillRequest
from prepdeck.study.roles import done_items
from prepdeck.tui.app import PrepdeckApp
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.screens.goal import GoalScreen
from prepdeck.tui.screens.mocks import MocksScreen
from prepdeck.tui.screens.plan import PlanScreen
from prepdeck.tui.screens.progress import PANELS, ProgressScreen
from prepdeck.tui.screens.readiness import ReadinessScreen
from prepdeck.tui.screens.story_form import StoryFormScreen
from prepdeck.tui.widgets.requirement_list import RequirementList

ROLE = """
kind: role
role: mle
title: Machine learning engineer [b]
requirements:
  - {requirement: sharding, title: 'Sharding [/x]: all of it', class: must, weight: 4, cards: 'deck:a', evidence: true}
  - {requirement: modeling, title: Modeling, class: minimum, weight: 3, axes: [small/modeling]}
checklist:
  - {item: resume, title: One page}
  - {item: letter, title: Cover letter}
"""
SIZES = [(40, 12), (60, 20), (80, 24), (120, 40)]


@pytest.fixture
def aiming(home: Home) -> Home:
    """Some cards answered, an interview with a role in twelve days."""
    write_rehearsals(home)
    home.write("role.yaml", ROLE)
    home.write("a.yaml", numbered_deck("a", 12))
    set_goal(home.collection, date(2026, 12, 2), (40,) * 7, "mle")
    host = CollectionHost(home.collection)
    for card in plan_of(home.collection, DrillRequest(decks=("a",))).cards[:4]:
        offered = host.card(card.key)
        assert isinstance(offered, ShownCard)
        host.answer(Answer(offered, Rating.EASY, 30_000))
    home.close()
    return home


async def on(pilot: Pilot[object], key: str, screen: type) -> None:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, screen), screen.__name__)


async def test_the_plan_is_simulated_and_shown_as_a_curve(aiming: Home, open_app: OpenApp) -> None:
    async with open_app(size=(100, 50)) as pilot:
        await on(pilot, "g", PlanScreen)
        await until_shown(pilot, "your minutes")
        text = shown(pilot.app)
        assert "Wed 2 Dec, in 12 days · 40 min a day" in text
        assert "Machine learning engineer [b]" in text
        assert "minutes of cards a day" in text
        assert "no mock after Sun 29 Nov" in text
        assert "Sharding [/x]" in text
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalScreen), "the goal")
        pilot.app.screen.query_one("#minutes", Input).value = "15"
        await pilot.press("enter")
        await until_shown(pilot, "15 min a day")
        await until_shown(pilot, "your minutes")
        await on(pilot, "r", ReadinessScreen)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.screen is today_of(pilot.app), "Today")


async def test_a_forecast_can_be_stopped_and_made_again(
    aiming: Home, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepdeck.study import planning

    made = planning.planning

    def endless(*_: object) -> object:
        while True:
            yield

    monkeypatch.setattr(planning, "planning", endless)
    async with open_app() as pilot:
        await on(pilot, "g", PlanScreen)
        await until_shown(pilot, "simulating the days; s stops")
        await until_shown(pilot, "%")
        await pilot.press("s")
        await until_shown(pilot, "stopped: f simulates")
        monkeypatch.setattr(planning, "planning", made)
        await pilot.press("f")
        await until_shown(pilot, "of the core cards recalled")


async def test_the_first_goal_takes_the_only_role_and_leads_to_its_plan(home: Home, open_app: OpenApp) -> None:
    home.write("role.yaml", ROLE)
    home.write("a.yaml", numbered_deck("a", 3))
    async with open_app(size=(80, 30)) as pilot:
        await on(pilot, "g", GoalScreen)
        pilot.app.screen.query_one("#on", Input).value = "13 Dec"
        await until_shown(pilot, "Machine learning engineer [b]")
        pilot.app.screen.query_one("#role", Input).value = "nobody"
        await until_shown(pilot, "There is no role nobody. There are: mle.")
        pilot.app.screen.query_one("#role", Input).value = "m"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen), "the plan")
        app = pilot.app
        assert isinstance(app, PrepdeckApp)
        assert app.collection is not None
        goal = goal_of(app.collection)
        assert goal is not None
        assert goal.role == "mle"


async def test_readiness_says_what_is_known_and_what_is_not(aiming: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await until_shown(pilot, "READY on 2 Dec")
        await until_shown(pilot, "Sharding [/x] first: must-have at")
        assert "weakest must" in shown(pilot.app)
        await on(pilot, "r", ReadinessScreen)
        text = shown(pilot.app)
        assert "Sharding [/x]  weakest must-have" in text
        assert "4 of 12 seen" in text
        assert "▒" in text
        assert "Learn 8 new cards." in text
        assert "CHECKLIST: 0 of 2 done" in text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillScreen), "the drill of its cards")
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadinessScreen), "readiness")
        await pilot.press("j")
        await until_shown(pilot, "Rehearse a scenario that is scored on modeling.")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MocksScreen), "the mocks")


async def test_a_story_is_named_and_what_it_lacks_is_a_key_away(aiming: Home, open_app: OpenApp) -> None:
    aiming.setup.paths.stories.mkdir(parents=True)
    story = CLEAN.replace("    baseline: the whole run of 8 hours\n", "") + "evidence_for: [telling]\n"
    (aiming.setup.paths.stories / "a.yaml").write_text(story)
    asked = "  - {requirement: telling, title: Telling, class: must, weight: 9, evidence: true}\nchecklist:"
    aiming.write("role.yaml", ROLE.replace("checklist:", asked))
    async with open_app() as pilot:
        await on(pilot, "r", ReadinessScreen)
        await until_shown(pilot, "claims incomplete: The")
        await until_shown(pilot, "Write the baseline of row-loop-share in The nightly")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoryFormScreen), "the form of the story")
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        await until_shown(pilot, "Requirements it is evidence for")
        assert pilot.app.screen.query_one(TextArea).text == "telling"
        assert "sharding, telling" in shown(pilot.app)


async def test_the_checklist_is_ticked_with_space_and_undone(aiming: Home, open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await on(pilot, "r", ReadinessScreen)
        await pilot.press("c", "space")
        await until_shown(pilot, "[x] One page")
        await until_shown(pilot, "1 of 2 done")
        await pilot.press("u")
        await until_shown(pilot, "[ ] One page")
        await pilot.press("c")
        assert pilot.app.screen.query_one(RequirementList).highlighted == 0
        await pilot.press("x")
        await until(pilot, lambda: list(aiming.setup.paths.data.glob("readiness/*.md")), "the report")
    assert done_items(aiming.collection, "mle") == frozenset()


@pytest.mark.parametrize("size", SIZES)
async def test_readiness_by_week_is_drawn_and_told(aiming: Home, open_app: OpenApp, size: tuple[int, int]) -> None:
    aiming.clock.advance(days=8)
    mark_cards(aiming.collection, ("a/q1",), "reset")
    aiming.close()
    async with open_app(size=size) as pilot:
        await on(pilot, "r", ReadinessScreen)
        await on(pilot, "h", ProgressScreen)
        await until_shown(pilot, "How ready was I, week by week?")
        await until_shown(pilot, "points are shown")
        screen = pilot.app.screen
        while "carry no date" not in shown(pilot.app) and not screen.query_one("#page").is_vertical_scroll_end:
            await pilot.press("j")
            await pilot.pause()
        text = shown(pilot.app)
        assert "Modeling" in text
        assert "unknown" in text
        assert "▒▒" in text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadinessScreen), "readiness")


async def test_without_a_role_readiness_says_how_to_get_one(home: Home, open_app: OpenApp) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    async with open_app() as pilot:
        assert "READY" not in shown(pilot.app)
        await on(pilot, "r", ReadinessScreen)
        await until_shown(pilot, "How ready you are for a role will stand here")
        keys = shown(pilot.app).splitlines()[-1]
        assert "enter" not in keys
        assert "By week" not in keys


async def test_every_panel_says_what_will_be_there(home: Home, open_app: OpenApp) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    async with open_app() as pilot:
        await on(pilot, "p", ProgressScreen)
        for question, _ in PANELS:
            await until_shown(pilot, question)
            await until(
                pilot, lambda: any(f"{verb} here" in shown(pilot.app).replace("\n", " ") for verb in ("stand", "mark"))
            )
            await pilot.press("tab")
        await until_shown(pilot, PANELS[0][0])


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_fits_and_shows_titles_as_they_are(
    aiming: Home, open_app: OpenApp, size: tuple[int, int]
) -> None:
    debriefed(aiming, performed(aiming, seconds=4), missed=("loss",))
    aiming.close()
    async with open_app(size=size) as pilot:
        await on(pilot, "r", ReadinessScreen)
        await until_shown(pilot, "Sharding [/x" if size[0] > 40 else "Sharding")
        await pilot.press("escape")
        await on(pilot, "g", PlanScreen)
        await until_shown(pilot, "new cards")
        await pilot.press("escape")
        await on(pilot, "p", ProgressScreen)
        for question, _ in PANELS:
            await until_shown(pilot, question)
            assert all(len(row) <= size[0] for row in shown(pilot.app).splitlines())
            await pilot.press("tab")


async def test_days_away_are_told_with_what_they_cost(aiming: Home, open_app: OpenApp) -> None:
    aiming.clock.advance(days=4)
    async with open_app() as pilot:
        await until_shown(pilot, "Away 3 days.")
        await until_shown(pilot, "Forecast")
