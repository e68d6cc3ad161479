"""The rehearsal as pure transitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.stories.plain import rehearse_plainly
from prepdeck.stories.rehearsal import (
    IN_TIME,
    STAR_CHECKLIST,
    Plan,
    Rehearsing,
    Stage,
    answered,
    begun,
    enough,
    fixed,
    moved,
    ticked,
    told,
)

PLAN = Plan("Tell me about a failure.", 120, ("Why?", "What then?"))


def checking(told_s: float = 90) -> Rehearsing:
    return enough(told(begun(Rehearsing(PLAN), 0), told_s))


def test_a_rehearsal_goes_from_the_question_to_its_line() -> None:
    run = Rehearsing(PLAN)
    assert run.seconds_left(5) == 120
    run = begun(run, 10)
    assert (run.stage, run.seconds_left(40)) == (Stage.TELLING, 90)
    run = told(run, 140)
    assert (run.stage, run.told_s, run.probe, run.seconds_left(150)) == (Stage.PROBE, 130, "Why?", 35)
    run = answered(run, "partly", 170)
    assert (run.probe, run.seconds_left(215)) == ("What then?", 0)
    run = answered(run, "had", 190)
    assert (run.stage, run.answered, run.seconds_left(200)) == (Stage.CHECKING, ((30, "partly"), (20, "had")), None)
    for _ in STAR_CHECKLIST:
        assert run.stage is Stage.CHECKING
        run = ticked(run, "had")
    run = fixed(run, "  the   baseline ")
    assert (run.stage, run.fix) == (Stage.DONE, "the baseline")
    assert run.checked[-1] == (IN_TIME, "missed")


def test_without_probes_the_checklist_follows() -> None:
    run = told(begun(Rehearsing(Plan("Introduce yourself.", 60, checklist=("hook",))), 0), 62)
    assert (run.stage, run.in_time) == (Stage.CHECKING, True)


def test_enough_probes_leave_the_rest_unanswered() -> None:
    run = enough(answered(told(begun(Rehearsing(PLAN), 0), 60), "missed", 70))
    assert (run.stage, run.answered) == (Stage.CHECKING, ((10, "missed"),))


def test_an_item_can_be_judged_again_until_the_line_is_given() -> None:
    run = checking()
    for _ in STAR_CHECKLIST:
        run = ticked(run, "had")
    assert run.stage is Stage.FIXING
    back = ticked(moved(moved(run, -1), -2), "missed")
    assert back.checked[2] == (STAR_CHECKLIST[2], "missed")
    assert back.stage is Stage.FIXING


def test_the_cursor_goes_to_the_next_open_item() -> None:
    run = ticked(moved(checking(), 3), "had")
    assert run.cursor == 4
    run = ticked(run, "had")
    assert run.cursor == 0


@pytest.mark.parametrize("told_s", [0, 120, 126])
def test_a_twentieth_over_is_in_time(told_s: float) -> None:
    assert checking(told_s).in_time
    assert not checking(127).in_time


STEPS = st.sampled_from(
    [
        lambda run, now: begun(run, now),
        lambda run, now: told(run, now),
        lambda run, now: answered(run, "had", now),
        lambda run, now: answered(run, "missed", now),
        lambda run, now: enough(run),
        lambda run, now: ticked(run, "partly"),
        lambda run, now: moved(run, -1),
        lambda run, now: moved(run, 1),
        lambda run, now: fixed(run, "line"),
    ]
)


@given(st.lists(STEPS, max_size=40), st.integers(0, 3))
def test_whatever_is_pressed_it_never_goes_wrong_nor_back(steps: list, probes: int) -> None:
    run, order = Rehearsing(Plan("?", 30, ("why",) * probes)), list(Stage)
    for now, step in enumerate(steps):
        after = step(run, float(now))
        assert order.index(after.stage) >= order.index(run.stage) or after.stage is Stage.CHECKING
        assert len(after.answered) <= probes
        assert (after.stage is Stage.DONE) <= (len(after.checked) == len(STAR_CHECKLIST) + 1)
        assert isinstance(after.probe, str)
        run = after


def test_line_by_line_strange_answers_are_asked_again() -> None:
    said: list[str] = []
    lines = iter(["", "", "what?", "y", ".", "huh", "", "", "", "", "", "done"])
    clock = iter(range(0, 1000, 10))
    run = rehearse_plainly(PLAN, lambda: next(lines, None), said.append, lambda: float(next(clock)))
    assert run is not None
    assert (run.stage, run.fix, len(run.answered)) == (Stage.DONE, "done", 1)
    assert sum("Follow-up 1 of 2" in line for line in said) == 2


@pytest.mark.parametrize("typed", [["q"], ["", "q"], ["", "", "q"], ["", "", ".", "q"], ["", ""], []])
def test_line_by_line_it_can_be_left_at_any_time(typed: list[str]) -> None:
    lines = iter(typed)
    assert rehearse_plainly(PLAN, lambda: next(lines, None), lambda text: None, lambda: 0.0) is None
