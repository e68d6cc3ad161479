"""What a card shows: its question, its answer and how it is answered, by kind.

Texts are Markdown as the author wrote it, but for `unit`, `calculation`, `accepted` and `sources`, which are plain.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import blake2b

from prepdeck.drills.grading import compare_numeric, number_text
from prepdeck.model.arithmetic import evaluate, parse
from prepdeck.model.card import Card
from prepdeck.model.cloze import cloze_answer, cloze_question
from prepdeck.model.note import (
    Ask,
    Basic,
    Choices,
    Cloze,
    Code,
    Explain,
    GivenValue,
    Items,
    ListItem,
    Numeric,
    Pitch,
    Steps,
    Tell,
    Tolerance,
    Typed,
    Verified,
)
from prepdeck.model.story import PROBE_SECONDS, TELLING_SECONDS, TELLINGS

Values = tuple[tuple[str, GivenValue], ...]


_PROBE_POINTS = ("A fact of your own: a number, a decision, a reason", f"Came to an end within {PROBE_SECONDS} seconds")
_SHORT_POINTS = {"action": "What you did yourself", "result": "What came of it, as a number with its baseline"}


class Interaction(Enum):
    """How a card is answered."""

    REVEAL = "reveal"
    LIST = "list"
    CHOICES = "choices"
    TYPED = "typed"
    NUMERIC = "numeric"
    CODE = "code"
    TIMED = "timed"

    @property
    def commits(self) -> bool:
        """Whether an answer is put down before the right one shows; to reveal without one is to give up."""
        return self in (Interaction.CHOICES, Interaction.TYPED, Interaction.NUMERIC)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice, after shuffling; `letter` is a, b, ..."""

    letter: str
    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Face:
    """Everything shown for one card.

    Before the answer only `question`, `options`, `seconds`, `unit` and (on request) `hint` may be shown: tags, tier and
    all else give the answer away. `entries` are the items to tick, `ordered` when their order counts. `values` are what
    a numeric question shows, `correct` its value, `calculation` the expression with these values put in.
    """

    kind: str
    interaction: Interaction
    question: str
    answer: str
    why: str = ""
    hint: str = ""
    diagram: str = ""
    sources: tuple[str, ...] = ()
    verified: Verified | None = None
    tags: tuple[str, ...] = ()
    tier: str = ""
    entries: tuple[ListItem, ...] = ()
    ordered: bool = False
    options: tuple[Option, ...] = ()
    several: bool = False
    accepted: tuple[str, ...] = ()
    values: Values = ()
    correct: float | None = None
    tolerance: Tolerance | None = None
    unit: str = ""
    working: str = ""
    calculation: str = ""
    language: str = ""
    seconds: int | None = None


def face_of(card: Card, seed: int = 0) -> Face:
    """The face of a card; `seed` shuffles options and draws the values of a numeric question, the same for the same.

    Raises ArithmeticProblem or ClozeProblem for a note that the library would have refused.
    """
    note = card.note
    return replace(
        _face_of_body(card, seed),
        why=note.why,
        hint=note.hint,
        diagram=note.diagram,
        sources=note.sources,
        verified=note.verified,
        tags=note.tags,
        tier=note.tier,
    )


def draw_values(numeric: Numeric, seed: int) -> Values:
    """One value for each given name; each name is drawn by itself, so that another name added changes none."""
    return tuple((given.name, given.values[_drawn(seed, given.name) % len(given.values)]) for given in numeric.given)


