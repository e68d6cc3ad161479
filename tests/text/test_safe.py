"""What reaches a terminal from deck text: nothing but characters that are seen."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prepdeck.text.cells import cell_width, wrapped
from prepdeck.text.safe import one_line, visible

nasty = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Mn"]),
        st.sampled_from("a\u200d\u200c👩💻\ufe0fس\t\r\n "),
    )
)


def steers(character: str) -> bool:
    """Whether a terminal or the bidi algorithm would act on it; written from the Unicode data, not from the code."""
    if character == "\n":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN")
    ) and character not in "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;Zm9v\x07", "␛]52;c;Zm9v␇"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b31m", "<U+009B>31m"),
        ("user\u202egpj.exe", "user<U+202E>gpj.exe"),
        ("zero\u200bwidth\u2060", "zero<U+200B>width<U+2060>"),
        ("\ud800", "<U+D800>"),
        ("a\u2028b", "a<U+2028>b"),
        ("one\ttwo\r\nthree\rfour", "one two\nthree␍four"),
        ("pay\u200dpal a\u200cb", "pay<U+200D>pal a<U+200C>b"),
        ("tag\U000e0061", "tag<U+E0061>"),
    ],
)
def test_what_steers_becomes_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    ["list[int]", "x[i]=y[j]", "[@click=app.quit]", "[/]", "√d ≤ Σ", "naïve", "数学", "👩‍💻 ❤️", "می‌خواهم", "a\nb", ""],
)
def test_ordinary_text_stays(text: str) -> None:
    assert visible(text) == text


@given(nasty)
@example("\r\r\n")
@example("a\u200d\u200d\u200c")
def test_nothing_that_steers_is_left_and_twice_is_once(text: str) -> None:
    shown = visible(text)
    assert not [hex(ord(character)) for character in shown if steers(character)]
    assert visible(shown) == shown
    shown.encode("utf-8")


@given(nasty, st.integers(-2, 40))
def test_one_line_fits_its_width(text: str, width: int) -> None:
    line = one_line(text, width)
    assert cell_width(line) <= max(width, 0)
    assert "\n" not in line
    assert one_line(line, width) == line


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("short", 5, "short"),
        ("a longer one", 7, "a long…"),
        ("a longer one", 9, "a longer…"),
        ("数学数学", 6, "数学…"),
        ("two\n  lines", 20, "two lines"),
        ("anything", 0, ""),
    ],
)
def test_one_line_is_cut_in_cells(text: str, width: int, line: str) -> None:
    assert one_line(text, width) == line


@given(nasty.map(visible), st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
