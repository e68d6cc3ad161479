"""Whatever is done, in whatever order and under whatever clock: a rebuild from the log gives the very same rows."""

import random
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from support.homes import Home, make_home

from prepdeck.drills.host import Answer
from prepdeck.errors import PrepdeckError
from prepdeck.model.rating import Rating
from prepdeck.model.records import OptionsSet, Pull
from prepdeck.study.easy_days import set_easy_days
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.placement import know
from prepdeck.study.rescheduling import put_on_day
from prepdeck.study.retention import DESIRED

OPERATIONS = 1_000
NOTES = 12
ACTIONS = ("suspend", "unsuspend", "bury", "unbury", "flag", "unflag", "reset")


class Life:
    """A user who does everything one can do, at random; `note_ids` maps a fact's number to its id of the day."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.home: Home = make_home(folder)
        self.random = random.Random(seed)
        self.ids = {number: f"q{number}" for number in range(NOTES)}
        self.slug = "facts"
        self.was: list[str] = []
        self.gone: set[int] = set()
        self.done = 0
        self._write()

    def step(self) -> None:
        operation = self.random.choices(
            (self.answer, self.cram, self.mark, self.undo, self.redo, self.pass_time, self.jump, self.rename,
             self.vanish_or_return, self.rename_deck, self.pull, self.place, self.aim, self.set_load, self.put),
            (40, 4, 12, 12, 8, 12, 3, 4, 4, 1, 2, 1, 1, 2, 6),
        )[0]  # fmt: skip
        try:
            operation()
        except PrepdeckError:
            return
        self.done += 1

    def key(self) -> str:
        number = self.random.choice([number for number in self.ids if number not in self.gone])
        part = self.random.choice(("", "#reverse")) if number % 3 == 0 else ""
        return f"{self.slug}/{self.ids[number]}{part}"

    def answer(self) -> None:
        at = None
        if self.random.random() < 0.05:
            at = self.home.clock.at(self.home.clock.at_ms - self.random.randrange(5 * 86_400_000))
        answer_card(self.home.collection, self.key(), Rating(self.random.randint(1, 4)), at)

    def cram(self) -> None:
        shown = offer_card(self.home.collection, self.key(), "cram")
        store_answer(self.home.collection, Answer(shown, Rating(self.random.randint(1, 4)), 1_000), "cram")

    def mark(self) -> None:
        keys = tuple({self.key() for _ in range(self.random.randint(1, 3))})
        mark_cards(self.home.collection, keys, self.random.choice(ACTIONS))

    def undo(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            self.home.collection.undo()

    def redo(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            self.home.collection.redo()

    def pass_time(self) -> None:
        self.home.clock.advance(minutes=self.random.choice((1, 10, 200, 1_440, 6_000)))

    def jump(self) -> None:
        self.home.clock.advance(days=self.random.choice((-40, -1, 300)))

    def rename(self) -> None:
        number = self.random.choice(list(self.ids))
        self.ids[number] = f"q{number}-{self.random.randrange(3)}"
        self._write()
        self.home.refresh()

    def vanish_or_return(self) -> None:
        number = self.random.randrange(NOTES)
        if len(self.gone) < NOTES // 2 or number in self.gone:
            self.gone ^= {number}
        self._write()
        self.home.refresh()

    def rename_deck(self) -> None:
        self.was = [*self.was, self.slug][-3:]
        self.slug = f"facts-{self.random.randrange(10_000)}"
        self._write()
        self.home.refresh()

    def pull(self) -> None:
        self.home.collection.append([Pull(tuple({self.key(), self.key()}), "mock-1")])

    def put(self) -> None:
        keys = tuple({self.key() for _ in range(self.random.randint(1, 3))})
        put_on_day(self.home.collection, keys, self.home.collection.now().day + self.random.randrange(30))

    def place(self) -> None:
        know(self.home.collection, (self.key(), self.key()))

    def aim(self) -> None:
        set_goal(self.home.collection, date(2030, 1, 1), (40,) * 7)

    def set_load(self) -> None:
        if self.random.random() < 0.5:
            set_easy_days(self.home.collection, self.random.choice(("sun=0", "sat=50,sun=0", "none")))
        else:
            self.home.collection.append([OptionsSet("", ((DESIRED, self.random.choice((0.75, 0.97, None))),))])

    def _write(self) -> None:
        lines = [f"deck: {self.slug}", f"was: [{', '.join(self.was)}]" if self.was else "title: Facts", "notes:"]
        for number, note_id in self.ids.items():
            if number in self.gone:
                continue
            lines += [
                f"  - id: {note_id}",
                f"    front: Which is fact {number * 7919}?",
                f"    back: Statement {number * 104729}.",
            ]
            if number % 3 == 0:
                lines.append("    reverse: true")
        self.home.write("facts.yaml", "\n".join(lines) + "\n")


def differing_rows(home: Home) -> list[str]:
    store = home.collection.store
    before = store.projection_digests()
    _, after = store.rebuild_and_compare(home.collection.scheduler_of, keep=False)
    return [name for name in before if before[name] != after[name]]


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_a_rebuild_after_a_thousand_operations_gives_identical_rows(seed: int) -> None:
    with TemporaryDirectory() as folder:
        life = Life(Path(folder), seed)
        try:
            for number in range(OPERATIONS):
                life.step()
                if number % 200 == 199:
                    assert differing_rows(life.home) == []
            assert life.done > OPERATIONS // 2
        finally:
            life.home.close()


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_undoing_everything_is_the_beginning(seed: int) -> None:
    with TemporaryDirectory() as folder:
        life = Life(Path(folder), seed)
        try:
            beginning = life.home.collection.store.projection_digests()
            for _ in range(60):
                with suppress(PrepdeckError):  # answering a suspended card
                    life.random.choice(
                        (life.answer, life.mark, life.pass_time, life.undo, life.redo, life.pull, life.put)
                    )()
            while life.home.reopen().undo():
                pass
            now = life.home.collection.store.projection_digests()
            assert {name: now[name] for name in ("card", "review", "day_stat")} == {
                name: beginning[name] for name in ("card", "review", "day_stat")
            }
        finally:
            life.home.close()
