"""What tests of the command line share."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import FSDP, CommandLine
from support.homes import HandClock, Home
from support.rehearsals import write_rehearsals

from prepdeck.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[HandClock]:
    """The clock the commands read: noon of 20 November 2026 in UTC, until it is moved."""
    hand = HandClock()
    monkeypatch.setattr(Clock, "now", lambda self: self.at(hand.now().at_ms))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield hand
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def empty(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The program with no decks at all."""
    return CommandLine(tmp_path, capsys, monkeypatch)


@pytest.fixture
def prepdeck(empty: CommandLine) -> CommandLine:
    """The program with one small deck."""
    empty.write("fsdp.yaml", FSDP)
    return empty


@pytest.fixture
def rehearsing(empty: CommandLine, clock: HandClock) -> Iterator[Home]:
    """The home of `empty`, with two scenarios in its library, to perform mocks in; its clock is the commands' own."""
    home = Home(empty.folder, clock)
    write_rehearsals(home)
    yield home
    home.close()
