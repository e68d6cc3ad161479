"""Opening the screens of the behavioral round; what keeps them from opening is told."""

from typing import TYPE_CHECKING

from prepdeck.errors import PrepdeckError

if TYPE_CHECKING:
    from prepdeck.study.request import RehearsalRequest
    from prepdeck.tui.shell import Shell


def open_rehearsal(app: "Shell", request: "RehearsalRequest") -> None:
    """Put a rehearsal on screen."""
    from prepdeck.study.rehearsing import subject_of
    from prepdeck.study.stories import shelf_of
    from prepdeck.tui.screens.rehearsal import RehearsalScreen

    if app.collection is None:
        return
    try:
        shelf = shelf_of(app.collection)
        subject = subject_of(app.collection, shelf, request)
    except PrepdeckError as error:
        app.complain(error)
        return
    app.push_screen(RehearsalScreen(app.collection, shelf, subject))


def open_stories(app: "Shell") -> None:
    """Put the matrix on screen: stories, what they show, what is missing."""
    from prepdeck.tui.screens.stories import StoriesScreen

    if app.collection is not None:
        app.push_screen(StoriesScreen(app.collection))


def open_story(app: "Shell", slug: str) -> None:
    """Put the form of a story on screen."""
    from prepdeck.study.stories import stories_of
    from prepdeck.tui.screens.story_form import StoryFormScreen

    if app.collection is not None:
        story = next((story for story in stories_of(app.collection) if story.slug == slug), None)
        app.push_screen(StoryFormScreen(app.collection, story))
