"""A debrief in progress: each judgement is stored as it is made, so that it can be left; its end pulls cards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prepdeck.mocks import debrief_steps
from prepdeck.mocks.codec import encode_event
from prepdeck.mocks.debrief import DebriefEvent, Evidence, after, opened
from prepdeck.mocks.gaps import cards_to_pull
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.result import MockResult, result_of
from prepdeck.mocks.stopwatch import Reading, Stopwatch
from prepdeck.model.keys import parse_key
from prepdeck.model.records import MockStep, Payload, Pull
from prepdeck.storage.card_rows import cards_of_note
from prepdeck.study.collection import Collection
from prepdeck.study.mock_records import StoredMock, find_mock
from prepdeck.study.mock_steps import act_words, newest_act
from prepdeck.study.scenarios import require_rehearsable

if TYPE_CHECKING:
    from prepdeck.mocks.debrief import Debrief
    from prepdeck.study.scenarios import Rehearsable


class RunningDebrief:
    """What a front end draws and asks of a debrief: `debrief` as stored.

    Every method that judges stores before it returns; it raises UsageError where something may not be done, and
    StoreError where it could not be stored: then nothing changed, and the same key tries again.
    """

    def __init__(self, collection: Collection, stored: StoredMock) -> None:
        """Begin a debrief, or go on with it; raises UsageError for a run without an end or a scenario that is gone."""
        self.id = stored.id
        self.about: Rehearsable = require_rehearsable(collection, stored.run.setup.scenario)
        self.debrief: Debrief = opened(stored.run, self.about.scenario, self.about.framework, stored.debrief)
        self._collection = collection
        self._stopwatch = Stopwatch(self._reading(), self.debrief.at_ms)

    @property
    def at_ms(self) -> int:
        """The time spent in it, over all visits; an absence does not count."""
        self._stopwatch, _ = self._stopwatch.read(self._reading())
        return self._stopwatch.elapsed_ms

    @property
    def left_ms(self) -> int:
        """What is left of its eight minutes, negative when over."""
        return self.debrief.planned_ms - self.at_ms

    @property
    def result(self) -> MockResult:
        """The result as far as it is known."""
        return result_of(self.debrief)

    def guess(self, band: int) -> None:
        """Guess the overall band."""
        self._store([debrief_steps.guess(self.debrief, self.at_ms, band)])

    def judge(self, item: str, coverage: Coverage) -> None:
        """Say how an item was covered."""
        self._store([debrief_steps.judge(self.debrief, self.at_ms, item, coverage)])

    def take_proposals(self, phase: int | None = None) -> int:
        """Take what is proposed for a phase, or for all; how many items that judged."""
        events = debrief_steps.take_proposals(self.debrief, self.at_ms, phase)
        self._store(events)
        return len(events)

    def judge_curveball(self, coverage: Coverage) -> None:
        """Say how the curveball was handled."""
        self._store([debrief_steps.judge_curveball(self.debrief, self.at_ms, coverage)])

    def score(self, axis: str, value: int, evidence: Evidence | None = None) -> None:
        """Score an axis."""
        self._store([debrief_steps.score(self.debrief, self.at_ms, axis, value, evidence)])

    def close(self) -> tuple[str, ...]:
        """Close the debrief and pull the cards of its gaps, as one action; the keys that were pulled."""
        closed = debrief_steps.close(self.debrief, self.at_ms)
        keys = self.cards_to_pull()
        pull: list[Payload] = [Pull(keys, self.id)] if keys else []
        self._store([closed], pull)
        return keys

    def cards_to_pull(self) -> tuple[str, ...]:
        """The cards that the gaps judged so far pull: twelve at most, must before should, none that is suspended."""
        named = {key for gap in self.result.gaps for key in gap.item.cards}
        with self._collection.store.reading() as rows:
            found = {key: [row for row in cards_of_note(rows, key.partition("#")[0]) if row.present] for key in named}
        cards_of = {
            key: [row.key for row in rows_of if row.key == key or not parse_key(key).part]
            for key, rows_of in found.items()
        }
        suspended = {row.key for rows_of in found.values() for row in rows_of if row.suspended}
        return cards_to_pull(self.result.gaps, cards_of, suspended)

    def undo(self) -> bool:
        """Take back the last judgement of this debrief; False where there is none."""
        act = newest_act(self._collection, self.id)
        if act is None or not act_words(act) <= _JUDGEMENTS:
            return False
        self._collection.undo_step(act.group)
        stored = find_mock(self._collection, self.id)
        if stored is not None:
            self.debrief = opened(stored.run, self.about.scenario, self.about.framework, stored.debrief)
        return True

    def _store(self, events: Sequence[DebriefEvent], more: Sequence[Payload] = ()) -> None:
        if not events:
            return
        encoded = tuple(encode_event(event) for event in events)
        self._collection.append([MockStep(self.id, encoded), *more])
        for event in events:
            self.debrief = after(self.debrief, event)

    def _reading(self) -> Reading:
        clock = self._collection.setup.clock
        return Reading(int(clock.monotonic_s() * 1000), clock.now().at_ms)


_JUDGEMENTS = {"guess", "item", "curveball-judged", "axis", "closed"}
