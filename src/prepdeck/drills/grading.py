"""Judging answers, and the rating each judgement proposes; the person always has the last word.

Proposals (content guide 5.2, 9): at least 80 % of a list Good, 50-79 % Hard, less Again; right Good, wrong Again; a
typed answer one letter off Hard. Easy is never proposed: how easy it was only the person knows.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Literal

from prepdeck.model.arithmetic import ArithmeticProblem, evaluate, parse
from prepdeck.model.note import Tolerance
from prepdeck.model.rating import Rating

SHORTEST_NEAR = 5
"""Answers shorter than this are right or wrong: one letter is too much of them."""

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])")


class Tick(Enum):
    """How an item of a list was recalled; the value is its share."""

    MISSED = 0.0
    PARTLY = 0.5
    HAD = 1.0

    @property
    def title(self) -> str:
        """The word people see."""
        return {Tick.MISSED: "missed", Tick.PARTLY: "partly", Tick.HAD: "had it"}[self]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a comparison: `same` in both, `missing` from what was given, or `extra` in it."""

    kind: Literal["same", "missing", "extra"]
    text: str


@dataclass(frozen=True, slots=True)
class TypedVerdict:
    """A typed answer against the closest accepted one; `near` is a slip of one letter, space or hyphen."""

    right: bool
    near: bool
    given: str
    closest: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class NumericVerdict:
    """A computed answer; `problem` says why it could not be read, and then nothing else is set.

    `off` is the distance from the correct value, signed: relative to it, or absolute where the correct value is 0.
    """

    right: bool
    value: float | None = None
    off: float = 0.0
    relative: bool = True
    problem: str = ""

    @property
    def distance(self) -> str:
        """How far off, in words: `exact`, `3.2 % too high`, `0.5 too low`."""
        if self.value is None:
            return ""
        if abs(self.off) < 1e-9:
            return "exact"
        amount = f"{number_text(abs(self.off) * 100, 2)} %" if self.relative else number_text(abs(self.off), 2)
        return f"{amount} too {'high' if self.off > 0 else 'low'}"


@dataclass(frozen=True, slots=True)
class ChoicesVerdict:
    """The chosen options (indices) against those that are right."""

    right: bool
    missed: frozenset[int]
    wrong: frozenset[int]


@dataclass(frozen=True, slots=True)
class CodeVerdict:
    """Whether the written code passed its check, and what the check printed."""

    right: bool
    output: str = ""


Verdict = TypedVerdict | NumericVerdict | ChoicesVerdict | CodeVerdict


def compare_typed(given: str, accepted: Sequence[str]) -> TypedVerdict:
    """Compare with the closest accepted answer; case, outer spaces and the Unicode spelling (NFC) do not count.

    The segments of kind same and missing spell the accepted answer, same and extra what was given.
    """
    given = unicodedata.normalize("NFC", given.strip())
    answers = [unicodedata.normalize("NFC", answer.strip()) for answer in accepted]
    closest = max(answers, key=lambda answer: _matcher(given, answer).ratio(), default="")
    right = given.casefold() == closest.casefold()
    near = not right and any(_is_near(given.casefold(), answer.casefold()) for answer in answers)
    return TypedVerdict(right, near, given, closest, _segments(given, closest))


def compare_numeric(text: str, correct: float, tolerance: Tolerance, unit: str = "") -> NumericVerdict:
    """Read arithmetic such as `7*16/64`, `1,024`, `≈ 17.5 GB` or `2^10` and compare; the unit may be left out."""
    try:
        value = evaluate(parse(_readable(text, unit)))
    except ArithmeticProblem as problem:
        return NumericVerdict(False, problem=_told(problem.message, text, unit))
    allowed = tolerance.amount * abs(correct) if tolerance.relative else tolerance.amount
    difference = value - correct
    right = abs(difference) <= allowed + 1e-9 * max(abs(correct), abs(allowed))
    if correct == 0:
        return NumericVerdict(right, value, difference, relative=False)
    return NumericVerdict(right, value, difference / abs(correct))


def choices_verdict(chosen: frozenset[int], answers: frozenset[int]) -> ChoicesVerdict:
    """Right when exactly the right options were chosen."""
    return ChoicesVerdict(chosen == answers, answers - chosen, chosen - answers)


