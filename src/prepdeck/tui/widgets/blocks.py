"""Blocks of rich text as lines of styled content: deck text is put in as text, and never read as markup."""

from collections.abc import Iterable, Sequence

from pygments.token import Token  # type: ignore[import-untyped]
from textual.content import Content
from textual.highlight import HighlightTheme, highlight

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
from prepdeck.text.markdown import to_blocks
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.lines import LinesView, blank, filled, hanging, wrapped

CODE_GROUND = "on $surface"
_COLUMN_GAP = 2


class CodeColors(HighlightTheme):
    """Few colours, and none that means right or wrong here."""

    STYLES = {  # noqa: RUF012 - the base class declares it as it is
        Token.Comment: "$muted italic",
        Token.Keyword: "$accent bold",
        Token.Keyword.Constant: "$accent",
        Token.Operator.Word: "$accent bold",
        Token.Literal.Number: "$easy",
        Token.Literal.String: "$easy",
        Token.Literal.String.Doc: "$muted italic",
        Token.Name.Function: "bold",
        Token.Name.Class: "bold",
        Token.Name.Decorator: "$accent",
        Token.Generic.Heading: "bold",
        Token.Generic.Strong: "bold",
        Token.Generic.Emph: "italic",
    }


class RichText(LinesView):
    """Markdown from a deck, laid out; `tone` is a style for all of it, `lead` a word put before it."""

    def __init__(self, *, tone: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._tone = tone
        self._source: tuple[str, str] = ("", "")
        self._blocks: tuple[Block, ...] = ()

    def show(self, markdown: str, lead: str = "") -> None:
        """Show this text; nothing at all takes no room."""
        self.display = bool(markdown.strip())
        if (markdown, lead) != self._source:
            self._source = (markdown, lead)
            self._blocks = to_blocks(markdown)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """The blocks, in this width."""
        lead = Content.styled(f"{self._source[1]} ", "$muted") if self._source[1] else Content("")
        lines = (
            hanging(lead, block_lines(self._blocks, width - lead.cell_length))
            if lead
            else block_lines(self._blocks, width)
        )
        return [line.stylize_before(self._tone) for line in lines] if self._tone else lines


def markdown_lines(markdown: str, width: int) -> list[Content]:
    """Markdown in this width."""
    return block_lines(to_blocks(markdown), width)


def block_lines(blocks: Iterable[Block], width: int) -> list[Content]:
    """The blocks in this width, an empty line between two."""
    lines: list[Content] = []
    for block in blocks:
        if lines:
            lines.append(Content(""))
        lines.extend(_lines(block, width))
    return lines


def _lines(block: Block, width: int) -> list[Content]:
    match block:
        case Paragraph(spans):
            return wrapped(_content(spans), width)
        case Heading(level, spans):
            return wrapped(_content(spans).stylize_before("bold underline" if level == 1 else "bold"), width)
        case CodeBlock(language, code):
            return code_lines(code, language, width)
        case MathBlock(text):
            return [line for row in text.split("\n") for line in hanging(blank(4), wrapped(Content(row), width - 4))]
        case ListBlock():
            return _list_lines(block, width)
        case Quote(blocks):
            bar = Content.styled("▎ ", "$muted")
            return [Content.assemble(bar, line.stylize_before("italic")) for line in block_lines(blocks, width - 2)]
        case Rule():
            return [Content.styled("─" * width, "$rule")]
        case Table(header, rows):
            return _table_lines(
                [_content(cell) for cell in header], [[_content(c) for c in row] for row in rows], width
            )
        case Image(alt, path):
            return wrapped(Content.assemble(("picture ", "$muted"), alt, (f" {path}", "$muted")), width)


def code_lines(code: str, language: str, width: int) -> list[Content]:
    """Highlighted code on its own ground; what is too long goes on behind an arrow, so that nothing is lost."""
    inner = max(width - 2, 4)
    lines: list[Content] = []
    for row in highlighted(code, language).split("\n", allow_blank=True):
        first, rest = _broken(row, inner)
        lines.append(first)
        while rest:
            part, rest = _broken(rest, inner - 2)
            lines.append(Content.assemble(("↪ ", "$muted"), part))
    return [filled(Content.assemble(" ", line), width, CODE_GROUND) for line in lines]


def _broken(row: Content, width: int) -> tuple[Content, Content]:
    """What fits of a row of code, and the rest: broken after a space in its second half, else anywhere."""
    if row.cell_length <= width:
        return row, Content("")
    fitting = len(row.fold(width)[0].plain)
    space = row.plain.rfind(" ", fitting // 2, fitting)
    at = space + 1 if space >= 0 else fitting
    return row[:at], row[at:]


def highlighted(code: str, language: str) -> Content:
    """Code in colours; an unknown language has none."""
    text = visible(code).rstrip("\n")
    return highlight(text, language=language, theme=CodeColors) if language else Content(text)


def _list_lines(block: ListBlock, width: int) -> list[Content]:
    lines: list[Content] = []
    last = block.start + len(block.items) - 1
    for number, item in enumerate(block.items, start=block.start):
        text = f"{number:>{len(str(last))}}. " if block.ordered else "• "
        marker = Content.styled(text, "$muted")
        inner = width - marker.cell_length
        parts = [line for part in item for line in _lines(part, inner)] or [Content("")]
        lines.extend(hanging(marker, parts))
    return lines


def _table_lines(header: Sequence[Content], rows: Sequence[Sequence[Content]], width: int) -> list[Content]:
    """Aligned columns where they fit, else a line `header: value` for each cell."""
    columns = [max(cell.cell_length for cell in column) for column in zip(header, *rows, strict=True)]
    if sum(columns) + _COLUMN_GAP * (len(columns) - 1) <= width:
        rule = [Content.styled("─" * column, "$rule") for column in columns]
        table = [[cell.stylize_before("bold") for cell in header], rule, *rows]
        gap = blank(_COLUMN_GAP)
        return [
            gap.join(
                Content.assemble(cell, blank(column - cell.cell_length))
                for cell, column in zip(row, columns, strict=True)
            )
            for row in table
        ]
    lines: list[Content] = []
    for row in rows:
        lines.extend([Content("")] if lines else [])
        for name, cell in zip(header, row, strict=True):
            shown = Content.assemble(name.stylize_before("$muted"), ": ", cell) if name else cell
            lines.extend(wrapped(shown, width))
    return lines


def _content(spans: Spans) -> Content:
    return Content.assemble(*(_styled(span) for span in spans))


def _styled(span: Span) -> Content:
    styles = [
        name for name, on in (("bold", span.bold), ("italic", span.italic or span.math), ("strike", span.strike)) if on
    ]
    if span.code:
        styles.append("$accent on $surface")
    if span.link:
        styles.append("underline")
    text = Content.styled(span.text, " ".join(styles)) if styles else Content(span.text)
    if span.link and span.link != span.text:
        return Content.assemble(text, (f" ({span.link})", "$muted"))
    return text
