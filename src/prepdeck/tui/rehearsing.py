"""Opening the behavioral round's screens; what keeps them from opening is told."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from prepdeck.errors import PrepdeckError

if TYPE_CHECKING:
    from prepdeck.tui.shell import Shell


def opening_rehearsal(words: str = "", slug: str = "", pitch: int | None = None) -> "Callable[[Shell], None]":
    """What opens a rehearsal of the question that `words` name, with this story, or of a pitch."""

    def open_it(app: "Shell") -> None:
        open_rehearsal(app, words, slug, pitch)

    return open_it


def open_rehearsal(app: "Shell", words: str = "", slug: str = "", pitch: int | None = None) -> None:
    """Put a rehearsal on screen."""
    from prepdeck.study.rehearsing import subject_of
    from prepdeck.study.stories import shelf_of
    from prepdeck.tui.screens.rehearsal import RehearsalScreen

    if app.collection is None:
        return
    try:
        shelf = shelf_of(app.collection)
        subject = subject_of(app.collection, shelf, words, slug, pitch)
    except PrepdeckError as error:
        app.complain(error)
        return
    app.push_screen(RehearsalScreen(app.collection, shelf, subject))


def open_stories(app: "Shell") -> None:
    """Put the matrix on screen: stories, what they show, what is missing."""
    from prepdeck.tui.screens.stories import StoriesScreen

    if app.collection is not None:
        app.push_screen(StoriesScreen(app.collection))
