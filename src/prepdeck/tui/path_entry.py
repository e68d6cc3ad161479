"""A path as people type it: what it means, what it may go on with, and how far that is clear."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Completion:
    """What is there: names that go on where the text stops, and the text as far as it is clear; folders end in /."""

    text: str
    names: tuple[str, ...]
    completed: str


def typed_path(text: str) -> Path:
    """The path a text means: `~` is the home, blanks around it and quotes (a dragged file has them) do not count."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    try:
        return Path(bare).expanduser()
    except RuntimeError:
        return Path(bare)


def completion_of(text: str, endings: Collection[str]) -> Completion:
    """What may follow: folders, and files with one of these endings; hidden ones once their dot is typed."""
    typed = text.lstrip().lstrip("'\"")
    folder_text, slash, begun = typed.rpartition("/")
    folder = typed_path(f"{folder_text}{slash}" or ".")
    names = sorted(_names(folder, begun, endings), key=lambda name: (not name.endswith("/"), name.lower()))
    if not names:
        return Completion(text, (), text)
    common = list(takewhile(lambda pair: pair[0] == pair[1], zip(min(names), max(names), strict=False)))
    return Completion(text, tuple(names[:MOST_SHOWN]), f"{folder_text}{slash}{''.join(one for one, _ in common)}")


def _names(folder: Path, begun: str, endings: Collection[str]) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.startswith(begun)]
            named = [f"{entry.name}/" if entry.is_dir() else entry.name for entry in found]
    except (OSError, ValueError):
        return []
    return [
        name
        for name in named
        if (not name.startswith(".") or begun.startswith("."))
        and (name.endswith("/") or name.rpartition(".")[2].lower() in endings)
    ]
