"""Blocks: rich text as a terminal can show it. Every string inside went through `prepdeck.text.safe.visible`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `\\n` in it is a line break the author asked for.

    `link` is the address the text leads to. `math` marks what was LaTeX and is Unicode by now.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    math: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, to be wrapped."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1-6."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code to be shown as it is; `language` is the first word of the fence's info, or empty."""

    language: str
    code: str


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, each item blocks of its own; an ordered one counts from `start`."""

    ordered: bool
    items: tuple[tuple["Block", ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A displayed formula, in Unicode; it may have several lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: terminals show the text in its place, and where it is."""

    alt: str
    path: str


Block = Paragraph | Heading | CodeBlock | ListBlock | Quote | Rule | Table | MathBlock | Image
