"""Markdown as blocks."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prepdeck.text import markdown
from prepdeck.text.blocks import (
    Block,
    CodeBlock,
    Heading,
    Image,
    ListBlock,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from prepdeck.text.markdown import to_blocks
from prepdeck.text.safe import visible


def paragraph(*spans: Span | str) -> Paragraph:
    return Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans))


@pytest.mark.parametrize(
    "text",
    [
        "list[int]",
        "x[i]=y[j]",
        "[@click=app.quit]",
        "[/]",
        "[/home/x]",
        "fns[i](x.y) + table[k](x/2)",
        "[foo][bar] ![no](picture)",
        "$5 and $6",
        "costs $5, then US$6 or 7$",
        "a * b * c ** d",
        "snake_case_name",
        "<b>html</b> & <int>",
        "C:\\new\\table",
        "100% #1 a|b",
        "\\begin{x}",
        "{{c1::hidden::hint}}",
    ],
)
def test_ordinary_characters_stay_themselves(text: str) -> None:
    assert to_blocks(text) == (paragraph(text),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("one\ntwo\n\nthree", (paragraph("one two"), paragraph("three"))),
        ("a  \nb\\\nc", (paragraph("a\nb\nc"),)),
        ("**b** *i*`x[0]`", (paragraph(Span("b", bold=True), " ", Span("i", italic=True), Span("x[0]", code=True)),)),
        ("~~no~~ ***both***", (paragraph(Span("no", strike=True), " ", Span("both", bold=True, italic=True)),)),
        ("see [the *docs*](https://a.b/c)", (
            paragraph("see ", Span("the ", link="https://a.b/c"), Span("docs", italic=True, link="https://a.b/c")),
        )),
        ("<https://a.b>", (paragraph(Span("https://a.b", link="https://a.b")),)),
        ("[foo]\n\n[foo]: https://x.y", (paragraph("[foo]"), paragraph("[foo]: https://x.y"))),
        ("# Title", (Heading(1, (Span("Title"),)),)),
        ("```python title\nx = 1\n\n```", (CodeBlock("python", "x = 1"),)),
        ("> q", (Quote((paragraph("q"),)),)),
        ("---", (Rule(),)),
        ("- a\n- b\n\n  3. c", (
            ListBlock(False, ((paragraph("a"),), (paragraph("b"), ListBlock(True, ((paragraph("c"),),), 3)))),
        )),
        ("| a | b |\n|---|---|\n| 1 | `|` |\n| 2 |", (
            Table(((Span("a"),), (Span("b"),)), (((Span("1"),), (Span("`"),)), ((Span("2"),), ()))),
        )),
        ("![a *net*](img/net.png)", (Image("a *net*", "img/net.png"),)),
        ("![a](<a b.png>) ![](b.svg)", (Image("a", "a b.png"), Image("", "b.svg"))),
        ("see ![a](b.png)", (paragraph("see ", Span("[image: a]", link="b.png")),)),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: tuple[Block, ...]) -> None:
    assert to_blocks(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("loss $x_i*y*$ is", (paragraph("loss ", Span("xᵢ*y*", math=True), " is"),)),
        ("\\(a_1\\), $b^2$", (paragraph(Span("a₁", math=True), ", ", Span("b²", math=True)),)),
        ("$$x$$ inline", (paragraph(Span("x", math=True), " inline"),)),
        ("$$\n\\frac{1}{2} \\\\\nx\n$$", (MathBlock("1/2\nx"),)),
        ("text\n$$a_1$$\nmore", (paragraph("text"), MathBlock("a₁"), paragraph("more"))),
        ("\\[\nx_1\n\\]", (MathBlock("x₁"),)),
        ("$$never closed", (paragraph("$$never closed"),)),
        ("\\$x$ and `$y$`", (paragraph("$x$ and ", Span("$y$", code=True)),)),
        ("$ x$ $x $ $x$2", (paragraph("$ x$ $x $ $x$2"),)),
    ],
)
def test_formulas_in_text(text: str, blocks: tuple[Block, ...]) -> None:
    assert to_blocks(text) == blocks


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


marks = "- |1. |# |> |`|```|*|_|$|$$|\\|[|](|)|![|<|&#x9b;|&#x202e;|---|===|~~|\t|\x1b]52;\x07|\u202e|\r|a|é|.png|: --"
pieces = st.sampled_from([*marks.split("|"), "|", "\n", "\n\n", "  "])
texts = st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=20).map("".join))


@settings(deadline=None)
@given(texts)
@example("[" * 500 + "](" * 500)
@example("> " * 2_000 + "- " * 2_000)
def test_every_text_is_read_and_all_of_it_is_visible(text: str) -> None:
    for string in strings(to_blocks(text)):
        assert string == visible(string)


@settings(deadline=None)
@given(texts.filter(lambda text: not markdown._MARKUP.search(visible(text))))
@example("a\n \n b\u3000\n\nc")
def test_text_without_markup_reads_as_the_parser_reads_it(text: str) -> None:
    from markdown_it.tree import SyntaxTreeNode

    parsed = SyntaxTreeNode(markdown._parser().parse(visible(text))).children
    assert to_blocks(text) == tuple(markdown._blocks(parsed))


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1))
def test_words_are_kept(text: str) -> None:
    paragraphs = [block for block in to_blocks(text) if isinstance(block, Paragraph)]
    shown = "".join(span.text for paragraph in paragraphs for span in paragraph.spans)
    assert "".join(shown.split()) == "".join(visible(text).split())


def test_plain_text_does_not_import_the_parser() -> None:
    code = """
import sys
from prepdeck.text.markdown import to_blocks
to_blocks("Which state does ZeRO-3 shard?\\n\\nAll (of it).")
assert "markdown_it" not in sys.modules and "rich" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
