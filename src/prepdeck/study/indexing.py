"""Notes, decks and files in the form the content index keeps them."""

import json
from dataclasses import replace

from prepdeck.library.codec import encode_note
from prepdeck.library.facts import encode_facts, facts_of
from prepdeck.library.joining import JoinedDeck
from prepdeck.library.reader import FileContent
from prepdeck.library.search_path import content_hash
from prepdeck.model.card import cards_of
from prepdeck.model.note import Note, Place
from prepdeck.model.note_text import back_text, front_text
from prepdeck.storage.content import IndexedDeck, IndexedNote
from prepdeck.storage.search import fold

NOWHERE = Place("", 0)


def indexed_note(note: Note, position: int) -> IndexedNote:
    """A note for the index; `position` is its place in its deck."""
    front = front_text(note.body)
    return IndexedNote(
        key=note.key,
        deck=note.deck,
        kind=note.kind,
        tier=note.tier,
        position=position,
        front=front,
        folded_front=fold(front),
        folded_back=fold(back_text(note.body)),
        tags=_joined(note.tags),
        covers=_joined(note.covers),
        sources="\n".join(note.sources),
        parts=",".join(card.part for card in cards_of(note)),
        digest=content_hash(encode_note(replace(note, place=NOWHERE))),
        content=encode_note(note),
    )


def _joined(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} " if words else ""


def holding(content: FileContent) -> str:
    """What a file is, by kind and name: `deck:fsdp`, `extends:fsdp`, `scenario:short-video-feed`; empty for nothing."""
    if content.deck_file is not None:
        return f"{'extends' if content.deck_file.extends else 'deck'}:{content.deck_file.slug}"
    if content.outline is not None:
        return f"outline:{content.outline.slug}"
    if content.framework is not None:
        return f"framework:{content.framework.slug}"
    if content.scenario is not None:
        return f"scenario:{content.scenario.slug}"
    if content.role is not None:
        return f"role:{content.role.slug}"
    if content.story is not None:
        return f"story:{content.story.slug}"
    return ""


def indexed_deck(joined: JoinedDeck, place: int) -> IndexedDeck:
    """A deck for the index, with what its files set of the options."""
    deck = joined.deck
    options = {name: getattr(deck.options, name) for name in sorted(deck.options.overrides)}
    facts = encode_facts(facts_of(joined))
    return IndexedDeck(deck.slug, deck.title, deck.path, place, deck.was, json.dumps(options), facts)
