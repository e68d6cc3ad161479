"""How the cards of a story ask: its two tellings against the clock, and its follow-up questions."""

from prepdeck.drills.faces import Face, Interaction, face_of
from prepdeck.model.card import cards_of
from prepdeck.model.note import ListItem, Note, Place, Tell

PARTS = tuple(ListItem(name, f"the {name.lower()}") for name in ("Situation", "Task", "Action", "Result", "Reflection"))
TELL = Tell(
    front="The nightly forecast",
    one_liner="I cut a run to minutes.",
    parts=PARTS,
    short="In one breath.",
    long="In two minutes.",
    probes=(ListItem("On the same hardware?", "Yes."), ListItem("How do you know?")),
)


def faces(tell: Tell = TELL) -> list[Face]:
    note = Note("stories", "forecast", tell, Place("a.yaml", 1))
    return [face_of(card) for card in cards_of(note)]


def test_a_story_is_told_against_its_clock_and_ticked_part_by_part() -> None:
    short, long, *_ = faces()
    assert (short.kind, short.interaction, short.seconds) == ("story", Interaction.TIMED, 30)
    assert "30 seconds" in short.question
    assert "The nightly forecast" in short.question
    assert [entry.why for entry in short.entries] == ["I cut a run to minutes.", "the action", "the result"]
    assert (long.seconds, long.entries) == (120, PARTS)
    assert (short.working, long.working) == ("In one breath.", "In two minutes.")


def test_a_probe_is_answered_in_45_seconds() -> None:
    *_, first, second = faces()
    assert (first.interaction, first.seconds) == (Interaction.TIMED, 45)
    assert first.question.startswith("On the same hardware?")
    assert "The nightly forecast" in first.question
    assert first.entries[0].why == "Yes."
    assert second.entries[0].why == ""
    assert len(second.entries) == 3


def test_nothing_of_the_story_is_shown_before_it_was_told() -> None:
    for face in faces():
        assert not any(secret in face.question for secret in ("breath", "the action", "Yes.", "to minutes"))
