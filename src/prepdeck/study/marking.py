"""Changing a card without answering it, and answering one without a screen."""

from typing import Literal

from prepdeck.errors import UsageError
from prepdeck.model.keys import deck_of
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark
from prepdeck.model.study_day import Moment
from prepdeck.storage.card_rows import find_card, state_of
from prepdeck.storage.store import Expectation
from prepdeck.study.collection import Collection
from prepdeck.study.offers import review_of

Action = Literal["suspend", "unsuspend", "bury", "unbury", "flag", "unflag", "reset"]


def mark_cards(collection: Collection, keys: tuple[str, ...], action: Action) -> None:
    """Suspend, bury, flag or reset these cards as one action that one undo takes back."""
    collection.append([Mark(key, action) for key in keys])


def answer_card(collection: Collection, key: str, rating: Rating, at: Moment | None = None) -> None:
    """Answer a card now, or at an instant in the past; the schedule follows as in a drill."""
    now = at or collection.now()
    if now.at_ms > collection.now().at_ms + 60_000:
        raise UsageError("That instant is still to come.", "Give one that has passed, such as 2026-11-20T18:30.")
    with collection.store.reading() as rows:
        row = find_card(rows, key)
    if row is None or not row.present:
        raise UsageError(f"There is no card {key} in the library.", "prepdeck search WORDS finds keys.")
    state = state_of(row)
    if state.suspended:
        raise UsageError(f"{key} is suspended.", f"prepdeck unsuspend {key} brings it back.")
    outcome = collection.scheduler_of(deck_of(key)).outcomes(key, state, now, collection.fullness())[rating]
    review = review_of(collection, key, state, outcome, "drill")
    collection.append([review], at=now, expected=[Expectation(key, state.decided_on)])
