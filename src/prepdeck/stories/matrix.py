"""Stories against competencies: what is shown, what is missing, what rests on one story, what has grown stale.

The competencies come from outlines named `competencies` (or `competencies-<name>`); the last part of an item's id
(`growing` of `beh.axis.growing`) is what stories name, the part before it groups them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prepdeck.model.outline import Outline
from prepdeck.model.story import MAX_STORIES, Story, Strength

OUTLINE = "competencies"
STALE_DAYS = 14
"""A story that was not told for so long is no longer at hand."""
LEANING = 3
"""So many competencies on one story alone are too many: it can be told once a loop."""

Cover = Literal["hole", "weak", "one", "covered"]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One competency: its id in the outline, the name stories use, its title, the group it stands in."""

    id: str
    name: str
    title: str
    group: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank: its note's key, the text, the names of the competencies it asks for.

    `asked_at` says where it was really asked, and when; empty for one that only might be.
    """

    key: str
    text: str
    competencies: tuple[str, ...] = ()
    asked_at: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Stories and competencies, and when (study day) each story was last told; None for never."""

    rows: tuple[MatrixRow, ...]
    stories: tuple[Story, ...]
    last_told: Mapping[str, int | None]
    today: int

    def cell(self, row: MatrixRow, story: Story) -> Strength | None:
        """How well a story shows a competency."""
        return story.strength(row.name)

    def shown_by(self, name: str) -> list[Story]:
        """The stories that show a competency, strong ones first."""
        shown = [story for story in self.stories if story.strength(name)]
        return sorted(shown, key=lambda story: story.strength(name) != "strong")

    def cover(self, row: MatrixRow) -> Cover:
        """Whether a competency has no story, only weak ones, a single one, or enough."""
        shown = self.shown_by(row.name)
        if not shown:
            return "hole"
        if shown[0].strength(row.name) != "strong":
            return "weak"
        return "one" if len(shown) == 1 else "covered"

    @property
    def holes(self) -> tuple[MatrixRow, ...]:
        """The competencies no story shows."""
        return tuple(row for row in self.rows if self.cover(row) == "hole")

    @property
    def weak(self) -> tuple[MatrixRow, ...]:
        """The competencies that no story shows strongly."""
        return tuple(row for row in self.rows if self.cover(row) == "weak")

    def rests_on(self, story: Story) -> tuple[MatrixRow, ...]:
        """The competencies that this story alone shows."""
        return tuple(row for row in self.rows if [one.slug for one in self.shown_by(row.name)] == [story.slug])

    @property
    def over_used(self) -> tuple[Story, ...]:
        """The stories that three competencies or more rest on."""
        return tuple(story for story in self.stories if len(self.rests_on(story)) >= LEANING)

    def days_since(self, story: Story) -> int | None:
        """Study days since a story was told; None where it never was."""
        last = self.last_told.get(story.slug)
        return None if last is None else max(0, self.today - last)

    @property
    def stale(self) -> tuple[Story, ...]:
        """The stories that were not told for two weeks, or never, longest ago first."""
        waits = {story.slug: self.days_since(story) for story in self.stories}
        long_ago = [story for story in self.stories if (days := waits[story.slug]) is None or days >= STALE_DAYS]
        return tuple(sorted(long_ago, key=lambda story: -(waits[story.slug] or 10_000)))

    def chosen(self, most: int) -> list[Story]:
        """The stories that together show most: one after the other the one that adds most, strong counting twice."""
        shown: dict[str, int] = {}
        left, chosen = list(self.stories), list[Story]()

        def adds(story: Story) -> int:
            values = {one.name: 2 if one.strength == "strong" else 1 for one in story.competencies}
            return sum(max(0, value - shown.get(name, 0)) for name, value in values.items())

        while left and len(chosen) < most:
            best = max(left, key=adds)
            for one in best.competencies:
                shown[one.name] = max(shown.get(one.name, 0), 2 if one.strength == "strong" else 1)
            left.remove(best)
            chosen.append(best)
        return chosen

    @property
    def too_many(self) -> int:
        """How many stories there are beyond the twelve one can keep fresh."""
        return max(0, len(self.stories) - MAX_STORIES)

    def answers(self, question: Question) -> list[Story]:
        """The stories that may answer a question: those that show what it asks for, the strongest and stalest first."""

        def order(story: Story) -> tuple[int, int]:
            strong = sum(story.strength(name) == "strong" for name in question.competencies)
            days = self.days_since(story)
            return -strong, -(10_000 if days is None else days)

        found = [story for story in self.stories if any(map(story.strength, question.competencies))]
        return sorted(found, key=order)

    def unanswered(self, questions: Iterable[Question], rehearsed: frozenset[str]) -> list[Question]:
        """The questions that no story answers, and that were never rehearsed with one, really asked ones first."""
        open_ones = [one for one in questions if one.key not in rehearsed and not self.answers(one)]
        return sorted(open_ones, key=lambda question: not question.asked_at)


def matrix_rows(outlines: Iterable[Outline]) -> tuple[MatrixRow, ...]:
    """The competencies of the outlines that list them, each name once."""
    rows: dict[str, MatrixRow] = {}
    for outline in outlines:
        if outline.slug != OUTLINE and not outline.slug.startswith(f"{OUTLINE}-"):
            continue
        for item in outline.items:
            group, _, name = item.id.rpartition(".")
            rows.setdefault(name, MatrixRow(item.id, name, item.title, group))
    return tuple(rows.values())


def competency_names(outlines: Iterable[Outline]) -> tuple[str, ...]:
    """The names stories may use."""
    return tuple(row.name for row in matrix_rows(outlines))


def names_covered(covers: Sequence[str], rows: Sequence[MatrixRow]) -> tuple[str, ...]:
    """The competencies among the outline ids that a note covers."""
    return tuple(row.name for row in rows if row.id in covers)
