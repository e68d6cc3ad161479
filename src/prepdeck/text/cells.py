"""Widths in terminal cells: wide characters take two, combining ones none.

The tables are rich's, because the screen measures with them too. They are imported only for text beyond ASCII: that is
12 ms which most commands do not spend.
"""


def cell_width(text: str) -> int:
    """How many terminal cells one line of visible text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """The longest beginning of `text` that fits into `width` cells, never half a character with its marks."""
    if width <= 0:
        return ""
    if text.isascii():
        return text[:width]
    from rich.cells import chop_cells

    lines = chop_cells(text, width)
    return lines[0] if lines else text


def padded(text: str, width: int) -> str:
    """`text` with spaces after it up to `width` cells."""
    return text + " " * (width - cell_width(text))


def wrapped(text: str, width: int) -> list[str]:
    """Break `text` at spaces into lines of at most `width` cells; a longer word is broken inside; newlines stay."""
    lines = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped_paragraph(paragraph, max(width, 2)))
    return lines


def _wrapped_paragraph(paragraph: str, width: int) -> list[str]:
    lines = []
    line = ""
    for word in paragraph.split():
        joined = f"{line} {word}" if line else word
        if cell_width(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width)
        lines.extend(full)
    return [*lines, line]


def _broken(word: str, width: int) -> list[str]:
    parts = []
    while cell_width(word) > width:
        beginning = cut(word, width) or word[:1]
        parts.append(beginning)
        word = word[len(beginning) :]
    return [*parts, word]
