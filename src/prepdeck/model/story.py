"""Stories: what somebody did, told in a behavioral round, with the numbers it rests on.

A story is personal: its file is the user's own, and nothing that leaves the machine holds its text.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

STORY_DECK = "stories"
"""The deck that stories make; no deck file may have this name."""
MAX_STORIES = 12
"""More than this nobody keeps fresh."""
TELLING_SECONDS = (30, 120)
PROBE_SECONDS = 45

Scope = Literal["self", "team", "org"]
SCOPES: tuple[Scope, ...] = ("self", "team", "org")
"""How far a story reached: one's own work, a team of three or more, two teams or more."""
Strength = Literal["strong", "ok"]
STRENGTHS: tuple[Strength, ...] = ("strong", "ok")

PARTS = ("situation", "task", "action", "result", "reflection")
"""The parts of a story in the order in which it is told."""
TELLINGS = ("30s", "120s")
"""The names of the tellings that are written out, and of their cards."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """From the character `offset` of a text on, it stands at this line and column (from 1) of its file."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a story (`result`, `120s`, `probe-1`) and where each of its rows stands."""

    name: str
    text: str
    rows: tuple[TextRow, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        row = self.rows[max(0, bisect_right(self.rows, offset, key=lambda row: row.offset) - 1)]
        return row.line, row.column + max(0, offset - row.offset)


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of a story: what it measures, against what, how that was measured, and where it can be looked up.

    `slug` names the claim in all stories that make it. `now` is what `baseline` became: their ratio can be computed.
    `retracted` says why the number is not to be used any more; empty while it holds.
    """

    slug: str
    value: str
    means: str
    unit: str = ""
    baseline: str = ""
    now: str = ""
    measured: str = ""
    source: str = ""
    retracted: str = ""
    line: int = 1
    column: int = 1

    @property
    def figure(self) -> str:
        """The number as it is said."""
        return f"{self.value}{self.unit}" if self.unit == "x" else f"{self.value} {self.unit}".strip()

    @property
    def is_complete(self) -> bool:
        """Whether every follow-up question about the number is answered."""
        return bool(self.baseline and self.measured and self.source) and not self.retracted


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up question, and what one means to say to it."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Competency:
    """What a story shows, by the last part of an outline id (`growing`), and how well."""

    name: str
    strength: Strength
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A requirement of a role that a story is evidence for, by its name, and where the story says so."""

    requirement: str
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """A story; `line` and `column` are its slug's place. Texts are looked up by name with `text`."""

    slug: str
    title: str
    path: str
    passages: tuple[Passage, ...]
    scope: Scope = "self"
    probes: tuple[Probe, ...] = ()
    competencies: tuple[Competency, ...] = ()
    evidence_for: tuple[Evidenced, ...] = ()
    claims: tuple[Claim, ...] = ()
    domains: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    line: int = 1
    column: int = 1

    def text(self, name: str) -> str:
        """The text of this name; empty where none is written."""
        return next((passage.text for passage in self.passages if passage.name == name), "")

    @property
    def one_liner(self) -> str:
        """The story in one sentence."""
        return self.text("one_liner")

    @property
    def told(self) -> str:
        """The parts one after the other: what is said when nothing shorter is written out."""
        return "\n".join(filter(None, map(self.text, PARTS)))

    def strength(self, competency: str) -> Strength | None:
        """How well it shows a competency; None where it does not."""
        return next((shown.strength for shown in self.competencies if shown.name == competency), None)

    def is_evidence_for(self, requirement: str) -> bool:
        """Whether it says that it shows a requirement."""
        return any(evidenced.requirement == requirement for evidenced in self.evidence_for)

    @property
    def living_claims(self) -> tuple[Claim, ...]:
        """The claims that still hold: what was taken back is kept, and no longer said."""
        return tuple(claim for claim in self.claims if not claim.retracted)
