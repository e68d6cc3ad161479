"""One run of a check: how it can end, and what it cannot do."""

import os
import select
from dataclasses import replace
from pathlib import Path

import pytest

from prepdeck.library.code_run import DEFAULT_LIMITS, check_source, failing_line, run_check

SHORT = replace(DEFAULT_LIMITS, seconds=1.0)
posix_only = pytest.mark.skipif(os.name != "posix", reason="limits are POSIX")


def test_a_check_that_holds_passes() -> None:
    result = run_check("def double(x):\n    return 2 * x", "assert double(2) == 4\nprint('fine')")
    assert result.passed
    assert (result.reason, result.output) == ("ok", "fine")


def test_a_failing_check_says_where() -> None:
    answer, check = "def double(x):\n    return x", "assert double(0) == 0\nassert double(2) == 4"
    result = run_check(answer, check)
    assert result.reason == "failed"
    assert 'File "check.py", line 4' in result.output
    assert result.output.endswith("AssertionError")
    assert failing_line(result, check_source(answer, check)) == "assert double(2) == 4"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def broken(:", "failed"),
        ("raise SystemExit(3)", "failed"),
        ("x = '\ud800'", "failed"),
        ("x = '\x00'", "failed"),
        ("while True: pass", "timeout"),
        pytest.param("x = bytearray(2**32)", "memory", marks=posix_only),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed", marks=posix_only),
    ],
)
def test_ways_to_fail(code: str, reason: str) -> None:
    assert run_check(code, "", SHORT).reason == reason


def test_output_is_cut_and_safe() -> None:
    result = run_check("print('\\x1b]52;c;x\\x07' * 100)\nprint('end')", "", replace(SHORT, output_chars=50))
    assert len(result.output) == 50
    assert result.output[0] == "…"
    assert result.output.endswith("x␇\nend")


@posix_only
def test_endless_output_is_stopped() -> None:
    assert run_check("while True: print('x' * 1000)", "", SHORT).reason in ("failed", "timeout")


def test_only_the_standard_library_and_an_empty_world(monkeypatch: pytest.MonkeyPatch) -> None:
    check = """
import heapq, os, sys
assert sys.stdin.read() == ""
assert os.listdir() == ["check.py"]
assert "PREPDECK_SECRET" not in os.environ
try:
    import hypothesis
except ImportError:
    pass
else:
    raise AssertionError("site-packages can be imported")
"""
    monkeypatch.setenv("PREPDECK_SECRET", "x")
    result = run_check("", check)
    assert (result.output, result.reason) == ("", "ok")


def test_the_answer_is_a_main_program() -> None:
    answer = "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    x: int"
    assert run_check(
        answer, "import pickle\nassert __name__ == '__main__' and pickle.loads(pickle.dumps(A(1))) == A(1)"
    ).passed


@posix_only
def test_children_are_killed_with_it(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    code = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"], stdout=open({str(alive)!r}, "w"))
"""
    assert run_check(code, "", SHORT).passed
    hung_up, _, _ = select.select([reader], [], [], 30)
    os.close(reader)
    assert hung_up
