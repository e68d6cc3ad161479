"""The deck that stories make: a note each, which nobody writes."""

from collections.abc import Iterable, Sequence

from prepdeck.model.deck import Deck
from prepdeck.model.note import ListItem, Note, Place, Tell
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.model.story import PARTS, STORY_DECK, Story

STORY_OPTIONS = DEFAULT_OPTIONS.replaced({"new_per_day": 2, "learning_steps": (), "relearning_steps": ()})
"""A story is not learnt in minutes: it comes back after days from the first telling on, two new cards a day."""


def story_deck(stories: Sequence[Story]) -> Deck:
    """The cards of all stories; its path is that of the first."""
    return Deck(STORY_DECK, "Your stories", stories[0].path, (), STORY_OPTIONS, tuple(map(story_note, stories)))


def story_note(story: Story) -> Note:
    """A story as a note."""
    body = Tell(
        front=story.title,
        one_liner=story.one_liner,
        parts=tuple(_parts(story)),
        short=story.text("30s"),
        long=story.text("120s"),
        probes=tuple(ListItem(probe.text, probe.answer) for probe in story.probes),
    )
    return Note(
        deck=STORY_DECK,
        id=story.slug,
        body=body,
        place=Place(story.path, story.line, story.column),
        tags=story.domains,
        was=story.was,
    )


def _parts(story: Story) -> Iterable[ListItem]:
    return (ListItem(name.capitalize(), text) for name in PARTS if (text := story.text(name)))