def proposed_for_list(ticks: Iterable[Tick | None]) -> Rating | None:
    """The rating for a list's items; None until each is graded.

    A missed item costs Good up to four items, one of five does not: 4 of 5 are 80 %.
    """
    marks = list(ticks)
    graded = [mark for mark in marks if mark is not None]
    if len(graded) < len(marks) or not graded:
        return None
    twice = sum(round(2 * mark.value) for mark in graded)
    if twice * 10 >= 16 * len(graded):
        return Rating.GOOD
    return Rating.HARD if twice >= len(graded) else Rating.AGAIN


def proposed_for_verdict(verdict: Verdict) -> Rating:
    """Good if right, Hard if a slip away from it, else Again."""
    if verdict.right:
        return Rating.GOOD
    return Rating.HARD if isinstance(verdict, TypedVerdict) and verdict.near else Rating.AGAIN


def with_hint(rating: Rating) -> Rating:
    """The proposal after a hint was shown: recalled with help is Hard at best."""
    return min(rating, Rating.HARD)


def number_text(value: float, digits: int = 4) -> str:
    """A number as people write it: so many significant digits, no trailing zeros, thousands grouped."""
    if value == 0:
        return "0"
    if abs(value) >= 1e15 or abs(value) < 1e-4:
        return f"{value:.{digits}g}"
    if abs(value) >= 10**digits:
        return f"{value:,.0f}"
    return f"{float(f'{value:.{digits}g}'):,.12f}".rstrip("0").rstrip(".")


def _matcher(given: str, answer: str) -> SequenceMatcher[str]:
    """Character by character without case; folding may lengthen a character, so each is folded by itself."""
    return SequenceMatcher(None, [c.casefold() for c in given], [c.casefold() for c in answer], autojunk=False)


def _segments(given: str, closest: str) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for operation, i1, i2, j1, j2 in _matcher(given, closest).get_opcodes():
        if operation == "equal":
            segments.append(Segment("same", given[i1:i2]))
            continue
        if i2 > i1:
            segments.append(Segment("extra", given[i1:i2]))
        if j2 > j1:
            segments.append(Segment("missing", closest[j1:j2]))
    return tuple(segments)


def _is_near(given: str, answer: str) -> bool:
    """One character added, left out, replaced or swapped with its neighbour; never a digit or a sign, which mean."""
    if min(len(given), len(answer)) < SHORTEST_NEAR or abs(len(given) - len(answer)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(given, answer, strict=False)) if a != b), min(len(given), len(answer))
    )
    for in_given, in_answer in ((1, 1), (1, 0), (0, 1), (2, 2)):
        one, other = given[start : start + in_given], answer[start : start + in_answer]
        if (in_given, in_answer) == (2, 2) and one != other[::-1]:
            continue
        if given[start + in_given :] == answer[start + in_answer :]:
            return all(character.isalpha() or character in " -_" for character in one + other)
    return False


def _readable(text: str, unit: str) -> str:
    """The arithmetic in an answer: without its unit, without grouping of thousands, with ** for powers."""
    text = unicodedata.normalize("NFKC", text.replace("²", "**2").replace("³", "**3")).strip().lstrip("≈~=").strip()
    text = _without_unit(text, unit)
    if not re.search(r"[A-Za-z]\s*\(", text):  # in min(1,024) the comma separates
        text = _GROUPED.sub(lambda number: number[0].replace(",", ""), text)
    text = _SPACED.sub(lambda number: re.sub(r"\s", "", number[0]), text)
    return text.replace("^", "**")


def _without_unit(text: str, unit: str) -> str:
    unit = unicodedata.normalize("NFKC", unit).strip()
    if unit and len(text) > len(unit) and text.casefold().endswith(unit.casefold()):
        number = text[: -len(unit)].rstrip()
        if number[-1:].isdigit() or number[-1:] in (")", "."):
            return number
    return text


def _told(message: str, text: str, unit: str) -> str:
    if re.search(r"\d,\d", text):
        return f"{message}; write a decimal point: 1.5"
    return f"{message}; a number or arithmetic such as 7*16/64" + (f", in {unit}" if unit else "")
