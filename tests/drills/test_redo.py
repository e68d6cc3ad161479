"""Redo: what was undone counts again, as it was."""

from drills.fake_host import NOT_STORED, drill_of

from prepdeck.drills.attempt import Stage
from prepdeck.model.rating import Rating


def test_a_redone_answer_counts_again_and_its_card_is_not_asked() -> None:
    drill, host = drill_of("basic", "ask")
    drill.reveal()
    drill.rate(Rating.GOOD)
    before = drill.state
    drill.undo()
    drill.redo()
    assert drill.state.answers == before.answers
    assert drill.state.attempt
    assert drill.state.attempt.shown.key == "fsdp/ask"
    assert drill.state.waiting == before.waiting
    assert len(host.log) == 1


def test_a_card_being_learnt_returns_at_its_time_after_a_redo() -> None:
    drill, _ = drill_of("basic")
    drill.reveal()
    drill.rate(Rating.AGAIN)
    before = drill.state
    drill.undo()
    drill.redo()
    assert drill.state.stage is Stage.WAITING
    assert drill.state.learning == before.learning


def test_several_steps_are_redone_in_order() -> None:
    drill, _ = drill_of("basic", "ask", "bug")
    for rating in (Rating.GOOD, Rating.EASY):
        drill.reveal()
        drill.rate(rating)
    drill.bury()
    before = drill.state
    for step in (drill.undo, drill.redo):
        for _time in range(3):
            step()
    assert drill.state.history == before.history
    assert drill.state.finished == before.finished


def test_a_redone_flag_leaves_the_card_on_screen() -> None:
    drill, _ = drill_of("basic")
    drill.flag()
    drill.undo()
    drill.redo()
    assert drill.state.attempt
    assert drill.state.attempt.shown.state.flagged


def test_a_new_answer_ends_what_could_be_redone_here() -> None:
    drill, host = drill_of("basic", "ask")
    drill.bury()
    drill.undo()
    host.undone.clear()
    drill.reveal()
    drill.rate(Rating.GOOD)
    drill.redo()
    assert drill.state.taken_back == ()
    assert drill.state.notice
    assert drill.state.notice.message == "Nothing to redo."


def test_a_redo_that_fails_changes_nothing() -> None:
    drill, host = drill_of("basic")
    drill.bury()
    drill.undo()
    before = drill.state
    host.failing = NOT_STORED
    drill.redo()
    assert drill.state.history == before.history
    assert drill.state.notice
    assert drill.state.notice.message == NOT_STORED.message
