"""Running the check of a code note: in a process of its own, with limits.

The limits stop accidents: an endless loop, a list without end, a flood of output. They are no wall against malice: the
process may read the user's files and open connections, so checks run only for decks one trusts, and only when asked to.
"""

import contextlib
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prepdeck.text.safe import visible

Reason = Literal["ok", "failed", "timeout", "memory", "crashed"]

FILE = "check.py"
# Isolated and without site-packages: a check says the same on every machine, and starts in half the time.
_PYTHON = (sys.executable, "-I", "-S", "-X", "utf8")
# The limits are set by an interpreter that then becomes the one that runs the check: a function run between fork and
# exec (`preexec_fn`) is not safe in a program with threads.
_LIMITED = """
import os, resource, sys
for name, limit in zip(("CPU", "AS", "FSIZE", "CORE"), map(int, sys.argv[1:5])):
    try:
        resource.setrlimit(getattr(resource, "RLIMIT_" + name), (limit, limit))
    except (AttributeError, OSError, ValueError):
        pass  # macOS knows no RLIMIT_AS; a lower hard limit is there already
os.execv(sys.argv[5], sys.argv[5:])
"""


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """What one run may use: wall-clock seconds, address space, and bytes written to any one file or as output."""

    seconds: float = 5.0
    memory_bytes: int = 512 * 2**20
    file_bytes: int = 2**20
    output_chars: int = 4000


DEFAULT_LIMITS = CheckLimits()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a run ended; `output` is the visible end of what it printed, its traceback last."""

    reason: Reason
    output: str
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether the check ran to its end without an error."""
        return self.reason == "ok"


def run_check(answer: str, check: str, limits: CheckLimits = DEFAULT_LIMITS) -> CheckResult:
    """Run `answer` and after it `check` as one Python program; only the standard library can be imported.

    It gets an empty folder, no input, no environment, and is killed with all its children when it ends or time is up.
    """
    with tempfile.TemporaryDirectory(prefix="prepdeck-check-", ignore_cleanup_errors=True) as folder:
        Path(folder, FILE).write_bytes(check_source(answer, check).encode("utf-8", "surrogatepass"))
        began = time.monotonic()
        with tempfile.TemporaryFile() as printed:
            exit_code = _run(folder, printed.fileno(), limits)
            seconds = time.monotonic() - began
            output = _tail(printed.fileno(), limits.output_chars).replace(f"{folder}{os.sep}", "")
    return CheckResult(_reason(exit_code, output), output, seconds)


def check_source(answer: str, check: str) -> str:
    """The program that is run, so that line numbers in the output can be looked up."""
    return f"{answer}\n{check}\n"


def failing_line(result: CheckResult, source: str) -> str:
    """The line of `source` that the traceback names last, or an empty text."""
    numbers = re.findall(rf'File "[^"\n]*{re.escape(FILE)}", line (\d+)', result.output)
    lines = source.split("\n")
    return lines[int(numbers[-1]) - 1].strip() if numbers and int(numbers[-1]) <= len(lines) else ""


def _run(folder: str, output: int, limits: CheckLimits) -> int | None:
    """The exit code, negative for a signal; None when time was up."""
    process = subprocess.Popen(
        _command(limits),
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=os.name == "posix",
    )
    try:
        return process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill_with_children(process)


def _command(limits: CheckLimits) -> list[str]:
    if os.name != "posix":
        return [*_PYTHON, FILE]
    numbers = (math.ceil(limits.seconds) + 1, limits.memory_bytes, limits.file_bytes, 0)
    return [*_PYTHON, "-c", _LIMITED, *map(str, numbers), *_PYTHON, FILE]


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows starts nothing without
    return kept | {"HOME": folder, "TMPDIR": folder, "PATH": os.defpath, "LANG": "C.UTF-8"}


def _kill_with_children(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _tail(file: int, chars: int) -> str:
    size = os.lseek(file, 0, os.SEEK_END)
    os.lseek(file, max(0, size - 4 * chars), os.SEEK_SET)
    text = visible(os.read(file, 4 * chars).decode("utf-8", "replace")).rstrip()
    return text if len(text) <= chars else f"…{text[-chars + 1 :]}"


def _reason(exit_code: int | None, output: str) -> Reason:
    if exit_code is None or (os.name == "posix" and exit_code == -signal.SIGXCPU):
        return "timeout"
    if exit_code == 0:
        return "ok"
    if output.rpartition("\n")[2].startswith("MemoryError"):
        return "memory"
    return "crashed" if exit_code < 0 else "failed"
