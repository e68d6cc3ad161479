"""A file whose derived tables another version made: they are made anew, and nothing of the log is lost."""

import sqlite3

from support.homes import Home, numbered_deck

from prepdeck.model.rating import Rating
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card


def test_derived_tables_of_another_shape_are_made_anew(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    home.refresh()
    answer_card(home.collection, "a/q1", Rating.GOOD)
    digests = home.collection.store.projection_digests()
    path = home.collection.store.path
    home.close()
    with sqlite3.connect(path) as file:
        file.execute("ALTER TABLE card DROP COLUMN flagged")
        file.execute("DROP TABLE day_stat")
        file.execute("UPDATE meta SET value = 'another' WHERE name = 'projection_version'")
    file.close()
    assert details_of(home.collection, "a/q1").state.reps == 1
    assert home.collection.store.projection_digests() == digests
