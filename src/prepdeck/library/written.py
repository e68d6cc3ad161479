"""Values written as YAML, each so that the reader gives the same text back."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z0-9(/.][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_LOSES = re.compile(r":(?:\s|$)|\s#|\s$")
_NUMBERS = re.compile(r"[0-9A-Za-z_.+\-, ]*")


def one_line_scalar(text: str) -> str:
    """One line of text: plain where that is safe, else in single quotes."""
    if _PLAIN.fullmatch(text) and not _LOSES.search(text) and text not in ("...",) and not text.startswith("..."):
        return text
    return "'" + text.replace("'", "''") + "'"


def block_scalar(name: str, text: str) -> list[str]:
    """A key with several lines of text, as they are."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    mark = "2" if first.startswith((" ", "\t")) or text.startswith("\n") else ""
    return [f"{name}: |{mark}-", *(f"  {line}" if line else "" for line in text.split("\n"))]


def block_list(lines: Iterable[str], key: str = "", reason: str = "") -> list[str]:
    """A list, a line an item; with `reason` between an item and why, such an item has both under its keys."""
    written = []
    for line in lines:
        text, _, why = line.partition(reason.strip()) if reason else (line, "", "")
        if why.strip() and text.strip():
            written += [
                f"  - {key}: {one_line_scalar(text.strip())}",
                f"    why: {one_line_scalar(why.strip())}",
            ]
        else:
            written.append(f"  - {one_line_scalar(line)}")
    return written


def given_names(lines: Iterable[str]) -> str:
    """`gpus: 8, 64` a line, as a mapping of lists in braces; what is no number is quoted, for the reader to tell."""
    pairs = []
    for line in lines:
        name, _, values = line.partition(":")
        numbers = [value.strip() for value in values.split(",") if value.strip()]
        shown = [value if _NUMBERS.fullmatch(value) else one_quoted(value) for value in numbers]
        pairs.append(f"{_name(name.strip())}: [{', '.join(shown)}]")
    return "{" + ", ".join(pairs) + "}"


def one_quoted(text: str) -> str:
    """A text in single quotes, also safe within brackets."""
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) else one_quoted(text)
