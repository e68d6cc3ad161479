import pytest
from hypothesis import given
from hypothesis import strategies as st
from mocks.debriefs import NOTES, finished_run, guessed, told, with_all
from mocks.rounds import FEED, SMALL, started

from prepdeck.errors import UsageError
from prepdeck.mocks import debrief_steps, session
from prepdeck.mocks.debrief import AxisScored, BandGuessed, DebriefEvent, Evidence, ItemJudged, opened
from prepdeck.mocks.judging import Coverage, Judged, proposed_coverage, proposed_score
from prepdeck.mocks.setup import prepared
from prepdeck.mocks.timetable import rehearsal
from prepdeck.model.scenario import IMPORTANCES, RubricItem

SAID, PARTLY, MISSED = Coverage.SAID, Coverage.PARTLY, Coverage.MISSED
ITEMS = [item.slug for item in FEED.items]
FROM_MEMORY = Evidence("memory", "I said that negatives differ by stage")


def judged(must: str = "", should: str = "", bonus: str = "") -> list[Judged]:
    """Items spelled as letters: s said, p partly, x missed, - not judged."""
    letters = {"s": SAID, "p": PARTLY, "x": MISSED, "-": None}
    texts = zip(IMPORTANCES, (must, should, bonus), strict=True)
    return [Judged(importance, letters[letter]) for importance, text in texts for letter in text]


@pytest.mark.parametrize(
    ("must", "should", "bonus", "score"),
    [
        ("xxx", "", "", 1),
        ("sxx", "s", "s", 1),
        ("sx", "s", "s", 2),
        ("ssx", "s", "s", 2),
        ("ssp", "s", "s", 2),
        ("px", "s", "", 1),
        ("pp", "s", "", 2),
        ("ss", "xxs", "s", 2),
        ("ss", "sx", "", 3),
        ("ss", "px", "", 2),
        ("ss", "pp", "", 3),
        ("ss", "", "", 3),
        ("ss", "s-", "", 3),
        ("ss", "s", "xs", 4),
        ("ss", "s", "p", 3),
        ("", "x", "", 2),
        ("", "s", "", 3),
        ("s-", "s", "s", None),
        ("", "", "s", None),
        ("", "", "", None),
    ],
)
def test_the_items_of_an_axis_propose_its_score(must: str, should: str, bonus: str, score: int | None) -> None:
    assert proposed_score(judged(must, should, bonus)) == score


def test_a_handled_curveball_does_for_a_bonus_and_for_nothing_else() -> None:
    assert proposed_score(judged("ss", "s"), curveball_handled=True) == 4
    assert proposed_score(judged("sx", "s"), curveball_handled=True) == 2


@given(st.lists(st.builds(Judged, st.sampled_from(IMPORTANCES), st.sampled_from(Coverage)), max_size=8), st.data())
def test_saying_more_never_lowers_the_proposed_score(items: list[Judged], data: st.DataObject) -> None:
    if not items:
        return
    place = data.draw(st.integers(0, len(items) - 1))
    better = [*items[:place], Judged(items[place].importance, SAID), *items[place + 1 :]]
    before, now = proposed_score(items), proposed_score(better)
    assert (before is None) == (now is None)
    assert before is None or now is None or now >= before


@pytest.mark.parametrize(
    ("text", "notes", "coverage", "line"),
    [
        ("Negatives differ by stage", "positives: 30 s\nnegative per stage", SAID, "negative per stage"),
        ("Label delay and its window", "labels, delayed", None, ""),
        ("Position bias in clicks", "position bias", SAID, "position bias"),
        ("Position bias, selection bias, exploration slice", "selection bias", PARTLY, "selection bias"),
        ("The of and", "the of and", None, ""),
        ("Split by time", "", None, ""),
    ],
)
def test_notes_propose_what_was_said(text: str, notes: str, coverage: Coverage | None, line: str) -> None:
    proposal = proposed_coverage(RubricItem("item", text, "axis", "must"), notes)
    assert (proposal and proposal.coverage) == coverage
    assert not proposal or proposal.line == line


def test_nothing_of_the_rubric_before_the_guess_and_the_guess_stands() -> None:
    debrief = opened(finished_run(), FEED, SMALL)
    assert not debrief.may_show_rubric
    for act in (
        lambda: debrief_steps.judge(debrief, 0, "loss", SAID),
        lambda: debrief_steps.take_proposals(debrief, 0),
        lambda: debrief_steps.score(debrief, 0, "modeling", 2),
        lambda: debrief_steps.close(debrief, 0),
    ):
        with pytest.raises(UsageError, match="Guess your band first"):
            act()
    with pytest.raises(UsageError, match="1 to 4, not 5"):
        debrief_steps.guess(debrief, 0, 5)
    with pytest.raises(UsageError, match="Your guess stands"):
        debrief_steps.guess(guessed(finished_run()), 0, 4)


def test_proposals_are_made_from_a_written_run_and_never_decide() -> None:
    debrief = guessed(finished_run())
    assert {slug: proposal.coverage for slug, proposal in debrief.proposals.items()} == {
        "paths": SAID,
        "negatives": SAID,
        "split": SAID,
    }
    assert debrief.coverages == {}
    taken = told(debrief, *debrief_steps.take_proposals(debrief, 5, phase=2))
    assert taken.coverages == {"negatives": SAID, "split": SAID}
    kept = told(debrief, ItemJudged(5, "negatives", MISSED))
    kept = told(kept, *debrief_steps.take_proposals(kept, 6))
    assert kept.coverages["negatives"] is MISSED
    assert guessed(finished_run(written=False)).proposals == {}


