"""Style: what makes a card hard to learn, as suggestions that an author may silence where they know better.

`# style: CODE` (or several codes, with commas) in a comment silences them: above the first note for the whole file, in
or directly above a note for that note.
"""

import re
from collections.abc import Iterable, Iterator

from prepdeck.library.problems import problem
from prepdeck.model.cloze import cloze_answer
from prepdeck.model.note import Basic, Choices, Cloze, Note, Steps, Typed
from prepdeck.model.problem import Problem, Severity

MARK = "style:"
_SILENCED = re.compile(r"(?:^|\s)#\s*style:\s*([a-z-]+(?:\s*,\s*[a-z-]+)*)")
_FENCE = re.compile(r"^(```+|~~~+).*?^\1", re.DOTALL | re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_YES_NO = re.compile(
    r"(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|had|must|may)\s(?!.*\bor\b)[^?]*\?\Z",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:orders?|ordered|sequence|steps?|stages?|phases?|procedure|pipeline|first|then|before|after|ranked|from\b.*\bto"
    r"|in turn|flow|path|walk|process|happens|route|rank|timeline|plan|script|recipe|algorithm)\b",
    re.IGNORECASE | re.DOTALL,
)
_SECOND_QUESTION = re.compile(r"[,;]? and (?:what|why|how|when|where|which|who)\b[^?]*\?\Z", re.IGNORECASE)
_LISTED = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s", re.MULTILINE)
_FIGURE = re.compile(
    r"(?<![\w.-])\d[\d,.]*\s?(?:%|[kMGT]i?B\b|ms\b|[µu]s\b|GHz\b|Gbit|[TPG]FLOPS?|x\b|times\b|billion\b|million\b)"
)
_MOST_ITEMS, _MOST_SENTENCES = 2, 3


def silenced(text: str, notes: tuple[Note, ...]) -> dict[int, frozenset[str]]:
    """The codes that comments silence, by the line each note begins at; those of the whole file at line 0."""
    starts = sorted(note.place.line for note in notes)
    found: dict[int, set[str]] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        match = _SILENCED.search(line)
        if match is None:
            continue
        above = number
        while line.lstrip().startswith("#") and above < len(lines) and lines[above - 1].lstrip().startswith("#"):
            above += 1
        is_above_note = line.lstrip().startswith("#") and above in starts
        around = max((start for start in starts if start <= number), default=0)
        owner = above if is_above_note else around
        found.setdefault(owner, set()).update(code.strip() for code in match[1].split(","))
    return {owner: frozenset(codes) for owner, codes in found.items()}


def unsilenced(problems: Iterable[Problem], text: str, notes: tuple[Note, ...]) -> list[Problem]:
    """The problems of a file that no comment silences: of what every check tells, the warnings about style."""
    quiet = silenced(text, notes)
    starts = sorted(note.place.line for note in notes)

    def is_silenced(found: Problem) -> bool:
        if found.code not in ALWAYS_TOLD or found.severity is Severity.ERROR:
            return False
        owner = max((start for start in starts if start <= found.line), default=0)
        return any(found.code in quiet.get(line, ()) for line in (0, owner))

    return [found for found in problems if not is_silenced(found)]


def style_problems(text: str, notes: tuple[Note, ...], at_line: int | None = None) -> Iterator[Problem]:
    """The suggestions for a file's notes (or the one at a line) that no comment silences."""
    quiet = silenced(text, notes)
    for note in notes:
        if at_line not in (None, note.place.line):
            continue
        off = quiet.get(0, frozenset()) | quiet.get(note.place.line, frozenset())
        for code, message in _findings(note):
            if code not in off:
                yield problem(note.place.path, note.place.line, note.place.column, code, message)


def _findings(note: Note) -> Iterator[tuple[str, str]]:
    body = note.body
    front = "" if isinstance(body, Cloze) else getattr(body, "front", "")
    last = _SENTENCE.split(_FENCE.sub(" ", front).strip())[-1] if front else ""
    if isinstance(body, Basic | Typed) and _YES_NO.match(last):
        yield "yes-no-question", "this question is answered by yes or no"
    if isinstance(body, Basic):
        yield from _several_facts(body, last)
    if isinstance(body, Steps) and not _ORDER.search(front):
        yield "list-without-order", "the front does not say in which order"
    figure = _FIGURE.search(_answer(note))
    if figure and not note.sources and note.verified is None:
        yield "number-without-source", f"the answer says {figure[0].strip()!r}, without a source"


def _several_facts(body: Basic, last: str) -> Iterator[tuple[str, str]]:
    back = _FENCE.sub(" ", body.back).strip()
    items = len(_LISTED.findall(back))
    sentences = len([one for one in _SENTENCE.split(back) if one.strip()])
    if body.front.count("?") > 1 or _SECOND_QUESTION.search(last):
        yield "several-facts", "the front asks two things"
    elif items > _MOST_ITEMS:
        yield "several-facts", f"the back lists {items} things"
    elif sentences > _MOST_SENTENCES:
        yield "several-facts", f"the back has {sentences} sentences"


def _answer(note: Note) -> str:
    match note.body:
        case Basic(back=back):
            return back
        case Cloze(text):
            return cloze_answer(text, 0)
        case Choices(answers=answers):
            return "\n".join(answers)
        case Typed(accepted=accepted):
            return accepted[0]
        case _:
            return ""


ALWAYS_TOLD = frozenset(("long-back", "too-long-back", "similar-front"))
"""Matters of style that every check tells as warnings, and that a comment silences as well."""
