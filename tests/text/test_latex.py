"""Formulas as a terminal shows them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prepdeck.text.latex import unicode_math

FORMULAS = {
    r"\frac{QK^T}{\sqrt{d_k}}": "QKᵀ/√dₖ",
    r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V": "softmax(QKᵀ/√dₖ)V",
    r"O(n\log n)": "O(n log n)",
    r"\log_2 n": "log₂ n",
    r"\sum_{i=1}^{n} x_i^2": "∑ᵢ₌₁ⁿ xᵢ²",
    r"e^{-x^2/2}": "e^(-x²/2)",
    r"2^{2^n}": "2^(2ⁿ)",
    r"w_{old}x": "w_old x",
    r"\hat{y}_i = \sigma(w^T x + b)": "ŷᵢ = σ(wᵀ x + b)",
    r"\mathbb{E}_{x\sim p}[f(x)]": "𝔼_(x∼p)[f(x)]",
    r"\theta_{t+1} = \theta_t - \eta\nabla L": "θₜ₊₁ = θₜ - η∇L",
    r"\frac{1}{2}x": "(1/2)x",
    r"\frac{a+b}{c}": "(a+b)/c",
    r"\frac{a}{2b}": "a/(2b)",
    r"\frac12": "1/2",
    r"\frac{P(B|A)P(A)}{P(B)}": "P(B|A)P(A)/P(B)",
    r"-\frac{1}{N}\sum_{i}": "-(1/N)∑ᵢ",
    r"\sqrt{xy}": "√(xy)",
    r"\sqrt[3]{x+1}": "∛(x+1)",
    r"\binom{n}{k}": "(n choose k)",
    r"x\le5": "x ≤ 5",
    r"x \in \mathbb{R}^{n\times d}": "x ∈ ℝ^(n×d)",
    r"\not\in": "∉",
    r"\lim_{n\to\infty}": "lim_(n→∞)",
    r"f'(x)": "f′(x)",
    r"90^\circ": "90°",
    r"\overline{xy}": "overline(xy)",
    r"D_{KL}(p\|q)": "D_KL(p‖q)",
    r"\lVert x \rVert_2": "‖x ‖₂",
    r"\text{if } a_b": "if a_b",
    r"\begin{bmatrix}1 & 2\\3 & 4\end{bmatrix}": "[1 2; 3 4]",
    r"\begin{cases}1 & x>0\\0 & \text{otherwise}\end{cases}": "{ 1 , x>0; 0 , otherwise",
    r"\begin{aligned}a&=b\\c&=d\end{aligned}": "a=b\nc=d",
    r"\underbrace{a+b}_{\text{cost}}": "(a+b)_cost",
    r"\foo{x}{y} \bar": r"\foo{x}{y} \bar",
    r"\{1, 2\}": "{1, 2}",
    "n + 1": "n + 1",
}


@pytest.mark.parametrize(("latex", "shown"), FORMULAS.items())
def test_formulas(latex: str, shown: str) -> None:
    assert unicode_math(latex) == shown


tokens = st.sampled_from(
    [*"{}[]^_&~'aQ1 ", "\\", "\\frac", "\\sqrt", "\\\\", "\\left", "\\text", "\\foo", "\\hat", "\\not"]
)


@settings(deadline=None)
@given(st.lists(tokens, max_size=30).map("".join))
@example("{" * 5_000)
@example("\\frac" * 5_000)
@example("\\begin{cases}" * 2_000)
@example("\\foo{" * 5_000)
@example("^" * 5_000)
def test_nothing_malformed_fails_or_loses_letters(latex: str) -> None:
    shown = unicode_math(latex)
    assert shown.strip() == shown
    assert ("Q" in shown) == ("Q" in latex)
