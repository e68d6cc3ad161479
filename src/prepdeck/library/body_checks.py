"""What must hold of a note beyond its single fields, kind by kind."""

import re
from collections.abc import Callable
from typing import Any

from prepdeck.library.events import Mapping, Node, Scalar, Sequence, value_at
from prepdeck.library.numeric_checks import check_numeric
from prepdeck.library.reading import Reading
from prepdeck.model.cloze import ClozeProblem, Deletion, parse_cloze
from prepdeck.model.note import Basic, Body, Choices, Cloze, Code, Numeric
from prepdeck.model.problem import Severity

LONG_BACK_WORDS = 60
TOO_LONG_BACK_WORDS = 90

_CODE_FENCE = re.compile(r"^(```+|~~~+).*?^\1", re.DOTALL | re.MULTILINE)
_CODE_SPAN = re.compile(r"`[^`\n]*`")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\(\s*<?([^)>\s]{1,500})")


def check_body(body: Body, note: Mapping, reading: Reading) -> None:
    """Report what is wrong with a body whose fields were read without an error."""
    check = _CHECKS.get(type(body))
    if check:
        check(body, note, reading)
    for name in ("front", "back", "cloze", "why"):
        if name in note.entries and "![" in (text := _scalar(note.entries[name].value)):
            _check_images(text, note.entries[name].value, reading)


def _check_basic(body: Basic, note: Mapping, reading: Reading) -> None:
    words = len(_CODE_FENCE.sub(" ", body.back).split())
    back = note.entries["back"].value
    if words > TOO_LONG_BACK_WORDS:
        severity = Severity.ERROR if reading.builtin else None
        reading.report(back, "too-long-back", f"the back has {words} words", severity=severity)
    elif words > LONG_BACK_WORDS:
        reading.report(back, "long-back", f"the back has {words} words")


def _check_cloze(body: Cloze, note: Mapping, reading: Reading) -> None:
    value = note.entries["cloze"].value
    try:
        parts = parse_cloze(body.text)
    except ClozeProblem as problem:
        reading.report(_text_place(value, body.text, problem.offset), "cloze-syntax", problem.message)
        return
    if not any(isinstance(part, Deletion) for part in parts):
        reading.report(value, "no-deletion", "this cloze text hides nothing")


def _check_choices(body: Choices, note: Mapping, reading: Reading) -> None:
    others = value_at(note, "choices", "others")
    for other in others.items if isinstance(others, Sequence) else []:
        if _scalar(other).strip() in body.answers:
            reading.report(other, "right-and-wrong", f"{_scalar(other).strip()[:60]!r} is also an answer")


def _check_code(body: Code, note: Mapping, reading: Reading) -> None:
    if not body.bug:
        return
    bug = value_at(note, "code", "bug")
    if body.bug == body.answer:
        reading.report(bug, "no-bug", "the buggy code is the answer")
    if not body.check:
        reading.report(bug, "bug-without-check", "no check shows what is wrong with the buggy code")


def _check_images(text: str, node: Node, reading: Reading) -> None:
    shown = _CODE_SPAN.sub(" ", _CODE_FENCE.sub(" ", text))
    for image in _IMAGE.finditer(shown):
        alt, path = image[1].strip(), image[2]
        place = _text_place(node, text, text.find(image[0]))
        if not alt:
            reading.report(place, "image-without-alt", f"the image {path} has no text")
        if reading.image_exists and "://" not in path and not reading.image_exists(path):
            reading.report(place, "missing-image", f"there is no image {path}")


def _text_place(node: Node, text: str, offset: int) -> int | Node:
    """The character of an offset in a text: exact where the text stands on one line as it is, else where it begins."""
    if not isinstance(node, Scalar) or offset < 0 or "\n" in text or node.style in ("|", ">"):
        return node
    quote = 1 if node.style else 0
    doubled = text.count("'", 0, offset) if node.style == "'" else 0
    return node.start + quote + offset + doubled if node.end - node.start >= len(text) else node


def _scalar(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


_CHECKS: dict[type[Any], Callable[[Any, Mapping, Reading], None]] = {
    Basic: _check_basic,
    Cloze: _check_cloze,
    Choices: _check_choices,
    Code: _check_code,
    Numeric: check_numeric,
}
