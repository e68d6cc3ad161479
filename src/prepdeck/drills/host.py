"""The boundary of a drill: what it asks of the outside world, and the values that cross.

The study layer implements `DrillHost` over log, index and scheduler. The screen and the plain mode only talk to
`prepdeck.drills.drill.Drill`, which holds a `DrillState` and calls the host:

    host = StudyHost(collection, ...)                # prepdeck.study
    drill = Drill(host, keys, learning)              # keys in order; learning: key -> instant (UTC ms) it comes back
    while drill.state.stage is not Stage.FINISHED:
        attempt = drill.state.attempt                # None while only learning cards are left, to come back later
        ...draw attempt.face, attempt.stage, attempt.proposal, attempt.shown.buttons, drill.state.notice...
        drill.advance()                              # or .rate(Rating.GOOD) .submit("42") .hint() .undo() .bury() ...
    print(summary_of(drill.state))

Three laws make it safe. A card is asked of the host each time it is shown, so edits, suspensions and answers made
elsewhere are seen. The host has stored an answer for good when `answer` returns, before the next card is asked for. A
host that raises a PrepdeckError leaves the drill as it was, with the error as its notice: the same key tries again.
"""

from dataclasses import dataclass
from typing import Protocol

from prepdeck.model.card import Card
from prepdeck.model.card_state import LEECH_LAPSES, CardState, Phase
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark

LEECH_REMINDER = 4


@dataclass(frozen=True, slots=True)
class Now:
    """One instant on two clocks: `at_ms` (UTC) for when cards come back, `monotonic_s` for how long things took."""

    at_ms: int
    monotonic_s: float


@dataclass(frozen=True, slots=True)
class Button:
    """A rating and what it does to the card: `9 days`, and toward a date what that means: `before the 13th`."""

    rating: Rating
    interval: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as the host offers it, with the four buttons of this moment.

    `seed` draws the values of a numeric card and shuffles choices; it is the same until the card is answered (a seed of
    key and review count), so that an edit or an undo redraws the same question. `offer` is the host's own: whatever it
    needs to store the answer exactly as it was offered (the previewed outcomes); it comes back in the `Answer`.
    """

    card: Card
    state: CardState
    buttons: tuple[Button, ...]
    seed: int = 0
    offer: object = None

    @property
    def key(self) -> str:
        """The card's key."""
        return self.card.key


@dataclass(frozen=True, slots=True)
class Gone:
    """A card that is not to be asked any more, and why: `was removed from its deck`, `was suspended elsewhere`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A graded answer to be stored: `values` are the numbers shown, `text` what was typed, chosen or missed."""

    shown: ShownCard
    rating: Rating
    duration_ms: int
    values: tuple[tuple[str, float], ...] = ()
    text: str = ""

    @property
    def key(self) -> str:
        """The card's key."""
        return self.shown.key

    @property
    def makes_leech(self) -> bool:
        """Whether this is one of the lapses at which rewriting the card is suggested: the eighth, then every fourth."""
        state = self.shown.state
        if self.rating is not Rating.AGAIN or state.phase is not Phase.REVIEW:
            return False
        lapses = state.lapses + 1
        return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_REMINDER == 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone or redone, in words (`Good on fsdp/zero3`); `key` is its card, empty when there is none to ask.

    A review, a suspension and a bury bring their card back; a flag or a goal does not.
    """

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CodeTrial:
    """What became of code the user wrote: `passed` is None where it was not run, and `output` says why."""

    passed: bool | None
    output: str = ""


class DrillHost(Protocol):
    """What a drill needs from the outside world; every method may raise PrepdeckError."""

    def now(self) -> Now:
        """This instant."""
        ...

    def card(self, key: str) -> ShownCard | Gone:
        """The card as it stands now, with fresh buttons; also called to redraw the card on screen."""
        ...

    def answer(self, answer: Answer) -> int | None:
        """Store the answer for good; the instant (UTC ms) the card comes back in this session, None if it does not.

        Raises StaleCardError when the offer no longer holds (answered elsewhere, another study day): the drill then
        shows the card anew and says so.
        """
        ...

    def know(self, shown: ShownCard) -> None:
        """Store "I know this" for a new card; raises PrepdeckError for one that is not new."""
        ...

    def mark(self, mark: Mark) -> None:
        """Store a suspend, bury, flag or unflag."""
        ...

    def undo(self) -> Undone | None:
        """Void this device's newest action, from this session or an earlier one; None if there is none."""
        ...

    def redo(self) -> Undone | None:
        """Take back the newest undo; `key` is the card that was answered or put away again. None if there is none."""
        ...

    def check_code(self, card: Card, code: str) -> CodeTrial:
        """Run the card's check on code the user wrote."""
        ...
