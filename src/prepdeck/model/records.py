"""The log's records: everything the user did, append-only, the one truth about progress."""

from dataclasses import dataclass, field
from typing import Any, Literal

from prepdeck.model.card_state import Phase
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import Moment

Source = Literal["drill", "cram", "mock", "import", "place", "rehearsal"]
"""Where a review came from; `cram` is kept and never folded, `place` is a placement's "I know this"."""


@dataclass(frozen=True, slots=True)
class Review:
    """One graded answer with the decision it made.

    `decided_on` names the record it was decided on (None for a first review). `phase` to `interval_days` are the
    schedule after it; `parameters` and `options` the ids of those in force. `values` are the numbers a numeric card
    showed, `answer` what was typed, for the card's history.
    """

    key: str
    rating: Rating
    duration_ms: int
    source: Source
    decided_on: str | None
    phase: Phase
    step: int | None
    due_day: int | None
    due_at_ms: int | None
    interval_days: int
    parameters: str = ""
    options: str = ""
    values: tuple[tuple[str, float], ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A change of one card without a review: `action` is suspend, unsuspend, bury, unbury, flag, unflag or reset."""

    key: str
    action: Literal["suspend", "unsuspend", "bury", "unbury", "flag", "unflag", "reset"]


@dataclass(frozen=True, slots=True)
class Reschedule:
    """Somebody put a card that was answered before on a study day; a new card has no day, and is left as it is."""

    key: str
    due_day: int


@dataclass(frozen=True, slots=True)
class Carry:
    """Progress moves from one card key to another, because the note was renamed."""

    from_key: str
    to_key: str


@dataclass(frozen=True, slots=True)
class Pull:
    """Cards of missed mock items: first in the next drill, until reviewed."""

    keys: tuple[str, ...]
    mock: str


@dataclass(frozen=True, slots=True)
class MockStep:
    """What happened in a mock: events of its run or its debrief, written as `prepdeck.mocks.codec` does.

    `by_itself` is what the clock brought, what was typed and what was told: no undo takes it back.
    """

    mock: str
    events: tuple[dict[str, Any], ...]
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class MockElsewhere:
    """A mock done elsewhere: scenario (a slug, or any title), ISO date, minutes, axis scores, missed items, a note.

    `framework` is whose axes the scores are of; empty where nobody said, and in records from before it was asked.
    """

    scenario: str
    on: str
    minutes: int
    axes: tuple[tuple[str, int], ...] = ()
    missed: tuple[str, ...] = ()
    note: str = ""
    framework: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioSeen:
    """The reference of a scenario was looked at outside a debrief: `how` is preview or partner."""

    scenario: str
    how: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A story, or the pitch, told aloud.

    `story` is its slug, empty where none was chosen; `question` the key of the note that asked, or the words somebody
    typed. `seconds` was aimed at, `used_ms` was taken. `probes` are number (from 1), ms and had, partly or missed;
    `checklist` items with the same words. `fix` is the one line to mend; `take` words, words a minute and fillers of a
    pasted transcript, empty without one: the transcript itself is not kept.
    """

    story: str
    question: str
    seconds: int
    used_ms: int
    probes: tuple[tuple[int, int, str], ...] = ()
    checklist: tuple[tuple[str, str], ...] = ()
    fix: str = ""
    take: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedRound:
    """What was asked in a real interview: the company, the round, its ISO date, each question's note key and words."""

    company: str
    round: str
    on: str
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Void:
    """Undo: the group does not count. Redo is a Void of the void's own group."""

    group: str


@dataclass(frozen=True, slots=True)
class GoalSet:
    """A new goal: ISO date, minutes Monday to Sunday, role; an empty date clears it."""

    on: str
    minutes: tuple[int, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class ItemChecked:
    """An item of a role's checklist was done, or is open again."""

    role: str
    item: str
    done: bool


@dataclass(frozen=True, slots=True)
class OptionsSet:
    """Overrides of a deck's options made in prepdeck rather than in the file; an empty deck means all decks."""

    deck: str
    options: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ParametersSet:
    """FSRS weights fitted to the user."""

    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record of a kind this version does not know: kept and passed on as it came."""

    fields: dict[str, Any] = field(default_factory=dict)


Payload = (
    Review
    | Mark
    | Reschedule
    | Carry
    | Pull
    | MockStep
    | MockElsewhere
    | ScenarioSeen
    | Rehearsal
    | AskedRound
    | Void
    | GoalSet
    | ItemChecked
    | OptionsSet
    | ParametersSet
    | Unknown
)


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the log.

    `id` is a UUIDv7, `sequence` counts this device's records, `moment` is when it happened as it was lived then,
    `group` joins the records of one user action. Replay order is `order`.
    """

    id: str
    device: str
    sequence: int
    moment: Moment
    group: str
    kind: str
    payload: Payload

    @property
    def order(self) -> tuple[int, str, int]:
        """Instant, device, sequence: the same on every machine."""
        return (self.moment.at_ms, self.device, self.sequence)
