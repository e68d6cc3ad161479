"""The text of a file and the places in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from prepdeck.library.problems import problem
from prepdeck.model.note import Place
from prepdeck.model.problem import Problem, Severity

MAX_BYTES = 8 * 1024 * 1024
MAX_PROBLEMS = 1_000
"""Findings after which a file is left: no one reads more, and a hostile file could make millions."""
BOM = b"\xef\xbb\xbf"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that no text may hold: C0 but tab and line ends, DEL, C1, and the separators YAML takes for line ends."""

_LINE_START = re.compile(r"\r\n|\n|\r")


def shown(text: str) -> str:
    """A text as it can stand in a message: quoted, on one line, shortened."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text without its byte order mark, its path as the user knows it, and where its lines start."""

    path: str
    text: str
    line_starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0, *(line_end.end() for line_end in _LINE_START.finditer(self.text))]
        object.__setattr__(self, "line_starts", starts)

    def place(self, index: int) -> Place:
        """The place of a character."""
        line = bisect_right(self.line_starts, index)
        return Place(self.path, line, index - self.line_starts[line - 1] + 1)

    def problem(self, index: int, code: str, message: str, hint: str = "", severity: Severity | None = None) -> Problem:
        """A problem at a character."""
        place = self.place(index)
        return problem(self.path, place.line, place.column, code, message, hint, severity)


def decode(path: str, content: bytes) -> Source | Problem:
    """The file as text, or why it cannot be text: too large, not UTF-8, or holding control characters."""
    if len(content) > MAX_BYTES:
        return problem(path, 1, 1, "too-large", f"the file has {len(content):,} bytes, more than {MAX_BYTES:,}")
    try:
        source = Source(path, content.removeprefix(BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        return _not_utf8(path, content.removeprefix(BOM), error)
    control = CONTROL.search(source.text)
    if control:
        name = f"U+{ord(control[0]):04X}"
        return source.problem(control.start(), "control-character", f"the file holds the control character {name}")
    return source


def _not_utf8(path: str, content: bytes, error: UnicodeDecodeError) -> Problem:
    before = Source(path, content[: error.start].decode("utf-8"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return before.problem(0, "not-utf8", "the file is encoded in UTF-16")
    return before.problem(len(before.text), "not-utf8", f"byte 0x{content[error.start]:02x} is not UTF-8")
