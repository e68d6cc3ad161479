"""What is done to many cards at once takes statements in bulk: as many for two hundred cards as for twenty."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from support.homes import Home, numbered_deck

from prepdeck.model.rating import Rating
from prepdeck.storage.card_rows import find_cards
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.rescheduling import put_on_day

KEYS = tuple(f"a/q{number}" for number in range(1, 201))


@contextmanager
def statements(home: Home) -> Iterator[list[str]]:
    sent: list[str] = []
    engine = home.collection.store._engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def put(home: Home, keys: tuple[str, ...]) -> None:
    put_on_day(home.collection, keys, home.collection.now().day + 3)


@pytest.mark.parametrize(
    "act",
    [
        lambda home, keys: mark_cards(home.collection, keys, "suspend"),
        lambda home, keys: mark_cards(home.collection, keys, "reset"),
        put,
    ],
    ids=["suspend", "reset", "put on a day"],
)
def test_ten_times_the_cards_take_no_more_statements(home: Home, act: Callable[[Home, tuple[str, ...]], None]) -> None:
    home.write("a.yaml", numbered_deck("a", len(KEYS)))
    for key in KEYS:
        answer_card(home.collection, key, Rating.EASY)
    sent = []
    for keys in (KEYS[:20], KEYS):
        for step in (lambda keys=keys: act(home, keys), home.collection.undo, home.collection.redo):
            with statements(home) as one:
                step()
            sent.append(len(one))
        home.collection.undo()
    assert sent[:3] == sent[3:]


def test_an_undo_writes_no_answer_that_stays_as_it_was(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    for key in KEYS[:3]:
        answer_card(home.collection, key, Rating.EASY)
    mark_cards(home.collection, KEYS[:3], "bury")
    with statements(home) as sent:
        home.collection.undo()
    assert not any(table in line for line in sent for table in ("INTO review", "FROM day_stat", "INTO day_stat"))


def test_a_statement_takes_more_keys_than_sqlite_binds_values(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    with home.collection.store.reading() as rows:
        found = find_cards(rows, ["a/q1", *(f"a/x{number}" for number in range(40_000)), 'a/"q2"', "a/q2"])
    assert list(found) == ["a/q1", "a/q2"]
