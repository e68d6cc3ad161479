"""Checking a library: find its files, read them, and join them."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from prepdeck.library.joining import Extension
from prepdeck.library.reader import FileContent, read_file
from prepdeck.library.resolve import Library, resolve
from prepdeck.library.search_path import FoundFile, Root, find_files, read_bytes
from prepdeck.library.story_places import out_of_place
from prepdeck.model.deck import Deck
from prepdeck.model.framework import Framework
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.role import Role
from prepdeck.model.scenario import Scenario
from prepdeck.model.story import Story


@dataclass(frozen=True, slots=True)
class Checked:
    """A library as it stands, the files it was read from, and every problem in order of path and place.

    Of a part of a library, `extensions` says what its files do to decks that are no part of it.
    """

    files: tuple[FileContent, ...]
    decks: tuple[Deck, ...]
    outlines: tuple[Outline, ...]
    frameworks: tuple[Framework, ...]
    scenarios: tuple[Scenario, ...]
    roles: tuple[Role, ...]
    stories: tuple[Story, ...]
    problems: tuple[Problem, ...]
    extensions: tuple[Extension, ...] = ()


def check_library(roots: Iterable[Root]) -> Checked:
    """Read all files under the roots, in search order, and tell everything that is wrong in and between them.

    A file that two roots lead to is read once.
    """
    contents: dict[str, FileContent] = {}
    problems: list[Problem] = []
    for found in chain.from_iterable(map(find_files, roots)):
        read = found if isinstance(found, Problem) else read_found(found)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            contents.setdefault(os.path.realpath(read.path), read)
    files = tuple(contents.values())
    library = resolve_contents(files)
    problems += (problem for content in files for problem in content.problems)
    problems += library.problems
    in_order = tuple(sorted(problems))
    return Checked(
        files,
        library.decks,
        library.outlines,
        library.frameworks,
        library.scenarios,
        library.roles,
        library.stories,
        in_order,
    )


def resolve_contents(files: Sequence[FileContent]) -> Library:
    """What files in search order are together."""
    return resolve(
        (content.deck_file for content in files if content.deck_file),
        (content.outline for content in files if content.outline),
        (content.framework for content in files if content.framework),
        (content.scenario for content in files if content.scenario),
        (content.role for content in files if content.role),
        (content.story for content in files if content.story),
    )


def read_found(found: FoundFile) -> FileContent | Problem:
    """One file of the search path as it is now; a problem where its bytes cannot be had."""
    read = read_bytes(found.path)
    if isinstance(read, Problem):
        return read
    return read_content(found, read.content)


def read_content(found: FoundFile, content: bytes) -> FileContent:
    """One file of the search path from bytes that were read already."""
    read = read_file(str(found.path), content, builtin=found.root.builtin, image_exists=beside(found.path))
    if read.story is None or found.root.private:
        return read
    return replace(read, problems=(*read.problems, out_of_place(read.story)))


def beside(path: Path) -> Callable[[str], bool]:
    """Whether an image is there, its path taken from the folder of the file at `path`."""

    def image_exists(image: str) -> bool:
        try:
            return (path.parent / image).is_file()
        except (OSError, ValueError):
            return False

    return image_exists
