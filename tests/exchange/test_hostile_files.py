"""Hostile files are refused within 5 seconds and 300 MB, with one sentence, and nothing is written."""

import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile_files import (
    REFUSED,
    REFUSED_ZSTD,
    collection,
    exhausting_template,
    hostile_media,
    million_media,
    names_that_steer,
    package,
)

CALL = """
import json, resource, sys, time
from pathlib import Path
begin = time.process_time()
from prepdeck.cli.main import exit_code_of
code = exit_code_of(sys.argv[1:])
status = Path("/proc/self/status")
if status.exists():  # the peak that getrusage tells is at least that of the process it was forked from
    peak = next(int(line.split()[1]) for line in status.open() if line.startswith("VmHWM")) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
print(json.dumps({"code": code, "cpu_s": time.process_time() - begin, "peak_mb": peak}), file=sys.stderr)
"""
HAS_ZSTD = importlib.util.find_spec("zstandard") is not None


def imported(folder: Path, content: bytes, ending: str = "apkg") -> tuple[dict[str, Any], str]:
    """Import a file in a process of its own: its code, cost and words. The disk may take what a refusal would."""
    path = folder / f"hostile.{ending}"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", CALL, "--home", str(folder / "home"), "import", str(path)],
        env={**os.environ, "TMPDIR": str(folder / "tmp")}, capture_output=True, text=True, timeout=60, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3)),
    )  # fmt: skip
    *said, figures = done.stderr.strip().splitlines()
    return json.loads(figures), "\n".join(said) + done.stdout


TEXTS = {
    "half a UTF-16": b"\xff\xfe\x00",
    "nothing but NUL": b"\x00" * 100,
    "nothing but quotes": b'"' * 1000,
    "an endless cell": b'a,b\n"' + b"x" * 9_000_000,
    "one long line": b"Q: " * 100_000,
    "deep brackets": b"[" * 100_000 + b"::" + b"]" * 1000,
    "a million brackets": b"Q: " + b"[" * 1_000_000 + b"\nA: " + b"]" * 1_000_000,
    "one line of many megabytes": b"front,back\n" + b"x" * 15_000_000 + b",y\n",
    "too many commas": b"front,back\n" + b"," * 15_000_000,
    "too many rows": b"front,back\n" + b"a,b\n" * 3_000_000,
    "many headings": b"# a\n" * 400_000,
    "open gaps": b"C: " + b"{{c1::" * 100_000 + b"\n",
}


@pytest.fixture(scope="module")
def home_that_was_opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the built-in decks have been read, so that each import need not read them."""
    home = tmp_path_factory.mktemp("opened") / "home"
    subprocess.run([sys.executable, "-c", CALL, "--home", str(home), "due"], capture_output=True, check=True)
    return home


@pytest.fixture
def folder(tmp_path: Path, home_that_was_opened: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    shutil.copytree(home_that_was_opened, tmp_path / "home")
    return tmp_path


@pytest.mark.parametrize(
    "make",
    [*REFUSED.values(), *(pytest.param(made, marks=pytest.mark.skipif(not HAS_ZSTD, reason="needs zstandard"))
                          for made in REFUSED_ZSTD.values())],
    ids=lambda made: made.__name__,
)  # fmt: skip
def test_a_hostile_package_is_refused_quickly_and_leaves_nothing(folder: Path, make: Callable[[], bytes]) -> None:
    figures, said = imported(folder, make())
    print(make.__name__, figures, said)
    assert figures["code"] == 2, said
    assert "Traceback" not in said
    assert said.startswith("prepdeck: ")
    assert figures["cpu_s"] < 5
    assert figures["peak_mb"] < 300
    assert not list((folder / "tmp").iterdir())
    assert not (folder / "home" / "data" / "decks").exists()
    assert sorted(path.name for path in folder.parent.iterdir() if "evil" in path.name) == []


def test_names_of_media_that_lead_elsewhere_do_not_come(folder: Path) -> None:
    figures, said = imported(folder, hostile_media())
    assert figures["code"] == 0
    assert "no pictures" in said
    decks = folder / "home" / "data" / "decks"
    assert not (decks / "media").exists()
    assert not list(folder.rglob("evil*"))


@pytest.mark.parametrize("question", ["{{Front}}" * 900, "{{Front}}" * 100_000, "{{#Front}}" * 200_000], ids=len)
def test_a_template_that_wears_a_reader_out_makes_no_card(folder: Path, question: str) -> None:
    figures, said = imported(folder, exhausting_template(question))
    assert figures["code"] == 0, said
    assert "left out: 100" in said
    assert figures["cpu_s"] < 5
    assert figures["peak_mb"] < 300


def test_names_that_steer_a_terminal_are_harmless(folder: Path) -> None:
    figures, said = imported(folder, names_that_steer())
    assert figures["code"] == 0, said
    (deck,) = (folder / "home" / "data" / "decks").glob("*.yaml")
    written = deck.read_text("utf-8")
    assert not {"\x1b", "\x07"} & set(said + written)
    assert "\u202e" not in said + deck.name


def test_a_million_media_of_which_a_card_shows_one(folder: Path) -> None:
    figures, said = imported(folder, million_media())
    assert (figures["code"], "not in the package: 1" in said) == (0, True)
    assert figures["peak_mb"] < 300


def test_a_sound_old_package_comes(folder: Path) -> None:
    figures, said = imported(folder, package({"collection.anki2": collection(notes=3), "media": b"{}"}))
    assert (figures["code"], "3 notes new" in said) == (0, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    done = subprocess.run(
        [sys.executable, "-c", CALL, "--home", str(folder / "home"), "import", str(folder / "pipe.csv")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "is no regular file" in done.stderr


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("ending", ["csv", "md", "org", "jsonl"])
def test_any_text_file_is_taken_or_refused_in_one_sentence(folder: Path, ending: str, content: bytes) -> None:
    figures, said = imported(folder, content, ending)
    assert figures["code"] in (0, 2)
    assert "Traceback" not in said
    assert figures["cpu_s"] < 5
    assert figures["peak_mb"] < 300
