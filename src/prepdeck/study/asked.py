"""After a real interview: what was asked becomes cards of the deck `asked`, which are drawn before all others."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prepdeck.errors import UsageError
from prepdeck.library.appending import with_note
from prepdeck.library.ids import slug_of
from prepdeck.library.search_path import read_bytes
from prepdeck.library.story_writer import quoted
from prepdeck.model.problem import Problem
from prepdeck.model.records import AskedRound
from prepdeck.model.study_day import date_of
from prepdeck.storage.log import live_records_of_kind
from prepdeck.stories.matrix import matrix_rows
from prepdeck.study.collection import Collection
from prepdeck.study.outlines import outlines_of
from prepdeck.study.private_files import write_private

ASKED_DECK = "asked"
MAX_QUESTION = 1_000
_HEAD = """\
# What was really asked, by `prepdeck asked`. Yours alone.
deck: asked
title: Really asked
tags: [asked]
notes:
"""
_POINTS = (
    "Situation and task in two sentences",
    "What you did, said as I and not as we",
    "The reason for it, or the choice you dropped",
    "The result, as a number with its baseline",
    "What you would do differently",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with where it was asked, and the key of its card."""

    key: str
    text: str
    company: str
    round: str
    on: str


def asked_rounds(collection: Collection) -> list[AskedRound]:
    """The rounds that were recorded and not undone, oldest first."""
    with collection.store.reading() as rows:
        records = live_records_of_kind(rows, "asked")
    return [record.payload for record in records if isinstance(record.payload, AskedRound)]


def asked_questions(collection: Collection) -> list[Asked]:
    """Every question that was really asked, newest round first."""
    rounds = sorted(asked_rounds(collection), key=lambda asked: asked.on, reverse=True)
    return [Asked(key, text, one.company, one.round, one.on) for one in rounds for key, text in one.questions]


def record_asked(
    collection: Collection, company: str, round_name: str, on: date, questions: Sequence[str], competency: str = ""
) -> AskedRound:
    """Write the questions as notes, and record the round.

    `competency` is what all of them ask for, a name of the matrix. Raises UsageError for a date to come, a competency
    that is not there, or nothing asked.
    """
    texts = [" ".join(question.split()) for question in questions if question.strip()]
    if not texts:
        raise UsageError("No question was given.", "prepdeck asked --company C 'Tell me about a failure'")
    if too_long := next((text for text in texts if len(text) > MAX_QUESTION), None):
        raise UsageError(f"{too_long[:40]!r}… is longer than {MAX_QUESTION:,} characters.", "Give one question each.")
    now = collection.now()
    if on > date_of(now.day):
        raise UsageError(f"{on.isoformat()} is still to come.", "Give the day of the interview.")
    covers = _outline_id(collection, competency) if competency else ""
    path = collection.setup.paths.stories / "asked.yaml"
    read = read_bytes(path) if path.exists() else None
    if isinstance(read, Problem):
        raise UsageError(f"{path} {read.message}.", "Make it readable, or move it away.")
    content = read.content if read is not None else _HEAD.encode()
    pairs = []
    for text in texts:
        note_id = f"{slug_of(text)}-{secrets.token_hex(2)}"
        appended = with_note(content, _note(note_id, text, company, round_name, on, covers))
        if appended is None:
            raise UsageError(f"{path} does not end with its notes, a line each.", "Mend it, or move it away.")
        content = appended[0]
        pairs.append((f"{ASKED_DECK}/{note_id}", text))
    write_private(path, content)
    asked = AskedRound(company, round_name, on.isoformat(), tuple(pairs))
    collection.append([asked], at=now)
    return asked


def _outline_id(collection: Collection, competency: str) -> str:
    rows = {row.name: row.id for row in matrix_rows(outlines_of(collection))}
    if competency not in rows:
        raise UsageError(f"There is no competency {competency}.", f"There are: {', '.join(rows) or 'none'}.")
    return rows[competency]


def _note(note_id: str, text: str, company: str, round_name: str, on: date, covers: str) -> str:
    front = f'Answer aloud: "{text}"'
    where = ", ".join(part for part in (company, round_name, on.isoformat()) if part)
    lines = [
        f"  - id: {note_id}",
        f"    front: {quoted(front)}",
        "    explain:",
        "      seconds: 120",
        "      points:",
        *(f"        - {quoted(point)}" for point in _POINTS),
        f"    why: {quoted(f'Asked at {where}.')}",
        *([f"    covers: [{covers}]"] if covers else []),
    ]
    return "\n".join(lines) + "\n"
