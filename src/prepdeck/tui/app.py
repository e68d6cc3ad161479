"""The app: configuration, theme, keymap, the first screen, and the collection opened behind it."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import Provider
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.tui.messages import Opened, OpeningFailed, Stepped
from prepdeck.tui.opening import open_behind
from prepdeck.tui.screens.today import TodayScreen
from prepdeck.tui.shell import Shell
from prepdeck.tui.stepping import Step, StepEnded, Steps
from prepdeck.tui.themes import DEFAULT_THEME, THEMES, remember_theme, variables_for

if TYPE_CHECKING:
    from prepdeck.study.mock_opening import MockOpening
    from prepdeck.study.request import DrillRequest, RehearsalRequest
    from prepdeck.study.setup import Setup


SOON_S = 0.05
"""How long after a look whether many cards are still being changed comes the next one."""
_KEY_WORDS = {"enter": "enter", "escape": "esc", "space": "space", "tab": "tab", "backspace": "backspace"}


def run(setup: "Setup", request: "DrillRequest | MockOpening | RehearsalRequest | None" = None) -> int:
    """Open the screen, on Today or straight in a drill or a mock, and give the exit code once it is left.

    Raises the StoreError (after it was shown) when the collection could not be opened.
    """
    app = PrepdeckApp(setup, request)
    try:
        app.run()
    finally:
        if app.collection is not None:
            app.collection.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _deck_commands() -> type[Provider]:
    from prepdeck.tui.palette import DeckCommands

    return DeckCommands


class PrepdeckApp(Shell):
    """Prepdeck on the screen. It draws and asks; what to ask and what it means is decided in study and drills."""

    TITLE = "prepdeck"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/today.tcss"]
    COMMANDS = Shell.COMMANDS | {_deck_commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (104, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-high")]  # noqa: RUF012

    def __init__(self, setup: "Setup", request: "DrillRequest | MockOpening | RehearsalRequest | None" = None) -> None:
        super().__init__(setup)
        self.waiting_request = request
        """The drill or mock to begin as soon as the collection is open and no change is under way."""
        self._steps = Steps(self)
        self.failure: PrepdeckError | None = None
        """Why the collection could not be opened."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted = setup.config.theme
        self.theme = wanted if wanted in self.available_themes else DEFAULT_THEME

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not set them."""
        return variables_for(self.current_theme)

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the words on them."""
        return binding.key_display or _KEY_WORDS.get(binding.key) or super().get_key_display(binding)

    def get_default_screen(self) -> TodayScreen:
        """Today lies beneath everything else."""
        return TodayScreen()

    def on_mount(self) -> None:
        """Set looks and keys, and open the collection once the first frame is painted."""
        self._check_theme(self.setup.config.theme)
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember_theme(theme.name))
        if self.setup.config.keymap:
            self._use_keymap(self.setup.config.keymap)
        self.screen.call_after_refresh(open_behind, self, self.setup)

    def _check_theme(self, name: str) -> None:
        if name and name not in self.available_themes:
            known = ", ".join(theme.name for theme in THEMES)
            self.tell(f"config.toml: there is no theme {name!r}. Ours are {known}.", severity="warning")

    def _remember_theme(self, name: str) -> None:
        try:
            remember_theme(self.setup.paths.config_file, name)
        except (OSError, ValueError) as error:
            self.tell(f"The theme could not be kept: {error}", severity="warning")

    def _use_keymap(self, keys: dict[str, str]) -> None:
        from prepdeck.tui.keymap import checked_keymap

        keymap, complaints = checked_keymap(keys)
        self.set_keymap(keymap)
        for complaint in complaints:
            self.tell(f"config.toml: {complaint}", severity="warning")

    def on_opened(self, message: Opened) -> None:
        """Take the collection over, and begin what waited for it."""
        self.collection = message.collection
        today = self.screen_stack[0]
        if isinstance(today, TodayScreen):
            today.opened(message.news)
        self._begin_waiting()

    def on_opening_failed(self, message: OpeningFailed) -> None:
        """Say why, and leave; what is not the user's to mend is shown as a crash."""
        if not isinstance(message.error, PrepdeckError):
            raise message.error
        from prepdeck.tui.screens.message import MessageScreen

        self.failure = message.error
        box = MessageScreen("The collection could not be opened", message.error.message, message.error.hint, "Leave")
        self.push_screen(box, lambda _: self.exit())

    def begin(self, request: "DrillRequest | MockOpening | RehearsalRequest") -> None:
        """Begin what was asked for, at once or when the collection is open and no change is under way."""
        if self.collection is None or self.changes.is_busy:
            self.waiting_request = request
            if self.collection is not None:
                self.set_timer(SOON_S, self._begin_waiting)
            return
        from prepdeck.tui.beginning import begin

        begin(self, self.collection, request)

    def _begin_waiting(self) -> None:
        if self.waiting_request is not None:
            request, self.waiting_request = self.waiting_request, None
            self.begin(request)

    def action_help(self) -> None:
        """Show every key of the screen."""
        from prepdeck.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen.of(self.screen))

    def action_undo(self) -> None:
        """Take back this device's newest action."""
        self.step("undo")

    def action_redo(self) -> None:
        """Take back the newest undo."""
        self.step("redo")

    def step(self, step: Step) -> None:
        """Undo or redo, once everything before it is done."""
        if self.collection is not None:
            self._steps.want(self.collection, step)

    def on_step_ended(self, message: StepEnded) -> None:
        """Say what was undone or done again, and show it."""
        self._steps.ended()
        if message.error is not None:
            self.complain(message.error)
        else:
            self.tell(message.text)
        self.screen.post_message(Stepped())

    def action_import_file(self) -> None:
        """Bring cards, and their history, from a file."""
        if self.collection is not None:
            from prepdeck.tui.screens.import_file import ImportScreen

            self.push_screen(ImportScreen(self.collection))

    def action_export_file(self) -> None:
        """Write decks, or everything, to a file."""
        if self.collection is not None:
            from prepdeck.tui.screens.export_file import ExportScreen

            self.push_screen(ExportScreen(self.collection))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette lists: every key of the screen that can be pressed now, the exchange, then the looks."""
        from prepdeck.tui.palette import exchange_commands, key_commands

        yield from key_commands(self, screen)
        yield from exchange_commands(self, screen)
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small to show anything well."""
        from prepdeck.tui.screens.too_small import TooSmallScreen, is_too_small

        if is_too_small(event.size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())
