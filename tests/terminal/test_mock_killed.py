"""A mock killed at random instants of a run goes on with at most a second of clock and two of typing lost.

Eight instants by default, more with PREPDECK_KILLS (`make kills` takes 200).
"""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.rehearsals import FRAMEWORK, SCENARIO, cards_deck
from terminal import Terminal

from prepdeck.model.records import MockStep
from prepdeck.paths import resolve_paths
from prepdeck.storage.log import live_mock_records
from prepdeck.study.collection import Collection
from prepdeck.study.mock_records import require_mock
from prepdeck.study.mocking import resume_mock
from prepdeck.study.setup import prepare

KILLS = int(os.environ.get("PREPDECK_KILLS", "8"))
CLOCK_LOST_MS = 1_000
TYPING_LOST_S = 2.0
LONGEST_S = 4.0

pytestmark = pytest.mark.builtin_decks  # the process that is killed reads them too


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose deck files were read once."""
    folder = tmp_path_factory.mktemp("template")
    decks = folder / "decks"
    decks.mkdir()
    (decks / "small.yaml").write_text(FRAMEWORK, "utf-8")
    (decks / "feed.yaml").write_text(SCENARIO.format(slug="feed", title="Home feed", sibling="events"), "utf-8")
    (decks / "events.yaml").write_text(SCENARIO.format(slug="events", title="Events", sibling="feed"), "utf-8")
    (decks / "cards.yaml").write_text(cards_deck(), "utf-8")
    return folder


def opened(folder: Path) -> Collection:
    return Collection.open(prepare(resolve_paths(str(folder / "home")), [folder / "decks"]))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_kill_loses_next_to_nothing(
    number: int, template: Path, tmp_path: Path, terminals: Callable[..., Terminal]
) -> None:
    chance = random.Random(number)
    shutil.copytree(template / "decks", tmp_path / "decks")
    if (template / "home").exists():
        shutil.copytree(template / "home", tmp_path / "home")
    asked_s = time.monotonic()
    terminal = terminals("mock", "feed", "--written", "--minutes", "20")
    terminal.wait_for("of 20:00")
    shown_s = time.monotonic()
    kill_s = shown_s + chance.uniform(0.05, LONGEST_S)
    words: list[tuple[str, float, int]] = []
    phase = 0
    while (now_s := time.monotonic()) < kill_s:
        if chance.random() < 0.04 and phase < 2:
            terminal.send("\x1b[15~")  # F5: the next phase
            phase += 1
            terminal.wait_for(("", "Data and labels  ", "Model  ")[phase] + ("7" if phase == 1 else "8"))
        word = f"w{len(words)}."
        terminal.send(word)
        words.append((word, now_s, phase))
        terminal.pause(chance.uniform(0.01, 0.12))
    terminal.signal(signal.SIGKILL)
    killed_s = time.monotonic()
    terminal.wait_for_end()

    collection = opened(tmp_path)
    try:
        stored = require_mock(collection)
        again = resume_mock(collection, stored)
        lived_ms = 1000 * (killed_s - shown_s)
        assert again.at_ms >= lived_ms - CLOCK_LOST_MS
        assert again.at_ms <= 1000 * (killed_s - asked_s)
        notes = [again.run.phases[place].notes for place in range(4)]
        for word, sent_s, place in words:
            if sent_s < killed_s - TYPING_LOST_S:
                assert word in notes[place], (word, notes)
        with collection.store.reading() as rows:
            events = [record.payload for record in live_mock_records(rows) if isinstance(record.payload, MockStep)]
        assert sum(event["event"] == "phase" for step in events for event in step.events) == phase
        again.leave()
    finally:
        collection.close()
    if not (template / "home").exists():
        keep_index(tmp_path, template)


def keep_index(home: Path, template: Path) -> None:
    """Later homes begin with the deck files read, and without this run."""
    fresh = template / "fresh"
    shutil.copytree(home / "home", fresh)
    collection = Collection.open(prepare(resolve_paths(str(fresh)), [home / "decks"]))
    while collection.undo():
        pass
    collection.close()
    fresh.rename(template / "home")
