"""What a file of another program brought, before anything of it is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from prepdeck.model.entry import Entry
from prepdeck.model.memory import Memory
from prepdeck.model.records import Mark, Review
from prepdeck.model.study_day import Moment

MomentOf = Callable[[int], Moment]
"""The study day and offset an instant (UTC ms) was lived in."""
Tick = Callable[[str, int, int], None]
"""Told now and then what is being done, how much of it is, and of how much (0: nobody knows); may raise to stop it."""
TICK_EVERY = 200
"""How many notes or lines lie between two ticks."""


def no_tick(_doing: str, _done: int, _of: int) -> None:
    """For those who do not watch."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that did not come: where it stands in the file, what it is, and why it stayed behind."""

    where: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ArrivedCard:
    """The history of one card, by its part of the key; `key` of each record is still empty.

    `memory` is what the other program believes after it, to compare with what the history folds to here.
    """

    part: str
    past: tuple[tuple[Moment, Review | Mark], ...] = ()
    memory: Memory | None = None
    suspended: bool = False
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class ArrivedNote:
    """One note; `identity` names it in its source for good, whatever becomes of its text.

    `known_as` is the key of the note it was exported from, where the file says so.
    """

    where: str
    entry: Entry
    identity: str
    cards: tuple[ArrivedCard, ...] = ()
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class ArrivedDeck:
    """Notes that belong together; `slug` is empty where the source has a title only.

    `options` are those of a deck file (`DeckOptions`) that its source sets to something else than our defaults.
    """

    title: str
    notes: tuple[ArrivedNote, ...]
    slug: str = ""
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Everything a file holds, read and not yet written.

    `form` says as what it was read, `told` what else is worth saying. `media` are pictures by the name cards use.
    `weights` are the FSRS parameters its memories were computed with, empty for the default ones.
    """

    form: str
    decks: tuple[ArrivedDeck, ...]
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[str, ...] = ()
    media: dict[str, bytes] = field(default_factory=dict)
    weights: tuple[float, ...] = ()
