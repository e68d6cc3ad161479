"""Browsing finds what a search finds, in the decks that were asked for, and changes exactly what was chosen."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.homes import Home, numbered_deck

from prepdeck.model.rating import Rating
from prepdeck.storage.listing import ListedCard
from prepdeck.study.browsing import OWN, Wish, apply, browse, chosen_action, deck_topics
from prepdeck.study.lookup import details_of, search
from prepdeck.study.marking import answer_card, mark_cards

FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
WORDS = (
    "fact",
    "number 1",
    "deck:one",
    "is:due",
    "is:new",
    "is:suspended",
    "-is:new",
    "or",
    "(",
    ")",
    '"',
    "rated:7",
    "é",
)


def library(home: Home) -> None:
    home.write("a/one.yaml", numbered_deck("one", 3))
    home.write("a/two.yaml", numbered_deck("two", 2))
    for key in ("one/q1", "two/q2"):
        answer_card(home.collection, key, Rating.EASY)
    mark_cards(home.collection, ("one/q3",), "suspend")


@FIXTURES
@given(queries=st.lists(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), min_size=5, max_size=20))
def test_it_finds_what_a_search_finds(home: Home, queries: list[str]) -> None:
    library(home)
    for text in (*queries, "", "\x00\ud800"):
        found = browse(home.collection, text)
        assert sorted(row.key for row in found.rows) == sorted(card.key for card in search(home.collection, text).cards)
        assert found.hints == search(home.collection, text).hints
        inside = browse(home.collection, text, ("two",))
        assert [row.key for row in inside.rows] == [row.key for row in found.rows if row.deck == "two"]


def test_rows_say_where_cards_stand(home: Home) -> None:
    library(home)
    home.clock.advance(days=2)
    rows = {row.key: row for row in browse(home.collection, "").rows}
    details = details_of(home.collection, "one/q1")
    assert details.state.memory is not None
    assert details.retrievability is not None
    row = rows["one/q1"]
    assert (row.due_day, row.stability, row.reps) == (details.state.due_day, details.state.memory.stability, 1)
    assert abs((row.recall or 0) - details.retrievability) < 1e-9
    assert rows["one/q2"].is_new
    assert (rows["one/q3"].suspended, rows["one/q3"].recall) == (1, None)


def test_decks_are_told_by_the_folder_they_lie_in(home: Home) -> None:
    library(home)
    home.setup.paths.own_decks.mkdir(parents=True)
    (home.setup.paths.own_decks / "mine.yaml").write_text(numbered_deck("mine", 4))
    home.write("b/three.yaml", numbered_deck("three", 1))
    home.refresh()
    topics = [
        (topic.title, [(deck.slug, deck.cards) for deck in topic.decks]) for topic in deck_topics(home.collection)
    ]
    assert topics == [(OWN, [("mine", 4)]), ("a", [("one", 3), ("two", 2)]), ("b", [("three", 1)])]


def a_row(key: str, suspended: bool, flagged: bool, buried: bool, reps: int) -> ListedCard:
    queue = 5 if suspended else 2 if reps else 0
    return ListedCard(key, "d", "basic", "core", "f", queue, None, None, None, None, reps, 0, flagged, suspended,
                      7 if buried else None, 0)  # fmt: skip


ROWS = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3)), max_size=8).map(
    lambda states: [a_row(f"d/{at}", *state) for at, state in enumerate(states)]
)


@given(ROWS, st.sampled_from(["suspend", "flag", "bury"]))
def test_a_key_brings_all_to_one_state_and_once_more_takes_all_back(rows: list[ListedCard], wish: Wish) -> None:
    have = {"suspend": "suspended", "flag": "flagged", "bury": "buried_on"}[wish]
    action, keys = chosen_action(wish, rows, 7)
    assert set(keys) <= {row.key for row in rows}
    does = action == wish
    after = [
        row._replace(**{have: (7 if wish == "bury" else 1) if does else None}) if row.key in keys else row
        for row in rows
    ]
    assert len({bool(getattr(row, have)) for row in after}) <= 1
    back, all_keys = chosen_action(wish, after, 7)
    assert set(all_keys) == {row.key for row in rows}
    assert (back == wish) != does or not rows


@given(ROWS)
def test_only_what_was_answered_is_reset(rows: list[ListedCard]) -> None:
    action, keys = chosen_action("reset", rows, 7)
    assert action == "reset"
    assert set(keys) == {row.key for row in rows if row.reps}


def test_several_cards_are_one_action(home: Home) -> None:
    library(home)
    rows = browse(home.collection, "").rows
    assert apply(home.collection, "suspend", rows) == ("suspend", 4)
    assert len(home.collection.undo()) == 4
    assert [row.key for row in browse(home.collection, "is:suspended").rows] == ["one/q3"]
    assert apply(home.collection, "reset", []) == ("reset", 0)
