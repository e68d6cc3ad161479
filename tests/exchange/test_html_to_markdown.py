"""Fields of Anki notes as Markdown."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.exchange.html_to_markdown import Found, html_to_markdown
from prepdeck.text.markdown import to_blocks
from prepdeck.text.plain import to_plain


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("a &lt;T&gt; &amp; b", "a <T> & b"),
        ("<b>bold</b>, <i>it</i> and <code>x*y</code>", "**bold**, *it* and `x*y`"),
        ("<b> spaced </b>out", " **spaced** out".strip()),
        ("one<br>two", "one\\\ntwo"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\\\ntwo"),
        ("one<div><br></div><div>two</div>", "one\n\ntwo"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("first<ol><li>a</li><li>b</li></ol>", "first\n\n1. a\n2. b"),
        ("- a<br>- b", "- a\n- b"),
        ("<pre><code class='language-py'>if x:\n    y = a_b*c</code></pre>", "```py\nif x:\n    y = a_b*c\n```"),
        ("<pre>a<br>b</pre>", "```\na\nb\n```"),
        (r"\(x_1\) and \[y^2\]", r"\(x_1\) and $$y^2$$"),
        ("[latex]\\alpha[/latex]", r"\(\alpha\)"),
        ("{{c1::<b>x</b>::hint}}", "{{c1::**x**::hint}}"),
        ("H<sub>2</sub>O, 2<sup>10</sup>, x<sub>ab</sub>", "H₂O, 2¹⁰, x_(ab)"),
        ("<a href='https://a.b/c'>link</a> <a href='javascript:x'>no</a>", "[link](https://a.b/c) no"),
        ("<img src='warp_size.png'>", "![warp size](media/warp_size.png)"),
        ("a_b 2*3 `c` __init__", "a_b 2\\*3 \\`c\\` \\__init_\\_"),
        ("<style>b{}</style>x<script>y</script>", "x"),
        ("hear [sound:a.mp3]", "hear"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("<b>never closed", "**never closed**"),
        ("a < b > c", "a < b > c"),
        ("<!-- gone -->x", "x"),
    ],
)  # fmt: skip
def test_what_it_means_stays(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown


@given(
    st.text(st.characters(whitelist_categories=("L", "N", "P", "S"), blacklist_characters="<>&[]\\"))
    .map(str.strip)
    .filter(bool)
)
def test_plain_text_is_shown_as_it_was(text: str) -> None:
    import html

    shown = to_plain(to_blocks(html_to_markdown(html.escape(text))), width=10_000)
    if not text.startswith(("=", "-", "*", "#", ">", "+", "~", ":", "|")) and "`" not in text and "\u200d" not in text:
        assert (
            shown.replace("\n", " ").strip()
            == to_plain(to_blocks(text.translate(ESCAPES)), 10_000).replace("\n", " ").strip()
        )


ESCAPES = {ord(sign): f"\\{sign}" for sign in "!\"#$%'()*+,-./:;=?@^_`{|}~"}


def test_what_a_field_refers_to_is_told() -> None:
    found = Found()
    html_to_markdown("<img src='a%20b.png'>[sound:x.mp3]<img src='https://a.b/c.png'>", found)
    assert (found.pictures, found.sounds) == (["a b.png"], ["x.mp3"])


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<b>", "<div>", "<!--", "\\(", "[latex]", "<![CDATA[", "&", "</b>", "<li>", "<td>", "`", "*", "{{c1::"],
)
def test_no_field_takes_long(piece: str) -> None:
    begin = time.process_time()
    html_to_markdown(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 20  # seconds; what is quadratic takes minutes
