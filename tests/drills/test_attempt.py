"""What happens to the card being asked, kind by kind, through the drill."""

import pytest
from drills.fake_host import BODIES, drill_of, note_of

from prepdeck.drills.attempt import LONGEST_MS, Attempt, Stage
from prepdeck.drills.drill import Drill
from prepdeck.drills.grading import ChoicesVerdict, NumericVerdict, Tick, TypedVerdict
from prepdeck.drills.host import Answer, CodeTrial
from prepdeck.model.card import cards_of
from prepdeck.model.note import Basic, Items, ListItem
from prepdeck.model.rating import Rating


def asked(drill: Drill) -> Attempt:
    assert drill.state.attempt
    return drill.state.attempt


def edit(host, name, body):
    card = cards_of(note_of(name, body))[0]
    host.cards[card.key] = card


@pytest.mark.parametrize("name", ["basic", "cloze", "ask", "code", "bug"])
def test_a_plain_card_is_revealed_and_proposes_good(name):
    drill, host = drill_of(name)
    assert (asked(drill).stage, asked(drill).advance_label, asked(drill).proposal) == (
        Stage.ASKING,
        "Show answer",
        None,
    )
    drill.advance()
    assert (asked(drill).stage, asked(drill).advance_label) == (Stage.REVEALED, "Good")
    drill.advance()
    assert [answer.rating for answer in host.log] == [Rating.GOOD]


@pytest.mark.parametrize("name", [name for name in BODIES if name not in ("explain", "pitch")])
def test_nothing_is_rated_before_the_answer_shows(name):
    drill, host = drill_of(name)
    drill.rate(Rating.EASY)
    assert host.log == []
    assert asked(drill).stage is Stage.ASKING
    assert drill.state.notice
    assert asked(drill).labels == ()


def test_tags_and_tier_show_after_the_answer():
    drill, _ = drill_of("basic")
    drill.reveal()
    assert asked(drill).labels == ("core", "zero")


def test_a_hint_lowers_what_is_proposed():
    drill, _ = drill_of("basic")
    drill.hint()
    drill.advance()
    assert asked(drill).proposal is Rating.HARD
    assert asked(drill).advance_label == "Hard"


def test_no_hint_after_the_answer():
    drill, _ = drill_of("basic")
    drill.reveal()
    drill.hint()
    assert not asked(drill).hint_shown
    assert drill.state.notice


@pytest.mark.parametrize(("marks", "proposal"), [("hhh", Rating.GOOD), ("hhm", Rating.HARD), ("mmm", Rating.AGAIN)])
def test_a_list_goes_item_by_item(marks, proposal):
    drill, host = drill_of("items")
    drill.advance()
    assert asked(drill).stage is Stage.TICKING
    for mark in marks:
        assert asked(drill).proposal is None
        drill.tick(Tick.HAD if mark == "h" else Tick.MISSED)
    assert asked(drill).proposal is proposal
    drill.advance()
    assert host.log[0].rating is proposal


def test_space_says_had_it_to_the_end_and_then_rates():
    drill, host = drill_of("steps")
    for label in ("Show answer", "Had it", "Had it", "Had it", "Good"):
        assert asked(drill).advance_label == label
        drill.advance()
    assert host.log[0].rating is Rating.GOOD


def test_a_tick_can_be_changed_by_cursor_and_by_mouse():
    drill, host = drill_of("items")
    drill.advance()
    for _ in range(3):
        drill.tick(Tick.HAD)
    drill.move(-1)
    drill.tick(Tick.PARTLY)
    drill.tick(Tick.MISSED, index=0)
    drill.tick(Tick.MISSED, index=7)
    assert asked(drill).ticks == (Tick.MISSED, Tick.PARTLY, Tick.HAD)
    drill.advance()
    assert host.log[0].text == "missed: parameters"


def test_the_cursor_stops_at_both_ends():
    drill, _ = drill_of("items")
    drill.advance()
    drill.move(-5)
    assert asked(drill).cursor == 0
    drill.move(99)
    assert asked(drill).cursor == 2


def test_a_single_choice_replaces_and_is_judged():
    drill, host = drill_of("choices")
    right = next(index for index, option in enumerate(asked(drill).face.options) if option.right)
    drill.toggle((right + 1) % 3)
    drill.toggle(right)
    assert asked(drill).chosen == {right}
    drill.advance()
    assert asked(drill).verdict == ChoicesVerdict(True, frozenset(), frozenset())
    drill.advance()
    assert host.log[0].text == "Prefix sum"


def test_the_option_under_the_cursor_is_taken_when_one_is_right():
    drill, _ = drill_of("choices")
    wrong = next(index for index, option in enumerate(asked(drill).face.options) if not option.right)
    drill.move(wrong)
    drill.advance()
    assert asked(drill).proposal is Rating.AGAIN


def test_select_all_needs_a_choice_and_every_right_one():
    drill, _ = drill_of("several")
    drill.advance()
    assert asked(drill).stage is Stage.ASKING
    assert asked(drill).problem
    rights = [index for index, option in enumerate(asked(drill).face.options) if option.right]
    drill.toggle(rights[0])
    drill.advance()
    assert asked(drill).verdict == ChoicesVerdict(False, frozenset(rights[1:]), frozenset())


