"""How others write cards in Markdown and org, as entries."""

from typing import Any

import pytest

from prepdeck.exchange.markdown_cards import read_markdown

HASHCARDS = """\
---
name = "GPU"
tags = ["gpu"]
---

Q: What is a warp?
A: 32 threads

   in lockstep.

```
Q: not a card
```

---

C: A [warp] has [32] threads, see [docs](https://a.b) and `x[i]`.
"""
OBSIDIAN = """\
#flashcards/gpu

# Notes

Occupancy::active warps / maximum <!--SR:!2026-01-01,3,250-->
- both ways:::either way
`a::b` is no card

What limits occupancy?
?
Registers and
shared memory

Left
??
Right

A ==warp== is ==32 threads== of [[Warp|a block]].

| a | b |
"""
HEADINGS = """\
# GPU memory

## What is coalescing?

One transaction for a warp's neighbouring loads.

## Shared memory

### Size

Up to 228 KB an SM.

### What is a bank conflict?

Two lanes of one bank.
"""
ORG = """\
#+TITLE: GPU
* Warps
** What is a warp?                                    :drill:gpu:
:PROPERTIES:
:ID: 1
:END:
32 threads.
** Item
Which unit schedules?
*** Answer
The warp scheduler.
"""


def entries(text: str, is_org: bool = False) -> list[dict[str, Any]]:
    return [note.entry for deck in read_markdown(text, "file", is_org).decks for note in deck.notes]


def test_hashcards() -> None:
    basic, cloze = entries(HASHCARDS)
    assert basic["front"] == "What is a warp?"
    assert basic["back"] == "32 threads\n\n   in lockstep.\n\n```\nQ: not a card\n```"
    assert cloze["cloze"] == "A {{c1::warp}} has {{c2::32}} threads, see [docs](https://a.b) and `x[i]`."
    assert basic["tags"] == ["gpu"]
    assert read_markdown(HASHCARDS, "file").decks[0].title == "GPU"


def test_obsidian() -> None:
    assert entries(OBSIDIAN) == [
        {"front": "Occupancy", "back": "active warps / maximum"},
        {"front": "both ways", "back": "either way", "reverse": True},
        {"front": "What limits occupancy?", "back": "Registers and\nshared memory"},
        {"front": "Left", "back": "Right", "reverse": True},
        {"cloze": "A {{c1::warp}} is {{c2::32 threads}} of a block."},
    ]


def test_headings() -> None:
    assert entries(HEADINGS) == [
        {"front": "What is coalescing?", "back": "One transaction for a warp's neighbouring loads."},
        {"front": "Shared memory: Size", "back": "Up to 228 KB an SM."},
        {"front": "What is a bank conflict?", "back": "Two lanes of one bank."},
    ]
    assert read_markdown(HEADINGS, "file").decks[0].title == "GPU memory"


def test_org() -> None:
    assert entries(ORG, is_org=True) == [
        {"front": "What is a warp?", "back": "32 threads."},
        {"front": "Which unit schedules?", "back": "The warp scheduler."},
    ]


def test_a_question_without_an_answer_is_told_with_its_line() -> None:
    arrival = read_markdown("Q: One?\nA: Yes\n\nQ: Two?\n\nQ: Three?\nA: 3\n", "file")
    assert [(left.where, left.what) for left in arrival.left_out] == [("line 4", "Two?")]
    assert len(arrival.decks[0].notes) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "just a sentence.", "# only\n", "---\n", "Q:", "```\nQ: a\nA: b"])
def test_a_file_without_cards_brings_none(text: str) -> None:
    assert entries(text) == []