def fenced(code: str, language: str = "") -> str:
    """Code as a Markdown fence that no fence inside the code can close."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    ending = "" if code.endswith("\n") else "\n"
    return f"{fence}{language}\n{code}{ending}{fence}"


def code_span(text: str) -> str:
    """Text as a Markdown code span, whatever it holds."""
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"


def _face_of_body(card: Card, seed: int) -> Face:
    kind = card.note.kind
    match card.note.body:
        case Basic(front, back):
            question, answer = (back, front) if card.part == "reverse" else (front, back)
            return Face(kind, Interaction.REVEAL, question, answer)
        case Cloze(text):
            number = int(card.part.removeprefix("c"))
            return Face(kind, Interaction.REVEAL, cloze_question(text, number), cloze_answer(text, number))
        case Ask(ask, audience, purpose):
            return Face(kind, Interaction.REVEAL, _ask_question(audience, purpose), ask)
        case Steps(front, entries) | Items(front, entries):
            ordered = kind == Steps.kind
            answer = _listed(entries, ordered)
            return Face(kind, Interaction.LIST, front, answer, entries=entries, ordered=ordered)
        case Explain(front, seconds, points) | Pitch(front, seconds, points):
            entries = tuple(ListItem(point) for point in points)
            return Face(kind, Interaction.TIMED, front, _listed(entries), entries=entries, seconds=seconds)
        case Tell() as tell:
            return _story_face(tell, card.part)
        case Choices() as choices:
            return _choices_face(choices, seed)
        case Typed(front, accepted):
            answer = " or ".join(map(code_span, accepted))
            return Face(kind, Interaction.TYPED, front, answer, accepted=accepted)
        case Numeric() as numeric:
            return _numeric_face(numeric, draw_values(numeric, seed))
        case Code(front, language, answer, _, bug):
            question = f"{front}\n\n{fenced(bug, language)}" if bug else front
            return Face(kind, Interaction.CODE, question, fenced(answer, language), language=language)


def _ask_question(audience: str, purpose: str) -> str:
    return f"To {_with_article(audience)}, about {_with_article(purpose, 'the')}: which question do you ask?"


def _with_article(words: str, article: str = "") -> str:
    if re.match(r"(?:a|an|the|your|my|their|any|every|how|what|why|whether)\b", words, re.IGNORECASE):
        return words
    return f"{article or ('an' if words[:1].lower() in 'aeiou' else 'a')} {words}"


def _listed(entries: tuple[ListItem, ...], ordered: bool = False) -> str:
    lines = []
    for number, entry in enumerate(entries, 1):
        marker = f"{number}." if ordered else "-"
        text = f"{entry.text} ({entry.why})" if entry.why else entry.text
        lines.append(f"{marker} " + text.strip().replace("\n", "\n" + " " * (len(marker) + 1)))
    return "\n".join(lines)


def _story_face(tell: Tell, part: str) -> Face:
    """A telling against its clock, ticked off by what belongs into it; or a follow-up question to the story."""
    texts = {entry.text.lower(): entry.why for entry in tell.parts}
    if part.startswith("probe-"):
        probe = tell.probes[int(part.removeprefix("probe-")) - 1]
        question, seconds, written = f"{probe.text}\n\n*A follow-up question to: {tell.front}*", PROBE_SECONDS, ""
        entries = [ListItem("Answered the question itself, first", probe.why), *map(ListItem, _PROBE_POINTS)]
    else:
        is_short = part == TELLINGS[0]
        seconds, written = TELLING_SECONDS[not is_short], tell.short if is_short else tell.long
        question = f"Tell it aloud in {seconds} seconds: **{tell.front}**"
        entries = [ListItem("What it was about, in one sentence", tell.one_liner)] if is_short else list(tell.parts)
        if is_short:
            entries += [ListItem(point, texts.get(name, "")) for name, point in _SHORT_POINTS.items()]
    kind = tell.kind
    return Face(
        kind,
        Interaction.TIMED,
        question,
        _listed(tuple(entries)),
        entries=tuple(entries),
        seconds=seconds,
        working=written,
    )


def _choices_face(choices: Choices, seed: int) -> Face:
    texts = sorted({*choices.answers, *choices.others}, key=lambda text: (_drawn(seed, text), text))
    options = tuple(Option(_letter(at), text, text in choices.answers) for at, text in enumerate(texts))
    right = tuple(ListItem(option.text) for option in options if option.right)
    answer = _listed(right) if len(right) > 1 else right[0].text
    return Face(
        choices.kind, Interaction.CHOICES, choices.front, answer, options=options, several=len(choices.answers) > 1
    )


def _letter(index: int) -> str:
    """a to z, then aa, ab, ..."""
    return (_letter(index // 26 - 1) if index >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[index % 26]


def _numeric_face(numeric: Numeric, values: Values) -> Face:
    numbers = {name: value.number for name, value in values}
    spellings = {name: value.spelling for name, value in values}
    expression = _expression(numeric, numbers)
    correct = evaluate(parse(expression), numbers)
    amount = f"{_number_within(correct, numeric.tolerance)} {numeric.unit}".strip()
    return Face(
        numeric.kind,
        Interaction.NUMERIC,
        _substituted(numeric.front, r"\{(%s)\}", spellings),
        amount,
        values=values,
        correct=correct,
        tolerance=numeric.tolerance,
        unit=numeric.unit,
        working=numeric.working,
        calculation=_calculation(expression, spellings, amount),
    )


def _number_within(correct: float, tolerance: Tolerance) -> str:
    """The number with as few digits as the tolerance accepts: what is shown would be right if it were typed."""
    texts = (number_text(correct, digits) for digits in (4, 6, 9, 12))
    return next((text for text in texts if compare_numeric(text, correct, tolerance).right), repr(correct))


def _expression(numeric: Numeric, numbers: Mapping[str, float]) -> str:
    """The expression that holds for these values."""
    if not numeric.case_name:
        return numeric.answer
    chosen = numbers[numeric.case_name]
    return next(case.expression for case in numeric.cases if case.value == chosen)


def _calculation(expression: str, spellings: Mapping[str, str], amount: str) -> str:
    """`params*16/gpus = 7*16/64 = 1.75 GB`."""
    in_brackets = {name: f"({text})" if text.startswith("-") else text for name, text in spellings.items()}
    with_values = _substituted(expression, r"\b(%s)\b", in_brackets)
    return " = ".join(dict.fromkeys((expression, with_values, amount)))


def _substituted(text: str, pattern: str, replacements: Mapping[str, str]) -> str:
    """Replace the given names where `pattern` finds them, and nothing else that looks alike."""
    if not replacements:
        return text
    names = "|".join(sorted(map(re.escape, replacements), key=len, reverse=True))
    return re.sub(pattern % names, lambda found: replacements[found[1]], text)


def _drawn(seed: int, name: str) -> int:
    """A number that looks drawn, from seed and name: the same on every machine and in every Python."""
    return int.from_bytes(blake2b(f"{seed}/{name}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
