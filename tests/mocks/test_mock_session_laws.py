"""Any sequence of actions: a stored run replays to the same state, however often its clock was read."""

from hypothesis import given
from hypothesis import strategies as st
from mocks.rounds import ACTS, FEED, MINUTE, SPANS, STARTS, Act, acted

from prepdeck.mocks.events import CurveballShown, Event, Nudged
from prepdeck.mocks.run import Run, nudge_ms, replayed
from prepdeck.mocks.session import Draft, Step, finish, next_phase, reopened, tick

Script = list[tuple[int, Act]]
SCRIPTS = st.lists(st.tuples(SPANS, ACTS), max_size=25)


def played(start: Step, script: Script, tick_ms: int | None = None) -> tuple[Run, tuple[Event, ...]]:
    """The run after a script, and its events; `tick_ms` reads the clock in between."""
    step, events, at_ms = start, start.events, 0
    for span_ms, act in script:
        for between_ms in range(at_ms, at_ms + span_ms, tick_ms) if tick_ms else ():
            step = tick(step.run, between_ms)
            events += step.events
        at_ms += span_ms
        step = act(step, at_ms)
        events += step.events
    return step.run, events


@given(STARTS, SCRIPTS)
def test_a_run_is_the_fold_over_its_events(start: Step, script: Script) -> None:
    run, events = played(start, script)
    assert replayed(events) == run


@given(STARTS, SCRIPTS, SCRIPTS)
def test_a_run_killed_anywhere_goes_on_as_if_nothing_had_been(start: Step, before: Script, later: Script) -> None:
    run, events = played(start, before)
    assert played(Step(replayed(events)), later) == played(Step(run), later)


@given(STARTS, SCRIPTS, st.integers(0, 999), st.text(max_size=5))
def test_a_draft_brings_back_time_and_typing_since_the_newest_event(
    start: Step, script: Script, since_ms: int, typed: str
) -> None:
    run, events = played(start, script)
    at_ms = run.at_ms if run.paused or run.ending else run.at_ms + since_ms
    again = reopened(replayed(events), Draft(at_ms, run.current, typed), 5000).run
    assert again.ending or again.at_ms == at_ms
    assert run.ending or again.phases[run.current].notes == typed


@given(STARTS, SCRIPTS, st.integers(200, 90_000))
def test_how_often_the_clock_is_read_changes_nothing(start: Step, script: Script, tick_ms: int) -> None:
    if start.run.setup.strict:  # there "next" depends on what was seen, so time alone goes by
        script = [(span_ms, acted("tick", "", 0)) for span_ms, _ in script]
    assert played(start, script, tick_ms) == played(start, script)


@given(STARTS, SCRIPTS)
def test_events_never_go_back_in_time_and_times_sum_to_the_run(start: Step, script: Script) -> None:
    run, events = played(start, script)
    instants = [event.at_ms for event in events]
    assert instants == sorted(instants)
    assert sum(run.used_ms(phase, run.at_ms) for phase in range(len(run.phases))) == run.at_ms


@given(STARTS, SCRIPTS)
def test_a_phase_is_nudged_once_and_only_when_a_quarter_over(start: Step, script: Script) -> None:
    run, events = played(start, script)
    nudged = [event.phase for event in events if isinstance(event, Nudged)]
    assert len(nudged) == len(set(nudged))
    assert not (nudged and run.setup.strict)
    if not run.setup.strict:
        over = {at for at, phase in enumerate(run.phases) if run.used_ms(at, run.at_ms) > nudge_ms(phase.planned)}
        assert over <= set(nudged)
        assert all(run.used_ms(at, run.at_ms) >= nudge_ms(run.phases[at].planned) for at in nudged)


@given(STARTS, st.lists(st.integers(0, 12 * MINUTE), min_size=5, max_size=5))
def test_a_real_run_to_the_last_phase_has_one_curveball_and_a_guided_one_none(start: Step, stays: list[int]) -> None:
    step, at_ms, events = start, 0, start.events
    for stay_ms in stays:
        at_ms += stay_ms
        step = next_phase(step.run, at_ms)
        events += step.events
    events += finish(step.run, at_ms).events
    run = step.run
    thrown = [event for event in events if isinstance(event, CurveballShown)]
    assert len(thrown) == (start.run.setup.mode == "real")
    for event in thrown:
        named = next(ball.after for ball in FEED.curveballs if ball.slug == event.slug)
        assert named in [phase.slug for phase in run.setup.phases[: event.phase]]


@given(STARTS, SCRIPTS, SPANS)
def test_only_a_strict_run_moves_by_itself(start: Step, script: Script, span_ms: int) -> None:
    run, _ = played(start, script)
    later = tick(run, run.at_ms + span_ms)
    if not run.setup.strict:
        assert later.run.current == run.current
        assert later.run.ending == run.ending
    elif later.run.ending is None and not run.paused:
        assert later.run.clock(run.at_ms + span_ms).left_ms > 0
