"""The drill screen over a host that keeps its log in a list: one card of each kind, no collection."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from drills.fake_host import FakeHost, note_of
from support.screen import until
from textual.app import App
from textual.pilot import Pilot

from prepdeck.drills.drill import Drill
from prepdeck.drills.host import Answer, CodeTrial
from prepdeck.model.card import Card, cards_of
from prepdeck.model.card_state import CardState
from prepdeck.model.note import Note
from prepdeck.model.problem import Problem
from prepdeck.model.study_day import moment
from prepdeck.study.lookup import CardDetails
from prepdeck.study.request import DrillRequest
from prepdeck.tui import app as prepdeck_app
from prepdeck.tui.in_turn import InTurn
from prepdeck.tui.screens.drill import DrillScreen
from prepdeck.tui.themes import DEFAULT_THEME, THEMES, variables_for


class FakeDesk:
    """A desk over fake cards; `edited` is what an editor or another program has just made of the notes."""

    def __init__(self, *notes: Note) -> None:
        cards = [cards_of(note)[0] for note in notes]
        self.host = FakeHost(cards)
        self.edited: list[Note] = []
        self.problem: Problem | None = None
        self.tried: list[str] = []
        self._keys = [card.key for card in cards]

    def start(self) -> Drill:
        return Drill(self.host, self._keys)

    def now_ms(self) -> int:
        return self.host.at_ms

    def step_size(self, step: str) -> int:
        return 1

    def reread(self) -> bool:
        changed = bool(self.edited)
        for note in self.edited:
            self.host.cards[cards_of(note)[0].key] = cards_of(note)[0]
        self.edited.clear()
        return changed

    def try_code(self, card: Card, code: str) -> CodeTrial:
        self.tried.append(code)
        return self.host.trial

    def edit_place(self, key: str) -> tuple[Path, int, bool]:
        return Path("decks/fsdp.yaml"), 7, False

    def details(self, key: str) -> CardDetails:
        return CardDetails(key, self.host.cards[key], CardState(reps=3), None, (), moment(self.host.at_ms, 0))

    def problem_in(self, path: Path) -> Problem | None:
        return self.problem

    def deck_title(self, slug: str) -> str:
        return "FSDP and ZeRO"

    @property
    def ratings(self) -> list[str]:
        """The ratings stored, in words."""
        return [entry.rating.title for entry in self.host.log if isinstance(entry, Answer)]


class DrillApp(App[None]):
    """Only the drill, in prepdeck's looks."""

    CSS_PATH = Path(prepdeck_app.__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS = prepdeck_app.PrepdeckApp.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = prepdeck_app.PrepdeckApp.VERTICAL_BREAKPOINTS

    def __init__(self, desk: FakeDesk) -> None:
        super().__init__()
        self.desk = desk
        self.left = False
        self.changes = InTurn("change cards")
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT_THEME

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(self.current_theme)

    def on_mount(self) -> None:
        self.push_screen(DrillScreen(None, DrillRequest(), self.desk), self._drill_left)  # type: ignore[arg-type]

    def _drill_left(self, _: None) -> None:
        self.left = True

    @property
    def drill(self) -> DrillScreen:
        """The drill screen, also beneath another one."""
        return next(screen for screen in self.screen_stack if isinstance(screen, DrillScreen))


@asynccontextmanager
async def drilling(*cards: str | Note, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[None], DrillApp]]:
    """A drill over these notes, or the fake ones of these names, with the first card on screen."""
    desk = FakeDesk(*(note_of(card) if isinstance(card, str) else card for card in cards))
    app = DrillApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DrillScreen) and app.screen.is_mounted, "the drill")
        await pilot.pause()
        yield pilot, app
