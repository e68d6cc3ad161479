"""Doing something again whenever files change, until Ctrl+C."""

import sys
import time
from collections.abc import Callable

PAUSE_S = 0.3


def watch(stamps: Callable[[], object], show: Callable[[], object]) -> None:
    """Show, and show again each time `stamps` gives something else; on a terminal the screen is cleared before."""
    seen: object = None
    while True:
        now = stamps()
        if now != seen:
            seen = now
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
            show()
            sys.stdout.flush()
        time.sleep(PAUSE_S)
