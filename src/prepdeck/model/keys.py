"""Card keys: `deck/note`, or `deck/note#part`, the identity of all progress."""

import re
import unicodedata
from dataclasses import dataclass

SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
_KEY = re.compile(r"(?P<deck>[^/#\s]+)/(?P<note>[^/#\s]+)(?:#(?P<part>[a-z0-9-]+))?\Z")


@dataclass(frozen=True, slots=True)
class CardKey:
    """A parsed card key; `part` is empty, `c2`, `reverse`, or a story's `30s`, `120s`, `probe-1`."""

    deck: str
    note: str
    part: str = ""

    def __str__(self) -> str:
        return card_key(self.deck, self.note, self.part)

    @property
    def note_key(self) -> str:
        """The key of the note: what siblings share."""
        return f"{self.deck}/{self.note}"


def card_key(deck: str, note: str, part: str = "") -> str:
    """Write the key of a card."""
    return f"{deck}/{note}#{part}" if part else f"{deck}/{note}"


def parse_key(text: str) -> CardKey:
    """Read a card key or note key; raises ValueError naming the form it should have."""
    match = _KEY.match(text)
    if not match:
        raise ValueError(f"{text!r} is no card key: write deck/note, deck/note#c1 or deck/note#reverse")
    return CardKey(match["deck"], match["note"], match["part"] or "")


def note_key_of(key: str) -> str:
    """The note's part of a card key, without reading it whole: this runs per row."""
    return key.partition("#")[0]


def deck_of(key: str) -> str:
    """The deck's part of a card key."""
    return key.partition("/")[0]


def title_slug(text: str) -> str:
    """A slug made of a title: lower-case ASCII words joined by dashes; empty if nothing is left."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded))
