"""The drill both front ends drive: one method an action, one state to draw."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from prepdeck.drills import attempt as attempts
from prepdeck.drills import session
from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.grading import Tick
from prepdeck.drills.host import CodeTrial, DrillHost, Gone
from prepdeck.drills.session import DrillState, Notice, Progress
from prepdeck.errors import PrepdeckError, StaleCardError
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark


class Drill:
    """A running session: takes actions, has the host store what they mean, and keeps the state to draw.

    Every action is safe at any stage: one that makes no sense there changes nothing, and says so in `state.notice`
    where a person might wonder. No action raises a PrepdeckError: it becomes the notice, and the card stays.
    """

    def __init__(self, host: DrillHost, keys: Sequence[str], learning: Mapping[str, int] | None = None) -> None:
        """Begin with `keys` in order, and `learning` cards that come back at an instant (UTC ms)."""
        self._host = host
        backs = learning or {}
        unique = tuple(key for key in dict.fromkeys(keys) if key not in backs)
        self._state = DrillState(waiting=unique, learning=tuple(sorted((at, key) for key, at in backs.items())))
        with self._action():
            self._ask_next()

    @property
    def state(self) -> DrillState:
        """What to draw; a new value after every action that changed something."""
        return self._state

    def progress(self) -> Progress:
        """How far the session is now."""
        return self._state.progress(self._now_s())

    def seconds_left(self) -> float | None:
        """What is left on a timed card's clock, negative when over; None when no clock runs."""
        return self._state.attempt.seconds_left(self._now_s()) if self._state.attempt else None

    # The card being asked -----------------------------------------------------------------------------------------

    def advance(self) -> None:
        """The obvious next thing, as `attempt.advance_label` names it: Space on the screen, Enter in plain mode."""
        attempt = self._state.attempt
        if attempt is None:
            self.ask_early()
        elif attempt.proposal is not None:
            self.rate(attempt.proposal)
        elif attempt.stage is Stage.TICKING:
            self.tick(Tick.HAD)
        else:
            self._change(lambda current: attempts.advanced(current, self._now_s()))

    def reveal(self) -> None:
        """Show the answer without committing to one."""
        self._change(lambda current: attempts.revealed(current, self._now_s()))

    def hint(self) -> None:
        """Show the hint; the proposed rating is then Hard at best."""
        self._change(attempts.hinted)
        current = self._state.attempt
        if current and not current.hint_shown:
            self._say("The answer is shown already." if current.face.hint else "This card has no hint.")

    def tick(self, mark: Tick, index: int | None = None) -> None:
        """Grade one item of a list, the one under the cursor by default, and go to the next."""
        self._change(lambda current: attempts.ticked(current, mark, index))

    def move(self, by: int) -> None:
        """Move the cursor over the items of a list or the options of a choice."""
        self._change(lambda current: attempts.moved(current, by))

    def toggle(self, index: int | None = None) -> None:
        """Choose an option or take it back, the one under the cursor by default; a single choice replaces the other."""
        self._change(lambda current: attempts.toggled(current, index))

    def commit(self) -> None:
        """Take the options chosen as the answer."""
        self._change(attempts.committed)

    def submit(self, text: str) -> None:
        """Give a typed or numeric answer."""
        self._change(lambda current: attempts.submitted(current, text))

    def submit_code(self, code: str, trial: CodeTrial | None = None) -> None:
        """Give a written code answer: the host runs its check, unless that was done elsewhere and gave `trial`."""
        with self._action():
            current = self._state.attempt
            if current and attempts.takes_code(current):
                trial = trial or self._host.check_code(current.shown.card, code)
                self._state = replace(self._state, attempt=attempts.coded(current, code, trial))
            else:
                self._say("This card takes no code now.")

    def rate(self, rating: Rating) -> None:
        """Store the answer with this rating and ask the next card."""
        with self._action():
            current = self._current()
            if not current:
                return
            if not current.may_rate:
                self._say("Show the answer first, then rate it.")
                return
            answer = current.answer(rating, self._now_s())
            comes_back_ms = self._host.answer(answer)
            self._state = session.answered(self._state, answer, comes_back_ms)
            self._ask_next()
            if answer.makes_leech and self._state.notice is None:
                times = answer.shown.state.lapses + 1
                self._say(f"{answer.key} was forgotten {times} times.", "Rewriting it helps more than repeating it.")

    # The session --------------------------------------------------------------------------------------------------

    def bury(self) -> None:
        """Put the card away until tomorrow."""
        self._put_away("bury")

    def suspend(self) -> None:
        """Put the card away until it is unsuspended."""
        self._put_away("suspend")

    def know(self) -> None:
        """Put a new card away because it is known already; it is tested in some weeks."""
        self._put_away("know")

    def flag(self) -> None:
        """Flag the card, or take the flag back."""
        with self._action():
            if current := self._current():
                action: Literal["flag", "unflag"] = "unflag" if current.shown.state.flagged else "flag"
                self._host.mark(Mark(current.shown.key, action))
                self._redraw()
                self._say("Flagged." if action == "flag" else "The flag is gone.")

    def skip(self) -> None:
        """Ask this card again at the end; nothing is recorded."""
        with self._action():
            if self._current():
                self._state = session.skipped(self._state, self._now_s())
                self._ask_next()

    def undo(self) -> None:
        """Undo the newest action of this device; its card is asked again, also after the end of the session."""
        with self._action():
            what = self._host.undo()
            if what is None:
                self._say("Nothing to undo.")
                return
            self._state = session.undone(self._state, what, self._now_s())
            if not what.key:
                self._redraw()
            elif not self._ask(what.key):
                self._ask_next()

    def redo(self) -> None:
        """Take back the newest undo; its card counts as done again."""
        with self._action():
            what = self._host.redo()
            if what is None:
                self._say("Nothing to redo.")
                return
            self._state = session.redone(self._state, what, self._now_s())
            if what.key:
                self._ask_next()
            else:
                self._redraw()

    def refresh(self) -> None:
        """Draw the card being asked anew: its file was edited, or something was done to it elsewhere."""
        with self._action():
            self._redraw()

    def wake(self) -> None:
        """Time has passed: when only learning cards are left and the time of one has come, ask it."""
        state = self._state
        if state.stage is Stage.WAITING and state.learning and state.learning[0][0] <= self._host.now().at_ms:
            self.ask_early()

    def ask_early(self) -> None:
        """Ask the next learning card before its time."""
        if self._state.stage is Stage.WAITING:
            with self._action():
                self._ask_next(early=True)

    def finish(self) -> None:
        """End the session; everything rated is stored already."""
        self._state = replace(session.ended(self._state, self._now_s()), notice=None)

    # How --------------------------------------------------------------------------------------------------------

    @contextmanager
    def _action(self) -> Iterator[None]:
        """One action: the old notice goes; a failure of the host becomes the new one."""
        self._state = replace(self._state, notice=None)
        try:
            yield
        except StaleCardError as error:
            self._redraw_stale(error)
        except PrepdeckError as error:
            self._say(error.message, error.hint)

    def _redraw_stale(self, error: StaleCardError) -> None:
        try:
            self._redraw()
        except PrepdeckError as failure:
            self._say(failure.message, failure.hint)
        if self._state.notice is None:
            self._say(error.message, error.hint)

    def _change(self, change: Callable[[Attempt], Attempt]) -> None:
        """Apply a change that concerns only the card being asked."""
        self._state = replace(self._state, notice=None)
        if self._current() and self._state.attempt:
            self._state = replace(self._state, attempt=change(self._state.attempt))

    def _put_away(self, action: session.PutAwayAction) -> None:
        with self._action():
            if current := self._current():
                if action == "know":
                    self._host.know(current.shown)
                else:
                    self._host.mark(Mark(current.shown.key, action))
                self._state = session.put_away(self._state, current.shown.key, action, self._now_s())
                self._ask_next()

    def _ask_next(self, early: bool = False) -> None:
        """Ask the next card the host still has; with none left to wait for, the session is over."""
        now_ms = self._host.now().at_ms
        gone_before = len(self._state.gone)
        while (key := session.next_key(self._state, now_ms, early)) is not None and not self._ask(key):
            continue
        if (skipped := len(self._state.gone) - gone_before) > 1:
            self._say(f"{skipped} cards are not there any more: skipped.")
        if session.is_over(self._state, now_ms):
            self._state = session.ended(self._state, self._now_s())

    def _ask(self, key: str) -> bool:
        shown = self._host.card(key)
        if isinstance(shown, Gone):
            self._state = session.vanished(self._state, key, shown.reason)
            return False
        self._state = session.asked(self._state, shown, self._now_s())
        return True

    def _redraw(self) -> None:
        """Take the card being asked anew from the host; one that is gone makes room for the next."""
        if not self._state.attempt:
            return
        key = self._state.attempt.shown.key
        shown = self._host.card(key)
        if isinstance(shown, Gone):
            self._state = session.vanished(self._state, key, shown.reason)
            self._ask_next()
        else:
            self._state = session.redrawn(self._state, shown)

    def _current(self) -> Attempt | None:
        """The card being asked; without one, that is said."""
        if self._state.attempt is None:
            self._say("No card is being asked now.")
        return self._state.attempt

    def _say(self, message: str, hint: str = "") -> None:
        self._state = replace(self._state, notice=Notice(message, hint))

    def _now_s(self) -> float:
        return self._host.now().monotonic_s
