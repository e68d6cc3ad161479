"""What tests in a terminal share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal import Terminal, where

from prepdeck.cli.main import exit_code_of


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Open `prepdeck` on the home and decks of the test, in a terminal each, closed at its end."""
    opened: list[Terminal] = []

    def open_terminal(*arguments: str, columns: int = 100, rows: int = 30) -> Terminal:
        opened.append(Terminal(*where(tmp_path), *arguments, columns=columns, rows=rows))
        return opened[-1]

    yield open_terminal
    for terminal in opened:
        terminal.close()


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


@pytest.fixture
def prepdeck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Call a command on the same home, in this process; what it printed."""

    def call(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert exit_code_of([*where(tmp_path), *arguments]) == code
        return capsys.readouterr().out

    return call
