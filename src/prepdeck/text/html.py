"""Markdown as HTML, for programs that show cards in a browser; formulas as `\\(..\\)`, which MathJax sets."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from prepdeck.text.safe import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def to_html(markdown: str) -> str:
    """Read Markdown; every string is some. What looks like HTML in it is text, and is shown as it is written."""
    html: str = _parser().render(visible(markdown)).strip()
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return html.removeprefix("<p>").removesuffix("</p>")
    return html


@cache
def _parser() -> "MarkdownIt":
    from prepdeck.text.markdown import new_parser

    parser = new_parser()
    parser.add_render_rule("math_inline", _inline_formula)
    parser.add_render_rule("math_block", _formula_block)
    return parser


def _inline_formula(_: Any, tokens: "Sequence[Token]", at: int, *__: Mapping[str, Any]) -> str:
    return f"\\({escape(tokens[at].content, quote=False)}\\)"


def _formula_block(_: Any, tokens: "Sequence[Token]", at: int, *__: Mapping[str, Any]) -> str:
    return f"<p>\\[{escape(tokens[at].content, quote=False)}\\]</p>\n"
