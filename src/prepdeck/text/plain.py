"""Blocks as lines of plain text: for pipes, screen readers and `--plain`. Nothing is said by colour or by a picture."""

from collections.abc import Iterable, Sequence

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
from prepdeck.text.cells import cell_width, padded, wrapped

INDENT = "    "


def to_plain(blocks: Iterable[Block], width: int = 76) -> str:
    """The blocks as lines of at most `width` cells, an empty line between blocks; code and tables are never wrapped.

    Emphasis is left out; code keeps its backticks, unless it is one word, so that it does not blur into the sentence.
    """
    return "\n\n".join("\n".join(_lines(block, width)) for block in blocks)


def _lines(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return wrapped(_spoken(spans), width)
        case CodeBlock(_, code):
            return [f"{INDENT}{line}".rstrip() for line in code.split("\n")]
        case MathBlock(text):
            return [f"{INDENT}{line}" for line in text.split("\n")]
        case ListBlock():
            return _list_lines(block, width)
        case Quote(blocks):
            return [f"> {line}".rstrip() for line in to_plain(blocks, width - 2).split("\n")]
        case Rule():
            return ["-" * min(width, 20)]
        case Table(header, rows):
            return _table_lines([_spoken(cell) for cell in header], [[_spoken(c) for c in row] for row in rows], width)
        case Image(alt, path):
            return [f"image: {alt} ({path})" if alt else f"image: {path}"]


def _list_lines(block: ListBlock, width: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.items, start=block.start):
        marker = f"{number}. " if block.ordered else "- "
        inner = width - len(marker)
        shown = [line for part in item for line in _lines(part, inner)] or [""]
        lines.append(f"{marker}{shown[0]}".rstrip())
        lines.extend(f"{' ' * len(marker)}{line}".rstrip() for line in shown[1:])
    return lines


def _table_lines(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Aligned columns where they fit, else a line `header: value` for each cell."""
    columns = [max(cell_width(cell) for cell in column) for column in zip(header, *rows, strict=True)]
    if sum(columns) + 2 * (len(columns) - 1) <= width:
        table = [header, ["-" * column for column in columns], *rows]
        return ["  ".join(map(padded, row, columns)).rstrip() for row in table]
    lines: list[str] = []
    for row in rows:
        for name, cell in zip(header, row, strict=True):
            lines.extend(wrapped(f"{name}: {cell}" if name else cell, width))
        lines.append("")
    return lines[:-1]


def _spoken(spans: Spans) -> str:
    return "".join(_spoken_span(span) for span in spans)


def _spoken_span(span: Span) -> str:
    text = f"`{span.text}`" if span.code and not span.text.isalnum() and "`" not in span.text else span.text
    return f"{text} ({span.link})" if span.link and span.link != span.text else text
