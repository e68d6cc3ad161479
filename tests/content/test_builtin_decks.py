"""The decks prepdeck comes with: complete, well-formed, and covering what they claim to."""

import statistics
from collections import Counter
from functools import cache

import pytest

from prepdeck.library.check import Checked, check_library
from prepdeck.library.code_check import run_library_checks
from prepdeck.library.search_path import builtin_root
from prepdeck.model.deck import Deck
from prepdeck.model.note import Basic, Cloze, Code
from prepdeck.model.note_text import back_text

pytestmark = pytest.mark.builtin_decks

STARRED_PATTERNS = (
    *("hashing", "prefix-sum", "two-pointers", "sliding-window", "intervals", "binary-search", "monotonic-stack"),
    *("top-k-heap", "tree-dfs", "tree-bfs", "graph-bfs", "graph-dfs", "backtracking", "dp-1d"),
)
DEEP_PATTERNS = (
    *("fast-slow-pointers", "linked-list-reversal", "cyclic-sort", "search-on-answer", "stack-parsing", "two-heaps"),
    *("topological-sort", "union-find", "weighted-shortest-path", "trie", "dp-2d", "dp-knapsack", "greedy", "bit-xor"),
)


@cache
def library() -> Checked:
    return check_library([builtin_root()])


def deck(slug: str) -> Deck:
    return next(each for each in library().decks if each.slug == slug)


def test_nothing_is_wrong() -> None:
    assert [str(problem) for problem in library().problems] == []


def test_the_nine_steps_are_whole() -> None:
    notes = deck("nine-step").notes
    assert len(notes) == 142
    assert sum(note.tier == "core" for note in notes) >= 80


def test_every_point_of_the_nine_steps_has_a_card() -> None:
    outline = next(each for each in library().outlines if each.slug == "nine-step")
    steps = Counter(item.id.split(".")[1] for item in outline.items)
    assert list(steps.values()) == [17, 23, 11, 36, 27, 55, 18, 8, 44]
    covered = {point for note in deck("nine-step").notes for point in note.covers}
    assert [item.id for item in outline.items if item.id not in covered] == []
    assert max(len(note.covers) for note in deck("nine-step").notes) <= 4


def test_the_patterns_are_those_of_their_outline() -> None:
    outline = next(each for each in library().outlines if each.slug == "dsa-patterns")
    patterns = {item.id.removeprefix("dsa.") for item in outline.items}
    assert patterns == {*STARRED_PATTERNS, *DEEP_PATTERNS}
    notes = deck("dsa-patterns").notes
    assert len(notes) == 5 * len(patterns)
    assert {note.tags[-1] for note in notes if note.tier == "core"} == set(STARRED_PATTERNS)


@pytest.mark.parametrize("pattern", STARRED_PATTERNS + DEEP_PATTERNS)
def test_a_pattern_has_its_five_cards(pattern: str) -> None:
    kinds = {note.id.removeprefix(f"{pattern}-"): note for note in deck("dsa-patterns").notes if pattern in note.tags}
    assert set(kinds) == {"cue", "template", "invariant", "pitfall", "canonical"}
    assert [kinds[name].kind for name in ("cue", "template", "invariant", "pitfall", "canonical")] == [
        "choices",
        "code",
        "explain",
        "code",
        "items",
    ]
    template, pitfall = kinds["template"].body, kinds["pitfall"].body
    assert isinstance(template, Code)
    assert isinstance(pitfall, Code)
    assert template.check
    assert pitfall.check
    assert pitfall.bug
    assert all(note.covers == (f"dsa.{pattern}",) for note in kinds.values())


def test_kinds_are_mixed() -> None:
    kinds = Counter(note.kind for note in deck("nine-step").notes)
    total = sum(kinds.values())
    assert (kinds["basic"] + kinds["cloze"]) / total <= 0.45
    assert kinds["choices"] / total >= 0.15
    assert kinds["numeric"] / total >= 0.10
    assert kinds["explain"] / total >= 0.15


def test_backs_are_short() -> None:
    notes = [note for each in library().decks for note in each.notes]
    lengths = [len(back_text(note.body).split()) for note in notes if isinstance(note.body, Basic)]
    assert max(lengths) <= 60
    assert statistics.median(lengths) <= 35
    assert all(len(note.why.split()) <= 60 for note in notes)


def test_numbers_and_programs_have_a_source_or_a_check() -> None:
    numeric = [note for each in library().decks for note in each.notes if note.kind == "numeric"]
    assert sum(bool(note.sources) for note in numeric) / len(numeric) >= 0.5
    code = [note for each in library().decks for note in each.notes if isinstance(note.body, Code)]
    assert all(note.body.check for note in code if isinstance(note.body, Code))


def test_every_code_check_tells_right_from_wrong() -> None:
    report = run_library_checks(note for each in library().decks for note in each.notes)
    assert [str(problem) for problem in report.problems] == []
    assert report.executed >= 70


def test_cloze_notes_hide_something_each() -> None:
    for each in library().decks:
        for note in each.notes:
            if isinstance(note.body, Cloze):
                assert "{{c1::" in note.body.text, note.key
