"""One card being asked: its stages from question to rating; pure transitions.

ASKING -> REVEALED                 reveal, and what is committed: choices, typed, numeric, code
ASKING -> TICKING                  lists: the items are shown and graded one by one
ASKING -> SPEAKING -> TICKING      timed: the clock starts when the question was read, and stops when done
"""

from dataclasses import dataclass, replace
from enum import Enum

from prepdeck.drills.faces import Face, Interaction, face_of
from prepdeck.drills.grading import (
    ChoicesVerdict,
    CodeVerdict,
    NumericVerdict,
    Tick,
    TypedVerdict,
    Verdict,
    choices_verdict,
    compare_numeric,
    compare_typed,
    proposed_for_list,
    proposed_for_verdict,
    with_hint,
)
from prepdeck.drills.host import Answer, CodeTrial, ShownCard
from prepdeck.model.rating import Rating

LONGEST_MS = 10 * 60_000
"""More than this on one card is a terminal that was left, and does not count as study."""


class Stage(Enum):
    """Where the drill stands; the last two are the session's, without a card."""

    ASKING = "asking"
    SPEAKING = "speaking"
    TICKING = "ticking"
    REVEALED = "revealed"
    WAITING = "waiting"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Attempt:
    """The card being asked and what was done with it so far.

    `ticks` grades the face's entries (None: not yet), `chosen` holds indices of its options, `given` what was typed or
    written, `problem` why that could not be read. `started_s` and `speaking_since_s` are monotonic; `spoke_s` is the
    time a timed answer took.
    """

    shown: ShownCard
    face: Face
    started_s: float
    stage: Stage = Stage.ASKING
    hint_shown: bool = False
    cursor: int = 0
    ticks: tuple[Tick | None, ...] = ()
    chosen: frozenset[int] = frozenset()
    given: str | None = None
    verdict: Verdict | None = None
    problem: str = ""
    speaking_since_s: float | None = None
    spoke_s: float | None = None

    @property
    def is_committed(self) -> bool:
        """Whether the answer may be seen; labels that give it away (tags, tier) may be from then on."""
        return self.stage in (Stage.TICKING, Stage.REVEALED)

    @property
    def may_rate(self) -> bool:
        """Whether the four ratings are open."""
        return self.is_committed

    @property
    def labels(self) -> tuple[str, ...]:
        """Tier and tags, empty until the answer is committed: they bias recall."""
        return (self.face.tier, *self.face.tags) if self.is_committed else ()

    @property
    def proposal(self) -> Rating | None:
        """The rating that Space or Enter takes; None before the answer, and until every item of a list is ticked."""
        if not self.may_rate:
            return None
        if self.stage is Stage.TICKING:
            rating = proposed_for_list(self.ticks)
        elif self.verdict is not None:
            rating = proposed_for_verdict(self.verdict)
        else:
            rating = Rating.AGAIN if self.face.interaction.commits else Rating.GOOD
        return with_hint(rating) if rating and self.hint_shown else rating

    @property
    def advance_label(self) -> str:
        """What the obvious next key does, in words for the footer."""
        if self.proposal is not None:
            return self.proposal.title
        if self.stage is Stage.TICKING:
            return "Had it"
        if self.stage is Stage.SPEAKING:
            return "Done"
        if self.face.interaction is Interaction.TIMED:
            return "Start the clock"
        return "Answer" if self.face.interaction is Interaction.CHOICES else "Show answer"

    def seconds_left(self, now_s: float) -> float | None:
        """What is left of a timed answer at the monotonic instant `now_s`, negative when over; None without a clock."""
        if self.face.seconds is None or self.speaking_since_s is None:
            return None
        used_s = self.spoke_s if self.spoke_s is not None else now_s - self.speaking_since_s
        return self.face.seconds - used_s

    def duration_ms(self, now_s: float) -> int:
        """How long the card has been worked on, at most ten minutes."""
        return min(LONGEST_MS, max(0, round((now_s - self.started_s) * 1000)))

    def answer(self, rating: Rating, now_s: float) -> Answer:
        """The answer to store."""
        values = tuple((name, value.number) for name, value in self.face.values)
        return Answer(self.shown, rating, self.duration_ms(now_s), values, self.answer_text)

    @property
    def answer_text(self) -> str:
        """What was answered, for the card's history: typed, chosen, or the items that were missed."""
        if self.given is not None:
            return self.given
        if self.chosen:
            return "; ".join(self.face.options[index].text for index in sorted(self.chosen))
        missed = [entry.text for entry, tick in zip(self.face.entries, self.ticks, strict=True) if tick is Tick.MISSED]
        return "missed: " + "; ".join(missed) if missed else ""


def begun(shown: ShownCard, now_s: float) -> Attempt:
    """Ask a card."""
    face = face_of(shown.card, shown.seed)
    return Attempt(shown, face, now_s, ticks=(None,) * len(face.entries))


def refreshed(attempt: Attempt, shown: ShownCard) -> Attempt:
    """The same card after an edit: what was done stays where it still fits, else the card is asked again."""
    fresh = replace(begun(shown, attempt.started_s), hint_shown=attempt.hint_shown and bool(shown.card.note.hint))
    old, new = attempt.face, fresh.face
    if new.interaction is not old.interaction or new.options != old.options or new.values != old.values:
        return fresh
    ticks = dict(zip((entry.text for entry in old.entries), attempt.ticks, strict=True))
    fresh = replace(
        fresh,
        stage=attempt.stage,
        chosen=attempt.chosen,
        ticks=tuple(ticks.get(entry.text) for entry in new.entries),
        cursor=min(attempt.cursor, max(0, _rows(new) - 1)),
        given=attempt.given,
        problem=attempt.problem,
        speaking_since_s=attempt.speaking_since_s,
        spoke_s=attempt.spoke_s,
    )
    if fresh.is_committed:
        fresh = replace(fresh, stage=Stage.TICKING if new.entries else Stage.REVEALED)
    if isinstance(attempt.verdict, CodeVerdict):
        return replace(fresh, verdict=attempt.verdict)
    return replace(fresh, verdict=_verdict(fresh)) if attempt.verdict else fresh


