"""Markdown as HTML for programs that show cards in a browser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.text.html import to_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "plain"),
        ("a **b** `list[int]`", "a <strong>b</strong> <code>list[int]</code>"),
        ("x < y & z", "x &lt; y &amp; z"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("$x_1 < 2$", "\\(x_1 &lt; 2\\)"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
    ],
)
def test_what_a_browser_gets(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@given(st.text())
def test_no_text_becomes_a_tag_that_runs(markdown: str) -> None:
    tags = set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", to_html(markdown)))
    assert tags <= {"p", "strong", "em", "code", "pre", "a", "img", "ul", "ol", "li", "br", "hr", "blockquote", "s",
                    "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
    assert "javascript:" not in re.sub(r"[^:]*$", "", "".join(re.findall(r'(?:href|src)="([^"]*)"', to_html(markdown))))
