import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.cloze import ClozeProblem, Deletion, cloze_answer, cloze_numbers, cloze_question, parse_cloze


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("no deletion {x} {{y}}", ("no deletion {x} {{y}}",)),
        ("a {{c1::b}} c", ("a ", Deletion(1, "b"), " c")),
        ("{{c1::b::a letter}}", (Deletion(1, "b", "a letter"),)),
        ("{{c12::x}}{{c2::y}}", (Deletion(12, "x"), Deletion(2, "y"))),
        (r"{{c1::\frac{1}{\sqrt{d_k}}}}", (Deletion(1, r"\frac{1}{\sqrt{d_k}}"),)),
        (r"$\frac{ {{c1::n}} }{2}$", (r"$\frac{ ", Deletion(1, "n"), " }{2}$")),
        (r"{{c1::\{}} b", (Deletion(1, r"\{"), " b")),
        ("{{c1::`std::vector`::C++}}", (Deletion(1, "`std::vector`", "C++"),)),
        ("{{c1::`}}`}}", (Deletion(1, "`}}`"),)),
        ("{{c1::{a::b}::hint}}", (Deletion(1, "{a::b}", "hint"),)),
        ("{{c1::two\nlines}}", (Deletion(1, "two\nlines"),)),
        ("{{ c }} {{cat}}", ("{{ c }} {{cat}}",)),
    ],
)
def test_deletions_end_where_their_braces_balance(text: str, parts: tuple[object, ...]) -> None:
    assert parse_cloze(text) == parts


@pytest.mark.parametrize(
    ("text", "offset", "part"),
    [
        ("a {{c1::b}", 2, "not closed"),
        ("a {{c1::{b}}", 2, "not closed"),
        ("{{c1::a {{c2::b}} c}}", 8, "inside a deletion"),
        ("a {{c1::}} b", 2, "hides nothing"),
        ("a {{c1:: ::hint}} b", 2, "hides nothing"),
        ("{{c0::a}}", 0, "numbered from 1"),
        ("a {{c1:b}}", 2, "is written"),
        ("a {{C1::b}}", 2, "is written"),
        ("{{c1::ok}} {{c2}}", 11, "is written"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_offset(text: str, offset: int, part: str) -> None:
    with pytest.raises(ClozeProblem) as problem:
        parse_cloze(text)
    assert problem.value.offset == offset
    assert part in problem.value.message


def test_one_card_a_number_however_often_it_stands() -> None:
    assert cloze_numbers("{{c3::a}} {{c1::b}} {{c3::c}}") == (1, 3)


def test_a_question_hides_its_number_and_shows_the_others() -> None:
    text = "DDP overlaps {{c1::all-reduce::which collective?}} with {{c2::backward}}, {{c1::always}}."
    assert cloze_question(text, 1) == "DDP overlaps [which collective?] with backward, [...]."
    assert cloze_question(text, 2, blank="___") == "DDP overlaps all-reduce with ___, always."


def test_an_answer_is_bold_where_no_other_markup_could_swallow_the_asterisks() -> None:
    assert cloze_answer("DDP overlaps {{c1::a}} with {{c2::b}}.", 1) == "DDP overlaps **a** with b."
    assert cloze_answer("`x = {{c1::a}}`", 1) == "`x = a`"
    assert cloze_answer("It takes {{c1::$n$}}.", 1) == "It takes $n$."
    assert cloze_answer("It is {{c1::(a)}}.", 1) == "It is (a)."


_PIECES = st.lists(st.sampled_from(["{{c1::", "{{c2::", "}}", "{", "}", "::", "`", "\\", "a", " ", "{{c"]), max_size=14)


@given(_PIECES.map("".join))
def test_any_text_gives_parts_that_make_it_up_or_a_problem(text: str) -> None:
    try:
        parts, offset = parse_cloze(text), 0
    except ClozeProblem as problem:
        parts, offset = (text,), problem.offset
    written = (part if isinstance(part, str) else _written(part, text) for part in parts)
    assert "".join(written) == text
    assert 0 <= offset <= max(0, len(text) - 1)


def _written(part: Deletion, text: str) -> str:
    whole = f"{{{{c{part.number}::{part.text}"
    for ending in (f"::{part.hint}}}}}", "}}"):
        if whole + ending in text:
            return whole + ending
    return whole
