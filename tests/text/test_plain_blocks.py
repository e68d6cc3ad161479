"""Blocks as lines of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.text.cells import cell_width
from prepdeck.text.markdown import to_blocks
from prepdeck.text.plain import to_plain
from prepdeck.text.safe import visible


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("", [""]),
        ("one two three four five six", ["one two three four", "five six"]),
        ("a  \nb\n\nc", ["a", "b", "", "c"]),
        ("**Bold** `x[0]` and `x` 数学数学数学", ["Bold `x[0]` and x", "数学数学数学"]),
        ("# Title\n```\nfor x in y:\n    very_long_line(of=code, stays=whole)\n```", [
            "Title", "", "    for x in y:", "        very_long_line(of=code, stays=whole)",
        ]),
        ("- one two three four five\n- b\n  1. c", ["- one two three four", "  five", "- b", "  1. c"]),
        ("9. i\n10. j\n\n    k", ["9. i", "10. j", "    k"]),
        ("> quoted words in here", ["> quoted words in", "> here"]),
        ("$$\na_1\n$$", ["    a₁"]),
        ("![net](a.png)\n\n![](b.png)", ["image: net (a.png)", "", "image: b.png"]),
        ("[docs](https://a.b)", ["docs (https://a.b)"]),
        ("|k|v|\n|-|-|\n|数|2|\n|c|", ["k   v", "--  -", "数  2", "c"]),
        ("|name|what it stands for|\n|-|-|\n|a|one two|\n|b|x|", [
            "name: a", "what it stands for:", "one two", "", "name: b", "what it stands for:", "x",
        ]),
        ("a\n\n---", ["a", "", "-" * 20]),
    ],
)  # fmt: skip
def test_lines(markdown: str, lines: list[str]) -> None:
    assert to_plain(to_blocks(markdown), width=20).split("\n") == lines


words = st.text(st.characters(categories=["L"], include_characters=",;?()'"), min_size=1, max_size=12)


@given(st.lists(words, max_size=30).map(" ".join), st.integers(10, 80))
def test_running_text_fits_and_is_visible(text: str, width: int) -> None:
    shown = to_plain(to_blocks(f"- {text}\n\n> {text}"), width)
    assert shown == visible(shown)
    assert all(cell_width(line) <= width for line in shown.split("\n"))
