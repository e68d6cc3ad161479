"""Which question is drawn: what was really asked comes first, then what was rehearsed least and longest ago."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from prepdeck.stories.matrix import Matrix, Question


@dataclass(frozen=True, slots=True)
class Practice:
    """How often a question was rehearsed, and on which study day last."""

    times: int = 0
    last_day: int = -1


def in_order(
    questions: Sequence[Question], matrix: Matrix, practised: Mapping[str, Practice], seed: int
) -> list[Question]:
    """All questions, the one to be drawn first; `seed` decides between equals, the same way for the same.

    Really asked ones come before all others until each was rehearsed once, then they come round twice as often.
    """

    def rank(question: Question) -> tuple[bool, float, bool, int, int]:
        done = practised.get(question.key, Practice())
        is_fresh_asked = bool(question.asked_at) and not done.times
        weight = done.times / 2 if question.asked_at else float(done.times)
        return not is_fresh_asked, weight, not matrix.answers(question), done.last_day, _drawn(seed, question.key)

    return sorted(questions, key=rank)


def found(questions: Sequence[Question], words: str) -> list[Question]:
    """The questions that a typed key, competency or some words mean; a key means one."""
    wanted = words.casefold().strip()
    exact = [question for question in questions if wanted in (question.key, question.key.rpartition("/")[2])]
    if exact:
        return exact[:1]
    named = [question for question in questions if wanted in question.competencies]
    return named or [
        question for question in questions if all(word in question.text.casefold() for word in wanted.split())
    ]


def _drawn(seed: int, name: str) -> int:
    return int.from_bytes(blake2b(f"{seed}/{name}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
