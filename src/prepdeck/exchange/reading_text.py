"""Text files of any program: encodings and bounds."""

import codecs
import os
import stat
from pathlib import Path

from prepdeck.errors import UsageError

MAX_TEXT_BYTES = 16 * 1024 * 1024
MAX_LINES = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path, most_bytes: int) -> int:
    """A descriptor of a regular file that is not too large; raises UsageError, and never waits on a pipe."""
    try:
        descriptor = os.open(path, _WITHOUT_WAITING)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.", "Give a file to import.") from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise UsageError(f"{path} is no regular file.", "Give a file to import.")
    if status.st_size > most_bytes:
        os.close(descriptor)
        raise UsageError(f"{path} has {status.st_size:,} bytes, more than {most_bytes:,}.", "Import it in parts.")
    return descriptor


def read_text(path: Path) -> str:
    """A text file with `\\n` as line ends, in UTF-8 or with the mark of another encoding; raises UsageError."""
    with os.fdopen(open_regular(path, MAX_TEXT_BYTES), "rb") as file:
        content = file.read(MAX_TEXT_BYTES + 1)
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not encoded in UTF-8 (byte {error.start + 1}).", "Save it as UTF-8 and import it again."
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise UsageError(f"{path} has more than {MAX_LINES:,} lines.", "Import it in parts.")
    return text
