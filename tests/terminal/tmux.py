"""A tmux server of the test's own, with one pane in it: a real terminal that can be looked at and killed."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from terminal import PATIENCE_S, PROGRAM

HAS_TMUX = shutil.which("tmux") is not None


class Pane:
    """One pane of 80x24; waits for what it shows, never for a time."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", "sleep infinity")
        self._tmux("set-option", "-g", "remain-on-exit", "on")

    def run(self, *arguments: str, program: list[str] | None = None) -> None:
        """Run `prepdeck` (or another program) in the pane, in the place of whatever is there."""
        plain = ["env", "-u", "COLUMNS", "-u", "LINES", "LANG=C.UTF-8"]
        command = shlex.join([*plain, *(program or PROGRAM), *arguments])
        self._tmux("respawn-pane", "-k", f"exec {command}")

    @property
    def shown(self) -> str:
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._tmux("send-keys", "-l", text)

    def kill(self) -> None:
        """SIGKILL what runs in the pane, and wait until it is dead."""
        os.kill(int(self._tmux("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)
        self.wait_for_end()

    def wait_for_end(self) -> None:
        self._wait(lambda: self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1", "its end")

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until the pattern is on screen."""
        self._wait(lambda: re.search(pattern, self.shown) is not None, pattern)
        found = re.search(pattern, self.shown)
        assert found is not None
        return found

    def close(self) -> None:
        self._tmux("kill-server")

    def _wait(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited in vain for {what}. On screen:\n{self.shown}")
            time.sleep(0.01)  # between two looks

    def _tmux(self, *arguments: str) -> str:
        ran = subprocess.run(["tmux", "-S", self._socket, *arguments], capture_output=True, text=True, check=True)
        return ran.stdout
