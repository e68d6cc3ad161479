"""Undo and redo outside a drill, in words."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection

_DONE = {"undo": "Undone", "redo": "Done again"}


def step_text(collection: "Collection", step: Literal["undo", "redo"]) -> str:
    """Take back this device's newest action, or its newest undo, and say what that was; raises StoreError."""
    from prepdeck.study.actions import undone_action

    records = collection.undo() if step == "undo" else collection.redo()
    return f"{_DONE[step]}: {undone_action(records).text}" if records else f"There is nothing to {step}."
