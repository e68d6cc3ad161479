"""The session: which cards wait, which come back, what was done; pure transitions from one state to the next.

`Drill` (in `prepdeck.drills.drill`) is the only caller: it has the host do its part, then takes the transition, so that
a state never claims what was not stored. What happens to the card being asked is in `prepdeck.drills.attempt`.
"""

from dataclasses import dataclass, replace
from typing import Literal

from prepdeck.drills.attempt import Attempt, Stage, begun, refreshed
from prepdeck.drills.host import Answer, ShownCard, Undone
from prepdeck.model.rating import Rating

LEARN_AHEAD_MS = 20 * 60_000
"""A session waits for learning cards that come back within this time, and offers them early; Anki's default."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say beside the card: `message` happened, `hint` is what to do."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of this session; `comes_back_ms` (UTC) when its card returns while learning."""

    key: str
    rating: Rating
    duration_ms: int
    comes_back_ms: int | None


PutAwayAction = Literal["bury", "suspend", "know"]


@dataclass(frozen=True, slots=True)
class PutAway:
    """A card buried, suspended or known already in this session."""

    key: str
    action: PutAwayAction

    @property
    def until(self) -> str:
        """Until when it is away, in words."""
        return {"bury": "until tomorrow", "suspend": "suspended", "know": "known already"}[self.action]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the session is; `remaining` counts the card being asked, those waiting and those that come back."""

    answered: int
    remaining: int
    again: int
    active_ms: int

    @property
    def total(self) -> int:
        """Answers the session will have, if nothing more is forgotten."""
        return self.answered + self.remaining


@dataclass(frozen=True, slots=True)
class DrillState:
    """Everything a front end draws, and nothing else.

    `waiting` holds keys in the order they will be asked; `learning` those that come back, as (instant in UTC ms, key),
    earliest first; `history` what was done, oldest first; `taken_back` what was undone of it and may be redone; `gone`
    the keys that could not be asked any more. A key is in one place at a time. `active_ms` is the time spent on cards
    that left the screen, undone ones included.
    """

    waiting: tuple[str, ...] = ()
    learning: tuple[tuple[int, str], ...] = ()
    attempt: Attempt | None = None
    history: tuple[Answered | PutAway, ...] = ()
    gone: tuple[str, ...] = ()
    taken_back: tuple[Answered | PutAway, ...] = ()
    active_ms: int = 0
    notice: Notice | None = None
    finished: bool = False

    @property
    def stage(self) -> Stage:
        """What the front end shows: the stage of the card being asked, a wait for learning cards, or the end."""
        if self.finished:
            return Stage.FINISHED
        return self.attempt.stage if self.attempt else Stage.WAITING

    @property
    def comes_back_ms(self) -> int | None:
        """When (UTC ms) the next learning card comes back."""
        return self.learning[0][0] if self.learning else None

    @property
    def answers(self) -> tuple[Answered, ...]:
        """The answers that stand, oldest first."""
        return tuple(entry for entry in self.history if isinstance(entry, Answered))

    def progress(self, now_s: float) -> Progress:
        """How far the session is at the monotonic instant `now_s`."""
        answers = self.answers
        asked = 1 if self.attempt else 0
        return Progress(
            answered=len(answers),
            remaining=asked + len(self.waiting) + len(self.learning),
            again=sum(entry.rating is Rating.AGAIN for entry in answers),
            active_ms=self.active_ms + (self.attempt.duration_ms(now_s) if self.attempt else 0),
        )


def next_key(state: DrillState, now_ms: int, early: bool = False) -> str | None:
    """The key to ask next: a learning card whose time has come, else the first that waits.

    None means wait or end. With `early` a learning card is taken before its time when nothing else waits.
    """
    if state.learning and state.learning[0][0] <= now_ms:
        return state.learning[0][1]
    if state.waiting:
        return state.waiting[0]
    return state.learning[0][1] if early and state.learning else None


def asked(state: DrillState, shown: ShownCard, now_s: float) -> DrillState:
    """Ask this card, wherever it waited; no other card is being asked."""
    return replace(_without(state, shown.key), attempt=begun(shown, now_s), finished=False)


def redrawn(state: DrillState, shown: ShownCard) -> DrillState:
    """The card being asked was edited or offers new buttons: draw it anew, keeping the stage where it still fits."""
    return replace(state, attempt=refreshed(state.attempt, shown)) if state.attempt else state


def vanished(state: DrillState, key: str, reason: str) -> DrillState:
    """A card cannot be asked any more: it leaves the session, with a word about why."""
    state = _without(state, key)
    return replace(state, gone=(*state.gone, key), notice=Notice(f"{key} {reason}: skipped."))


def answered(state: DrillState, answer: Answer, comes_back_ms: int | None) -> DrillState:
    """The host has stored this answer of the card being asked."""
    entry = Answered(answer.key, answer.rating, answer.duration_ms, comes_back_ms)
    return _coming_back(_done(state, entry, answer.duration_ms), entry)


def put_away(state: DrillState, key: str, action: PutAwayAction, now_s: float) -> DrillState:
    """The host has put the card being asked away."""
    duration_ms = state.attempt.duration_ms(now_s) if state.attempt else 0
    said = {
        "bury": "buried until tomorrow",
        "suspend": "suspended until you take it back",
        "know": "known already: it is tested in some weeks",
    }[action]
    return replace(_done(state, PutAway(key, action), duration_ms), notice=Notice(f"{key} is {said}."))


def skipped(state: DrillState, now_s: float) -> DrillState:
    """The card being asked goes to the end of those that wait; nothing is recorded."""
    if not state.attempt:
        return state
    key = state.attempt.shown.key
    state = _left(state, state.attempt.duration_ms(now_s))
    return replace(state, waiting=(*state.waiting, key))


def set_aside(state: DrillState, now_s: float) -> DrillState:
    """The card being asked goes back to the front of those that wait."""
    if not state.attempt:
        return state
    key = state.attempt.shown.key
    state = _left(state, state.attempt.duration_ms(now_s))
    return replace(state, waiting=(key, *state.waiting))


def undone(state: DrillState, what: Undone, now_s: float) -> DrillState:
    """The host has undone something: the newest thing done to that card here no longer counts, and it waits first."""
    if what.key:
        at = max((at for at, entry in enumerate(state.history) if entry.key == what.key), default=len(state.history))
        taken_back = (*state.taken_back, *state.history[at : at + 1])
        history = state.history[:at] + state.history[at + 1 :]
        state = _without(set_aside(state, now_s), what.key)
        state = replace(
            state, history=history, taken_back=taken_back, waiting=(what.key, *state.waiting), finished=False
        )
    return replace(state, notice=Notice(f"Undone: {what.text}."))


def redone(state: DrillState, what: Undone, now_s: float) -> DrillState:
    """The host has redone something: its card counts as done again, and returns only if it is being learnt."""
    if what.key:
        state = _without(set_aside(state, now_s), what.key)
        again = next((entry for entry in reversed(state.taken_back) if entry.key == what.key), None)
        if again is not None:
            taken_back = tuple(entry for entry in state.taken_back if entry is not again)
            state = _coming_back(replace(state, history=(*state.history, again), taken_back=taken_back), again)
    return replace(state, notice=Notice(f"Done again: {what.text}."))


def ended(state: DrillState, now_s: float) -> DrillState:
    """The session is over; a card that was being asked waits for the next one."""
    return replace(set_aside(state, now_s), finished=True)


def is_over(state: DrillState, now_ms: int) -> bool:
    """Whether nothing is left to ask, now or within the time a session waits."""
    if state.attempt or state.waiting:
        return False
    return not state.learning or state.learning[0][0] > now_ms + LEARN_AHEAD_MS


def _done(state: DrillState, entry: Answered | PutAway, duration_ms: int) -> DrillState:
    return replace(_left(state, duration_ms), history=(*state.history, entry), taken_back=())


def _coming_back(state: DrillState, entry: Answered | PutAway) -> DrillState:
    """A card that is being learnt waits for its time."""
    if not isinstance(entry, Answered) or entry.comes_back_ms is None:
        return state
    return replace(state, learning=tuple(sorted((*state.learning, (entry.comes_back_ms, entry.key)))))


def _left(state: DrillState, duration_ms: int) -> DrillState:
    """The card being asked leaves the screen, and its time counts."""
    return replace(state, attempt=None, active_ms=state.active_ms + duration_ms)


def _without(state: DrillState, key: str) -> DrillState:
    """This key is nowhere in the session: it is not asked, waits no more, comes back no more and is not gone."""
    attempt = state.attempt if state.attempt and state.attempt.shown.key != key else None
    return replace(
        state,
        waiting=tuple(other for other in state.waiting if other != key),
        learning=tuple(pair for pair in state.learning if pair[1] != key),
        gone=tuple(other for other in state.gone if other != key),
        attempt=attempt,
    )
