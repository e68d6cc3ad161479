"""The page for the day before: what is weakest, the minutes of the framework, three stories, questions to ask.

It fits one sheet of paper: 60 lines of 90 characters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prepdeck.text.cells import cell_width, wrapped
from prepdeck.text.cells import cut as cut_cells

WIDTH, HEIGHT = 90, 60
MOST_CARDS = 15
MOST_STORIES = 3
MOST_QUESTIONS = 4
_LEAST_CARDS = 4
_CARD_LINES = 2
_STORY_LINES = 3


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A weak card: its key, question and answer, and the recall that is predicted (0-1; None: not seen)."""

    key: str
    front: str
    back: str
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class SheetStory:
    """A story on the sheet: title, what it is told for, its one line, and its first number with the baseline."""

    slug: str
    title: str
    competencies: tuple[str, ...]
    one_liner: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """When a phase begins, in minutes from the start."""

    minute: int
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page; `framework` names the timetable and its length."""

    title: str
    cards: tuple[SheetCard, ...]
    framework: str
    marks: tuple[Mark, ...]
    stories: tuple[SheetStory, ...]
    questions: tuple[str, ...]


def plain_lines(sheet: Sheet) -> list[str]:
    """The page as text."""
    return _laid_out(sheet, "", "  ")


def markdown_lines(sheet: Sheet) -> list[str]:
    """The page as Markdown."""
    return _laid_out(sheet, "## ", "- ")


def _laid_out(sheet: Sheet, heading: str, bullet: str) -> list[str]:
    """All parts; the cards take the lines that the others leave."""
    title = f"# {sheet.title}" if heading else sheet.title.upper()
    top = [cut(title, WIDTH), ""]
    timetable = _section(heading, f"Minutes: {sheet.framework}", _marks(sheet.marks, bullet)) if sheet.marks else []
    stories = _section(heading, "Stories", _stories(sheet.stories[:MOST_STORIES], bullet)) if sheet.stories else []
    asks = [_hanging(bullet, question, 2) for question in sheet.questions[:MOST_QUESTIONS]]
    questions = _section(heading, "To ask them", [line for lines in asks for line in lines]) if asks else []
    fixed = [*timetable, *stories, *questions]
    room = HEIGHT - len(top) - len(fixed) - 2
    shown = sheet.cards[: max(_LEAST_CARDS, min(MOST_CARDS, room // _CARD_LINES))]
    cards = [line for card in shown for line in _card_lines(card, bullet)]
    weakest = _section(heading, "Weakest core cards", cards) if cards else []
    return [line.rstrip() for line in (*top, *weakest, *fixed)][:HEIGHT]


def _section(heading: str, title: str, lines: Iterable[str]) -> list[str]:
    return [cut(f"{heading}{title if heading else title.upper()}", WIDTH), *lines, ""]


def _card_lines(card: SheetCard, bullet: str) -> list[str]:
    """The question with what is predicted of it, the answer below."""
    recall = "new" if card.recall is None else f"{round(100 * card.recall)} %"
    indent = " " * len(bullet)
    front = cut(card.front, WIDTH - len(bullet) - len(recall) - 2)
    return [f"{bullet}{front}  {recall}", f"{indent}  {cut(card.back, WIDTH - len(indent) - 2)}"]


def _marks(marks: Sequence[Mark], bullet: str) -> list[str]:
    told = " · ".join(f"{mark.minute} {mark.title}" for mark in marks)
    return _hanging(bullet, told, 4)


def _stories(stories: Sequence[SheetStory], bullet: str) -> list[str]:
    lines: list[str] = []
    for story in stories:
        shown = f" ({', '.join(story.competencies[:4])})" if story.competencies else ""
        lines.append(f"{bullet}{cut(f'{story.title}{shown}', WIDTH - len(bullet))}")
        indent = " " * (len(bullet) + 2)
        inner = [text for text in (story.one_liner, story.claim) if text]
        lines += [f"{indent}{cut(text, WIDTH - len(indent))}" for text in inner[: _STORY_LINES - 1]]
    return lines


def _hanging(bullet: str, text: str, most: int) -> list[str]:
    """A text on at most `most` lines, the last one cut."""
    lines = wrapped(" ".join(text.split()), WIDTH - len(bullet))
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), WIDTH - len(bullet))]
    return [f"{bullet if not place else ' ' * len(bullet)}{line}" for place, line in enumerate(lines)]


def cut(text: str, width: int) -> str:
    """A text on one line of at most so many cells, its end left out behind an ellipsis."""
    line = " ".join(text.split())
    return line if cell_width(line) <= width else f"{cut_cells(line, max(width - 1, 0)).rstrip()}…"
