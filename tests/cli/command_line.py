"""The whole program, called in this process: a home, decks and a clock of the test's own."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from prepdeck.cli.main import exit_code_of

FSDP = """\
deck: fsdp
title: FSDP and ZeRO
tags: [sharding]
notes:
  - id: scatter
    front: What does reduce-scatter leave on each rank?
    back: Its shard of the sum.
    hint: Think of shards.
    tags: [collectives]
  - id: overlap
    cloze: 'DDP overlaps {{c1::gradient all-reduce}} with {{c2::the backward pass}}.'
  - id: stages
    front: Name the three stages of ZeRO, in order.
    steps: [optimizer state, gradients, parameters]
    tier: deep
  - id: threads
    front: What does torchrun set OMP_NUM_THREADS to by default?
    typed: ['1']
"""


def commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its name, those of groups beneath it too."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        yield f"{name} {each}".strip(), command
        if isinstance(command, click.Group):
            yield from commands(command, each)


@dataclass(frozen=True)
class Said:
    """What one call gave: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        assert self.code == 0, self.err
        return json.loads(self.out)


class Typing(io.StringIO):
    """Standard input at a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class CommandLine:
    """Calls `prepdeck --home HOME --decks DECKS ...` and keeps what it said."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def decks(self) -> Path:
        return self.folder / "decks"

    @property
    def store(self) -> Path:
        return self.home / "data" / "prepdeck.db"

    def write(self, name: str, text: str) -> Path:
        path = self.decks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def __call__(self, *arguments: str, typed: str = "", decks: bool = True, at_terminal: bool = False) -> Said:
        self.decks.mkdir(parents=True, exist_ok=True)
        where = ["--home", str(self.home), *(["--decks", str(self.decks)] if decks else [])]
        self.monkeypatch.setattr("sys.stdin", (Typing if at_terminal else io.StringIO)(typed))
        self.capsys.readouterr()
        code = exit_code_of([*where, *arguments])
        captured = self.capsys.readouterr()
        assert "Traceback" not in captured.err
        return Said(code, captured.out, captured.err)

    def done(self, *arguments: str, typed: str = "") -> str:
        """What a call that must succeed printed."""
        said = self(*arguments, typed=typed)
        assert said.code == 0, said.err
        return said.out
