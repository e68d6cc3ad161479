"""Blocks as lines: never wider than the room, never less than the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from prepdeck.text.markdown import to_blocks
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.blocks import block_lines, code_lines, markdown_lines
from prepdeck.tui.widgets.lines import filled, hanging, wrapped

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=200)
UNBROKEN = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="↪"), max_size=300)
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
PARTS = st.sampled_from(["- item", "1. one", "> said", TABLE, "```\nx\n```", "***"])
MARKDOWN = st.lists(st.one_of(TEXTS, PARTS)).map("\n\n".join)


def plain(lines: list[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


@given(MARKDOWN, st.integers(20, 100))
def test_no_line_is_wider_than_the_room_and_none_holds_a_control_byte(markdown: str, width: int) -> None:
    for line in markdown_lines(markdown, width):
        assert line.cell_length <= width
        assert visible(line.plain) == line.plain


@given(UNBROKEN, st.integers(12, 80))
def test_code_keeps_every_character_however_narrow(code: str, width: int) -> None:
    lines = code_lines(code, "python", width)
    shown = "".join(line.plain.rstrip().removeprefix(" ").removeprefix("↪ ") for line in lines)
    assert shown == visible(code)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("see `list[int]` and [/]", ["see list[int] and [/]"]),
        ("[the docs](https://x.org/y)", ["the docs (https://x.org/y)"]),
        ("https://x.org", ["https://x.org"]),
        ("1. one\n2. two\n   - nested", ["1. one", "2. two", "   • nested"]),
        ("9. nine\n10. ten", [" 9. nine", "10. ten"]),
        ("> said", ["▎ said"]),
        ("| a | b |\n|---|---|\n| 1 | long |", ["a  b", "─  ────", "1  long"]),
        ("![a graph](g.png)", ["picture a graph g.png"]),
        ("one\n\n***\n\ntwo", ["one", "", "─" * 30, "", "two"]),
        ("$$\nx^2\n$$", ["    x²"]),
    ],
)
def test_blocks_as_people_see_them(markdown: str, expected: list[str]) -> None:
    assert plain(block_lines(to_blocks(markdown), 30)) == expected


def test_a_table_that_does_not_fit_names_each_cell() -> None:
    table = "| stage | memory |\n|---|---|\n| the first | four and twelve |"
    assert plain(markdown_lines(table, 24)) == ["stage: the first", "memory: four and twelve"]


def test_long_code_goes_on_behind_an_arrow_after_a_space() -> None:
    assert plain(code_lines("return first + second + third", "python", 20)) == [" return first +", " ↪ second + third"]


def test_wrapped_text_hangs_under_its_marker() -> None:
    assert plain(hanging(Content("- "), wrapped(Content("one two three"), 7))) == ["- one two", "  three"]


def test_a_filled_line_is_as_wide_as_asked() -> None:
    assert filled(Content("日本"), 10, "bold").cell_length == 10
