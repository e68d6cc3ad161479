"""What notes, decks and outlines come of a file."""

from prepdeck.library.reader import read_file
from prepdeck.model.deck import DeckFile
from prepdeck.model.note import (
    Ask,
    Basic,
    Choices,
    Cloze,
    Code,
    Explain,
    Given,
    GivenValue,
    Items,
    ListItem,
    Numeric,
    NumericCase,
    Pitch,
    Place,
    Steps,
    Tolerance,
    Typed,
    Verified,
)
from prepdeck.model.outline import OutlineItem

ALL_KINDS = r"""
kind: deck   # as is one behind the kind
deck: fsdp
title: FSDP and ZeRO   # a comment behind a header is harmless
was: [zero]
tags: [training]
defaults: {tier: deep, source: https://a.example, verified: {with: torch 2.13.0, date: 2026-11-20}, expires_after: 180d}
options: {new_per_day: 5, desired_retention: 0.85, learning_steps: [1m, 10m, 1d], bury_siblings: false}
notes:
  - id: basic
    was: [memory/zero3]
    front: Which training state does ZeRO-3 shard?
    back: |-
      All of it:   # not a comment

          x = 1
    why: Stage 1 shards one.
    hint: Of three.
    reverse: true
    tags: [zero, training]
    tier: core
    covers: [nine.9.12]
    source: [https://b.example, A book]
    expires_after: 30d
    diagram: |
      A --> B
  - {id: cloze, cloze: 'x {{c1::\frac{1}{2}}}'}
  - {id: steps, front: f, steps: [a, {step: 'b: c', why: d}]}
  - {id: items, front: f, items: [{item: a}, b]}
  - {id: choices, front: f, choices: {answer: [a, b], others: [c]}}
  - {id: choice, front: f, choices: {answer: a, others: [c]}}
  - {id: typed, front: f, typed: [2.10, no, 12:30, 010, ~, null]}
  - id: numeric
    front: Of {stage} and {n}?
    numeric:
      given: {n: [2.10, 1e9], stage: [1, 2], k: 7}
      cases: {stage: {1: n*k, 2: n*(k + 1)}}
      unit: GB
      tolerance: 5%
      working: Multiply.
  - {id: absolute, front: f, numeric: {given: {k: 7}, answer: k, tolerance: 0.5}}
  - {id: exact, front: f, numeric: {given: {k: 7}, answer: k}}
  - {id: code, front: f, code: {language: python, answer: 'x = 1', check: 'assert x', bug: 'x = 0'}}
  - {id: explain, front: f, explain: {seconds: 90, points: [a, b]}}
  - {id: pitch, front: f, pitch: {seconds: 60, points: [a]}}
  - {id: ask, ask: What?, audience: manager, purpose: metric}
"""


def deck_of(source: str) -> DeckFile:
    content = read_file("deck.yaml", source.encode())
    assert content.problems == ()
    assert content.deck_file is not None
    return content.deck_file


def test_every_kind_of_note_is_read() -> None:
    bodies = {note.id: note.body for note in deck_of(ALL_KINDS).notes}
    n, stage, k = (
        Given("n", (GivenValue(2.1, "2.10"), GivenValue(1e9, "1e9"))),
        Given("stage", (GivenValue(1, "1"), GivenValue(2, "2"))),
        Given("k", (GivenValue(7, "7"),)),
    )
    back = "All of it:   # not a comment\n\n    x = 1"
    assert bodies == {
        "basic": Basic("Which training state does ZeRO-3 shard?", back, reverse=True),
        "cloze": Cloze(r"x {{c1::\frac{1}{2}}}"),
        "steps": Steps("f", (ListItem("a"), ListItem("b: c", "d"))),
        "items": Items("f", (ListItem("a"), ListItem("b"))),
        "choices": Choices("f", ("a", "b"), ("c",)),
        "choice": Choices("f", ("a",), ("c",)),
        "typed": Typed("f", ("2.10", "no", "12:30", "010", "~", "null")),
        "numeric": Numeric(
            "Of {stage} and {n}?",
            (n, stage, k),
            Tolerance(0.05, relative=True),
            case_name="stage",
            cases=(NumericCase(1, "n*k"), NumericCase(2, "n*(k + 1)")),
            unit="GB",
            working="Multiply.",
        ),
        "absolute": Numeric("f", (k,), Tolerance(0.5, relative=False), answer="k"),
        "exact": Numeric("f", (k,), Tolerance(0.01, relative=True), answer="k"),
        "code": Code("f", "python", "x = 1", "assert x", "x = 0"),
        "explain": Explain("f", 90, ("a", "b")),
        "pitch": Pitch("f", 60, ("a",)),
        "ask": Ask("What?", "manager", "metric"),
    }


