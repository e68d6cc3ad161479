"""The one table of fields for every kind of note.

The reader's checks, the JSON Schema, the templates and docs/deck-format.md are all made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from prepdeck.library.fields import Field, Table
from prepdeck.library.list_types import ListEntry, ListOf
from prepdeck.library.number_types import Date, Duration, Flag, Integer
from prepdeck.library.numeric_types import Cases, ExpressionText, GivenNames, ToleranceValue
from prepdeck.library.value_types import NoteKey, OneOf, Slug, Tag, Text
from prepdeck.model.note import TIERS

MAX_COVERS = 4

_TEXT = Text()
_LINE = Text(one_line=True)
TAGS = ListOf(Tag(), most=20)
_SOURCES = ListOf(Text(one_line=True, comment_may_follow=True), most=20, or_one=True)
_POINTS = ListOf(_TEXT, most=20)
_SECONDS = Integer(5, 600)

VERIFIED = Table(
    (
        Field("with", _LINE, "What the fact was checked with.", "torch 2.13.0", required=True),
        Field("date", Date(), "When it was checked.", "2026-11-20", required=True),
    )
)

COMMON_FIELDS = (
    Field(
        "id",
        Slug(),
        "The note's name, unique in its deck and never used again; `check --fix` writes it.",
        "zero3-memory",
    ),
    Field("was", ListOf(NoteKey()), "Earlier keys of the note, so that progress follows it.", "[memory/zero3]"),
    Field("why", _TEXT, "The reason or the trap, shown after the answer.", "Stage 1 shards the optimizer state."),
    Field("hint", _TEXT, "Shown before the answer, when asked for.", "Stage 1 shards one of three."),
    Field("tags", TAGS, "Words to find it by, beside those of the deck.", "[zero]"),
    Field("tier", OneOf(TIERS), "How much it matters; core where nothing is said.", "core"),
    Field("covers", ListOf(Slug(), most=MAX_COVERS), "Ids of outlines it covers.", "[nine.9.12]"),
    Field("source", _SOURCES, "Where the facts come from.", "https://arxiv.org/abs/1910.02054"),
    Field("verified", VERIFIED, "What the fact was checked with, and when.", "{with: torch 2.13.0, date: 2026-11-20}"),
    Field("expires_after", Duration(in_days=True), "How long after that it should be checked again.", "180d"),
    Field("diagram", _TEXT, "A drawing in characters, shown with the answer.", "|-\n  A --> B"),
)
"""Fields that every note may have."""


def _front(example: str) -> Field:
    return Field("front", _TEXT, "The question.", example, required=True)


CHOICES = Table(
    (
        Field(
            "answer",
            ListOf(_TEXT, most=10, or_one=True),
            "What is right; a list means: select all.",
            "Prefix sums",
            True,
        ),
        Field("others", ListOf(_TEXT, most=10), "What is plausible and wrong.", "[Sliding window, Two pointers]", True),
    ),
    words="answer and others",
)
NUMERIC = Table(
    (
        Field(
            "given",
            GivenNames(),
            "Names and the numbers each may be.",
            "{params: [7, 70], gpus: [8, 64]}",
            required=True,
        ),
        Field("answer", ExpressionText(), "The answer, in the given names.", "params*16/gpus"),
        Field(
            "cases",
            Cases(),
            "Instead of answer: chosen by one name's value.",
            "{stage: {1: params*4, 3: params*16/gpus}}",
        ),
        Field("unit", _LINE, "The answer's unit.", "GB"),
        Field("tolerance", ToleranceValue(), "How far off is still right; 1% where nothing is said.", "5%"),
        Field("working", _TEXT, "The way to the answer, shown after it.", "16 bytes a parameter, split over the GPUs."),
    ),
    words="given, answer, unit and so on",
    exactly_one_of=("answer", "cases"),
)
CODE = Table(
    (
        Field("language", Slug(), "The language, for its colours and its check.", "python", required=True),
        Field(
            "answer",
            _TEXT,
            "The code; of a buggy one, the corrected code.",
            "|-\n  def double(x):\n      return 2 * x",
            required=True,
        ),
        Field(
            "bug",
            _TEXT,
            "The answer with a bug in it, which makes the note spot-the-bug.",
            "|-\n  def double(x):\n      return x",
        ),
        Field(
            "check", _TEXT, "Code that runs after the answer and fails when it is wrong.", "|-\n  assert double(2) == 4"
        ),
    ),
    words="language, answer, bug, check",
)
SPOKEN = Table(
    (
        Field("seconds", _SECONDS, "How long it may take.", "90", required=True),
        Field(
            "points",
            _POINTS,
            "What must be said; ticked off afterwards.",
            "[all-gather before forward, reduce-scatter after]",
            True,
        ),
    ),
    words="seconds and points",
)


@dataclass(frozen=True, slots=True)
class NoteKind:
    """A kind of note: the key that makes it one, and its own fields."""

    name: str
    key: str
    title: str
    fields: tuple[Field, ...]

    @property
    def table(self) -> Table:
        """Its own fields and those of every note."""
        return Table((*self.fields, *COMMON_FIELDS))


NOTE_KINDS = (
    NoteKind(
        "basic",
        "back",
        "A question and its answer",
        (
            _front("Which training state does ZeRO-3 shard?"),
            Field(
                "back",
                _TEXT,
                "The answer: one fact, at most 60 words.",
                "Parameters, gradients and optimizer state.",
                required=True,
            ),
            Field("reverse", Flag(), "Ask it the other way round as well.", "false"),
        ),
    ),
    NoteKind(
        "cloze",
        "cloze",
        "A text with gaps, one card a number",
        (
            Field(
                "cloze",
                Text(must_hold=r"\{\{c0*[1-9][0-9]*::"),
                "The text; `{{c1::hidden}}` or `{{c1::hidden::hint}}` makes a gap.",
                "'DDP overlaps {{c1::all-reduce}} with {{c2::backward}}.'",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "steps",
        "steps",
        "A list whose order counts, graded item by item",
        (
            _front("Name the first two steps of ML system design, in order."),
            Field(
                "steps",
                ListOf(ListEntry("step"), least=2, most=30),
                "The items in order.",
                "[Problem formulation, Metrics]",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "items",
        "items",
        "A list in any order, graded item by item",
        (
            _front("Which two training states does ZeRO-2 shard?"),
            Field(
                "items",
                ListOf(ListEntry("item"), least=2, most=30),
                "The items.",
                "[optimizer state, gradients]",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "choices",
        "choices",
        "Options to choose from",
        (
            _front("Subarray sum equals k, with negative numbers. Which pattern?"),
            Field(
                "choices",
                CHOICES,
                "The options.",
                "\n  answer: Prefix sums\n  others: [Sliding window, Two pointers, Binary search]",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "typed",
        "typed",
        "A short answer that is typed",
        (
            _front("What does torchrun set OMP_NUM_THREADS to by default?"),
            Field(
                "typed",
                ListOf(_LINE, most=20, or_one=True),
                "Any of these is right; case and outer spaces do not count.",
                "['1', one]",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "numeric",
        "numeric",
        "A calculation with fresh numbers each time",
        (
            _front("'Split 112 GB of training state evenly over {gpus} GPUs: how many GB on each?'"),
            Field(
                "numeric",
                NUMERIC,
                "The calculation.",
                "\n  given: {gpus: [8, 16, 64]}\n  answer: 112/gpus\n  unit: GB\n  tolerance: 1%",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "code",
        "code",
        "Code to write, or a bug to spot",
        (
            _front("Write a function that doubles a number."),
            Field(
                "code",
                CODE,
                "The code.",
                "\n  language: python\n  answer: |-\n    def double(x):\n        return 2 * x"
                "\n  check: |-\n    assert double(2) == 4",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "explain",
        "explain",
        "Something to explain aloud against the clock",
        (
            _front("'Explain aloud: what does FSDP communicate, forward and backward?'"),
            Field(
                "explain",
                SPOKEN,
                "The time and the points.",
                "\n  seconds: 90\n  points:\n    - all-gather before each unit's forward"
                "\n    - reduce-scatter of gradients after its backward",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "pitch",
        "pitch",
        "An introduction to say aloud against the clock",
        (
            _front("Introduce yourself."),
            Field(
                "pitch",
                SPOKEN,
                "The time and the points.",
                "\n  seconds: 60\n  points:\n    - hook\n    - two proof points\n    - why this role",
                required=True,
            ),
        ),
    ),
    NoteKind(
        "ask",
        "ask",
        "A question to put to the interviewer",
        (
            Field("ask", _TEXT, "The question.", "What does success look like after six months?", required=True),
            Field("audience", _LINE, "Whom to ask.", "hiring manager", required=True),
            Field("purpose", _LINE, "What it is for.", "success metric", required=True),
        ),
    ),
)
NOTE_TABLES: Mapping[str, Table] = {kind.name: kind.table for kind in NOTE_KINDS}
KIND_OF_KEY: Mapping[str, NoteKind] = {kind.key: kind for kind in NOTE_KINDS}