@pytest.mark.parametrize(
    ("text", "proposal"), [(" One Thread", Rating.GOOD), ("one threads", Rating.HARD), ("8", Rating.AGAIN)]
)
def test_a_typed_answer_is_compared(text, proposal):
    drill, host = drill_of("typed")
    drill.submit(text)
    assert isinstance(asked(drill).verdict, TypedVerdict)
    assert asked(drill).proposal is proposal
    drill.advance()
    assert host.log[0].text == text.strip()


@pytest.mark.parametrize("name", ["typed", "numeric", "choices"])
def test_to_look_without_an_answer_proposes_again(name):
    drill, _ = drill_of(name)
    drill.reveal()
    assert asked(drill).proposal is Rating.AGAIN


def test_a_numeric_answer_is_computed_and_its_values_stored():
    drill, host = drill_of("numeric")
    correct = asked(drill).face.correct
    drill.submit("7 apples")
    assert asked(drill).stage is Stage.ASKING
    assert "GB" in asked(drill).problem
    drill.submit(f"{correct}*2/2 GB")
    assert isinstance(asked(drill).verdict, NumericVerdict)
    assert (asked(drill).proposal, asked(drill).problem) == (Rating.GOOD, "")
    drill.advance()
    answer = host.log[0]
    assert isinstance(answer, Answer)
    assert dict(answer.values).keys() == {"params", "gpus", "stage"}


def test_a_timed_card_has_a_clock_that_starts_and_stops():
    drill, host = drill_of("explain")
    assert drill.seconds_left() is None
    assert asked(drill).advance_label == "Start the clock"
    drill.advance()
    host.wait(30)
    assert drill.seconds_left() == pytest.approx(60)
    host.wait(72)
    assert drill.seconds_left() == pytest.approx(-12)
    drill.advance()
    host.wait(50)
    assert asked(drill).stage is Stage.TICKING
    assert asked(drill).spoke_s == pytest.approx(102)
    assert drill.seconds_left() == pytest.approx(-12)


@pytest.mark.parametrize(("passed", "proposal"), [(True, Rating.GOOD), (False, Rating.AGAIN), (None, Rating.GOOD)])
def test_written_code_is_checked_by_the_host(passed, proposal):
    drill, host = drill_of("code")
    host.trial = CodeTrial(passed, "why")
    drill.submit_code("def longest(bits): ...")
    assert (asked(drill).stage, asked(drill).proposal) == (Stage.REVEALED, proposal)
    assert asked(drill).problem == ("why" if passed is None else "")
    drill.rate(Rating.HARD)
    assert host.log[0].text == "def longest(bits): ..."


def test_only_code_cards_take_code():
    drill, _ = drill_of("basic")
    drill.submit_code("pass")
    assert asked(drill).stage is Stage.ASKING
    assert drill.state.notice


def test_time_on_a_card_is_counted_and_capped():
    drill, host = drill_of("basic", "ask")
    host.wait(7.25)
    drill.advance()
    drill.advance()
    host.wait(3600)
    drill.advance()
    drill.advance()
    assert [answer.duration_ms for answer in host.log] == [7250, LONGEST_MS]
    assert drill.progress().active_ms == 7250 + LONGEST_MS


def test_an_edit_redraws_and_keeps_the_stage():
    drill, host = drill_of("basic")
    drill.reveal()
    edit(host, "basic", Basic("Edited?", "Yes."))
    drill.refresh()
    assert (asked(drill).face.question, asked(drill).face.answer) == ("Edited?", "Yes.")
    assert asked(drill).stage is Stage.REVEALED


def test_an_edited_list_keeps_the_ticks_of_items_that_stay():
    drill, host = drill_of("items")
    drill.advance()
    drill.tick(Tick.HAD)
    drill.tick(Tick.MISSED)
    edit(host, "items", Items("?", (ListItem("gradients"), ListItem("activations"), ListItem("parameters"))))
    drill.refresh()
    assert asked(drill).ticks == (Tick.MISSED, None, Tick.HAD)


def test_the_cursor_stays_on_a_list_that_became_shorter():
    drill, host = drill_of("items")
    drill.advance()
    drill.move(2)
    edit(host, "items", Items("?", (ListItem("gradients"),)))
    drill.refresh()
    assert asked(drill).cursor == 0


def test_an_edited_answer_judges_what_was_typed_again():
    drill, host = drill_of("typed")
    drill.submit("eight")
    assert asked(drill).proposal is Rating.AGAIN
    edit(host, "typed", type(BODIES["typed"])("?", ("eight",)))
    drill.refresh()
    assert (asked(drill).stage, asked(drill).proposal) == (Stage.REVEALED, Rating.GOOD)


@pytest.mark.parametrize("other", ["typed", "items", "explain"])
def test_another_kind_of_card_is_asked_from_the_start(other):
    drill, host = drill_of("basic")
    drill.reveal()
    edit(host, "basic", BODIES[other])
    drill.refresh()
    assert asked(drill).stage is Stage.ASKING


def test_new_numbers_are_asked_from_the_start():
    drill, host = drill_of("numeric")
    drill.submit("1")
    host.seed = 4
    drill.refresh()
    assert asked(drill).stage is Stage.ASKING
    assert asked(drill).verdict is None
