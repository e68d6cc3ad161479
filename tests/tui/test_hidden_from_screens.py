"""What a strong answer has is on no screen before the guess of a mock's debrief."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from support.homes import Home
from support.performing import begin, let_pass, performed
from support.rehearsals import HIDDEN, SECRETS, cards_deck, write_rehearsals
from support.screen import OpenApp, shown, until
from textual.pilot import Pilot
from textual.screen import Screen

from prepdeck.model.rating import Rating
from prepdeck.study.marking import answer_card
from prepdeck.study.mock_opening import MockOpening
from prepdeck.study.mock_request import MockRequest
from prepdeck.study.request import DrillRequest
from prepdeck.tui import screens
from prepdeck.tui.screens.browse import BrowseScreen
from prepdeck.tui.screens.browse_doings import BrowseDoings
from prepdeck.tui.screens.choice import ChoiceScreen
from prepdeck.tui.screens.debrief import DebriefScreen
from prepdeck.tui.screens.decks import DecksScreen
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.screens.edit import EditScreen
from prepdeck.tui.screens.edit_saving import EditSaving
from prepdeck.tui.screens.evidence import EvidenceScreen
from prepdeck.tui.screens.export_file import ExportScreen
from prepdeck.tui.screens.goal import GoalScreen
from prepdeck.tui.screens.help import HelpScreen
from prepdeck.tui.screens.import_file import ImportScreen
from prepdeck.tui.screens.info import InfoScreen
from prepdeck.tui.screens.line_entry import LineEntryScreen
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.screens.mock_history import MockHistoryScreen
from prepdeck.tui.screens.mock_result import MockResultScreen
from prepdeck.tui.screens.mock_run import MockRunScreen
from prepdeck.tui.screens.mocks import MocksScreen
from prepdeck.tui.screens.news import NewsScreen
from prepdeck.tui.screens.optimize import OptimizeScreen
from prepdeck.tui.screens.own_questions import OwnQuestionsScreen
from prepdeck.tui.screens.plan import PlanScreen
from prepdeck.tui.screens.progress import ProgressScreen
from prepdeck.tui.screens.put_on_day import PutOnDayScreen
from prepdeck.tui.screens.readiness import ReadinessScreen
from prepdeck.tui.screens.reading import ReadingScreen
from prepdeck.tui.screens.rehearsal import RehearsalScreen
from prepdeck.tui.screens.setting_entry import SettingEntryScreen
from prepdeck.tui.screens.spoken_run import SpokenRunScreen
from prepdeck.tui.screens.stories import StoriesScreen
from prepdeck.tui.screens.story_form import StoryFormScreen
from prepdeck.tui.screens.summary import SummaryScreen
from prepdeck.tui.screens.take import TakeScreen
from prepdeck.tui.screens.today import TodayScreen
from prepdeck.tui.screens.too_small import TooSmallScreen
from prepdeck.tui.screens.written_run import WrittenRunScreen

SIZE = (120, 50)
"""Large, so that nothing is hidden by a lack of room alone."""
AFTER_THE_GUESS: set[type[Screen[Any]]] = {MockResultScreen, EvidenceScreen}
"""Opened from a debrief in which the reference stands already."""
NEVER_ALONE: set[type[Screen[Any]]] = {MockRunScreen, BrowseDoings, EditSaving, ReadingScreen}
"""What screens share, or are made of."""
OF_STORIES: set[type[Screen[Any]]] = {StoryFormScreen, TakeScreen, RehearsalScreen}
"""These hold stories, cards, and what the user types into them."""


@dataclass
class Watch:
    """Presses keys and looks at the screen after each."""

    pilot: Pilot[object]
    visited: set[type[Screen[Any]]] = field(default_factory=set)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
            self.look()

    async def to(self, screen: type[Screen[Any]], *keys: str) -> None:
        """Press keys and wait for this screen."""
        await self.press(*keys)
        await until(self.pilot, lambda: type(self.pilot.app.screen) is screen, screen.__name__)
        await self.pilot.pause()
        self.look()

    async def help_and_palette(self, key: str = "?") -> None:
        """What can be opened above any screen."""
        here = type(self.pilot.app.screen)
        await self.to(HelpScreen, key)
        await self.press("n")
        await self.to(here, "escape")
        await self.press("ctrl+p", *HIDDEN[:3])
        await self.to(here, "escape")

    def look(self) -> None:
        self.visited.add(type(self.pilot.app.screen))
        text = shown(self.pilot.app)
        assert [secret for secret in SECRETS if secret in text] == [], text


async def tour_today(watch: Watch) -> None:
    await watch.help_and_palette()
    await watch.to(GoalScreen, "g")
    await watch.to(TodayScreen, "escape")
    await watch.to(DecksScreen, "D")
    await watch.press("j", "tab", "j", "tab")
    await watch.help_and_palette()
    await watch.to(TodayScreen, "escape")
    await watch.to(NewsScreen, "n")
    await watch.to(TodayScreen, "escape")
    await watch.pilot.resize_terminal(30, 6)
    await watch.to(TooSmallScreen)


async def tour_library(watch: Watch) -> None:
    await watch.to(BrowseScreen, "b")
    await watch.press("slash", *"negatives", "enter", "escape")
    await watch.press("slash", *"mock", "enter")
    await watch.press("j", "k", "tab", "tab", "o")
    await watch.help_and_palette()
    await watch.to(PutOnDayScreen, "a", "p")
    await watch.to(BrowseScreen, *"tomorrow", "enter")
    await watch.press("u", "a")
    await watch.to(EditScreen, "e")
    await watch.press("f4", "f4")
    await watch.to(BrowseScreen, "escape")
    await watch.press("escape", "escape", "escape")  # out of the field, the search, the library
    await watch.to(TodayScreen)


async def tour_toward_the_date(watch: Watch) -> None:
    await watch.to(ProgressScreen, "p")
    await watch.press("tab")
    await watch.to(SettingEntryScreen, "e")
    await watch.to(ProgressScreen, *"sun=0", "enter")
    await watch.press("tab")
    await watch.to(SettingEntryScreen, "t")
    await watch.to(ProgressScreen, "escape")
    await watch.to(OptimizeScreen, "o")
    await watch.to(ProgressScreen, "escape")
    await watch.press(*["tab"] * 7)
    await watch.help_and_palette()
    await watch.to(TodayScreen, "escape")
    await watch.to(ReadinessScreen, "r")
    await watch.help_and_palette()
    await watch.to(TodayScreen, "escape")
    await watch.to(GoalScreen, "g")
    await watch.to(PlanScreen, *"tomorrow", "enter")
    await watch.press("j", "k")
    await watch.help_and_palette()


async def tour_stories(watch: Watch) -> None:
    await watch.to(StoriesScreen, "s")
    await watch.help_and_palette()
    await watch.to(OwnQuestionsScreen, "a")
    await watch.to(StoriesScreen, "escape")


async def tour_drill(watch: Watch) -> None:
    await watch.to(DrillScreen)
    await watch.to(InfoScreen, "i")
    await watch.to(DrillScreen, "escape")
    await watch.help_and_palette()
    await watch.press("space")
    await watch.to(InfoScreen, "i")
    await watch.to(DrillScreen, "escape")
    await watch.to(SummaryScreen, "4")


async def tour_mocks(watch: Watch) -> None:
    await watch.to(MocksScreen, "m")
    await watch.press("j", "k", *"gwsoOxs", "plus", "minus", "g", "w")
    await watch.help_and_palette()
    await watch.to(MockHistoryScreen, "h")
    await watch.help_and_palette()
    for _ in range(3):  # abandoned, to debrief, unfinished
        await watch.press("x", "j")
    await watch.press("k", "k", "enter")
    await watch.press("j")
    await watch.to(DebriefScreen, "enter")
    await watch.press("tab", "plus", *"ypxYjku", "enter", "space", "backspace")
    await watch.help_and_palette()
    await watch.to(MockHistoryScreen, "escape")
    await watch.press("j")
    await watch.to(WrittenRunScreen, "enter")


async def tour_spoken_run(watch: Watch) -> None:
    await watch.to(SpokenRunScreen)
    await watch.help_and_palette()
    for _ in range(3):
        await watch.press("m", "space", "n", "p", "p", "backspace", "space", "u", "space")
        await watch.to(LineEntryScreen, "f3")
        await watch.to(SpokenRunScreen, *"what now", "enter")
        await watch.to(LineEntryScreen, "f4")
        await watch.to(SpokenRunScreen, *"later", "enter")
    await watch.to(ChoiceScreen, "q")
    await watch.to(SpokenRunScreen, "g")
    await watch.to(ChoiceScreen, "q")
    await watch.to(DebriefScreen, "f")
    await watch.press("tab", "enter")


async def tour_written_run(watch: Watch) -> None:
    await watch.to(WrittenRunScreen)
    await watch.help_and_palette("f1")
    for _ in range(3):
        await watch.press(*"note", "f9", "f5", "f7", "f8", "f8", "f6", "f5", "f10", "f5")
        await watch.to(LineEntryScreen, "f3")
        await watch.to(WrittenRunScreen, *"what now", "enter")
    await watch.to(ChoiceScreen, "escape")
    await watch.to(DebriefScreen, "f")


async def tour_exchange(watch: Watch) -> None:
    await watch.to(DecksScreen, "D")
    await watch.to(ExportScreen, "x")
    path = watch.pilot.app.setup.paths.data / "all.jsonl"  # type: ignore[attr-defined]
    await watch.press("ctrl+u", *map(key_of, str(path)), "tab")
    await watch.to(ChoiceScreen, "enter")
    await watch.to(ExportScreen, "p")
    await until(watch.pilot, lambda: "Wrote" in shown(watch.pilot.app), "an export")
    watch.look()
    await watch.to(DecksScreen, "escape")
    await watch.to(ImportScreen, "i")
    await watch.press(*map(key_of, str(path)), "enter")
    await until(watch.pilot, lambda: "all here already" in shown(watch.pilot.app), "a preview")
    watch.look()
    await watch.press("j", "k", "escape")
    await watch.to(DecksScreen, "escape")


def key_of(character: str) -> str:
    names = {"/": "slash", "-": "minus", ".": "full_stop", "_": "underscore", "~": "tilde"}
    return names.get(character, character)


async def tour_refusals(watch: Watch) -> None:
    await watch.to(MessageScreen)
    await watch.to(TodayScreen, "escape")


@dataclass(frozen=True)
class Tour:
    """A way through screens, what opens it, and the screens it must have seen."""

    walk: Callable[[Watch], Awaitable[None]]
    screens: set[type[Screen[Any]]]
    request: DrillRequest | MockOpening | None = None


TOURS = {
    "today": Tour(tour_today, {TodayScreen, HelpScreen, GoalScreen, DecksScreen, NewsScreen, TooSmallScreen}),
    "toward": Tour(
        tour_toward_the_date, {ProgressScreen, SettingEntryScreen, OptimizeScreen, ReadinessScreen, PlanScreen}
    ),
    "drill": Tour(tour_drill, {DrillScreen, InfoScreen, SummaryScreen}, DrillRequest(limit=1)),
    "library": Tour(tour_library, {BrowseScreen, PutOnDayScreen, EditScreen}),
    "stories": Tour(tour_stories, {StoriesScreen, OwnQuestionsScreen}),
    "mocks": Tour(tour_mocks, {MocksScreen, MockHistoryScreen, DebriefScreen, WrittenRunScreen}),
    "spoken": Tour(
        tour_spoken_run, {SpokenRunScreen, LineEntryScreen, ChoiceScreen}, MockOpening(MockRequest("events"))
    ),
    "written": Tour(tour_written_run, {WrittenRunScreen}, MockOpening(MockRequest("events", written=True))),
    "exchange": Tour(tour_exchange, {ImportScreen, ExportScreen}),
    "refused": Tour(tour_refusals, {MessageScreen}, MockOpening(MockRequest("nothing"))),
}
"""A new screen is to be seen by one of these."""


def all_screens() -> set[type[Screen[Any]]]:
    found = set()
    for module in pkgutil.iter_modules(screens.__path__):
        members = vars(importlib.import_module(f"{screens.__name__}.{module.name}")).values()
        found |= {each for each in members if isinstance(each, type) and issubclass(each, Screen)}
    return {screen for screen in found if screen.__module__.startswith(screens.__name__)}


def test_every_screen_is_toured() -> None:
    toured = set().union(*(tour.screens for tour in TOURS.values()))
    assert toured | AFTER_THE_GUESS | NEVER_ALONE | OF_STORIES == all_screens()


@pytest.fixture
def rehearsed(home: Home) -> Home:
    """A home with an unfinished mock, one to debrief and an abandoned one, and a deck that changed since."""
    write_rehearsals(home)
    home.refresh()
    unfinished = begin(home, written=True)
    let_pass(home, unfinished, 10)
    unfinished.next_phase()
    unfinished.leave()
    performed(home, seconds=4)
    begin(home).abandon()
    answer_card(home.collection, "mock-cards/q1", Rating.EASY)
    home.close()
    home.clock.advance(minutes=10)
    home.write("mock-cards.yaml", cards_deck(notes=21).replace("number 1?", "number one?"))
    return home


@pytest.mark.parametrize("name", TOURS)
async def test_no_screen_shows_a_reference(rehearsed: Home, open_app: OpenApp, name: str) -> None:
    tour = TOURS[name]
    async with open_app(size=SIZE, request=tour.request) as pilot:  # type: ignore[arg-type]
        watch = Watch(pilot)
        await tour.walk(watch)
    assert tour.screens <= watch.visited
    reports = list((rehearsed.setup.paths.data / "mocks").glob("*.md"))
    assert len(reports) == (3 if name == "mocks" else 0)
    assert [secret for report in reports for secret in SECRETS if secret in report.read_text("utf-8")] == []


async def test_the_guess_shows_it(rehearsed: Home, open_app: OpenApp) -> None:
    """Else the tours could not fail."""
    async with open_app(size=SIZE, request=MockOpening(MockRequest("events"))) as pilot:  # type: ignore[arg-type]
        watch = Watch(pilot)
        await watch.to(SpokenRunScreen)
        await watch.to(ChoiceScreen, "q")
        await watch.to(DebriefScreen, "f")
        await pilot.press("3")
        await until(pilot, lambda: HIDDEN in shown(pilot.app), "the reference")
