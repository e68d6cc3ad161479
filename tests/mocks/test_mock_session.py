from dataclasses import replace

import pytest
from mocks.rounds import FEED, MINUTE, SMALL, started

from prepdeck.errors import UsageError
from prepdeck.mocks import session
from prepdeck.mocks.events import CurveballShown, GapNoticed, Nudged, PhaseEntered, PlannedCurveball
from prepdeck.mocks.run import Ending, Tone, replayed
from prepdeck.mocks.session import NO_REPLY, Draft, Notice, Step
from prepdeck.mocks.setup import prepared
from prepdeck.mocks.timetable import rehearsal, timetable


def notice_of(step: Step) -> str:
    return step.notice.message if step.notice else ""


def test_phases_are_timed_to_the_millisecond_and_going_back_goes_on() -> None:
    run = started().run
    run = session.next_phase(run, 90_500).run
    run = session.enter(run, 100_000, 0).run
    run = session.enter(run, 130_000, 1).run
    run = session.finish(run, 131_000).run
    assert [phase.used_ms for phase in run.phases] == [120_500, 10_500, 0, 0, 0]
    assert [phase.entered_ms for phase in run.phases] == [0, 90_500, None, None, None]
    assert run.ending is Ending.FINISHED


def test_the_clock_turns_amber_at_its_time_and_nudges_once_a_quarter_over() -> None:
    run = started().run
    assert run.clock(2 * MINUTE - 1).tone is Tone.CALM
    assert run.clock(2 * MINUTE).tone is Tone.AMBER
    assert session.tick(run, 2 * MINUTE + 29_999).events == ()
    nudged = session.tick(run, 2 * MINUTE + 31_234)
    assert nudged.events == (Nudged(150_000, 0),)
    assert session.tick(nudged.run, 9 * MINUTE).events == ()
    assert nudged.run.clock(150_000).tone is Tone.OVER


def test_a_phase_that_was_left_is_nudged_by_all_the_time_it_took() -> None:
    run = session.next_phase(started().run, MINUTE).run
    run = session.enter(run, 2 * MINUTE, 0).run
    assert session.tick(run, 9 * MINUTE).events == (Nudged(3 * MINUTE + 30_000, 0),)


def test_the_clock_tells_what_is_left_and_how_far_behind_the_run_is() -> None:
    run = session.next_phase(started().run, 2 * MINUTE + 20_000).run
    clock = run.clock(3 * MINUTE + 20_000)
    assert (clock.used_ms, clock.left_ms, clock.total_ms) == (MINUTE, 3 * MINUTE, 20 * MINUTE)
    assert clock.behind_ms == 20_000
    assert run.clock(9 * MINUTE).behind_ms == 3 * MINUTE
    assert session.next_phase(started().run, MINUTE).run.clock(MINUTE).behind_ms == -MINUTE


def test_a_strict_run_moves_on_at_its_times_and_ends_at_its_end() -> None:
    step = session.tick(started(strict=True).run, 60 * MINUTE)
    assert [(event.at_ms // MINUTE, event.phase) for event in step.events if isinstance(event, PhaseEntered)] == [
        (2, 1),
        (6, 2),
        (12, 3),
        (19, 4),
    ]
    assert (step.run.ending, step.run.at_ms) == (Ending.FINISHED, 20 * MINUTE)


def test_space_just_after_a_strict_advance_does_not_skip_a_phase() -> None:
    assert session.next_phase(started(strict=True).run, 2 * MINUTE + 100).run.current == 1


def test_the_last_phase_has_no_next_one() -> None:
    last = session.enter(started().run, 5, 4)
    step = session.next_phase(last.run, 10)
    assert (step.run.current, notice_of(step)) == (4, "This is the last phase.")
    with pytest.raises(IndexError):
        session.enter(last.run, 10, 5)


def test_hints_come_rung_by_rung_in_guided_mode_only() -> None:
    run = session.next_phase(started().run, 10).run
    for rung in (1, 2, 3):
        run = session.hint(run, 20, FEED).run
        assert session.shown_hints(run, FEED) == ("boxes", "two paths", "train and serve")[:rung]
    assert notice_of(session.hint(run, 20, FEED)) == "There is no further hint for this phase."
    real = session.next_phase(started(mode="real").run, 10).run
    assert session.hint(real, 20, FEED).events == ()
    assert notice_of(session.hint(real, 20, FEED)) == "Hints are for guided runs."


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("How many USERS do we have?", "100M daily users"),
        ("how many user", "100M daily users"),
        ("what about p99 latency", "200 ms"),
        ("daily active users?", "100M daily users"),
        ("users, latency and p99", "200 ms"),
        ("what colour is the button", NO_REPLY),
        ("upscaled", NO_REPLY),
    ],
)
def test_clarifications_are_found_by_typed_words(words: str, reply: str) -> None:
    step = session.ask(started().run, 10, words, FEED)
    assert notice_of(step) == reply
    assert step.run.asked[0].words == words


def test_nothing_is_asked_or_parked_with_empty_words() -> None:
    run = started().run
    assert session.ask(run, 10, "  ", FEED).events == ()
    assert session.park(run, 10, "\n").events == ()


