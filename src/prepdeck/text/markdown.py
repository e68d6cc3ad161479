"""Markdown to blocks: CommonMark with tables, strikethrough and LaTeX; HTML is text.

A card is full of brackets that are code: `list[int]`, `x[i]=y[j]`, `[@click=app.quit]`. So there are no reference
links, and `[i](j)` is a link only where `j` looks like an address.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

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
    Spans,
    Table,
)
from prepdeck.text.latex import unicode_math
from prepdeck.text.safe import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_MARKUP = re.compile(
    r"[\\`*_~$<&|]|\]\(|!\["  # anywhere: escapes, code, emphasis, math, HTML, entities, tables, links
    r"|^[ \t]*(?:[-+>#=:]|\d{1,9}[.)])"  # at the start of a line: lists, quotes, headings, rules
    r"|^[ ]{4}|[ ]$",  # indented code, breaks
    re.MULTILINE,
)
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+-]+://|mailto:|www\.|\.{0,2}/|#"
    r"|.*\.(?:html?|md|txt|pdf|py|ipynb|ya?ml|json|csv|png|jpe?g|gif|svg|webp)(?:[?#].*)?\Z",
    re.IGNORECASE,
)


def to_blocks(markdown: str) -> tuple[Block, ...]:
    """Read Markdown; every string is some, and all text in the blocks is visible.

    Text without markup, which is most of what cards hold, does not import the parser (50 ms).
    """
    text = visible(markdown)
    if not _MARKUP.search(text):
        return tuple(_plain_paragraphs(text))
    from markdown_it.tree import SyntaxTreeNode

    return tuple(_blocks(SyntaxTreeNode(_parser().parse(text)).children))


def _plain_paragraphs(text: str) -> Iterator[Paragraph]:
    for paragraph in re.split(r"\n(?:[ ]*\n)+", text):
        line = " ".join(line.strip() for line in paragraph.strip().split("\n"))
        if line:
            yield Paragraph((Span(line),))


@cache
def _parser() -> "MarkdownIt":
    return new_parser()


def new_parser() -> "MarkdownIt":
    """A parser with our rules: no HTML, no reference links, formulas, and only what looks like an address is a link."""
    from markdown_it import MarkdownIt

    from prepdeck.text.math_rules import add_math

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("reference")
    parser.validateLink = lambda url: bool(_ADDRESS.match(url))  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    add_math(parser)
    return parser


def _blocks(nodes: "Iterable[SyntaxTreeNode]") -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield from _paragraph(node)
            case "heading":
                yield Heading(int(node.tag[1:]), _spans(node))
            case "fence" | "code_block":
                language = node.info.split()[0] if node.info.split() else ""
                yield CodeBlock(visible(language), visible(node.content.rstrip("\n")))
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(_blocks(item.children)) for item in node.children)
                yield ListBlock(node.type == "ordered_list", items, int(node.attrs.get("start", 1)))
            case "blockquote":
                yield Quote(tuple(_blocks(node.children)))
            case "hr":
                yield Rule()
            case "math_block":
                yield MathBlock(visible(unicode_math(node.content)))
            case "table":
                rows = [tuple(_spans(cell) for cell in row.children) for part in node.children for row in part.children]
                yield Table(rows[0], tuple(rows[1:]))


def _paragraph(node: "SyntaxTreeNode") -> Iterator[Block]:
    """A paragraph of nothing but images is images."""
    inline = [child for child in node.children[0].children if child.type != "softbreak" and child.content != " "]
    if inline and all(child.type == "image" for child in inline):
        for child in inline:
            yield Image(visible(child.content), visible(str(child.attrs["src"])))
    elif spans := _spans(node):
        yield Paragraph(spans)


def _spans(node: "SyntaxTreeNode") -> Spans:
    """The inline content of a block, neighbours in one style joined."""
    joined: list[Span] = []
    inline = node.children[0].children if node.children else []
    for span in _inline(inline, Span("")):
        if joined and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def _inline(nodes: "Iterable[SyntaxTreeNode]", style: Span) -> Iterator[Span]:
    for node in nodes:
        match node.type:
            case "text":
                yield replace(style, text=visible(node.content))
            case "softbreak":
                yield replace(style, text=" ")
            case "hardbreak":
                yield replace(style, text="\n")
            case "code_inline":
                yield replace(style, text=visible(node.content), code=True)
            case "math_inline":
                yield replace(style, text=visible(unicode_math(node.content)).replace("\n", " "), math=True)
            case "strong":
                yield from _inline(node.children, replace(style, bold=True))
            case "em":
                yield from _inline(node.children, replace(style, italic=True))
            case "s":
                yield from _inline(node.children, replace(style, strike=True))
            case "link":
                yield from _inline(node.children, replace(style, link=visible(str(node.attrs["href"]))))
            case "image":
                path = visible(str(node.attrs["src"]))
                yield replace(style, text=f"[image: {visible(node.content) or path}]", link=path)
