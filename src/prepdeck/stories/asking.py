"""Questions to put to the interviewer, with `{company}`, `{product}` and `{value}` filled in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PLACEHOLDERS = ("company", "product", "value")
_PLACEHOLDER = re.compile(r"\{(company|product|value)\}")


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question to ask: its note's key, the text as it is written, whom to ask, what it is for and why it helps."""

    key: str
    text: str
    audience: str
    purpose: str
    why: str = ""

    def filled(self, values: Mapping[str, str]) -> str:
        """The question with what is known put in; a placeholder without a value stays as it is."""
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], "").strip() or found[0], self.text)

    def lacking(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The placeholders that have no value yet, each once."""
        named = dict.fromkeys(_PLACEHOLDER.findall(self.text))
        return tuple(name for name in named if not values.get(name, "").strip())


def audiences_of(questions: Iterable[OwnQuestion]) -> tuple[str, ...]:
    """Whom one may ask, in the order in which they first come."""
    return tuple(dict.fromkeys(question.audience for question in questions))


def picked(questions: Iterable[OwnQuestion], audience: str = "", purpose: str = "") -> list[OwnQuestion]:
    """The questions for an audience and a purpose; of a purpose some words are enough, and empty means any."""
    words = purpose.casefold().split()
    return [
        question
        for question in questions
        if (not audience or question.audience.casefold() == audience.casefold())
        and all(word in f"{question.purpose} {question.text}".casefold() for word in words)
    ]