def test_a_pause_stops_everything_but_the_pen() -> None:
    paused = session.pause(started(mode="real").run, 30_000)
    assert "report" in notice_of(paused)
    assert session.next_phase(paused.run, 90_000).notice == Notice("The clock is paused.", "Go on first.")
    assert session.tick(paused.run, 9 * MINUTE).events == ()
    noted = session.note(paused.run, 90_000, "two towers").run
    assert (noted.phases[0].notes, noted.at_ms) == ("two towers", 30_000)
    run = session.resume(noted, 61_000).run
    assert (run.paused, run.pauses, run.paused_ms, run.at_ms) == (False, 1, 61_000, 30_000)
    assert session.resume(run, 5).events == ()


def test_a_gap_is_told_and_does_not_count() -> None:
    step = session.notice_gap(started().run, 30_000, 723_000)
    assert notice_of(step) == "The machine was asleep for 12:03: that does not count."
    assert step.run.gaps == (GapNoticed(30_000, 723_000, "suspended"),)
    assert step.run.clock(30_000).used_ms == 30_000
    assert "closed" in notice_of(session.notice_gap(step.run, 30_000, 1000, "restarted"))


def test_notes_are_kept_by_phase_and_stored_only_when_they_change() -> None:
    run = session.next_phase(session.note(started().run, 10, "plan").run, 20).run
    assert session.note(run, 30, "plan", 0).events == ()
    run = session.note(run, 30, "boxes").run
    assert [phase.notes for phase in run.phases][:2] == ["plan", "boxes"]


def test_what_was_typed_when_a_strict_run_came_to_its_end_is_kept() -> None:
    run = session.tick(started(strict=True).run, 19 * MINUTE + 30_000).run
    step = session.note(run, 20 * MINUTE + 400, "three trade-offs")
    assert (step.run.ending, step.run.at_ms) == (Ending.FINISHED, 20 * MINUTE)
    assert step.run.phases[4].notes == "three trade-offs"


def test_a_killed_run_goes_on_from_its_draft() -> None:
    step = session.next_phase(started().run, 90_000)
    again = session.reopened(step.run, Draft(130_000, 1, "boxes: train"), 600_000)
    assert again.run.clock(130_000).used_ms == 40_000
    assert again.run.phases[1].notes == "boxes: train"
    assert notice_of(again) == "prepdeck was closed for 10:00: that does not count."
    assert session.reopened(step.run, None, 600_000).run.at_ms == 90_000


def test_a_run_killed_while_paused_stays_paused_and_one_that_ended_stays_ended() -> None:
    paused = session.pause(started().run, 30_000).run
    again = session.reopened(paused, Draft(30_000, 0, "plan"), 600_000)
    assert (again.run.paused, again.run.gaps, again.run.phases[0].notes) == (True, (), "plan")
    ended = session.finish(started().run, 30_000).run
    assert session.reopened(ended, Draft(29_000, 0, "plan"), 600_000).events == ()


def test_an_ended_run_stays_as_it_is() -> None:
    run = session.abandon(started().run, 1000).run
    for step in (
        session.tick(run, 9999),
        session.mark(run, 9999),
        session.finish(run, 9999),
        session.note(run, 9999, "late"),
        session.notice_gap(run, 9999, 60_000),
        session.next_phase(run, 9999),
    ):
        assert step.run == run
    assert run.ending is Ending.ABANDONED
    assert run.used_ms(0, 9999) == 1000


def test_a_curveball_is_the_same_for_the_same_seed_and_differs_between_seeds() -> None:
    setups = [prepared(SMALL, FEED, timetable(SMALL, 20), "real", seed=seed) for seed in range(40)]
    assert setups[7] == prepared(SMALL, FEED, timetable(SMALL, 20), "real", seed=7)
    balls = [setup.curveball for setup in setups if setup.curveball]
    assert {ball.slug for ball in balls} == {"cold-start", "latency"}
    assert len({ball.at_ms for ball in balls}) > 10
    assert all(6 * MINUTE <= ball.at_ms <= 12 * MINUTE for ball in balls)


def test_a_curveball_waits_until_its_phase_was_left_and_keeps_its_place_among_the_nudges() -> None:
    ball = PlannedCurveball("cold-start", 7 * MINUTE, first=2, latest=3)
    step = session.start(replace(started(mode="real").run.setup, curveball=ball))
    slow = session.tick(step.run, 15 * MINUTE)
    assert slow.run.curveball is None
    entered = session.enter(step.run, 1000, 2)
    late = session.tick(entered.run, 15 * MINUTE)
    assert late.events == (CurveballShown(7 * MINUTE, 2, "cold-start"), Nudged(7 * MINUTE + 31_000, 2))
    assert session.enter(step.run, 1000, 3).run.curveball == CurveballShown(1000, 3, "cold-start")


def test_no_curveball_comes_in_a_guided_run_or_in_one_phase_alone() -> None:
    assert prepared(SMALL, FEED, timetable(SMALL, 20)).curveball is None
    alone = prepared(SMALL, FEED, rehearsal(SMALL, "data"), "real")
    assert (alone.curveball, alone.whole) == (None, False)


def test_a_scenario_of_another_framework_is_refused() -> None:
    other = rehearsal(SMALL, "data")
    with pytest.raises(UsageError, match="written for the framework small"):
        prepared(type(SMALL)("other", "Other", "", SMALL.phases, ()), FEED, other)


def test_a_run_without_its_start_is_no_run() -> None:
    with pytest.raises(ValueError, match="begins with its start"):
        replayed(())
    with pytest.raises(ValueError, match="starts once"):
        replayed(started().events * 2)
