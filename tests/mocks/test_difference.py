from mocks.debriefs import finished_run, guessed, told, with_all

from prepdeck.mocks import debrief_steps
from prepdeck.mocks.debrief import Evidence
from prepdeck.mocks.difference import difference, difference_lines
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.result import MockResult, PhaseTime, result_of

SAID, MISSED = Coverage.SAID, Coverage.MISSED


def attempt(score: int, **judged: Coverage) -> MockResult:
    """A result in which every item but these was said, and every axis has this score."""
    debrief = with_all(guessed(finished_run()), SAID, **judged)
    for axis in debrief.axes:
        debrief = told(debrief, debrief_steps.score(debrief, 9, axis.slug, score, Evidence("memory", "said")))
    return result_of(debrief)


def test_two_attempts_say_what_closed_what_is_new_and_what_is_still_missed() -> None:
    change = difference(attempt(2, delay=MISSED, loss=MISSED), attempt(3, loss=MISSED, split=MISSED))
    assert [gap.item.slug for gap in change.closed] == ["delay"]
    assert [gap.item.slug for gap in change.opened] == ["split"]
    assert [gap.item.slug for gap in change.still] == ["loss"]
    assert change.advance == (False, True)
    assert list(difference_lines(change)) == [
        "Would you advance? yes (before: not yet)",
        "Navigation: 2 to 3, better",
        "Training-Data: 2 to 3, better",
        "Modeling: 2 to 3, better",
        "Opening: 3:00, +1:00 (before: +1:00)",
        "Architecture: 5:00, +1:00 (before: +1:00)",
        "Data and labels: 7:00, +1:00 (before: +1:00)",
        "Model: 8:00, +1:00 (before: +1:00)",
        "Wrap-up: 2:00, +1:00 (before: +1:00)",
        "Closed: Label delay and its window",
        "New: Split by time",
        "Still missed: Name the loss",
    ]


def test_an_attempt_against_itself_changes_nothing() -> None:
    same = attempt(2, loss=MISSED)
    change = difference(same, same)
    assert (change.closed, change.opened) == ((), ())
    assert change.still == same.gaps
    assert next(difference_lines(change)) == "Would you advance? not yet (as before)"
    assert "Modeling: 2" in list(difference_lines(change))


def test_what_was_not_judged_again_is_not_closed() -> None:
    before, after = attempt(2, loss=MISSED), result_of(guessed(finished_run()))
    assert difference(before, after).closed == ()
    lines = list(difference_lines(difference(before, after)))
    assert lines[0] == "Would you advance? not known: the debrief is not done (before: not yet)"
    assert "Modeling: 2 to not known" in lines


def test_items_of_different_scenarios_are_not_compared_but_axes_and_times_are() -> None:
    before = attempt(2, loss=MISSED)
    time = PhaseTime("model", "Model", 60_000, 90_000, 0)
    other = MockResult("events", "Events", before.axes[:1], 2, None, (time,), before.gaps, before.judged)
    change = difference(before, other)
    assert (change.closed, change.opened, change.still) == ((), (), ())
    assert [axis.title for axis in change.axes] == ["Navigation"]
    assert [(row.title, row.before_over_ms, row.after_over_ms) for row in change.times] == [("Model", 60_000, 30_000)]


def test_a_lower_score_is_called_worse() -> None:
    assert "Modeling: 4 to 2, worse" in list(difference_lines(difference(attempt(4), attempt(2))))
