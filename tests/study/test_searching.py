"""Search finds exactly what a plain look through all cards would find, and takes any text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.homes import Home, numbered_deck

from prepdeck.model.card import cards_of
from prepdeck.model.note_text import back_text, front_text
from prepdeck.model.query import And, Everything, Field, Not, Or, Phrase, Query, Word, parse_query, unparse_query
from prepdeck.model.rating import Rating
from prepdeck.study.collection import Collection
from prepdeck.study.lookup import search
from prepdeck.study.marking import answer_card, mark_cards

DECK = """\
deck: mixed
tags: [zero, memory]
notes:
  - {id: straße, front: 'Große Straße: list[int] and 100% of C++', back: 'naïve "quotes" \\ back', tags: [odd]}
  - {id: two, front: reduce-scatter and all-gather, back: Ω and ω in İstanbul, tier: deep}
  - {id: three, cloze: 'It {{c1::overlaps}} with {{c2::backward}} _a_ *b* ?', tier: stretch, tags: [zero-three]}
  - {id: four, front: a, back: b}
"""
WORDS = (
    "a",
    "er",
    "zero",
    "ß",
    "STRASSE",
    "c++",
    "100%",
    '"',
    "reduce-scatter",
    "overlap",
    "Ω",
    "i̇",
    "\\",
    "*",
    "?",
    "[int]",
)


def filled(home: Home) -> Collection:
    home.write("mixed.yaml", DECK.replace("straße", "street"))
    home.write("plain.yaml", numbered_deck("plain", 3))
    answer_card(home.collection, "mixed/two", Rating.GOOD)
    answer_card(home.collection, "plain/q1", Rating.EASY)
    mark_cards(home.collection, ("mixed/four",), "suspend")
    mark_cards(home.collection, ("plain/q2",), "flag")
    return home.collection


def found(collection: Collection, text: str) -> set[str]:
    return {card.key for card in search(collection, text).cards}


def plainly_found(collection: Collection, query: Query) -> set[str]:
    """The oracle: look at every note, one by one."""
    notes = [collection.find_note(key) for key in ("mixed/street", "mixed/two", "mixed/three", "mixed/four")]
    notes += [collection.find_note(f"plain/q{number}") for number in (1, 2, 3)]

    def matches(query: Query, note: object) -> bool:
        match query:
            case Everything():
                return True
            case Word(text) | Phrase(text):
                folded = text.casefold()
                return folded in front_text(note.body).casefold() or folded in back_text(note.body).casefold()  # type: ignore[attr-defined]
            case Not(part):
                return not matches(part, note)
            case And(parts):
                return all(matches(part, note) for part in parts)
            case Or(parts):
                return any(matches(part, note) for part in parts)
            case Field("tier", value):
                return note.tier == value  # type: ignore[attr-defined]
            case Field("tag", value):
                return value.lower() in note.tags  # type: ignore[attr-defined]
            case Field("deck", value):
                return note.deck == value.lower()  # type: ignore[attr-defined]
        raise AssertionError(query)

    return {card.key for note in notes if note and matches(query, note) for card in cards_of(note)}


leaves = st.one_of(
    st.sampled_from(WORDS).map(Phrase),
    st.text(max_size=4).filter(lambda t: "\x00" not in t).map(Phrase),
    st.sampled_from(["core", "deep", "stretch"]).map(lambda value: Field("tier", value)),
    st.sampled_from(["zero", "odd", "zero-three", "none"]).map(lambda value: Field("tag", value)),
    st.sampled_from(["mixed", "plain", "x"]).map(lambda value: Field("deck", value)),
)
queries = st.recursive(
    leaves,
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: And(tuple(found))),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found))),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_search_equals_looking_at_every_card(home: Home, query: Query) -> None:
    collection = home.opened or filled(home)
    text = unparse_query(query)
    assert found(collection, text) == plainly_found(collection, parse_query(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_any_text_is_a_query(home: Home, text: str) -> None:
    search(home.opened or filled(home), text)


def test_states_properties_and_history(home: Home) -> None:
    collection = filled(home)
    assert found(collection, "is:suspended") == {"mixed/four"}
    assert found(collection, "is:flagged") == {"plain/q2"}
    assert found(collection, "is:learning") == {"mixed/two"}
    assert found(collection, "is:review") == {"plain/q1"}
    assert "plain/q1" not in found(collection, "is:new")
    assert found(collection, "is:due") == set()
    home.clock.advance(minutes=20)
    assert found(collection, "is:due") == {"mixed/two"}
    assert found(collection, "rated:1") == {"mixed/two", "plain/q1"}
    assert found(collection, "rated:1:easy") == {"plain/q1"}
    assert found(collection, "prop:reps=1") == {"mixed/two", "plain/q1"}
    assert found(collection, "prop:stability>5") == {"plain/q1"}
    assert found(collection, "prop:retrievability>0.99") == {"mixed/two", "plain/q1"}
    assert found(collection, "prop:due>3") == {"plain/q1"}
    assert len(found(collection, "-prop:due>3")) == 7
    assert found(collection, "tag:zero-*") == {"mixed/three#c1", "mixed/three#c2"}
    assert found(collection, "key:plain/q*") == {"plain/q1", "plain/q2", "plain/q3"}
    assert found(collection, "id:four") == {"mixed/four"}
    assert found(collection, "front:overlaps") == {"mixed/three#c1", "mixed/three#c2"}
    assert found(collection, "back:istanbul") == set()
    assert found(collection, "back:statement") == {"plain/q1", "plain/q2", "plain/q3"}
    home.clock.advance(days=8)
    assert found(collection, "rated:7") == set()


def test_tags_of_any_spelling_are_found_without_regard_to_case(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1, """tags: ['École', 'a"b', 'c\\d']"""))
    home.write("b.yaml", numbered_deck("b", 1, "tags: [zero]"))
    for query in ("tag:École", "tag:éCOLE", "tag:é*", "tag:*COLE", 'tag:"a""b"', "tag:c\\*", "tag:*\\D"):
        assert found(home.collection, query) == {"a/q1"}, query
    assert found(home.collection, "tag:ecole") == set()
    assert found(home.collection, "tag:*") == {"a/q1", "b/q1"}


def test_a_query_that_was_meant_otherwise_is_told(home: Home) -> None:
    assert search(filled(home), "is:foo").hints
