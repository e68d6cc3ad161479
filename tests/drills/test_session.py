"""The session around the cards: order, learning cards that come back, undo, and a host that fails."""

from drills.fake_host import AGAIN_MS, NOT_STORED, drill_of

from prepdeck.drills.attempt import Stage
from prepdeck.drills.drill import Drill
from prepdeck.drills.host import Undone
from prepdeck.drills.session import LEARN_AHEAD_MS, undone
from prepdeck.drills.summary import summary_of
from prepdeck.errors import StaleCardError
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark


def key_of(drill: Drill) -> str:
    return drill.state.attempt.shown.key if drill.state.attempt else ""


def answer(drill: Drill, rating: Rating) -> None:
    drill.reveal()
    drill.rate(rating)


def test_cards_are_asked_in_order_to_the_end():
    drill, host = drill_of("basic", "cloze", "ask")
    seen = []
    while drill.state.stage is not Stage.FINISHED:
        seen.append(key_of(drill))
        answer(drill, Rating.GOOD)
    assert seen == ["fsdp/basic", "fsdp/cloze#c1", "fsdp/ask"]
    assert [entry.key for entry in host.log] == seen


def test_nothing_to_ask_is_the_end_at_once():
    drill, _ = drill_of()
    assert drill.state.stage is Stage.FINISHED


def test_a_key_given_twice_is_asked_once():
    _, host = drill_of("basic", "ask")
    again = Drill(host, ["fsdp/basic", "fsdp/ask", "fsdp/basic"])
    assert again.progress().total == 2


def test_a_forgotten_card_comes_back_when_its_time_has_come():
    drill, host = drill_of("basic", "cloze", "ask")
    answer(drill, Rating.AGAIN)
    assert key_of(drill) == "fsdp/cloze#c1"
    host.wait(61)
    answer(drill, Rating.GOOD)
    assert key_of(drill) == "fsdp/basic"


def test_with_only_learning_cards_left_it_waits_and_can_be_hurried():
    drill, host = drill_of("basic")
    answer(drill, Rating.AGAIN)
    assert (drill.state.stage, drill.state.comes_back_ms) == (Stage.WAITING, host.at_ms + AGAIN_MS)
    drill.wake()
    assert drill.state.stage is Stage.WAITING
    drill.advance()
    assert key_of(drill) == "fsdp/basic"


def test_waking_asks_the_card_whose_time_has_come():
    drill, host = drill_of("basic")
    answer(drill, Rating.AGAIN)
    host.wait(60)
    drill.wake()
    assert key_of(drill) == "fsdp/basic"


def test_cards_that_come_back_much_later_are_not_waited_for():
    later_ms = 1_000_000 + LEARN_AHEAD_MS + 1
    drill, _ = drill_of("basic", learning={"fsdp/old": later_ms})
    answer(drill, Rating.GOOD)
    assert drill.state.stage is Stage.FINISHED
    assert summary_of(drill.state).pending == (("fsdp/old", later_ms),)


def test_undo_returns_to_the_card_and_takes_its_answer_back():
    drill, host = drill_of("basic", "ask")
    answer(drill, Rating.AGAIN)
    drill.undo()
    assert (key_of(drill), drill.state.stage, host.log) == ("fsdp/basic", Stage.ASKING, [])
    assert drill.state.learning == ()
    assert (drill.progress().answered, drill.progress().remaining) == (0, 2)
    assert drill.state.notice
    assert drill.state.notice.message == "Undone: Again on fsdp/basic."
    answer(drill, Rating.GOOD)
    assert key_of(drill) == "fsdp/ask"


def test_undo_steps_back_through_everything_also_after_the_end():
    drill, host = drill_of("basic", "cloze", "ask")
    answer(drill, Rating.GOOD)
    drill.bury()
    answer(drill, Rating.EASY)
    assert drill.state.stage is Stage.FINISHED
    back = []
    while host.log:
        drill.undo()
        back.append(key_of(drill))
    assert back == ["fsdp/ask", "fsdp/cloze#c1", "fsdp/basic"]
    assert (drill.state.history, drill.progress().total) == ((), 3)
    drill.undo()
    assert drill.state.notice
    assert drill.state.notice.message == "Nothing to undo."


def test_undo_of_an_earlier_session_asks_that_card():
    first, host = drill_of("basic", "ask")
    answer(first, Rating.GOOD)
    second = Drill(host, ["fsdp/ask"])
    second.undo()
    assert (key_of(second), second.state.waiting) == ("fsdp/basic", ("fsdp/ask",))


def test_undo_of_what_another_window_did_leaves_the_other_answers():
    drill, _ = drill_of("basic", "ask", "cloze")
    answer(drill, Rating.GOOD)
    answer(drill, Rating.GOOD)
    state = undone(drill.state, Undone("Good on fsdp/basic", "fsdp/basic"), now_s=0)
    assert [entry.key for entry in state.history] == ["fsdp/ask"]


