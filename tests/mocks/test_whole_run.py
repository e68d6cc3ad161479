"""Forty-five minutes of nine-step, a reading of the clocks a second, with a machine that slept and a program killed."""

from mocks.rounds import framework

from prepdeck.mocks import session
from prepdeck.mocks.events import Nudged, Setup
from prepdeck.mocks.result import phase_times
from prepdeck.mocks.run import replayed
from prepdeck.mocks.session import Draft, Step
from prepdeck.mocks.stopwatch import Reading, Stopwatch
from prepdeck.mocks.timetable import timetable

SECOND = 1000
STAYS_S = (50, 430, 160, 210, 320, 185, 700, 180, 100, 180, 300, 45)
"""Seconds in each phase: over in the second, fourth, fifth and seventh, of which the seventh by more than a quarter."""
NAP_MS = 25 * 60 * SECOND


class Desk:
    """A front end without a screen: reads two clocks, takes steps and stores what happened."""

    def __init__(self, setup: Setup) -> None:
        begun = session.start(setup)
        self.run, self.stored = begun.run, list(begun.events)
        self.watch = Stopwatch(Reading(77, 1_700_000_000_000))
        self.draft = Draft(0, 0, "")

    def take(self, step: Step) -> None:
        self.run = step.run
        self.stored += step.events

    def read(self, monotonic_ms: int, wall_ms: int) -> None:
        last = self.watch.last
        self.watch, gap_ms = self.watch.read(Reading(last.monotonic_ms + monotonic_ms, last.wall_ms + wall_ms))
        self.take(session.tick(self.run, self.watch.elapsed_ms))
        if gap_ms:
            self.take(session.notice_gap(self.run, self.watch.elapsed_ms, gap_ms))
        self.draft = Draft(self.watch.elapsed_ms, self.run.current, f"notes of {self.run.current}")

    def kill(self) -> None:
        """The program dies, and comes back on a machine that was started anew."""
        self.watch = Stopwatch(Reading(5, self.watch.last.wall_ms + NAP_MS), self.draft.at_ms)
        self.take(session.reopened(replayed(self.stored), self.draft, NAP_MS))


def test_a_whole_run_is_right_to_the_second() -> None:
    nine = framework("nine-step")
    desk = Desk(Setup("feed", nine.slug, timetable(nine, 45)))
    for place, stay_s in enumerate(STAYS_S):
        for second in range(stay_s):
            desk.read(SECOND, SECOND)
            if (place, second) == (4, 100):
                desk.read(0, NAP_MS)
            if (place, second) in ((6, 10), (6, 400), (9, 0)):
                desk.kill()
        desk.take(session.note(desk.run, desk.watch.elapsed_ms, desk.draft.text))
        if not desk.run.is_last_phase:
            desk.take(session.next_phase(desk.run, desk.watch.elapsed_ms))
    desk.take(session.finish(desk.run, desk.watch.elapsed_ms))

    times = phase_times(desk.run)
    assert [time.used_ms for time in times] == [stay_s * SECOND for stay_s in STAYS_S]
    assert [time.planned_ms // 60_000 for time in times] == [1, 6, 3, 3, 5, 4, 9, 3, 2, 3, 5, 1]
    assert [place for place, time in enumerate(times) if time.over_ms > 0] == [1, 3, 4, 6]
    assert [event.phase for event in desk.stored if isinstance(event, Nudged)] == [6]
    assert [phase.notes for phase in desk.run.phases] == [f"notes of {place}" for place in range(12)]
    assert [(gap.cause, gap.gap_ms) for gap in desk.run.gaps] == [
        ("suspended", NAP_MS),
        ("restarted", NAP_MS),
        ("restarted", NAP_MS),
        ("restarted", NAP_MS),
    ]
    assert replayed(desk.stored) == desk.run
