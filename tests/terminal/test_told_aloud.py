"""A rehearsal in a real terminal: the clock runs, probes come one at a time, and all of it is in the history."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.stories import CLEAN
from terminal import Terminal

pytestmark = pytest.mark.builtin_decks  # processes of their own read them too


def test_a_rehearsal_is_told_probed_checked_and_recorded(
    decks: Path, prepdeck: Callable[..., str], terminals: Callable[..., Terminal], tmp_path: Path
) -> None:
    stories = tmp_path / "home" / "data" / "stories"
    stories.mkdir(parents=True)
    (stories / "forecast.yaml").write_text(CLEAN)
    screen = terminals("rehearse", "driving-results", "--story", "nightly-forecast", columns=80, rows=24)
    screen.wait_for("Stories › Rehearsal", "The nightly forecast", "space Start the clock")
    screen.send(" ")
    shown = screen.wait_for("telling", "left; be at the action by 1:30")
    screen.wait_until(lambda: screen.shown != shown, "a clock that runs")
    assert "garden centers" not in screen.shown
    screen.send(" ")
    screen.wait_for("follow-up 1 of 2", "On the same hardware?")
    screen.send(" ")
    screen.wait_for("follow-up 2 of 2", "How did you know where the time went?")
    assert "On the same hardware?" not in screen.shown
    screen.send("x")
    screen.wait_for("What you would do differently", "told in 0:0")
    screen.send("  p  ")
    screen.wait_for("The run takes 10 minutes", "One line to mend next time?")
    screen.send("The baseline first.\r")
    screen.wait_for("recorded", "The baseline first.", "nightly-forecast#120s  Good, back in", "#probe-1")
    screen.send("\x1b")
    screen.wait_for("prepdeck › Today")
    screen.send("q")
    assert screen.wait_for_end() == 0

    (record,) = json.loads(prepdeck("rehearse", "--history", "--json"))
    assert (record["story"], record["fix"]) == ("nightly-forecast", "The baseline first.")
    assert [probe["tick"] for probe in record["probes"]] == ["had", "missed"]
    assert [item["tick"] for item in record["checklist"]] == ["had", "had", "partly", "had", "had", "had"]
    card = json.loads(prepdeck("card", "stories/nightly-forecast#120s", "--json"))
    assert card["queue"] == "review"
    assert card["interval_days"] >= 2
    assert [review["rating"] for review in card["reviews"]] == [3]
