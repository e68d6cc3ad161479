"""Choosing and answering with a goal set cost the same in a library of a thousand cards and of a hundred thousand.

Counted, not timed: statements, and the steps SQLite's virtual machine takes, which grow with every row looked at.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event
from support.homes import Home, make_home, numbered_deck

from prepdeck.drills.host import Answer
from prepdeck.model.rating import Rating
from prepdeck.study.drilling import plan_of
from prepdeck.study.goals import set_goal
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.request import DrillRequest

REAL = 200
STEPS = 50


@dataclass
class Work:
    statements: int = 0
    steps: int = 0


def grown(folder: Path, cards: int) -> Home:
    """A home with this many cards: some of real notes, the rest rows like theirs, a third of them reviewed."""
    home = make_home(folder)
    home.write("a.yaml", numbered_deck("a", REAL))
    today = home.collection.now().day
    with home.collection.store.writing() as rows:
        rows.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO card (key, note_key, deck, kind, tier, position, present, queue, phase, stability, difficulty,"
            " due_day, interval_days, last_day, reps, lapses, flagged, suspended) "
            "SELECT 'a/x' || i, 'a/x' || i, 'a', CASE i % 9 WHEN 0 THEN 'explain' WHEN 1 THEN 'code' ELSE 'basic' END,"
            " 'core', 1000 + i, 1, CASE i % 3 WHEN 0 THEN 2 ELSE 0 END, CASE i % 3 WHEN 0 THEN 2 ELSE 0 END,"
            " CASE i % 3 WHEN 0 THEN 3.0 + i % 50 END, CASE i % 3 WHEN 0 THEN 5.0 END,"
            " CASE i % 3 WHEN 0 THEN ? + i % 300 END, 9, CASE i % 3 WHEN 0 THEN ? - i % 40 END, 1, 0, 0, 0 FROM n",
            (cards - REAL, today + 20, today - 1),
        )
    set_goal(home.collection, date(2026, 12, 20), (40,) * 7)
    plan_of(home.collection, DrillRequest())  # the day's ranking
    offer_card(home.collection, "a/q1", "drill")  # the days' load
    return home


@contextmanager
def counted(home: Home) -> Iterator[Work]:
    store, work = home.collection.store, Work()
    raws = [connection.connection.dbapi_connection for connection in (store._writer, store._reader)]

    def statement(*_: object) -> None:
        work.statements += 1

    def step() -> int:
        work.steps += STEPS
        return 0

    event.listen(store._engine, "before_cursor_execute", statement)
    for raw in raws:
        raw.set_progress_handler(step, STEPS)  # type: ignore[union-attr]
    try:
        yield work
    finally:
        for raw in raws:
            raw.set_progress_handler(None, 0)  # type: ignore[union-attr]
        event.remove(store._engine, "before_cursor_execute", statement)


def choose(home: Home) -> None:
    assert plan_of(home.collection, DrillRequest()).cards


def answer(home: Home) -> None:
    shown = offer_card(home.collection, "a/q7", "drill")
    store_answer(home.collection, Answer(shown, Rating.GOOD, 9_000), "drill")


def choose_after_an_answer(home: Home) -> None:
    answer(home)
    choose(home)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = grown(tmp_path_factory.mktemp("small"), 1_000)
    yield home
    home.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = grown(tmp_path_factory.mktemp("large"), 100_000)
    yield home
    home.close()


@pytest.mark.parametrize("act", [choose, answer, choose_after_an_answer])
def test_a_hundred_times_the_cards_cost_no_more(small: Home, large: Home, act: Callable[[Home], None]) -> None:
    with counted(small) as few:
        act(small)
    with counted(large) as many:
        act(large)
    assert few.statements == many.statements
    assert many.steps <= 2 * few.steps + 1_000
