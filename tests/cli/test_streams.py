"""The program as a process of its own: pipes, locales, closed streams."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import FSDP

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

needs_a_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `prepdeck` in a process, with stdin at its end unless `input` is given."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "ours.yaml").write_text(FSDP.replace("deck: fsdp", "deck: ours"), "utf-8")  # a built-in one is named fsdp
    start = [sys.executable, "-c", "from prepdeck.cli.main import run; run()", "--decks", str(decks)]

    def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
        environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
        if "input" not in options:
            options["stdin"] = subprocess.DEVNULL
        captured = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.run([*start, *arguments], env=environment, timeout=60, **captured)  # type: ignore[call-overload]

    return run


def test_alone_it_prints_today_where_there_is_no_terminal(run: Run) -> None:
    done = run()
    assert done.returncode == 0
    assert "Today" in done.stdout.decode()
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_reader_that_goes_away_is_no_failure(run: Run) -> None:
    for arguments in (["decks"], ["--help"], ["search", "deck:ours", "--json"]):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            done = run(*arguments, stdout=writer)
        finally:
            os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")


@needs_a_full_device
def test_output_that_cannot_be_written_is_told(run: Run) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("decks", stdout=full)
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_terminal_without_unicode_gets_what_it_can_show(run: Run) -> None:
    done = run("due", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"prepdeck ? Today" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="streams are not closed like this there")
def test_streams_that_are_closed_are_no_failure(run: Run) -> None:
    for closed in (0, 1, 2):
        done = run("drill", "--plain", preexec_fn=lambda stream=closed: os.close(stream))
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_no_failure(run: Run) -> None:
    done = run("drill", "--plain", "ours", "--search", "OMP_NUM_THREADS", input=b"\xff\xfe\n\n")
    assert (done.returncode, done.stderr) == (0, b"")
    card = json.loads(run("card", "ours/threads", "--json").stdout)
    assert card["reps"] == 1


def test_a_shell_completes_commands(run: Run) -> None:
    done = run(env={"_PREPDECK_COMPLETE": "bash_complete", "COMP_WORDS": "prepdeck dri", "COMP_CWORD": "1"})
    assert done.returncode == 0
    assert done.stdout.split() == [b"plain,drill"]
