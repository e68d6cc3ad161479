from collections.abc import Sequence
from pathlib import Path

from prepdeck.library.check import check_library
from prepdeck.library.reader import read_file
from prepdeck.library.resolve import Library, resolve
from prepdeck.library.search_path import Root
from prepdeck.model.deck import DeckFile
from prepdeck.model.note import Basic


def deck_file(path: str, source: str) -> DeckFile:
    deck = read_file(path, source.encode()).deck_file
    assert deck is not None
    return deck


def fronts(library: Library, slug: str) -> dict[str, str]:
    (deck,) = (deck for deck in library.decks if deck.slug == slug)
    return {note.id: note.body.front for note in deck.notes if isinstance(note.body, Basic)}


BASE = """
deck: base
was: [older]
options: {new_per_day: 3, reviews_per_day: 50}
notes:
  - {id: one, front: What comes first?, back: a}
  - {id: two, front: Who follows then?, back: b}
  - {id: three, front: How many are left?, back: c}
  - {front: Has this an id?, back: no}
"""


def test_a_deck_leaves_out_notes_without_an_id_and_takes_its_slug_for_a_title() -> None:
    (deck,) = resolve([deck_file("base.yaml", BASE)]).decks
    assert (deck.slug, deck.title, deck.path, deck.was) == ("base", "base", "base.yaml", ("older",))
    assert [note.id for note in deck.notes] == ["one", "two", "three"]
    assert (deck.options.new_per_day, deck.options.reviews_per_day) == (3, 50)
    assert deck.options.overrides == {"new_per_day", "reviews_per_day"}


def test_extending_files_hide_replace_in_place_and_add_in_search_order() -> None:
    mine = """
extends: base
was: [oldest]
hide: [two]
options: {new_per_day: 0}
notes:
  - {id: one, front: What is different now?, back: x}
  - {id: four, front: Which is new here?, back: y}
"""
    library = resolve([deck_file("mine.yaml", mine), deck_file("base.yaml", BASE)])
    assert list(fronts(library, "base").items()) == [
        ("one", "What is different now?"),
        ("three", "How many are left?"),
        ("four", "Which is new here?"),
    ]
    (deck,) = library.decks
    assert (deck.options.new_per_day, deck.options.reviews_per_day, deck.was) == (0, 50, ("older", "oldest"))
    assert [problem.code for problem in library.problems] == ["replaces-note"]


def test_the_first_of_two_equal_decks_is_used_and_both_files_are_named() -> None:
    again = "deck: base\nnotes:\n  - {id: one, front: Another question?, back: x}\n"
    library = resolve([deck_file("base.yaml", BASE), deck_file("again.yaml", again)])
    assert fronts(library, "base")["one"] == "What comes first?"
    (problem,) = library.problems
    assert (problem.code, problem.path) == ("duplicate-deck", "again.yaml")
    assert "base.yaml" in problem.message


def test_a_file_that_two_roots_lead_to_is_read_once(tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "base.yaml"
    deck.parent.mkdir()
    deck.write_text(BASE)
    checked = check_library([Root(deck.parent), Root(deck)])
    assert [problem.code for problem in checked.problems] == ["missing-id"]
    assert [content.path for content in checked.files] == [str(deck)]


def test_misspelt_names_are_told_with_the_one_that_was_meant() -> None:
    files = [
        deck_file("base.yaml", BASE),
        deck_file("a.yaml", "extends: bse\n"),
        deck_file("b.yaml", "extends: base\nhide: [threes]\n"),
    ]
    hints = {problem.code: problem.hint for problem in resolve(files).problems}
    assert hints == {"unknown-deck": "did you mean base?", "unknown-hidden": "did you mean three?"}


def test_without_any_outline_covers_are_not_checked() -> None:
    deck = deck_file("a.yaml", "deck: a\nnotes:\n  - {id: one, front: f, back: b, covers: [x.1]}\n")
    assert resolve([deck]).problems == ()


def similar(questions: Sequence[str]) -> list[int]:
    """The lines, from 1, of the questions that are told to be like an earlier one."""
    notes = "".join(f"  - {{id: n{index}, front: '{text}', back: b}}\n" for index, text in enumerate(questions))
    found = resolve([deck_file("a.yaml", f"deck: a\nnotes:\n{notes}")]).problems
    assert all(problem.code == "similar-front" for problem in found)
    return [problem.line - 2 for problem in found]


def test_questions_in_nearly_the_same_words_are_told_once() -> None:
    assert similar(["What is the KV cache?", "What is a *KV cache*", "KV cache: what is it?", "What is a cache?"]) == [
        2,
        3,
    ]


def test_questions_that_differ_in_one_telling_word_are_not_told() -> None:
    assert similar(["What does ZeRO-1 shard?", "What does ZeRO-2 shard?", "What does ZeRO-3 shard?"]) == []
    assert similar(["Time of heap push?", "Time of heap pop?", "Time of list pop?"]) == []


def test_a_long_question_with_one_word_more_is_told() -> None:
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    assert similar([words, f"{words} lambda"]) == [2]
    assert similar([f"{words} lambda", words]) == [2]
