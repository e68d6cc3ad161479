"""Text of a scenario as a part of a Markdown page: on one line, in a cell of a table, quoted, fenced."""

import re
from collections.abc import Iterable, Iterator

Lines = Iterable[str]


def on_one_line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(on_one_line(cell).replace("|", r"\|") for cell in cells) + " |"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table; nothing where it has no rows."""
    listed = list(rows)
    if listed:
        yield row(*header)
        yield "|" + "---|" * len(header)
        yield from (row(*cells) for cells in listed)


def quoted(text: str) -> Iterator[str]:
    """Text as a quotation, its paragraphs kept."""
    for line in text.rstrip().split("\n"):
        yield f"> {line}".rstrip()


def fenced(text: str) -> Iterator[str]:
    """Text as it was drawn, in a fence longer than any in it."""
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}text"
    yield text.rstrip()
    yield fence


def page(sections: Iterable[Lines]) -> str:
    """Sections as one page, an empty line between them; those without lines are left out."""
    texts = ("\n".join(section) for section in sections)
    return "\n\n".join(text for text in texts if text) + "\n"
