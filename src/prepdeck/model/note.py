"""Notes by kind: what an author writes under `notes:`.

A `Note` carries what every kind has; its `body` is one of the kinds below. Texts are Markdown as written in the file.
"""

from dataclasses import dataclass
from typing import ClassVar

TIERS = ("core", "deep", "stretch")


@dataclass(frozen=True, slots=True)
class Basic:
    """A question and its answer; `reverse` makes a second card that asks the other way round."""

    kind: ClassVar[str] = "basic"
    front: str
    back: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with deletions `{{c1::hidden::hint}}`; one card per number."""

    kind: ClassVar[str] = "cloze"
    text: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, with an optional reason shown after it was ticked."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """An ordered list, graded item by item."""

    kind: ClassVar[str] = "steps"
    front: str
    entries: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """An unordered list, graded item by item."""

    kind: ClassVar[str] = "items"
    front: str
    entries: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Options to choose from; several answers mean "select all that apply"."""

    kind: ClassVar[str] = "choices"
    front: str
    answers: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A short answer that is typed; any of `accepted` is right, case and outer spaces do not count."""

    kind: ClassVar[str] = "typed"
    front: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumericCase:
    """The expression that holds when the choosing name has this value."""

    value: float
    expression: str


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value a numeric question may show: the number, and its spelling in the file (`2.10`, `1e9`)."""

    number: float
    spelling: str


@dataclass(frozen=True, slots=True)
class Given:
    """One name of a numeric question and the values it may take."""

    name: str
    values: tuple[GivenValue, ...]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an answer may be off: relative (0.05 for 5 %) or absolute, in the question's unit."""

    amount: float
    relative: bool


@dataclass(frozen=True, slots=True)
class Numeric:
    """A calculation with fresh values at each review.

    Either `answer` is set, or `case_name` with `cases`: the expression is chosen by that given name's value.
    """

    kind: ClassVar[str] = "numeric"
    front: str
    given: tuple[Given, ...]
    tolerance: Tolerance
    answer: str = ""
    case_name: str = ""
    cases: tuple[NumericCase, ...] = ()
    unit: str = ""
    working: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Code to write, or with `bug` code in which to spot the bug; `check` fails on an emptied or buggy answer."""

    kind: ClassVar[str] = "code"
    front: str
    language: str
    answer: str
    check: str = ""
    bug: str = ""


@dataclass(frozen=True, slots=True)
class Explain:
    """Something to explain aloud within `seconds`, graded by the points that were said."""

    kind: ClassVar[str] = "explain"
    front: str
    seconds: int
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pitch:
    """An introduction to say within `seconds`, graded by the points that were said."""

    kind: ClassVar[str] = "pitch"
    front: str
    seconds: int
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to put to the interviewer: recalled from its audience and purpose."""

    kind: ClassVar[str] = "ask"
    ask: str
    audience: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Tell:
    """A story to tell in 30 and in 120 seconds, and the follow-up questions to it; made of a story file.

    `front` is its title. Each of `parts` and `probes` has its text, or the answer to it, as `why`: it shows once it was
    graded. `short` and `long` are the tellings as they are written out, empty where they are not.
    """

    kind: ClassVar[str] = "story"
    front: str
    one_liner: str
    parts: tuple[ListItem, ...]
    short: str = ""
    long: str = ""
    probes: tuple[ListItem, ...] = ()


Body = Basic | Cloze | Steps | Items | Choices | Typed | Numeric | Code | Explain | Pitch | Ask | Tell
BODIES: tuple[type[Body], ...] = (Basic, Cloze, Steps, Items, Choices, Typed, Numeric, Code, Explain, Pitch, Ask, Tell)
KINDS = tuple(body.kind for body in BODIES if body is not Tell)
"""The kinds that are written under `notes:`."""
SPOKEN_KINDS = frozenset({Explain.kind, Pitch.kind, Ask.kind, Tell.kind})
PRIVATE_KINDS = frozenset({Tell.kind})
"""The kinds whose notes are personal: nothing made to be given away holds them."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a fact was checked with, and when (ISO date)."""

    checked_with: str
    date: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file as the user knows it, line and column from 1."""

    path: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of a deck file, its deck's `defaults` and `tags` already applied."""

    deck: str
    id: str
    body: Body
    place: Place
    why: str = ""
    hint: str = ""
    tags: tuple[str, ...] = ()
    tier: str = "core"
    covers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified: Verified | None = None
    expires_after_days: int | None = None
    diagram: str = ""
    was: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The note's key, `deck/note`."""
        return f"{self.deck}/{self.id}"

    @property
    def kind(self) -> str:
        """The word for its body: one of `KINDS`, or story."""
        return self.body.kind
