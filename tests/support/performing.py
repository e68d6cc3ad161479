"""Performing mocks in a test: begun, gone through, debriefed."""

from prepdeck.mocks.judging import Coverage
from prepdeck.study.debriefing import RunningDebrief
from prepdeck.study.mock_records import find_mock
from prepdeck.study.mock_request import MockRequest, setup_of
from prepdeck.study.mocking import RunningMock, start_mock
from prepdeck.study.scenarios import require_rehearsable
from support.homes import Home


def begin(home: Home, scenario: str = "feed", **choices: object) -> RunningMock:
    request = MockRequest(scenario, **choices)  # type: ignore[arg-type]
    return start_mock(home.collection, setup_of(request, require_rehearsable(home.collection, scenario), seed=1))


def let_pass(home: Home, mock: RunningMock, seconds: int) -> None:
    """Time goes by with a tick every two seconds, as the screen does it oftener."""
    for _ in range(seconds // 2):
        home.clock.advance(minutes=2 / 60)
        mock.tick()


def performed(home: Home, scenario: str = "feed", *, seconds: int = 120, **choices: object) -> RunningMock:
    """A whole run: two minutes a phase, or so many seconds."""
    mock = begin(home, scenario, **choices)
    for _ in range(3):
        let_pass(home, mock, seconds)
        mock.next_phase()
    mock.finish()
    return mock


def debrief_of(home: Home, mock: RunningMock) -> RunningDebrief:
    """The debrief of a performed mock, not begun."""
    stored = find_mock(home.collection, mock.id)
    assert stored is not None
    return RunningDebrief(home.collection, stored)


def debriefed(home: Home, mock: RunningMock, missed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A debrief in which these items (without their prefix) were missed and all others said; what it pulled."""
    debrief = debrief_of(home, mock)
    debrief.guess(3)
    for placed in debrief.debrief.items:
        slug = placed.item.slug
        was_missed = slug.removeprefix(f"{mock.run.setup.scenario}-") in missed
        debrief.judge(slug, Coverage.MISSED if was_missed else Coverage.SAID)
    return debrief.close()
