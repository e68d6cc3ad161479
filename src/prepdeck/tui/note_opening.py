"""Opening the editor of a note (being written)."""

from typing import Any


def edit_note(*_: Any) -> None: ...
def new_note(*_: Any) -> None: ...
