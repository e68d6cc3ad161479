"""Figures in a text: numbers with their units, in a form in which `300x` and `300 times` are the same."""

import re
from dataclasses import dataclass

RATIO, PERCENT, POINTS = "x", "%", "points"
COMPARING = frozenset({RATIO, PERCENT, POINTS})
"""The units that compare something with something else."""

_UNITS = {
    "x": RATIO, "×": RATIO, "-fold": RATIO, "fold": RATIO,
    "%": PERCENT, "percent": PERCENT, "per cent": PERCENT,
    "pp": POINTS, "points": POINTS, "percentage points": POINTS, "percentage point": POINTS, "point": POINTS,
}  # fmt: skip
_SECONDS = {
    "ms": 0.001, "millisecond": 0.001, "s": 1.0, "sec": 1.0, "second": 1.0, "min": 60.0, "minute": 60.0, "h": 3600.0,
    "hour": 3600.0, "day": 86_400.0, "week": 604_800.0, "month": 2_629_800.0, "year": 31_557_600.0,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,/-])(?P<number>{_NUMBER})(?P<more>\+)?"
    rf"(?:(?P<sign>[x×](?![\w])|\s?%(?:\s(?P<after>points?)\b)?)"
    rf"|(?P<fold>-fold\b)|\s(?P<times>times\b(?!\s(?:a|an|per|each|every|in|over)\b))"
    rf"|\s(?P<word>percentage points?|per cent|[A-Za-z]+)|(?P<glued>ms|s|h|min)\b)?"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is said: its value, a unit (`x`, `%`, `points`, or the word that follows), and where it stands."""

    number: float
    unit: str
    spelling: str
    start: int

    @property
    def compares(self) -> bool:
        """Whether it says how something stands to something else, and so needs a baseline."""
        return self.unit in COMPARING

    @property
    def seconds(self) -> float | None:
        """The figure as a time; None where it is none."""
        factor = _SECONDS.get(self.unit)
        return None if factor is None else self.number * factor

    def is_same(self, other: "Figure") -> bool:
        """Whether both say the same number of the same unit."""
        return self.unit == other.unit and abs(self.number - other.number) <= 1e-9 * max(1.0, abs(self.number))


def figures_in(text: str) -> list[Figure]:
    """Every number that is written in digits, in order."""
    return [_figure(found) for found in _FIGURE.finditer(text)]


def first_figure(text: str) -> Figure | None:
    """The first figure of a text, such as a claim's `48 x`."""
    found = _FIGURE.search(text)
    return _figure(found) if found else None


def _figure(found: re.Match[str]) -> Figure:
    number = float(found["number"].replace(",", ""))
    if found["after"]:
        unit = POINTS
    elif found["times"]:
        unit = RATIO
    else:
        written = found["sign"] or found["fold"] or found["word"] or found["glued"] or ""
        unit = _unit(written.strip().lower())
    return Figure(number, unit, found[0], found.start())


def _unit(written: str) -> str:
    if written in _UNITS:
        return _UNITS[written]
    if written in _SECONDS:
        return written
    return written[:-1] if len(written) > 3 and written.endswith("s") and not written.endswith("ss") else written


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text and the character it begins at."""

    text: str
    start: int


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text; a list item or a heading without a full stop is one by its paragraph."""
    sentences, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        sentences.append(Sentence(text[start : end.start()], start))
        start = end.end()
    sentences.append(Sentence(text[start:], start))
    return [sentence for sentence in sentences if sentence.text.strip()]


def ratio_agrees(figure: Figure, before: Figure, after: Figure) -> bool | None:
    """Whether a ratio or percentage follows from what it was before and after; None where they cannot be compared.

    Either direction counts (8 hours to 10 minutes is 48x, and 97.9 % less), rounded as it is written, 5 % at least.
    """
    old, new = _comparable(before, after)
    if old is None or new is None or old <= 0 or new <= 0:
        return None
    if figure.unit == RATIO:
        possible = [max(old, new) / min(old, new)]
    elif figure.unit == PERCENT:
        possible = [100 * abs(new - old) / old]
        if before.unit == PERCENT:
            possible.append(abs(new - old))
    elif figure.unit == POINTS:
        possible = [abs(new - old)]
    else:
        return None
    return any(abs(figure.number - value) <= max(0.05 * value, _rounding(figure)) for value in possible)


def _comparable(before: Figure, after: Figure) -> tuple[float | None, float | None]:
    """Both as numbers of one unit; `from 8 to 2 hours` gives the first the unit of the second."""
    if not before.unit or before.unit == "to":
        return after.seconds and before.number * after.seconds / after.number if after.seconds else before.number, (
            after.seconds if after.seconds else after.number
        )
    if before.seconds is not None and after.seconds is not None:
        return before.seconds, after.seconds
    return (before.number, after.number) if before.unit == after.unit or not after.unit else (None, None)


def _rounding(figure: Figure) -> float:
    """Half a unit of the last digit that is written."""
    digits = re.match(_NUMBER, figure.spelling)
    decimals = len(digits[0].partition(".")[2]) if digits else 0
    return 0.51 * 10.0**-decimals
