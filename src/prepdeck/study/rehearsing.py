"""Rehearsals over the collection: what is told, and the records of it; a story's cards come back after days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prepdeck.drills.grading import Tick as Graded
from prepdeck.drills.grading import proposed_for_list
from prepdeck.errors import UsageError
from prepdeck.library.codec import decode_note
from prepdeck.model.note import Note, Pitch
from prepdeck.model.rating import Rating
from prepdeck.model.records import Record, Rehearsal
from prepdeck.model.story import STORY_DECK, Story
from prepdeck.storage.content import indexed_notes
from prepdeck.storage.store import Expectation
from prepdeck.stories.drawing import in_order
from prepdeck.stories.matrix import Question
from prepdeck.stories.rehearsal import Plan, Rehearsing, Tick
from prepdeck.stories.take import Take
from prepdeck.study.collection import Collection
from prepdeck.study.offers import card_state, review_of
from prepdeck.study.request import RehearsalRequest
from prepdeck.study.stories import Shelf

if TYPE_CHECKING:
    from prepdeck.model.records import Payload

PITCH_SECONDS = (30, 60, 120)
TELLING_SECONDS = 120
_GRADES: dict[Tick, Graded] = {"had": Graded.HAD, "partly": Graded.PARTLY, "missed": Graded.MISSED}
_PROBE_RATINGS: dict[Tick, Rating] = {"had": Rating.GOOD, "partly": Rating.HARD, "missed": Rating.AGAIN}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is rehearsed: a question with the story that answers it (or none), or a pitch by its note."""

    question: Question
    story: Story | None = None
    pitch: Note | None = None

    @property
    def seconds(self) -> int:
        """The time there is."""
        body = self.pitch.body if self.pitch else None
        return body.seconds if isinstance(body, Pitch) else TELLING_SECONDS

    @property
    def plan(self) -> Plan:
        """The rehearsal's plan."""
        body = self.pitch.body if self.pitch else None
        if isinstance(body, Pitch):
            return Plan(body.front, body.seconds, checklist=body.points)
        probes = tuple(probe.text for probe in self.story.probes) if self.story else ()
        return Plan(self.question.text, TELLING_SECONDS, probes)

    @property
    def card(self) -> str:
        """The key of the card that the telling answers; empty where it answers none."""
        if self.pitch is not None:
            return self.pitch.key
        return f"{STORY_DECK}/{self.story.slug}#{TELLING_SECONDS}s" if self.story else ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a rehearsal did: each card it answered, its rating, and the study day on which it is due."""

    cards: tuple[tuple[str, Rating, int | None], ...]


def pitches_of(collection: Collection) -> dict[int, Note]:
    """The introductions by their seconds: the first of 30, 60 and 120 in the order of the search path."""
    order = {deck.slug: place for place, deck in enumerate(collection.decks)}
    with collection.store.reading() as rows:
        notes = [note for note in indexed_notes(rows) if note.kind == Pitch.kind]
    pitches: dict[int, Note] = {}
    for indexed in sorted(notes, key=lambda note: (order.get(note.deck, 0), note.position)):
        note = decode_note(indexed.content)
        if isinstance(note.body, Pitch) and note.body.seconds in PITCH_SECONDS:
            pitches.setdefault(note.body.seconds, note)
    return dict(sorted(pitches.items()))


def subject_of(collection: Collection, shelf: Shelf, request: RehearsalRequest) -> Subject:
    """What is to be rehearsed: the pitch of so many seconds, or the question that the words name, with a story.

    Without a story named it is the best one that answers the question. Raises UsageError for what is not there.
    """
    if request.pitch is not None:
        pitches = pitches_of(collection)
        if request.pitch not in pitches:
            there_are = ", ".join(map(str, pitches)) or "none"
            raise UsageError(f"There is no pitch of {request.pitch} seconds.", f"There are: {there_are}.")
        return pitch_subject(pitches[request.pitch])
    story = shelf.story(request.story) if request.story else None
    question = shelf.drawn(request.words, shelf.matrix.today)
    answers = [story] if story else shelf.matrix.answers(question)
    return Subject(question, answers[0] if answers else None)


def pitch_subject(note: Note) -> Subject:
    """A pitch as what is rehearsed."""
    front = note.body.front if isinstance(note.body, Pitch) else ""
    return Subject(Question(note.key, front), pitch=note)


def record_rehearsal(collection: Collection, subject: Subject, run: Rehearsing, take: Take | None = None) -> Recorded:
    """Store a rehearsal, and with it answers to the cards it was: one action, which one undo takes back."""
    now = collection.now()
    payloads: list[Payload] = [_record(subject, run, take)]
    expected, cards = [], []
    for key, rating in answers_of(subject, run):
        state = card_state(collection, key)
        if state is None or state.suspended:
            continue
        outcomes = collection.scheduler_of(key.partition("/")[0]).outcomes(key, state, now, collection.fullness())
        review = review_of(collection, key, state, outcomes[rating], "rehearsal")
        payloads.append(review)
        expected.append(Expectation(key, state.decided_on))
        cards.append((key, rating, review.due_day))
    collection.append(payloads, at=now, expected=expected)
    return Recorded(tuple(cards))


def answers_of(subject: Subject, run: Rehearsing) -> list[tuple[str, Rating]]:
    """The cards a rehearsal answers, with their ratings: the telling by its checklist, each probe by how it went."""
    answers = []
    rating = proposed_for_list([_GRADES[tick] for _, tick in run.checked])
    if subject.card and rating is not None:
        answers.append((subject.card, rating))
    if subject.story is not None:
        for number, (_, tick) in enumerate(run.answered, start=1):
            answers.append((f"{STORY_DECK}/{subject.story.slug}#probe-{number}", _PROBE_RATINGS[tick]))
    return answers


def rehearsals_of(past: Sequence[Record], question: str = "", story: str = "") -> list[tuple[Record, Rehearsal]]:
    """Past rehearsals, newest first, of a question or a story where one is named."""
    found = [(record, record.payload) for record in past if isinstance(record.payload, Rehearsal)]
    return [
        (record, told)
        for record, told in reversed(found)
        if (not question or told.question == question) and (not story or told.story == story)
    ]


def last_fix(past: Sequence[Record], subject: Subject) -> str:
    """What was to be mended, from the newest rehearsal of the same story, or else of the same question."""
    story = subject.story.slug if subject.story else ""
    found = rehearsals_of(past, story=story) if story else rehearsals_of(past, question=subject.question.key)
    return next((told.fix for _, told in found if told.fix), "")


def _record(subject: Subject, run: Rehearsing, take: Take | None) -> Rehearsal:
    return Rehearsal(
        story=subject.story.slug if subject.story else "",
        question=subject.question.key,
        seconds=run.plan.seconds,
        used_ms=round((run.told_s or 0) * 1000),
        probes=tuple((number, round(used * 1000), tick) for number, (used, tick) in enumerate(run.answered, start=1)),
        checklist=run.checked,
        fix=run.fix,
        take=(take.words, take.wpm, take.filler_count) if take is not None else (),
    )


def next_subject(shelf: Shelf, after: Subject, seed: int) -> Subject:
    """Another question than this one, with the story that answers it best."""
    questions = [question for question in shelf.questions if question.key != after.question.key]
    if not questions:
        return after
    question = in_order(questions, shelf.matrix, shelf.practised, shelf.matrix.today + seed)[0]
    answers = shelf.matrix.answers(question)
    return Subject(question, answers[0] if answers else None)


def with_next_story(shelf: Shelf, subject: Subject) -> Subject:
    """The same question with the next story: first those that answer it, then the others, then none."""
    answers = shelf.matrix.answers(subject.question)
    choices = [*answers, *(story for story in shelf.stories if story not in answers), None]
    place = choices.index(subject.story) if subject.story in choices else -1
    return replace(subject, story=choices[(place + 1) % len(choices)])
