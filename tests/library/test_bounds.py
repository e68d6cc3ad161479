"""Hostile and broken input: always problems, never an exception, a crash or a hang."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.events import MAX_NODES
from prepdeck.library.reader import read_file
from prepdeck.library.source import MAX_BYTES, MAX_PROBLEMS


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in read_file("file.yaml", content).problems]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 30_000, "too-deep"),
        (b"a: " + b"{a: " * 10_000, "too-deep"),
        (b"- " * 30_000, "too-deep"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
        (b"[" + b"1," * (MAX_NODES + 1) + b"]", "too-many-nodes"),
        (b"a: b\n" * (MAX_PROBLEMS + 10), "too-many-problems"),
        (b"deck: a\n" + b"".join(b"key%d: x\n" % n for n in range(100_000)), "too-many-problems"),
        (b"deck: a\nnotes:\n- front: a " + b"![](x" * 1_000_000 + b"\n  back: b", "too-long-text"),
        (b"deck: a\nnotes:\n- ? " + b"x" * 5_000_000 + b"\n  : y", "no-answer-kind"),
        (b"deck: a\noptions: {new_per_day: " + b"1" * 5_000_000 + b"x}", "bad-number"),
        (b"\xff\xfed\x00e\x00", "not-utf8"),
        (b"deck: \x00", "control-character"),
        ("deck: a\u2028b".encode(), "control-character"),
        (b"", "empty-file"),
        (b"just text", "not-a-mapping"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_beyond_the_bounds_is_told(content: bytes, code: str) -> None:
    assert code in codes(content)


def test_an_alias_bomb_is_refused_name_by_name() -> None:
    lines = [b"a0: &a0 [x, x]"] + [b"a%d: &a%d [*a%d, *a%d]" % (n, n, n - 1, n - 1) for n in range(1, 12)]
    found = codes(b"\n".join(lines))
    assert found.count("alias") == 22
    assert found.count("anchor") == 12


def test_a_merge_key_bomb_is_refused() -> None:
    bomb = b"a: &a {x: 1}\nb:\n" + b"".join(b"  - {<<: [*a, *a, *a]}\n" for _ in range(50))
    assert codes(bomb).count("merge-key") == 50


def test_calculations_of_a_file_are_bounded_together() -> None:
    numbers = ", ".join(str(number) for number in range(1, 100))
    note = "- id: n{0}\n  front: 'Of {{a}} and {{b}}?'\n  numeric: {{given: {{a: [{1}], b: [{1}]}}, answer: a*b}}\n"
    source = "deck: big\nnotes:\n" + "".join(note.format(index, numbers) for index in range(30))
    content = read_file("file.yaml", source.encode())
    assert content.deck_file is not None
    assert len(content.deck_file.notes) == 200_000 // 99**2
    assert {problem.code for problem in content.problems} == {"too-many-combinations"}


def test_a_byte_order_mark_and_any_line_ends_are_fine() -> None:
    source = "deck: a\nnotes:\n- id: b\n  front: x\n  bck: y\n"
    for ending in ("\n", "\r\n", "\r"):
        content = b"\xef\xbb\xbf" + source.replace("\n", ending).encode()
        (problem,) = read_file("file.yaml", content).problems
        assert (problem.code, problem.line, problem.column) == ("no-answer-kind", 5, 3)


@given(st.binary(max_size=200))
def test_any_bytes_give_problems_and_never_an_exception(content: bytes) -> None:
    read_file("file.yaml", content)
    read_file("file.yaml", b"deck: a\nnotes:\n- front: " + content)


_TOKENS = [
    "front", "back", "cloze", "choices", "numeric", "code", "ask", "id", "was", "given", "answer", "others", "a*b", "1",
    ": ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", '"', "|-\n", "#", " #", "&a ", "*a", "!t ", "<<",
    "{{c1::x}}", "{a}", "5%", "true", "\t", "? ", "---\n", "%", "\u00fc", "![](x)",
]  # fmt: skip


@given(st.lists(st.sampled_from(_TOKENS), max_size=40).map("".join))
def test_any_yaml_like_text_gives_problems_with_a_place_in_it(text: str) -> None:
    source = f"deck: a\nnotes:\n  - {text}\n"
    lines = source.split("\n")
    for problem in read_file("file.yaml", source.encode(), builtin=True, image_exists=lambda _: False).problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
