"""Writing to the terminal: everything that may hold deck text goes through here, and no control byte gets past."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from prepdeck.text.safe import visible


def counted(count: int, noun: str) -> str:
    """`1 card`, `2 cards`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def print_text(text: str = "") -> None:
    """Print lines on stdout, control characters of deck text made visible."""
    sys.stdout.write(visible(text) + "\n")


def print_note(text: str) -> None:
    """Say something beside the result, on stderr."""
    sys.stderr.write(visible(text) + "\n")


def print_error(message: str, hint: str = "") -> None:
    """Say what went wrong and what to do, on stderr."""
    print_note(f"prepdeck: {message}")
    if hint:
        print_note(f"  {hint}")


def print_json(document: Any) -> None:
    """Print one document on stdout; JSON escapes control characters by itself."""
    sys.stdout.write(json.dumps(document, ensure_ascii=True, indent=2) + "\n")


def print_columns(rows: Sequence[tuple[str, ...]], right: frozenset[int] = frozenset()) -> None:
    """Print rows as aligned columns; `right` names the columns (from 0) that are aligned to the right."""
    if not rows:
        return
    safe = [tuple(visible(cell).replace("\n", " ") for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in safe) for column in range(len(safe[0]))]
    for row in safe:
        cells = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print_text("  ".join(cells).rstrip())
