"""Questions to put to the interviewer, with what is known of the company put in."""

from prepdeck.config import read_config, set_interview
from prepdeck.library.codec import decode_note
from prepdeck.model.note import Ask
from prepdeck.storage.content import indexed_notes
from prepdeck.stories.asking import PLACEHOLDERS, OwnQuestion
from prepdeck.study.collection import Collection


def own_questions_of(collection: Collection) -> list[OwnQuestion]:
    """Every question to ask, in the order of the search path."""
    order = {deck.slug: place for place, deck in enumerate(collection.decks)}
    with collection.store.reading() as rows:
        indexed = [note for note in indexed_notes(rows) if note.kind == Ask.kind]
    questions = []
    for each in sorted(indexed, key=lambda note: (order.get(note.deck, 0), note.position)):
        note = decode_note(each.content)
        if isinstance(note.body, Ask):
            body = note.body
            questions.append(OwnQuestion(note.key, " ".join(body.ask.split()), body.audience, body.purpose, note.why))
    return questions


def interview_values(collection: Collection) -> dict[str, str]:
    """What `{company}`, `{product}` and `{value}` stand for, from `[interview]` of config.toml as it is now."""
    written = read_config(collection.setup.paths.config_file).interview
    return {name: written[name] for name in PLACEHOLDERS if written.get(name)}


def set_interview_values(collection: Collection, values: dict[str, str]) -> None:
    """Remember them; empty ones are forgotten."""
    set_interview(collection.setup.paths.config_file, values)
