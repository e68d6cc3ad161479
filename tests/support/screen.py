"""Driving the app in a test: waiting is for conditions, never for time."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from textual.app import App
from textual.pilot import Pilot

from prepdeck.config import Config
from prepdeck.study.request import DrillRequest
from prepdeck.tui.screens.today import TodayScreen

PATIENCE = 400


async def until(pilot: Pilot[Any], condition: Callable[[], object], what: str = "it") -> None:
    """Let the app work until the condition holds."""
    for _ in range(PATIENCE):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{what} did not come to be; on screen:\n{shown(pilot.app)}")


def shown(app: App[Any]) -> str:
    """The characters on screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def until_shown(pilot: Pilot[Any], text: str) -> None:
    """Wait until a text is on screen."""
    await until(pilot, lambda: text in shown(pilot.app), f"{text!r}")


class OpenApp(Protocol):
    """Runs the app over the test's home."""

    def __call__(
        self, size: tuple[int, int] = (80, 24), config: Config | None = None, request: DrillRequest | None = None
    ) -> AbstractAsyncContextManager[Pilot[object]]: ...


def today_of(app: App[Any]) -> TodayScreen:
    """The screen at the bottom of the stack."""
    screen = app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen
