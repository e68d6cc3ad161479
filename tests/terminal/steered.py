"""`prepdeck mock` with a clock that a test steers: it runs fast toward the instant written in a file, and stands there.

python steered.py HOME DECKS INSTANT_FILE SCENARIO [written] [real]
"""

import sys
from pathlib import Path

from prepdeck.config import Config
from prepdeck.model.study_day import Moment, moment
from prepdeck.paths import resolve_paths
from prepdeck.study.mock_opening import MockOpening
from prepdeck.study.mock_request import MockRequest
from prepdeck.study.setup import Setup
from prepdeck.tui.app import run
from prepdeck.tui.screens import mock_run

START_MS = 1_780_000_000_000
MOST_MS = 8_000
"""How far one reading of the clock goes: less than a hole that would be a machine asleep."""


class SteeredClock:
    """Follows the file, eight seconds a reading at the most."""

    def __init__(self, instant_file: Path) -> None:
        self._file = instant_file
        self._ms = 0

    def monotonic_s(self) -> float:
        text = self._file.read_text("utf-8").strip()
        self._ms += max(0, min(int(text or 0) - self._ms, MOST_MS))
        return self._ms / 1000

    def now(self) -> Moment:
        return self.at(START_MS + self._ms)

    def at(self, at_ms: int) -> Moment:
        return moment(at_ms, 0)


def main() -> None:
    home, decks, instant_file, scenario, *how = sys.argv[1:]
    mock_run.CLOCK_S = 0.01
    clock = SteeredClock(Path(instant_file))
    setup = Setup(resolve_paths(home), clock, Config(), (Path(decks),))  # type: ignore[arg-type]
    mode = "real" if "real" in how else "guided"
    run(setup, MockOpening(MockRequest(scenario, minutes=45, mode=mode, written="written" in how)))


if __name__ == "__main__":
    main()
