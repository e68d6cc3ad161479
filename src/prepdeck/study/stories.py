"""The user's stories against competencies and questions, with what was told of them when."""

from dataclasses import dataclass

from prepdeck.errors import UsageError
from prepdeck.library.codec import decode_note
from prepdeck.library.file_codec import decode_file
from prepdeck.model.card_state import Phase
from prepdeck.model.note import Explain, Note
from prepdeck.model.records import Record, Rehearsal
from prepdeck.model.story import STORY_DECK, Story
from prepdeck.storage.card_rows import cards_of_note, state_of
from prepdeck.storage.content import contents_holding, indexed_notes
from prepdeck.storage.log import live_records_of_kind
from prepdeck.stories.drawing import Practice, found, in_order
from prepdeck.stories.matrix import Matrix, MatrixRow, Question, matrix_rows, names_covered
from prepdeck.study.asked import ASKED_DECK, asked_rounds
from prepdeck.study.collection import Collection
from prepdeck.study.outlines import outlines_of

QUESTION_BANK = "question-bank"


@dataclass(frozen=True, slots=True)
class StoryCards:
    """How a story's cards stand: how many there are, how many are due on this study day, the next day one is due."""

    cards: int
    due: int
    next_day: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything the behavioral round is rehearsed with.

    `past` are the rehearsals that count, in order; `practised` says for each question how often and when last.
    """

    matrix: Matrix
    questions: tuple[Question, ...]
    practised: dict[str, Practice]
    past: tuple[Record, ...]
    cards: dict[str, StoryCards]

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories, in the order of the search path."""
        return self.matrix.stories

    @property
    def unanswered(self) -> list[Question]:
        """The questions that no story answers, and none was rehearsed with."""
        with_story = frozenset(
            record.payload.question
            for record in self.past
            if isinstance(record.payload, Rehearsal) and record.payload.story
        )
        return self.matrix.unanswered(self.questions, with_story)

    def drawn(self, words: str = "", seed: int = 0) -> Question:
        """The question to rehearse next, among those that `words` name; words that name none are a question themselves.

        Raises UsageError where there is no question at all.
        """
        chosen = found(self.questions, words) if words else list(self.questions)
        if chosen:
            return in_order(chosen, self.matrix, self.practised, seed)[0]
        if words:
            return Question(words, words)
        raise UsageError("There is no question to rehearse.", "Type one: prepdeck rehearse 'Tell me about a failure'.")

    def story(self, slug: str) -> Story:
        """The story of that name; raises UsageError with near names."""
        known = {story.slug: story for story in self.stories}
        if slug not in known:
            from difflib import get_close_matches

            near = get_close_matches(slug, known, n=3, cutoff=0.5)
            there_are = f"There are: {', '.join(known)}." if known else "prepdeck new story writes one."
            raise UsageError(f"There is no story {slug}.", f"Did you mean {' or '.join(near)}?" if near else there_are)
        return known[slug]


def shelf_of(collection: Collection) -> Shelf:
    """Gather stories, questions and what was told; some milliseconds."""
    with collection.store.reading() as rows:
        past = tuple(live_records_of_kind(rows, "rehearsal"))
    stories = stories_of(collection)
    competencies = matrix_rows(outlines_of(collection))
    today = collection.now().day
    cards = {story.slug: _cards_of(collection, story, today) for story in stories}
    last_told = {story.slug: _last_told(collection, story, past) for story in stories}
    matrix = Matrix(competencies, stories, last_told, today)
    return Shelf(matrix, tuple(_questions(collection, competencies)), _practised(past), past, cards)


def stories_of(collection: Collection) -> tuple[Story, ...]:
    """Every story, in the order of the search path; of two with one name the first."""
    with collection.store.reading() as rows:
        contents = contents_holding(rows, "story")
    stories: dict[str, Story] = {}
    for content in contents:
        if story := decode_file(content).story:
            stories.setdefault(story.slug, story)
    return tuple(stories.values())


def _questions(collection: Collection, competencies: tuple[MatrixRow, ...]) -> list[Question]:
    """What is to be answered aloud with a story: the bank, and what was really asked, which says where."""
    asked_at = {
        key: f"{asked.company}, {asked.round}, {asked.on}"
        for asked in asked_rounds(collection)
        for key, _ in asked.questions
    }
    with collection.store.reading() as rows:
        indexed = [note for note in indexed_notes(rows) if note.deck in (ASKED_DECK, QUESTION_BANK)]
    notes = [decode_note(note.content) for note in indexed if note.kind == Explain.kind]
    return [
        Question(note.key, question_text(note), names_covered(note.covers, competencies), asked_at.get(note.key, ""))
        for note in notes
    ]


def question_text(note: Note) -> str:
    """The question of a note that asks it: what its front has in quotes, or the whole front."""
    front = note.body.front if isinstance(note.body, Explain) else ""
    _, quote, rest = front.partition('"')
    inside, end, _ = rest.rpartition('"')
    return " ".join((inside if quote and end else front).split())


def _practised(past: tuple[Record, ...]) -> dict[str, Practice]:
    practised: dict[str, Practice] = {}
    for record in past:
        if isinstance(record.payload, Rehearsal):
            before = practised.get(record.payload.question, Practice())
            practised[record.payload.question] = Practice(before.times + 1, record.moment.day)
    return practised


def _last_told(collection: Collection, story: Story, past: tuple[Record, ...]) -> int | None:
    """The study day on which a story was last told, in a rehearsal or as a card of a drill."""
    days = [
        record.moment.day
        for record in past
        if isinstance(record.payload, Rehearsal) and record.payload.story == story.slug
    ]
    with collection.store.reading() as rows:
        states = [state_of(row) for row in cards_of_note(rows, f"{STORY_DECK}/{story.slug}")]
    days += [state.last_day for state in states if state.last_day is not None]
    return max(days, default=None)


def _cards_of(collection: Collection, story: Story, today: int) -> StoryCards:
    with collection.store.reading() as rows:
        found_rows = [row for row in cards_of_note(rows, f"{STORY_DECK}/{story.slug}") if row.present]
    states = [state_of(row) for row in found_rows]
    days = [state.due_day for state in states if state.phase is Phase.REVIEW and state.due_day is not None]
    return StoryCards(len(states), sum(day <= today for day in days), min(days, default=None))
