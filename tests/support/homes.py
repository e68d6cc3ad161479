"""A prepdeck home in a temporary folder, with a clock that is set by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from prepdeck.config import Config
from prepdeck.model.study_day import DAY_MS, Moment, moment
from prepdeck.paths import resolve_paths
from prepdeck.study.collection import Collection
from prepdeck.study.opening import open_collection
from prepdeck.study.refreshing import RefreshReport, refresh
from prepdeck.study.setup import Setup

START_MS = int(datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc).timestamp() * 1000)


class HandClock:
    """The `Clock` of a test: it stands still until it is moved."""

    def __init__(self, at_ms: int = START_MS) -> None:
        self.at_ms = at_ms

    def now(self) -> Moment:
        self.at_ms += 1  # no two records at one instant, as in life
        return self.at(self.at_ms)

    def at(self, at_ms: int) -> Moment:
        return moment(at_ms, 0)

    def monotonic_s(self) -> float:
        return self.at_ms / 1000

    def advance(self, days: float = 0, minutes: float = 0) -> None:
        self.at_ms += int(days * DAY_MS + minutes * 60_000)


@dataclass
class Home:
    """Folders, clock and (once opened) the collection of one user."""

    folder: Path
    clock: HandClock = field(default_factory=HandClock)
    opened: Collection | None = None

    @property
    def decks(self) -> Path:
        return self.folder / "decks"

    @property
    def setup(self) -> Setup:
        return Setup(resolve_paths(str(self.folder / "home")), self.clock, Config(), (self.decks,))

    @property
    def collection(self) -> Collection:
        if self.opened is None:
            self.opened = open_collection(self.setup)
        return self.opened

    def write(self, name: str, text: str) -> Path:
        path = self.decks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def refresh(self) -> RefreshReport:
        return refresh(self.collection)

    def reopen(self) -> Collection:
        self.close()
        return self.collection

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None


def make_home(folder: Path) -> Home:
    home = Home(folder)
    home.decks.mkdir(parents=True)
    return home


def numbered_deck(slug: str, notes: int, header: str = "") -> str:
    """A deck of plain notes q1, q2, ... whose fronts and backs are all different."""
    lines = [f"deck: {slug}", *([header] if header else []), "notes:"]
    for number in range(1, notes + 1):
        lines += [
            f"  - id: q{number}",
            f"    front: What is fact number {number} of {slug}?",
            f"    back: It is statement {number * 7919} about {slug}.",
        ]
    return "\n".join(lines) + "\n"
