"""Saying what takes long: nothing for the first moment, then a word in the top line for as long as it lasts."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from prepdeck.tui.widgets.header import TopLine

PATIENCE_S = 0.3
"""What is over by then is not worth a word, which would only flicker."""
_LOOK_S = 0.1


class Patience:
    """Watches work behind a screen; `is_busy` says whether it goes on, `word` what it is."""

    def __init__(self, screen: Screen[Any], is_busy: Callable[[], bool], word: str = "reading deck files …") -> None:
        self._screen = screen
        self._is_busy = is_busy
        self._word = word
        self._is_watching = False

    def begin(self) -> None:
        """Work was begun."""
        if not self._is_watching:
            self._is_watching = True
            self._screen.set_timer(PATIENCE_S, self._look)

    def _look(self) -> None:
        self._is_watching = self._is_busy() and self._screen.is_attached
        for line in self._screen.query(TopLine):
            line.doing = self._word if self._is_watching else ""
        if self._is_watching:
            self._screen.set_timer(_LOOK_S, self._look)


def works_on(screen: Screen[Any], group: str) -> bool:
    """Whether one of the screen's workers of this group is running."""
    return any(worker.group == group and worker.node is screen and worker.is_running for worker in screen.workers)
