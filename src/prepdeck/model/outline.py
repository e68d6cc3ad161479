"""Outlines: ids with titles that notes cover."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One thing that should have a card."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A list of things to cover, such as the 239 points of the nine steps; `line` and `column` are its slug's place."""

    slug: str
    title: str
    path: str
    items: tuple[OutlineItem, ...]
    line: int = 1
    column: int = 1
