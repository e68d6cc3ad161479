"""Any sequence of actions: nothing raises, no card is lost, and the counts are those of the host's log."""

from dataclasses import replace

from drills.fake_host import NOT_STORED, FakeHost, every_card
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from prepdeck.drills.attempt import Stage
from prepdeck.drills.drill import Drill
from prepdeck.drills.grading import Tick
from prepdeck.drills.host import Answer
from prepdeck.drills.session import Answered, PutAway
from prepdeck.drills.summary import summary_of
from prepdeck.errors import StaleCardError
from prepdeck.model.card import Card
from prepdeck.model.rating import Rating

CARDS = every_card()
KEYS = [card.key for card in CARDS]


class DrillLaws(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.host = FakeHost(CARDS)
        late = {KEYS[0]: self.host.at_ms + 30_000, KEYS[1]: self.host.at_ms + 10**9}
        self.drill = Drill(self.host, KEYS, late)

    @rule()
    def advance(self) -> None:
        self.drill.advance()

    @rule(rating=st.sampled_from(Rating), reveal=st.booleans())
    def rate(self, rating: Rating, reveal: bool) -> None:
        if reveal:
            self.drill.reveal()
        self.drill.rate(rating)

    @rule(mark=st.sampled_from(Tick), index=st.none() | st.integers(-1, 4))
    def tick(self, mark: Tick, index: int | None) -> None:
        self.drill.tick(mark, index)

    @rule(by=st.integers(-3, 3))
    def move(self, by: int) -> None:
        self.drill.move(by)

    @rule(index=st.none() | st.integers(-1, 4), commit=st.booleans())
    def choose(self, index: int | None, commit: bool) -> None:
        self.drill.toggle(index)
        if commit:
            self.drill.commit()

    @rule(text=st.sampled_from(["", "1", "7*16/64", "one thread", "GB", "1/0"]) | st.text(max_size=8))
    def submit(self, text: str) -> None:
        self.drill.submit(text)

    @rule()
    def submit_code(self) -> None:
        self.drill.submit_code("pass")

    @rule(name=st.sampled_from(["hint", "bury", "suspend", "flag", "skip", "refresh", "wake", "ask_early"]))
    def act(self, name: str) -> None:
        getattr(self.drill, name)()

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.drill.undo()

    @rule()
    def finish(self) -> None:
        self.drill.finish()

    @rule(seconds=st.sampled_from([1, 61, 1300, 10**7]))
    def wait(self, seconds: int) -> None:
        self.host.wait(seconds)

    @rule(failure=st.sampled_from([NOT_STORED, StaleCardError("Answered elsewhere.")]))
    def fail_next(self, failure: Exception) -> None:
        self.host.failing = failure

    @rule(index=st.integers(0, len(KEYS) - 1))
    def vanish_or_return(self, index: int) -> None:
        key = KEYS[index]
        if key in self.host.cards:
            del self.host.cards[key]
        else:
            self.host.cards[key] = CARDS[index]

    @rule(index=st.integers(0, len(KEYS) - 1), other=st.integers(0, len(KEYS) - 1))
    def edit(self, index: int, other: int) -> None:
        if KEYS[index] in self.host.cards and "#" not in KEYS[index] + KEYS[other]:
            edited = replace(CARDS[index].note, body=CARDS[other].note.body)
            self.host.cards[KEYS[index]] = Card(edited)
            self.drill.refresh()

    @invariant()
    def no_card_is_lost_or_in_two_places(self) -> None:
        state = self.drill.state
        places = [*state.waiting, *(key for _, key in state.learning), *state.gone]
        places += [state.attempt.shown.key] if state.attempt else []
        assert len(places) == len(set(places))
        newest = {entry.key: entry for entry in state.history}
        comes_back = {key for key, entry in newest.items() if isinstance(entry, Answered) and entry.comes_back_ms}
        assert set(places) | set(newest) == set(KEYS)
        assert comes_back <= set(places)

    @invariant()
    def history_is_what_the_host_stored(self) -> None:
        state = self.drill.state
        stored = [entry.key for entry in self.host.log if isinstance(entry, Answer) or "flag" not in entry.action]
        assert [entry.key for entry in state.history] == stored
        assert sum(isinstance(entry, PutAway) for entry in state.history) + len(state.answers) == len(stored)

    @invariant()
    def counts_add_up(self) -> None:
        state, progress = self.drill.state, self.drill.progress()
        answers = [entry for entry in self.host.log if isinstance(entry, Answer)]
        assert progress.answered == len(answers)
        assert progress.again == sum(answer.rating is Rating.AGAIN for answer in answers)
        assert progress.remaining == len(state.waiting) + len(state.learning) + (state.attempt is not None)
        summary = summary_of(state)
        assert sum(summary.counts.values()) == summary.answers == len(answers)

    @invariant()
    def stages_fit_the_card(self) -> None:
        state = self.drill.state
        attempt = state.attempt
        assert (attempt is None) == (state.stage in (Stage.WAITING, Stage.FINISHED))
        if attempt:
            assert attempt.may_rate == (attempt.stage in (Stage.TICKING, Stage.REVEALED))
            assert len(attempt.ticks) == len(attempt.face.entries)
            assert 0 <= attempt.cursor < max(1, len(attempt.face.entries), len(attempt.face.options))
            assert attempt.advance_label


TestDrillLaws = DrillLaws.TestCase
TestDrillLaws.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
