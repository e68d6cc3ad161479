"""What the drill screen asks of the collection beside the drill itself; study is imported when first asked.

The screen is painted before storage and library are loaded, and its tests run without either.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from prepdeck.drills.drill import Drill
from prepdeck.drills.host import CodeTrial
from prepdeck.model.card import Card
from prepdeck.model.problem import Problem

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.lookup import CardDetails
    from prepdeck.study.request import DrillRequest


class DrillDesk(Protocol):
    """The drill and what belongs around it; every method may raise PrepdeckError."""

    def start(self) -> Drill:
        """Begin the drill."""
        ...

    def now_ms(self) -> int:
        """This instant (UTC ms)."""
        ...

    def step_size(self, step: Literal["undo", "redo"]) -> int:
        """How many records the next undo, or the next redo, is about."""
        ...

    def reread(self) -> bool:
        """Reread the deck files that changed; True if anything did. Safe in another thread."""
        ...

    def try_code(self, card: Card, code: str) -> CodeTrial:
        """Run the card's check on code the user wrote, which takes seconds. Safe in another thread."""
        ...

    def edit_place(self, key: str) -> tuple[Path, int, bool]:
        """File and line (from 1) of the card's note, and whether that is a copy of a built-in one."""
        ...

    def details(self, key: str) -> "CardDetails":
        """Everything that is known of a card."""
        ...

    def problem_in(self, path: Path) -> Problem | None:
        """The first error of a deck file, as it was last read."""
        ...

    def deck_title(self, slug: str) -> str:
        """What a deck calls itself; empty for one that is gone."""
        ...


class CollectionDesk:
    """The desk over an opened collection."""

    def __init__(self, collection: "Collection", request: "DrillRequest") -> None:
        self._collection = collection
        self._request = request

    def start(self) -> Drill:
        """Begin the drill that was asked for; raises UsageError for a deck that does not exist."""
        from prepdeck.study.drilling import start_drill

        return start_drill(self._collection, self._request)

    def now_ms(self) -> int:
        """This instant (UTC ms)."""
        return self._collection.now().at_ms

    def try_code(self, card: Card, code: str) -> CodeTrial:
        """Run the card's check, if its deck is trusted."""
        from prepdeck.study.drilling import CollectionHost

        return CollectionHost(self._collection).check_code(card, code)

    def step_size(self, step: Literal["undo", "redo"]) -> int:
        """How many records the next undo, or the next redo, is about."""
        return self._collection.store.step_size(step)

    def reread(self) -> bool:
        """Reread the deck files that changed."""
        from prepdeck.study.refreshing import refresh

        return refresh(self._collection).changed

    def edit_place(self, key: str) -> tuple[Path, int, bool]:
        """Where the note is edited; a built-in one is copied to the user's decks first."""
        from prepdeck.study.editing import edit_target

        target = edit_target(self._collection, key)
        return target.path, target.line, target.overlay

    def details(self, key: str) -> "CardDetails":
        """Everything that is known of a card."""
        from prepdeck.study.lookup import details_of

        return details_of(self._collection, key)

    def problem_in(self, path: Path) -> Problem | None:
        """The first error of a deck file, as it was last read."""
        from prepdeck.study.editing import first_error_in

        return first_error_in(self._collection, path)

    def deck_title(self, slug: str) -> str:
        """What a deck calls itself."""
        return next((deck.title for deck in self._collection.decks if deck.slug == slug), "")