def advanced(attempt: Attempt, now_s: float) -> Attempt:
    """The obvious next step toward the answer."""
    if attempt.stage is Stage.ASKING and attempt.face.interaction is Interaction.TIMED:
        return replace(attempt, stage=Stage.SPEAKING, speaking_since_s=now_s)
    if attempt.stage is Stage.ASKING and attempt.face.interaction is Interaction.CHOICES:
        return committed(attempt)
    return revealed(attempt, now_s)


def revealed(attempt: Attempt, now_s: float) -> Attempt:
    """Show the answer; a list is ticked from here, a running clock stops."""
    if attempt.is_committed:
        return attempt
    since_s = attempt.speaking_since_s
    spoke_s = now_s - since_s if since_s is not None else None
    stage = Stage.TICKING if attempt.face.entries else Stage.REVEALED
    return replace(attempt, stage=stage, cursor=0, spoke_s=spoke_s, problem="")


def hinted(attempt: Attempt) -> Attempt:
    """Show the hint, if the card has one and the answer is still hidden."""
    return attempt if attempt.is_committed else replace(attempt, hint_shown=bool(attempt.face.hint))


def ticked(attempt: Attempt, mark: Tick, index: int | None = None) -> Attempt:
    """Grade one item and put the cursor on the next; grading can be changed as long as the card is shown."""
    index = attempt.cursor if index is None else index
    if attempt.stage is not Stage.TICKING or not 0 <= index < len(attempt.ticks):
        return attempt
    ticks = (*attempt.ticks[:index], mark, *attempt.ticks[index + 1 :])
    return replace(attempt, ticks=ticks, cursor=min(index + 1, len(ticks) - 1))


def moved(attempt: Attempt, by: int) -> Attempt:
    """Move the cursor, stopping at both ends."""
    return replace(attempt, cursor=max(0, min(attempt.cursor + by, _rows(attempt.face) - 1)))


def toggled(attempt: Attempt, index: int | None = None) -> Attempt:
    """Choose an option or take it back; where one answer is right, choosing replaces."""
    index = attempt.cursor if index is None else index
    if attempt.stage is not Stage.ASKING or not 0 <= index < len(attempt.face.options):
        return attempt
    chosen = attempt.chosen ^ {index} if attempt.face.several or index in attempt.chosen else frozenset({index})
    return replace(attempt, cursor=index, chosen=frozenset(chosen), problem="")


def committed(attempt: Attempt) -> Attempt:
    """Take the chosen options; where one is right and none is chosen, the one under the cursor."""
    if attempt.stage is not Stage.ASKING or attempt.face.interaction is not Interaction.CHOICES:
        return attempt
    if not attempt.chosen and attempt.face.several:
        return replace(attempt, problem="Choose all that apply first.")
    if not attempt.chosen:
        attempt = replace(attempt, chosen=frozenset({attempt.cursor}))
    return replace(attempt, stage=Stage.REVEALED, verdict=_verdict(attempt), problem="")


def submitted(attempt: Attempt, text: str) -> Attempt:
    """Take a typed or numeric answer; nothing typed gives up, and what cannot be read is said and asked again."""
    if attempt.stage is not Stage.ASKING or attempt.face.interaction not in (Interaction.TYPED, Interaction.NUMERIC):
        return attempt
    if not text.strip():
        return replace(attempt, stage=Stage.REVEALED, problem="")
    attempt = replace(attempt, given=text.strip())
    verdict = _verdict(attempt)
    if isinstance(verdict, NumericVerdict) and verdict.problem:
        return replace(attempt, problem=verdict.problem)
    return replace(attempt, stage=Stage.REVEALED, verdict=verdict, problem="")


def takes_code(attempt: Attempt) -> bool:
    """Whether code may be written and checked: a code card, also after its answer was seen."""
    return attempt.face.interaction is Interaction.CODE


def coded(attempt: Attempt, code: str, trial: CodeTrial) -> Attempt:
    """The written code was checked; where it could not be run, the answer is shown to compare with."""
    return replace(
        attempt,
        stage=Stage.REVEALED,
        given=code,
        verdict=CodeVerdict(trial.passed, trial.output) if trial.passed is not None else None,
        problem="" if trial.passed is not None else trial.output,
    )


def _rows(face: Face) -> int:
    return len(face.entries) or len(face.options) or 1


def _verdict(attempt: Attempt) -> TypedVerdict | NumericVerdict | ChoicesVerdict | None:
    """Judge what was given or chosen against the face."""
    face = attempt.face
    if face.interaction is Interaction.CHOICES:
        return choices_verdict(attempt.chosen, frozenset(i for i, option in enumerate(face.options) if option.right))
    if attempt.given is None:
        return None
    if face.interaction is Interaction.TYPED:
        return compare_typed(attempt.given, face.accepted)
    if face.interaction is Interaction.NUMERIC and face.correct is not None and face.tolerance is not None:
        return compare_numeric(attempt.given, face.correct, face.tolerance, face.unit)
    return None
