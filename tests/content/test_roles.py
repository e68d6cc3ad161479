"""The behavioral decks, the deck that decodes a posting, and the role made from that posting."""

from collections import Counter
from functools import cache

import pytest

from prepdeck.library.check import Checked, check_library
from prepdeck.library.search_path import builtin_root
from prepdeck.model.note import Note
from prepdeck.model.role import Role

pytestmark = pytest.mark.builtin_decks

BEHAVIORAL = ("behavioral-frameworks", "question-bank", "story-probes", "pitch", "questions-to-ask")


@cache
def library() -> Checked:
    return check_library([builtin_root()])


def notes_of(*slugs: str) -> list[Note]:
    return [note for deck in library().decks if deck.slug in slugs for note in deck.notes]


def ids_of(outline: str) -> set[str]:
    return {item.id for each in library().outlines if each.slug == outline for item in each.items}


def role() -> Role:
    return next(each for each in library().roles if each.slug == "senior-ml-engineer-research")


def test_the_behavioral_decks_are_whole() -> None:
    assert Counter(note.deck for note in notes_of(*BEHAVIORAL)) == {
        "behavioral-frameworks": 12,
        "question-bank": 34,
        "story-probes": 16,
        "pitch": 6,
        "questions-to-ask": 16,
    }
    assert sum(note.tier == "core" for note in notes_of(*BEHAVIORAL)) == 40


def test_every_topic_of_behavioral_interviews_has_a_card() -> None:
    assert ids_of("behavioral") - {point for note in notes_of(*BEHAVIORAL) for point in note.covers} == set()


def test_every_line_of_the_posting_is_decoded() -> None:
    assert len(notes_of("role")) == 10
    assert ids_of("job-description") - {point for note in notes_of("role") for point in note.covers} == set()


def test_must_haves_of_the_posting_weigh_most() -> None:
    must = {each.slug for each in role().requirements if each.requirement_class == "must"}
    assert must == {"distributed-training", "data-loading", "pytorch", "python"}
    assert {each.weight for each in role().requirements if each.slug in must} == {4}
    assert max(each.weight for each in role().requirements if each.slug not in must) < 4


def test_every_requirement_has_cards_and_an_axis() -> None:
    assert [each.slug for each in role().requirements if not (each.cards and each.axes)] == []
