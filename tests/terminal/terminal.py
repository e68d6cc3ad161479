"""`prepdeck` in a terminal of its own: every byte it sent, and the screen these make."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

PROGRAM = [sys.executable, "-c", "from prepdeck.cli.main import run; run()"]
PATIENCE_S = 30.0
"""How long a condition may take on a busy machine before the test fails."""


class Terminal:
    """A pseudo-terminal with a program in it; waits for what it shows, never for a time."""

    def __init__(self, *arguments: str, program: list[str] | None = None, columns: int = 100, rows: int = 30) -> None:
        command = [*(program or PROGRAM), *arguments]
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        environment |= {"COLUMNS": str(columns), "LINES": str(rows)}
        self.raw = b""
        self._shown: str | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._process = pexpect.spawn(
            command[0], command[1:], env=environment, dimensions=(rows, columns), timeout=PATIENCE_S
        )
        self._process.delaybeforesend = None

    @property
    def shown(self) -> str:
        """What stands on the screen."""
        if self._shown is None:
            self._shown = "\n".join(line.rstrip() for line in self._screen.display)
        return self._shown

    def send(self, keys: str) -> None:
        self._process.send(keys)

    def wait_for(self, *texts: str) -> str:
        """Read until all these texts are on screen."""
        return self.wait_until(lambda: all(text in self.shown for text in texts), f"{texts} on screen")

    def wait_for_match(self, pattern: str) -> re.Match[str]:
        """Read until the pattern is on screen."""
        self.wait_until(lambda: re.search(pattern, self.shown) is not None, f"{pattern} on screen")
        found = re.search(pattern, self.shown)
        assert found is not None
        return found

    def wait_until(self, condition: Callable[[], bool], what: str) -> str:
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if not self._read() or time.monotonic() > deadline:
                raise AssertionError(f"Waited in vain for {what}. On screen:\n{self.shown}")
        return self.shown

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit code, or minus the signal that ended it."""
        deadline = time.monotonic() + PATIENCE_S
        while self._read() and time.monotonic() < deadline:
            pass
        self._process.close(force=False)
        status, number = self._process.exitstatus, self._process.signalstatus
        return status if status is not None else -(number or 0)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._process.pid, number)

    def pause(self, seconds: float) -> None:
        """Let time go by as between two keys of a person, reading what is shown meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._read(min(left, 0.05))

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.close(force=True)

    def _read(self, timeout_s: float = 0.05) -> bool:
        """Take in what was sent meanwhile; False once there will be no more."""
        try:
            sent = self._process.read_nonblocking(65_536, timeout=timeout_s)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += sent
        self._shown = None
        self._stream.feed(sent)
        return True


def where(folder: Path) -> list[str]:
    """The options that make `folder` the home and its `decks` the library."""
    return ["--home", str(folder / "home"), "--decks", str(folder / "decks")]
