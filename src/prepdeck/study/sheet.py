"""The page for the day before, gathered from the collection."""

from typing import TYPE_CHECKING

from prepdeck.errors import UsageError
from prepdeck.mocks.timetable import timetable
from prepdeck.model.framework import Framework
from prepdeck.model.note import PRIVATE_KINDS, SPOKEN_KINDS
from prepdeck.model.note_text import back_text, front_text
from prepdeck.model.study_day import date_of
from prepdeck.scheduling.memory import retrievability
from prepdeck.scheduling.queue import Candidate
from prepdeck.storage.queues import any_cards
from prepdeck.stories.matrix import Matrix
from prepdeck.stories.sheet import MOST_CARDS, MOST_QUESTIONS, MOST_STORIES, Mark, Sheet, SheetCard, SheetStory
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_of
from prepdeck.study.own_questions import interview_values, own_questions_of
from prepdeck.study.scenarios import frameworks_of
from prepdeck.study.stories import shelf_of

if TYPE_CHECKING:
    from prepdeck.stories.asking import OwnQuestion

DEFAULT_FRAMEWORK, DEFAULT_MINUTES = "nine-step", 45
_LOOKED_AT = 100_000
_UNFIT = SPOKEN_KINDS | PRIVATE_KINDS | {"cloze", "numeric", "code", "choices"}
"""Kinds whose answer does not fit on a line, or means nothing without its options."""


def sheet_of(collection: Collection, framework: str = "", minutes: int = DEFAULT_MINUTES) -> Sheet:
    """The page; raises UsageError for a framework that is not there, or a length it cannot have."""
    goal, today = goal_of(collection), collection.now().day
    ahead = goal.on_day if goal and goal.on_day >= today else None
    on = date_of(today if ahead is None else ahead)
    chosen = _framework(collection, framework)
    return Sheet(
        title=f"{'Interview on' if ahead is not None else 'As of'} {on:%a} {on.day} {on:%b %Y}",
        cards=_weakest(collection, today if ahead is None else ahead),
        framework=f"{chosen.title}, {minutes} min" if chosen else "",
        marks=_marks(chosen, minutes) if chosen else (),
        stories=_stories(shelf_of(collection).matrix),
        questions=tuple(_questions(collection)),
    )


def _framework(collection: Collection, name: str) -> Framework | None:
    known = frameworks_of(collection)
    if name and name not in known:
        raise UsageError(f"There is no framework {name}.", f"There are: {', '.join(known) or 'none'}.")
    return known.get(name or DEFAULT_FRAMEWORK)


def _marks(framework: Framework, minutes: int) -> tuple[Mark, ...]:
    """When each phase begins."""
    marks, start = [], 0
    for phase in timetable(framework, minutes):
        marks.append(Mark(start, phase.title))
        start += phase.minutes
    return tuple(marks)


def _weakest(collection: Collection, day: int) -> tuple[SheetCard, ...]:
    """The core cards of which least is predicted to be recalled on that day; one a note, new ones last."""
    with collection.store.reading() as rows:
        cards = [card for card in any_cards(rows, None, _LOOKED_AT) if card.tier == "core" and card.kind not in _UNFIT]

    def recall(card: Candidate) -> float | None:
        state = card.state
        if state.memory is None or state.last_day is None:
            return None
        return retrievability(max(0, day - state.last_day), state.memory, collection.parameters)

    recalls = {card.key: recall(card) for card in cards}

    def order(card: Candidate) -> tuple[bool, float, int]:
        value = recalls[card.key]
        return value is None, 1.0 if value is None else value, card.position

    shown: dict[str, SheetCard] = {}
    for card in sorted(cards, key=order):
        if len(shown) >= MOST_CARDS:
            break
        note = None if card.note in shown else collection.find_note(card.note)
        if note is not None:
            front, back = _on_a_line(front_text(note.body)), _on_a_line(back_text(note.body))
            shown[card.note] = SheetCard(card.key, front, back, recalls[card.key])
    return tuple(shown.values())


def _on_a_line(markdown: str) -> str:
    """A text as one line: the items of a list behind each other, emphasis left out."""
    lines = (line.strip().removeprefix("- ") for line in markdown.replace("**", "").split("\n"))
    return "; ".join(line for line in lines if line and not line.startswith("```"))


def _stories(matrix: Matrix) -> tuple[SheetStory, ...]:
    titles = {row.name: row.title for row in matrix.rows}
    stories = []
    for story in matrix.chosen(MOST_STORIES):
        ordered = sorted(story.competencies, key=lambda shown: shown.strength != "strong")
        living = [claim for claim in story.claims if not claim.retracted]
        claim = next((one for one in living if one.is_complete), living[0] if living else None)
        against = f", before: {claim.baseline}" if claim and claim.baseline else ""
        stories.append(
            SheetStory(
                slug=story.slug,
                title=story.title,
                competencies=tuple(titles.get(shown.name, shown.name).lower() for shown in ordered),
                one_liner=story.one_liner,
                claim=f"{claim.figure} {claim.means}{against}" if claim else "",
            )
        )
    return tuple(stories)


def _questions(collection: Collection) -> list[str]:
    """One question for each audience in turn, those whose placeholders are known first."""
    values = interview_values(collection)
    by_audience: dict[str, list[OwnQuestion]] = {}
    for question in sorted(own_questions_of(collection), key=lambda one: bool(one.lacking(values))):
        by_audience.setdefault(question.audience, []).append(question)
    picked: list[str] = []
    while by_audience and len(picked) < MOST_QUESTIONS:
        for audience, questions in list(by_audience.items()):
            picked.append(f"{audience.capitalize()}: {questions.pop(0).filled(values)}")
            if not questions:
                del by_audience[audience]
    return picked[:MOST_QUESTIONS]
