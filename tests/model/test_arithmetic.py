import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.model.arithmetic import ArithmeticProblem, evaluate, names, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7*16/64", 1.75),
        ("-2**2", -4.0),
        ("2**-1", 0.5),
        ("2**3**2", 512.0),
        ("(1 + 2) * 3 - 4 / 2", 7.0),
        ("10 % 4", 2.0),
        ("-1 % 4", 3.0),
        ("1_000 * 1e9", 1e12),
        (".5 + 1.", 1.5),
        ("- - 3 + +1", 4.0),
        ("sqrt(16) + abs(-2)", 6.0),
        ("log(e) + log2(8) + log10(1000) + log(9, 3)", 9.0),
        ("ceil(1.2) + floor(1.8) + round(2.5)", 5.0),
        ("round(2.346, 2)", 2.35),
        ("min(3, 1, 2) + max(3, 1, 2)", 4.0),
        ("exp(0) + 2*pi", 1 + 2 * math.pi),
        ("8 × 2 ÷ 4 − 1 · 3", 1.0),
    ],
)
def test_expressions_have_the_value_python_gives_them(text: str, value: float) -> None:
    assert evaluate(parse(text)) == pytest.approx(value)


def test_given_names_are_replaced_by_their_values() -> None:
    expression = parse("params*(4 + 12/gpus)*pi")
    assert names(expression) == {"params", "gpus"}
    assert evaluate(expression, {"params": 7, "gpus": 8}) == pytest.approx(38.5 * math.pi)


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("", 1, "missing at the end"),
        ("1 +", 4, "missing at the end"),
        ("* 2", 1, "missing before *"),
        ("2 ^ 3", 3, "**"),
        ("2x", 2, "operator such as * before x"),
        ("2 (3)", 3, "operator such as * before ("),
        ("(1 + 2", 1, "not closed"),
        ("max(1, 2", 1, "not closed"),
        ("1 + 2)", 6, ") does not belong here"),
        ("4 * sqr(2)", 5, "did you mean sqrt?"),
        ("sqrt", 1, "sqrt(...)"),
        ("sqrt(1, 2)", 1, "takes 1 values, not 2"),
        ("min(1)", 1, "takes 2 to 50 values"),
        ("1__0", 1, "1__0 is no number"),
        ("1e999", 1, "too large"),
        ("__import__('os')", 12, "no arithmetic"),
        ("a.b", 2, "no arithmetic"),
        ("1 if 2 else 3", 3, "operator"),
        ("(" * 60 + "1" + ")" * 60, 41, "deep"),
        ("-" * 60 + "1", 41, "deep"),
        ("1+" * 300 + "1", 401, "at most 400"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_column(text: str, column: int, part: str) -> None:
    with pytest.raises(ArithmeticProblem) as problem:
        parse(text)
    assert problem.value.column == column
    assert part in problem.value.message


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("1 / (2 - 2)", 3, "division by zero"),
        ("5 % 0", 3, "division by zero"),
        ("0 ** -1", 3, "not defined"),
        ("(-8) ** 0.5", 6, "not defined for -8, 0.5"),
        ("sqrt(-1)", 1, "not defined"),
        ("log(0)", 1, "not defined"),
        ("9**9**9**9", 5, "too large"),
        ("1e300 * 1e300", 7, "too large"),
        ("exp(1000)", 1, "too large"),
        ("1 / (1e300*1e300)", 11, "too large"),
        ("gpu * 2", 1, "did you mean gpus?"),
    ],
)
def test_what_has_no_finite_value_is_told_with_its_column(text: str, column: int, part: str) -> None:
    with pytest.raises(ArithmeticProblem) as problem:
        evaluate(parse(text), {"gpus": 8})
    assert problem.value.column == column
    assert part in problem.value.message


@given(st.text(alphabet="0123456789.e_+-*/%(), absqrtminlog^\n", max_size=60))
def test_any_text_gives_a_finite_number_or_a_problem(text: str) -> None:
    try:
        value, column = evaluate(parse(text)), 1
    except ArithmeticProblem as problem:
        value, column = 0.0, problem.column
    assert math.isfinite(value)
    assert 1 <= column <= len(text) + 1


_NUMBERS = st.integers(0, 99).map(str)
_EXPRESSIONS = st.recursive(
    _NUMBERS,
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "%"]), inner).map(lambda p: f"({' '.join(p)})"),
    max_leaves=8,
)


@given(_EXPRESSIONS)
def test_values_equal_pythons_own(text: str) -> None:
    try:
        expected = float(eval(text))
    except ZeroDivisionError:
        with pytest.raises(ArithmeticProblem):
            evaluate(parse(text))
    else:
        assert evaluate(parse(text)) == pytest.approx(expected)
