r"""Cloze texts: deletions `{{c1::hidden::hint}}`, read with balanced braces so that LaTeX may stand inside them.

`{{c1::\frac{1}{\sqrt{d_k}}}}` is one deletion. Braces and `::` inside a code span (`` `std::vector` ``) and braces
behind a backslash are text. Deletions do not nest.
"""

import re
from dataclasses import dataclass

_OPENING = re.compile(r"\{\{c(\d{1,3})::")
_MISSPELT_OPENING = re.compile(r"\{\{\s*[cC]\d+\s*(?::|\}\})")
_INSIDE = re.compile(r"\\.|`+|\{\{c\d{1,3}::|::|[{}]", re.DOTALL)
_MARKUP = re.compile(r"[*`$\\]|\n {4}")


class ClozeProblem(ValueError):  # noqa: N818  (a problem of the text, not of the program)
    """A cloze text that cannot be read: `message` says what to write, `offset` is the character it concerns, from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Deletion:
    """A hidden stretch of a cloze text; deletions of the same number are hidden together."""

    number: int
    text: str
    hint: str = ""


ClozePart = str | Deletion


def parse_cloze(text: str) -> tuple[ClozePart, ...]:
    """Split a cloze text into plain stretches and deletions; raises ClozeProblem."""
    parts: list[ClozePart] = []
    position = 0
    while opening := _OPENING.search(text, position):
        _add_plain(parts, text, position, opening.start())
        deletion, position = _deletion(text, opening)
        parts.append(deletion)
    _add_plain(parts, text, position, len(text))
    return tuple(parts)


def cloze_numbers(text: str) -> tuple[int, ...]:
    """The deletion numbers of a text, ascending, each once; raises ClozeProblem."""
    return tuple(sorted({part.number for part in parse_cloze(text) if isinstance(part, Deletion)}))


def cloze_question(text: str, number: int, blank: str = "[...]") -> str:
    """The text as a question: deletions of `number` are blanks or their hint in brackets, all others are shown."""
    return "".join(_asked(part, number, blank) for part in parse_cloze(text))


def cloze_answer(text: str, number: int) -> str:
    """The text with nothing hidden; what `number` hid is bold, where no other markup could swallow the asterisks."""
    emphasise = not _MARKUP.search(text)
    return "".join(_answered(part, number, emphasise) for part in parse_cloze(text))


def _asked(part: ClozePart, number: int, blank: str) -> str:
    if isinstance(part, str):
        return part
    if part.number != number:
        return part.text
    return f"[{part.hint}]" if part.hint else blank


def _answered(part: ClozePart, number: int, emphasise: bool) -> str:
    if isinstance(part, str):
        return part
    bold = emphasise and part.number == number and part.text[0].isalnum() and part.text[-1].isalnum()
    return f"**{part.text}**" if bold else part.text


def _add_plain(parts: list[ClozePart], text: str, start: int, end: int) -> None:
    misspelt = _MISSPELT_OPENING.search(text, start, end)
    if misspelt:
        raise ClozeProblem("a deletion is written {{c1::hidden}} or {{c1::hidden::hint}}", misspelt.start())
    if end > start:
        parts.append(text[start:end])


def _deletion(text: str, opening: re.Match[str]) -> tuple[Deletion, int]:
    """The deletion that begins at `opening`, and the position behind it."""
    number = int(opening[1])
    if number == 0:
        raise ClozeProblem("deletions are numbered from 1: {{c1::hidden}}", opening.start())
    hint_at, end = _bounds(text, opening)
    hidden = text[opening.end() : end if hint_at is None else hint_at]
    hint = "" if hint_at is None else text[hint_at + 2 : end]
    if not hidden.strip():
        raise ClozeProblem(f"deletion c{number} hides nothing: write {{{{c{number}::hidden}}}}", opening.start())
    return Deletion(number, hidden, hint), end + 2


def _bounds(text: str, opening: re.Match[str]) -> tuple[int | None, int]:
    """Where the hint's `::` stands, if there is one, and where the closing braces do."""
    depth = 0
    hint_at: int | None = None
    position = opening.end()
    while mark := _INSIDE.search(text, position):
        sign, position = mark[0], mark.end()
        if sign.startswith("`"):
            position = _behind_code(text, mark)
        elif sign.startswith("{{c"):
            raise ClozeProblem("a deletion inside a deletion: close the first with }} before it", mark.start())
        elif sign == "::":
            hint_at = mark.start() if depth == 0 and hint_at is None else hint_at
        elif sign == "{":
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
        elif sign == "}" and text.startswith("}", position):
            return hint_at, mark.start()
    raise ClozeProblem(
        f"deletion c{int(opening[1])} is not closed: braces must balance and }}}} must end it", opening.start()
    )


def _behind_code(text: str, ticks: re.Match[str]) -> int:
    """The position behind a code span that begins with `ticks`; ticks that close nowhere are plain text."""
    closing = re.compile(rf"(?<!`){ticks[0]}(?!`)").search(text, ticks.end())
    return closing.end() if closing else ticks.end()
