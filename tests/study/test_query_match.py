"""A query finds the same cards with and without a store."""

import pytest
from support.homes import Home

from prepdeck.library.check import check_library
from prepdeck.library.search_path import Root
from prepdeck.model.card import cards_of
from prepdeck.model.query import parse_query
from prepdeck.model.query_match import asks_for_state, fields_of, finds, is_like
from prepdeck.storage.search import condition_of, find_cards

ZERO = """
deck: zero
tags: [memory, ZeRO-1]
notes:
  - {id: zero1, front: Which STATE is sharded?, back: The optimizer's., tier: deep, source: https://a.example/ZeRO}
  - {id: gaps, cloze: 'Stage {{c1::two}} adds {{c2::gradients}}', covers: [mem.1, mem.12]}
  - {id: both, front: Stage [3]?, back: Straße 100 %, reverse: true, tags: [x*y]}
"""
LISTS = """
deck: lists
notes:
  - {id: pick, front: Pick one., choices: {answer: left state, others: [right]}, covers: [mem.2]}
  - {id: say, front: Say it., explain: {seconds: 60, points: [gradients first]}}
  - {ask: 'Which state, exactly?', id: ask, audience: peer, purpose: gradients}
"""
QUERIES = (
    *("", "state", "STATE", "gradients", "or", "one", '"is sharded"', "strasse", "[3]", "100 %", "c2"),
    *("deck:zero", "deck:Z*", "deck:*e*o", "deck:**", "deck:zer", "deck:zero*o", "deck:z?ro", "deck:[z]ero"),
    *("tag:memory", "tag:MEM*", "tag:zero-1", "tag:x*y", "tag:mem", "covers:mem.1", "covers:mem.1*", "covers:em.1"),
    *("tier:deep", "tier:core", "kind:cloze", "kind:choices", "id:g*", "key:zero/gaps", "key:zero/gaps#c1", "key:*#*"),
    *("source:zero", "front:state", "back:state", "back:gradients", "front:stage", "-state", "-(state or stage)"),
    *("(deck:zero or deck:lists) tier:core", "deck:zero (front:stage or tier:deep) -id:both", "-deck:zero or ask"),
)


@pytest.fixture
def filled(home: Home) -> Home:
    home.write("zero.yaml", ZERO)
    home.write("lists.yaml", LISTS)
    home.refresh()
    return home


@pytest.mark.parametrize("text", QUERIES)
def test_a_store_and_the_notes_alone_give_the_same_cards(filled: Home, text: str) -> None:
    query = parse_query(text)
    cards = [
        card for deck in check_library([Root(filled.decks)]).decks for note in deck.notes for card in cards_of(note)
    ]
    collection = filled.collection
    with collection.store.reading() as rows:
        rows_found = find_cards(rows, condition_of(query, collection.now(), collection.parameters), 100)
    assert {card.key for card in cards if finds(query, card)} == {key for key, _, _ in rows_found}


def test_some_of_these_queries_find_something_and_some_do_not(filled: Home) -> None:
    cards = [
        card for deck in check_library([Root(filled.decks)]).decks for note in deck.notes for card in cards_of(note)
    ]
    counts = {sum(finds(parse_query(text), card) for card in cards) for text in QUERIES}
    assert {0, 1, len(cards)} < counts


def test_what_asks_for_the_state_of_cards_is_seen_wherever_it_stands() -> None:
    asked = list(fields_of(parse_query("deck:a (tag:b or -(is:due prop:reps>1)) rated:7 word")))
    assert [asks_for_state(one) for one in asked] == [False, False, True, True, True]


def test_many_stars_are_matched_at_once() -> None:
    assert not is_like("a" * 80, "*a" * 40 + "b")
    assert is_like("a" * 80, "*a" * 40)