def test_bury_and_suspend_put_the_card_away():
    drill, host = drill_of("basic", "cloze", "ask")
    drill.bury()
    drill.suspend()
    assert host.log == [Mark("fsdp/basic", "bury"), Mark("fsdp/cloze#c1", "suspend")]
    assert key_of(drill) == "fsdp/ask"


def test_a_flag_keeps_the_card_and_its_stage():
    drill, host = drill_of("basic", "ask")
    drill.reveal()
    drill.flag()
    assert drill.state.attempt
    assert (drill.state.stage, drill.state.attempt.shown.state.flagged) == (Stage.REVEALED, True)
    drill.undo()
    assert drill.state.attempt
    assert (key_of(drill), drill.state.attempt.shown.state.flagged) == ("fsdp/basic", False)
    drill.flag()
    drill.flag()
    assert [entry.action for entry in host.log] == ["flag", "unflag"]


def test_skip_asks_again_at_the_end_and_records_nothing():
    drill, host = drill_of("basic", "ask")
    drill.skip()
    answer(drill, Rating.GOOD)
    assert (key_of(drill), len(host.log)) == ("fsdp/basic", 1)


def test_a_card_that_vanished_is_skipped_and_said():
    drill, host = drill_of("basic", "ask", "cloze")
    del host.cards["fsdp/ask"]
    answer(drill, Rating.GOOD)
    assert (key_of(drill), drill.state.gone) == ("fsdp/cloze#c1", ("fsdp/ask",))
    assert drill.state.notice
    assert drill.state.notice.message == "fsdp/ask was removed from its deck: skipped."


def test_a_card_that_vanishes_on_screen_makes_room_for_the_next():
    drill, host = drill_of("basic", "ask")
    del host.cards["fsdp/basic"]
    drill.refresh()
    assert key_of(drill) == "fsdp/ask"


def test_many_vanished_cards_are_said_once():
    drill, host = drill_of("basic", "ask", "cloze", "code")
    host.cards = {"fsdp/code": host.cards["fsdp/code"]}
    drill.refresh()
    assert key_of(drill) == "fsdp/code"
    assert len(drill.state.gone) == 3


def test_an_undone_card_that_vanished_is_said_and_the_session_goes_on():
    drill, host = drill_of("basic", "ask")
    answer(drill, Rating.GOOD)
    del host.cards["fsdp/basic"]
    drill.undo()
    assert (key_of(drill), drill.state.gone) == ("fsdp/ask", ("fsdp/basic",))


def test_an_answer_that_was_not_stored_stays_on_screen():
    drill, host = drill_of("basic", "ask")
    drill.reveal()
    before = drill.state.attempt
    host.failing = NOT_STORED
    drill.rate(Rating.GOOD)
    assert drill.state.attempt == before
    assert drill.state.notice
    assert (drill.state.notice.message, drill.state.notice.hint) == (NOT_STORED.message, NOT_STORED.hint)
    drill.rate(Rating.GOOD)
    assert (len(host.log), key_of(drill), drill.state.notice) == (1, "fsdp/ask", None)


def test_a_stale_offer_redraws_the_card_and_says_why():
    drill, host = drill_of("basic", "ask")
    drill.reveal()
    host.failing = StaleCardError("The study day has turned.")
    host.seed = 9
    drill.rate(Rating.GOOD)
    assert drill.state.attempt
    assert (drill.state.stage, drill.state.attempt.shown.seed) == (Stage.REVEALED, 9)
    assert drill.state.notice
    assert drill.state.notice.message == "The study day has turned."


def test_a_card_that_cannot_be_read_is_tried_again():
    _, host = drill_of("basic")
    host.failing = NOT_STORED
    retried = Drill(host, ["fsdp/basic"])
    assert (retried.state.stage, retried.state.attempt) == (Stage.WAITING, None)
    retried.advance()
    assert key_of(retried) == "fsdp/basic"


def test_finish_leaves_the_rest_for_later():
    drill, _ = drill_of("basic", "ask", "cloze")
    answer(drill, Rating.GOOD)
    drill.finish()
    assert drill.state.stage is Stage.FINISHED
    assert summary_of(drill.state).left == 2


def test_the_summary_counts_what_stands():
    drill, host = drill_of("basic", "ask", "cloze", "code")
    for rating, seconds in ((Rating.AGAIN, 10), (Rating.GOOD, 10), (Rating.GOOD, 30), (Rating.EASY, 5)):
        host.wait(seconds)
        answer(drill, rating)
    summary = summary_of(drill.state)
    assert summary.counts == {Rating.AGAIN: 1, Rating.HARD: 0, Rating.GOOD: 2, Rating.EASY: 1}
    assert (summary.answers, summary.cards, summary.active_ms, summary.right) == (4, 4, 55_000, 0.75)
    assert summary.failed == (("fsdp/basic", 1),)
    assert summary.slowest == (("fsdp/cloze#c1", 30_000),)
    assert [key for key, _ in summary.pending] == ["fsdp/basic"]


def test_the_summary_of_nothing():
    drill, _ = drill_of("basic")
    drill.finish()
    summary = summary_of(drill.state)
    assert (summary.answers, summary.right, summary.slowest, summary.left) == (0, None, (), 1)
