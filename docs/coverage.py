"""Writes docs/coverage.md, which notes cover which points of the outlines, from the built-in decks: `make coverage`."""

from collections import defaultdict
from pathlib import Path

from prepdeck.library.check import check_library
from prepdeck.library.search_path import builtin_root
from prepdeck.model.outline import Outline

PAGE = Path(__file__).with_suffix(".md")

HEAD = """\
# What the built-in decks cover

Every point of an outline (`decks/outlines`) with the notes that say by `covers` that they treat it. `make coverage`
writes this page; a test fails when a point has no note, or when the page is behind the decks.
"""


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; a column of numbers stands to the right."""
    numbers = [all(row[at].isdigit() for row in rows) for at in range(len(columns))]
    rule = tuple("---:" if number else "---" for number in numbers)
    return "\n".join(
        "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in (columns, rule, *rows)
    )


def notes_by_point() -> tuple[tuple[Outline, ...], dict[str, list[str]]]:
    """The outlines by name, and the keys of the notes that cover a point, in the order of decks and notes."""
    library = check_library([builtin_root()])
    covering: dict[str, list[str]] = defaultdict(list)
    for deck in sorted(library.decks, key=lambda deck: deck.slug):
        for note in deck.notes:
            for point in note.covers:
                covering[point].append(note.key)
    return tuple(sorted(library.outlines, key=lambda outline: outline.slug)), covering


def page() -> str:
    """The page as it should stand."""
    outlines, covering = notes_by_point()
    summary = []
    sections = []
    for outline in outlines:
        points = [item.id for item in outline.items]
        covered = [point for point in points if covering[point]]
        notes = {note for point in points for note in covering[point]}
        summary.append((f"[{outline.slug}](#{outline.slug})", str(len(points)), str(len(covered)), str(len(notes))))
        rows = [(f"`{item.id}`", item.title, ", ".join(covering[item.id]) or "**none**") for item in outline.items]
        sections.append(f"## {outline.slug}\n\n{outline.title}\n\n{table(('id', 'point', 'notes'), rows)}\n")
    totals = tuple(str(sum(int(row[at]) for row in summary)) for at in (1, 2))
    everything = {note for notes in covering.values() for note in notes}
    summary.append(("all", *totals, str(len(everything))))
    return "\n".join((HEAD, table(("outline", "ids", "covered", "notes"), summary), "", *sections))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
