"""The hot statements use their indexes: no answer and no next card looks at the whole collection."""

from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from support.homes import Home, numbered_deck

from prepdeck.storage import card_rows, history, log, projections, queues, ranks, statistics, undoing, weekly


def plan_of(connection: Connection, statement: Any, values: dict[str, object]) -> str:
    """The plan with its values bound, as they are when it is executed: a bound `IN` matches no partial index."""
    written = statement.compile(dialect=sqlite.dialect()).construct_expanded_state(values)
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {written.statement}", tuple(written.positional_parameters))
    return "\n".join(str(row[3]) for row in rows)


WEEKS = {"keys": '["a/b"]', "first": 2_900}
HOT = {
    "card by key": (card_rows._BY_KEY, {"key": "a/b"}, "USING PRIMARY KEY"),
    "cards of a note": (card_rows._BY_NOTE, {"note_key": "a/b"}, "USING INDEX card_note"),
    "learning cards": (queues.LEARNING_CARDS, {}, "USING INDEX card_learning"),
    "due reviews": (queues.DUE_REVIEWS, {"day": 20_000}, "USING INDEX card_due"),
    "new cards": (queues.NEW_CARDS, {"deck": "a", "limit": 10}, "USING INDEX card_new"),
    "pulled cards": (queues.PULLED_CARDS, {}, "USING INDEX card_pulled"),
    "load of days": (queues.DUE_LOAD, {"first": 1, "last": 9}, "USING COVERING INDEX card_due"),
    "notes answered today": (queues._NOTES_TODAY, {"day": 20_000}, "USING INDEX review_day"),
    "work today": (queues._WORK_TODAY, {"day": 20_000}, "USING PRIMARY KEY"),
    "next learning": (queues._NEXT_LEARNING, {}, "USING COVERING INDEX card_learning"),
    "next review": (queues._NEXT_REVIEW, {"day": 20_000}, "USING COVERING INDEX card_due"),
    "reviews of a card": (history._OF_CARD, {"key": "a/b"}, "USING INDEX review_key"),
    "day totals": (history._DAYS, {"first": 1, "last": 9}, "USING PRIMARY KEY"),
    "next sequence": (log._NEXT_SEQUENCE, {"device": "d"}, "USING COVERING INDEX log_device"),
    "records about cards": (log._OF_SUBJECTS, {"subjects": '["a/b"]'}, "USING INDEX log_subject"),
    "records of a kind": (log._OF_KIND, {"kind": "goal"}, "USING INDEX log_other"),
    "records of a group": (log._OF_GROUP, {"group": "g"}, "USING INDEX log_group"),
    "newest action to undo": (undoing._NEWEST_ACTION, {"device": "d"}, "USING INDEX log_device"),
    "newest day with answers": (history._NEWEST_DAY, {}, "SEARCH day_stat"),
    "best ranked cards": (
        ranks.BEST_RANKED,
        {"new": 1, "lane": 0, "day": 20_000, "limit": 50},
        "SEARCH rank USING INDEX rank_order (is_new=? AND lane=? AND gain>?)\nSEARCH card USING PRIMARY KEY",
    ),
    "cards to rank again": (ranks._OUTDATED, {}, "USING INDEX rank_stale"),
    "kinds answered today": (ranks._KINDS_TODAY, {"day": 20_000}, "USING INDEX review_day"),
    "the day's plan": (ranks._READ_PLAN, {}, "USING INDEX sqlite_autoindex_meta_1"),
    "newest timed answers": (statistics.TIMED_ANSWERS, {"first": 1, "last": 9}, "USING INDEX review_day"),
    "load ahead": (statistics.LOAD, {"last": 9}, "USING COVERING INDEX card_due"),
    "reviews to come": (statistics.COMING, {"last": 9}, "USING INDEX card_due"),
    "retention by month": (statistics.RETENTION, {"first": 1}, "USING PRIMARY KEY"),
    "newest record": (log._NEWEST, {}, "SCAN log"),  # the last row by its position, then stop
    "more about cards": (projections._MORE_ABOUT, {"keys": '["a/b"]', "at_ms": 1}, "USING COVERING INDEX log_subject"),
    "marks of cards": (log._MARKS, {"subjects": '["a/b"]'}, "USING INDEX log_subject"),
    "cards by keys": (card_rows._BY_KEYS, {"keys": '["a/b"]'}, "SEARCH card USING PRIMARY KEY"),
    "reviews of cards": (projections._REVIEWS_OF, {"keys": '["a/b"]'}, "USING INDEX review_key"),
    "cards put on a day": (queues.PUT_CARDS, {"day": 20_000}, "USING INDEX card_put"),
    "later carries and pulls": (projections._LATER_WIDE, {"at_ms": 1}, "USING INDEX log_other"),
}


@pytest.mark.parametrize("name", HOT)
def test_a_hot_statement_uses_its_index(home: Home, name: str) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    statement, values, expected = HOT[name]
    with home.collection.store.reading() as connection:
        plan = plan_of(connection, statement, values)
    assert expected in plan
    assert "SCAN card" not in plan.replace("SCAN card USING", "")
    assert "SCAN review" not in plan
    assert "SCAN rank" not in plan.replace("SCAN rank USING INDEX rank_stale", "")


def test_forgotten_choices_are_looked_up_by_their_cards(home: Home) -> None:
    with home.collection.store.reading() as connection:
        plan = plan_of(connection, statistics.FORGOTTEN_CHOICES, {})
    assert "SEARCH review USING INDEX review_key" in plan
    assert "SCAN review" not in plan


@pytest.mark.parametrize("statement", [weekly.LAST_OF_WEEKS, weekly.LAST_BEFORE])
def test_weeks_come_from_their_index_alone_in_its_order(home: Home, statement: Any) -> None:
    with home.collection.store.reading() as connection:
        plan = plan_of(connection, statement, WEEKS)
    assert "SEARCH review USING COVERING INDEX review_key (key=? AND <expr>" in plan
    assert "TEMP B-TREE" not in plan
