"""The decks prepdeck comes with: complete, well-formed, and covering what they claim to."""

import statistics
from collections import Counter
from functools import cache

import pytest

from prepdeck.library.check import Checked, check_library
from prepdeck.library.code_check import run_library_checks
from prepdeck.library.search_path import builtin_root
from prepdeck.model.deck import Deck
from prepdeck.model.note import Basic, Cloze, Code, Explain, Note, Pitch
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

NOTES_AND_CORE = {
    "nine-step": (142, 80),
    "seven-step": (10, 4),
    "delivery": (10, 6),
    "case-deltas": (40, 20),
    "dsa-patterns": (140, 58),
    "which-pattern": (12, 8),
    "python-idioms": (8, 4),
    "ddp": (18, 10),
    "collectives": (14, 6),
    "memory-zero": (16, 9),
    "fsdp": (24, 14),
    "precision": (14, 6),
    "checkpointing": (8, 3),
    "parallelism": (20, 8),
    "launch": (10, 4),
    "debugging": (16, 7),
    "dataloader": (24, 13),
    "autograd": (14, 7),
    "compile": (8, 3),
    "behavioral-frameworks": (12, 8),
    "question-bank": (34, 14),
    "story-probes": (16, 8),
    "pitch": (6, 4),
    "questions-to-ask": (16, 6),
    "mlops": (70, 28),
    "ml-coding": (24, 12),
    "role": (10, 0),
}
"""At least so many notes a deck, and core ones among them."""

OUTLINES = sorted(path.stem for path in (builtin_root().path / "outlines").glob("*.yaml"))
WORDS_A_MINUTE = 130
"""A calm pace of speech."""


@cache
def library() -> Checked:
    return check_library([builtin_root()])


def deck(slug: str) -> Deck:
    return next(each for each in library().decks if each.slug == slug)


def all_notes() -> list[Note]:
    return [note for each in library().decks for note in each.notes]


def test_nothing_is_wrong() -> None:
    assert [str(problem) for problem in library().problems] == []


def test_every_deck_is_counted_on() -> None:
    assert {each.slug for each in library().decks} == set(NOTES_AND_CORE)


@pytest.mark.parametrize("slug", NOTES_AND_CORE)
def test_a_deck_has_its_notes_and_its_core(slug: str) -> None:
    notes, core = NOTES_AND_CORE[slug]
    assert len(deck(slug).notes) >= notes
    assert sum(note.tier == "core" for note in deck(slug).notes) >= core


def test_the_core_can_be_learnt_in_four_weeks() -> None:
    assert 340 <= sum(note.tier == "core" for note in all_notes()) <= 370


def test_the_nine_steps_have_all_points_of_their_source_and_a_deck_of_their_own() -> None:
    outline = next(each for each in library().outlines if each.slug == "nine-step")
    steps = Counter(item.id.split(".")[1] for item in outline.items)
    assert list(steps.values()) == [17, 23, 11, 36, 27, 55, 18, 8, 44]
    covered = {point for note in deck("nine-step").notes for point in note.covers}
    assert [item.id for item in outline.items if item.id not in covered] == []


def test_the_outlines_are_those_of_their_files() -> None:
    assert sorted(each.slug for each in library().outlines) == OUTLINES


@pytest.mark.parametrize("slug", OUTLINES)
def test_every_point_of_an_outline_has_a_note(slug: str) -> None:
    outline = next(each for each in library().outlines if each.slug == slug)
    covered = {point for note in all_notes() for point in note.covers}
    assert [item.id for item in outline.items if item.id not in covered] == []


def test_a_note_covers_few_points() -> None:
    assert [note.key for note in all_notes() if len(note.covers) > 4] == []


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


@pytest.mark.parametrize("slug", ["nine-step", "the whole library"])
def test_kinds_are_mixed(slug: str) -> None:
    kinds = Counter(note.kind for note in (all_notes() if slug == "the whole library" else deck(slug).notes))
    total = sum(kinds.values())
    assert (kinds["basic"] + kinds["cloze"]) / total <= 0.45
    assert kinds["choices"] / total >= 0.15
    assert kinds["numeric"] / total >= 0.10
    assert kinds["explain"] / total >= 0.15


def test_backs_are_short() -> None:
    backs = [words(note) for note in all_notes() if isinstance(note.body, Basic)]
    assert statistics.median(backs) <= 35
    assert max(backs) <= 60
    assert all(len(note.why.split()) <= 60 for note in all_notes())


def test_no_answer_side_is_an_article() -> None:
    read = [note for note in all_notes() if not isinstance(note.body, Code | Explain | Pitch)]
    assert [note.key for note in read if words(note) > 90] == []
    assert statistics.median(words(note) for note in all_notes() if not isinstance(note.body, Code)) <= 35


def test_what_is_to_be_said_can_be_said_in_time() -> None:
    spoken = [
        (note.key, note.body.seconds, words(note)) for note in all_notes() if isinstance(note.body, Explain | Pitch)
    ]
    assert [key for key, seconds, said in spoken if said > seconds * WORDS_A_MINUTE / 60] == []


def words(note: Note) -> int:
    return len(back_text(note.body).split())


def test_numbers_and_programs_have_a_source_or_a_check() -> None:
    numeric = [note for note in all_notes() if note.kind == "numeric"]
    assert sum(bool(note.sources) for note in numeric) / len(numeric) >= 0.5
    code = [note for note in all_notes() if isinstance(note.body, Code)]
    assert all(note.body.check for note in code if isinstance(note.body, Code))


def test_every_code_check_tells_right_from_wrong() -> None:
    report = run_library_checks(all_notes())
    assert [str(problem) for problem in report.problems] == []
    assert report.executed >= 150


def test_cloze_notes_hide_something_each() -> None:
    clozes = [note for note in all_notes() if isinstance(note.body, Cloze)]
    assert [note.key for note in clozes if isinstance(note.body, Cloze) and "{{c1::" not in note.body.text] == []