def test_what_stands_in_phases_never_reached_is_proposed_as_missed() -> None:
    run = session.finish(session.next_phase(started().run, 10).run, 20).run
    proposals = guessed(run).proposals
    assert {placed.item.slug for placed in guessed(run).items} - set(proposals) == {"paths", "stages"}
    assert {proposal.coverage for proposal in proposals.values()} == {MISSED}
    ahead = session.finish(session.note(started().run, 10, "split by time", 2).run, 20).run
    assert "split" not in guessed(ahead).proposals


def test_a_three_needs_a_line_of_the_notes_or_a_quote_from_memory() -> None:
    debrief = with_all(guessed(finished_run()))
    assert debrief.proposed_score("training-data") == 4
    assert debrief.score("training-data") == 2
    for evidence in (None, Evidence("memory", " "), Evidence("notes", "label delay")):
        with pytest.raises(UsageError, match=r"evidence|not in your notes"):
            debrief_steps.score(debrief, 9, "training-data", 3, evidence)
    line = debrief.evidence_lines("training-data")[0]
    assert line == "negatives by stage"
    for evidence in (Evidence("notes", line), FROM_MEMORY):
        scored = told(debrief, debrief_steps.score(debrief, 9, "training-data", 4, evidence))
        assert scored.score("training-data") == 4
    assert told(debrief, debrief_steps.score(debrief, 9, "training-data", 1)).score("training-data") == 1


def test_evidence_lines_of_the_axis_come_before_the_others() -> None:
    lines = guessed(finished_run()).evidence_lines("modeling")
    assert lines[0] == NOTES[3]
    assert set(lines) == {line for note in NOTES for line in note.splitlines()}


def test_a_hint_caps_the_axes_of_its_phase_at_three() -> None:
    debrief = with_all(guessed(finished_run(hints_in=2)))
    assert (debrief.cap("training-data"), debrief.cap("modeling")) == (3, 4)
    assert debrief.proposed_score("training-data") == 3
    with pytest.raises(UsageError, match="3 is the most"):
        debrief_steps.score(debrief, 9, "training-data", 4, FROM_MEMORY)


def test_a_handled_curveball_counts_for_the_axes_of_the_phase_in_which_it_came() -> None:
    debrief = with_all(guessed(finished_run(mode="real", seed=1)), slice=MISSED)
    shown = debrief.run.curveball
    assert shown is not None
    handled = told(debrief, debrief_steps.judge_curveball(debrief, 9, SAID))
    lifted = {axis.slug for axis in SMALL.axes if handled.proposed_score(axis.slug) == 4}
    assert lifted == {{2: "training-data", 3: "modeling"}[shown.phase]}
    with pytest.raises(UsageError, match="No curveball came"):
        debrief_steps.judge_curveball(guessed(finished_run()), 9, SAID)


def test_a_debrief_is_closed_when_every_must_is_judged() -> None:
    debrief = guessed(finished_run())
    with pytest.raises(UsageError, match="Not judged yet: A training path"):
        debrief_steps.close(debrief, 9)
    closed = told(with_all(debrief), debrief_steps.close(with_all(debrief), 9))
    assert closed.closed
    with pytest.raises(UsageError, match="closed"):
        debrief_steps.judge(closed, 10, "loss", MISSED)


def test_unknown_items_and_axes_are_told() -> None:
    debrief = guessed(finished_run())
    with pytest.raises(UsageError, match="no rubric item 'nope'"):
        debrief_steps.judge(debrief, 9, "nope", SAID)
    with pytest.raises(UsageError) as refused:
        debrief_steps.score(debrief, 9, "nope", 2)
    assert refused.value.hint == "Its axes: navigation, training-data, modeling."


def test_only_a_finished_run_has_a_debrief() -> None:
    run = started().run
    for unfinished in (run, session.abandon(run, 5).run):
        with pytest.raises(UsageError, match="Only a finished mock"):
            opened(unfinished, FEED, SMALL)


def test_one_phase_alone_is_judged_on_its_own_axes_in_five_minutes() -> None:
    run = session.start(prepared(SMALL, FEED, rehearsal(SMALL, "data"))).run
    debrief = guessed(session.finish(run, 600_000).run)
    assert [axis.slug for axis in debrief.axes] == ["training-data"]
    assert debrief.planned_ms == 5 * 60_000
    assert guessed(finished_run()).planned_ms == 8 * 60_000


@given(
    st.lists(
        st.builds(ItemJudged, st.integers(0, 9), st.sampled_from(ITEMS), st.sampled_from(Coverage))
        | st.builds(AxisScored, st.integers(0, 9), st.sampled_from(["navigation", "modeling"]), st.integers(1, 4)),
        max_size=12,
    ),
    st.integers(0, 12),
)
def test_a_debrief_that_was_left_goes_on_where_it_was(events: list[DebriefEvent], cut: int) -> None:
    run = finished_run()
    whole = opened(run, FEED, SMALL, [BandGuessed(0, 2), *events])
    left = opened(run, FEED, SMALL, [BandGuessed(0, 2), *events[:cut]])
    assert told(left, *events[cut:]) == whole