def test_a_note_has_what_it_says_and_its_decks_defaults_for_the_rest() -> None:
    deck = deck_of(ALL_KINDS)
    note, other = deck.notes[:2]
    assert (note.key, note.kind, note.place) == ("fsdp/basic", "basic", Place("deck.yaml", 10, 5))
    assert (note.why, note.hint, note.diagram) == ("Stage 1 shards one.", "Of three.", "A --> B")
    assert (note.tier, note.tags, note.covers) == ("core", ("training", "zero"), ("nine.9.12",))
    assert (note.sources, note.was, note.expires_after_days) == (("https://b.example", "A book"), ("memory/zero3",), 30)
    assert note.verified == other.verified == Verified("torch 2.13.0", "2026-11-20")
    assert (other.tier, other.tags, other.sources) == ("deep", ("training",), ("https://a.example",))
    assert other.expires_after_days == 180


def test_a_deck_file_has_its_header() -> None:
    deck = deck_of(ALL_KINDS)
    assert (deck.slug, deck.title, deck.was, deck.tags) == ("fsdp", "FSDP and ZeRO", ("zero",), ("training",))
    assert (deck.extends, deck.line, deck.column) == (False, 3, 7)
    assert dict(deck.options) == {
        "new_per_day": 5,
        "desired_retention": 0.85,
        "learning_steps": (60, 600, 86_400),
        "bury_siblings": False,
    }


def test_an_extending_file_names_its_deck_and_hides_notes() -> None:
    deck = deck_of("extends: fsdp\nhide: [one, two]\n")
    assert (deck.slug, deck.extends, deck.hide, deck.notes) == ("fsdp", True, ("one", "two"), ())


def test_an_outline_is_read() -> None:
    content = read_file("o.yaml", b"kind: outline\noutline: o\ntitle: O\nitems:\n  - {id: o.1, title: 'One: two'}\n")
    assert content.outline is not None
    assert (content.outline.slug, content.outline.title, content.outline.path) == ("o", "O", "o.yaml")
    assert content.outline.items == (OutlineItem("o.1", "One: two"),)
    assert content.deck_file is None


def test_a_misspelt_key_is_told_with_the_one_that_was_meant() -> None:
    content = read_file(
        "d.yaml", b"deck: d\nnotes:\n- {id: a, front: f, back: b, teir: deep}\n- {id: c, front: f, backk: b}"
    )
    assert [problem.hint for problem in content.problems] == ["did you mean tier?", "did you mean back?"]


def test_broken_notes_are_named_so_that_what_was_last_good_stays() -> None:
    content = read_file(
        "d.yaml", b"deck: d\nnotes:\n- {id: a, front: f}\n- {id: b, front: f, back: *x}\n- {id: c, front: f, back: b}"
    )
    assert content.deck_file is not None
    assert [note.id for note in content.deck_file.notes] == ["c"]
    assert content.broken_ids == {"a", "b"}


def test_a_file_whose_notes_may_be_lost_is_not_used_at_all() -> None:
    for source in (b"deck: d\nnotes: none\n", b"deck: d\nnotes: []\nnotes: []\n", b"deck: d\nnotes: []\n---\na: b\n"):
        content = read_file("d.yaml", source)
        assert content.deck_file is None
        assert content.problems
