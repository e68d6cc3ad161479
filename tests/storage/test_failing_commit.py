"""SQLite fails at COMMIT: what was not stored is told, what was stored is not told as lost."""

import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from support.homes import Home, numbered_deck

from prepdeck.errors import StoreError
from prepdeck.model.rating import Rating
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card


def fail_at_commit(home: Home, before_failing: Callable[[sqlite3.Connection], None]) -> None:
    """Let the next COMMIT fail, once."""

    def fail(connection: Connection) -> None:
        if connection.get_execution_options():
            return  # the reader's
        event.remove(engine, "commit", fail)
        before_failing(connection.connection.dbapi_connection)  # type: ignore[arg-type]
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))

    engine = home.collection.store._engine
    event.listen(engine, "commit", fail)


def reps(home: Home) -> int:
    return details_of(home.collection, "a/q1").state.reps


@pytest.fixture
def answered(home: Home) -> Home:
    home.write("a.yaml", numbered_deck("a", 1))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    return home


def test_what_was_not_stored_is_told_and_the_store_works_on(answered: Home) -> None:
    fail_at_commit(answered, lambda connection: None)
    with pytest.raises(StoreError, match="disk I/O error"):
        answer_card(answered.collection, "a/q1", Rating.GOOD)
    assert reps(answered) == 1
    fail_at_commit(answered, lambda connection: None)
    with pytest.raises(StoreError, match="disk I/O error"):
        answered.collection.undo()
    assert reps(answered) == 1
    answer_card(answered.collection, "a/q1", Rating.GOOD)
    assert reps(answered) == 2
    answered.collection.undo()
    assert reps(answered) == 1


def test_what_was_stored_all_the_same_counts_as_done(answered: Home) -> None:
    fail_at_commit(answered, sqlite3.Connection.commit)
    answer_card(answered.collection, "a/q1", Rating.GOOD)
    assert reps(answered) == 2
    fail_at_commit(answered, sqlite3.Connection.commit)
    assert len(answered.collection.undo()) == 1
    assert reps(answered) == 1
    fail_at_commit(answered, sqlite3.Connection.commit)
    assert len(answered.collection.redo()) == 1
    assert reps(answered) == 2
