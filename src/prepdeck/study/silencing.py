"""Warnings about style that comments in deck files silence, where the text of those files is not at hand."""

from collections.abc import Iterable
from pathlib import Path

from prepdeck.library.reader import read_file
from prepdeck.library.search_path import read_bytes
from prepdeck.library.style import ALWAYS_TOLD, MARK, unsilenced
from prepdeck.model.problem import Problem


def without_silenced(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those silenced in their files; only files with such warnings are read, and they are few."""
    kept = list(problems)
    for path in {problem.path for problem in kept if problem.code in ALWAYS_TOLD}:
        read = read_bytes(Path(path))
        if isinstance(read, Problem) or MARK.encode() not in read.content:
            continue
        deck = read_file(path, read.content).deck_file
        if deck is not None:
            text = read.content.decode("utf-8", "replace")
            spared = set(unsilenced((one for one in kept if one.path == path), text, deck.notes))
            kept = [one for one in kept if one.path != path or one in spared]
    return kept
