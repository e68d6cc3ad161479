"""A 45-minute run of the nine steps in a real terminal, spoken and written, on a clock that the test steers."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tmux import HAS_TMUX, Pane

from prepdeck.mocks.run import Ending, Run
from prepdeck.paths import resolve_paths
from prepdeck.study.collection import Collection
from prepdeck.study.mock_export import report_of
from prepdeck.study.mock_history import history_of
from prepdeck.study.setup import prepare

pytestmark = [
    pytest.mark.builtin_decks,
    pytest.mark.skipif(not HAS_TMUX, reason="tmux is not installed: apt-get install tmux"),
]

STEERED = [sys.executable, str(Path(__file__).with_name("steered.py"))]
SCENARIO = "short-video-feed"
PLANNED = (60, 360, 180, 180, 300, 240, 540, 180, 120, 180, 300, 60)
"""Seconds of the nine steps' phases in 45 minutes."""
USED = (50, 451, 170, 210, 300, 299, 540, 240, 95, 225, 180, 30)
NUDGED = (False, True, False, False, False, False, False, True, False, True, False, False)
"""Where at least a quarter more than planned was used: 451 of 360, 240 of 180, 225 of 180 (exactly a quarter)."""


class Steered:
    """A run in a pane, and the file that says what time it is there."""

    def __init__(self, pane: Pane, folder: Path) -> None:
        self.pane = pane
        self._file = folder / "instant"
        self._file.write_text("0", "utf-8")
        (folder / "decks").mkdir()
        self._folder = folder

    def begin(self, *how: str) -> None:
        where = (str(self._folder / "home"), str(self._folder / "decks"), str(self._file))
        self.pane.run(*where, SCENARIO, *how, program=STEERED)
        self.pane.wait_for(r"0:00 of 45:00")

    def at(self, second: int) -> None:
        """Let the clock run to this second of the run, and stand there."""
        self._file.write_text(str(second * 1000), "utf-8")
        minutes, seconds = divmod(second, 60)
        self.pane.wait_for(rf"\b{minutes}:{seconds:02} of 45:00")

    def collection(self) -> Collection:
        return Collection.open(prepare(resolve_paths(str(self._folder / "home"))))


@pytest.fixture
def steered(tmp_path: Path) -> Iterator[Steered]:
    with TemporaryDirectory(dir="/tmp") as folder:
        pane = Pane(Path(folder) / "tmux")
        yield Steered(pane, tmp_path)
        pane.close()


def the_run(steered: Steered) -> tuple[Run, str]:
    """The one run in the log, and its report."""
    collection = steered.collection()
    try:
        (past,) = history_of(collection).mocks
        return past.stored.run, report_of(past)
    finally:
        collection.close()


def check_times(run: Run) -> None:
    assert run.ending is Ending.FINISHED
    assert tuple(phase.planned.ms for phase in run.phases) == tuple(1000 * second for second in PLANNED)
    assert tuple(phase.used_ms for phase in run.phases) == tuple(1000 * second for second in USED)
    assert tuple(phase.nudged_ms is not None for phase in run.phases) == NUDGED
    assert run.gaps == ()
    for place, phase in enumerate(run.phases):
        if phase.nudged_ms is not None:
            assert phase.nudged_ms == 1000 * (sum(USED[:place]) + PLANNED[place] * 5 // 4)


def test_spoken(steered: Steered) -> None:
    steered.begin()
    pane, elapsed = steered.pane, 0
    for place, used in enumerate(USED):
        pane.wait_for(rf"{place + 1} of 12")
        if place == 4:
            steered.at(elapsed + 100)
            pane.press("m")
            pane.wait_for("Marked")
            pane.press("F3")
            pane.wait_for("Ask the interviewer")
            pane.type("how many users a day?")
            pane.press("Enter")
            pane.wait_for(r"asked +how many users")
            pane.press("F4")
            pane.wait_for("Park a thought")
            pane.type("cold start")
            pane.press("Enter")
            pane.wait_for(r"parked +cold start")
        elapsed += used
        steered.at(elapsed)
        if NUDGED[place]:
            pane.wait_for(r"over   \S")
        if place < len(USED) - 1:
            pane.press("Space")
    pane.press("Space")
    pane.wait_for("Finish, or leave")
    pane.press("f")
    pane.wait_for("Before you see the reference")
    run, report = the_run(steered)
    check_times(run)
    assert [(mark.phase, mark.at_ms // 1000) for mark in run.marks] == [(4, sum(USED[:4]) + 100)]
    assert run.asked[0].reply
    assert "marked" in report
    assert "how many users a day?" in report
    assert "parked: cold start" in report


def test_written(steered: Steered) -> None:
    steered.begin("written", "real")
    pane, elapsed = steered.pane, 0
    for place, used in enumerate(USED):
        pane.wait_for(rf"▸ .+{PLANNED[place] // 60}:00")
        pane.type(f"note {place} of this phase, and why?u1")
        pane.wait_for(rf"note {place} of this phase, and why\?u1")
        elapsed += used
        steered.at(elapsed)
        if place == 2:
            pane.press("F9")
            pane.wait_for("Marked")
        if place < len(USED) - 1:
            pane.press("F5")
    pane.press("F5")
    pane.wait_for("Finish, or leave")
    pane.press("f")
    pane.wait_for("Before you see the reference")
    run, report = the_run(steered)
    check_times(run)
    assert [phase.notes for phase in run.phases] == [f"note {place} of this phase, and why?u1" for place in range(12)]
    assert all(f"note {place} of this phase" in report for place in range(12))
    assert run.curveball is not None
    assert "curveball" in report
    assert report.count("nudged: a quarter over") == sum(NUDGED)
    assert len(run.marks) == 1
