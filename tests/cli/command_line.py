"""The whole program, called in this process: a home, decks and a clock of the test's own."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

    def __call__(self, *arguments: str, typed: str = "", decks: bool = True) -> Said:
        self.decks.mkdir(parents=True, exist_ok=True)
        where = ["--home", str(self.home), *(["--decks", str(self.decks)] if decks else [])]
        self.monkeypatch.setattr("sys.stdin", io.StringIO(typed))
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
