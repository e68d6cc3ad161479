"""Mocks over a collection: every step is stored, a killed one goes on, and its gaps come first in the next drill."""

from collections.abc import Callable

import pytest
from support.homes import Home
from support.performing import begin, debriefed, let_pass, performed
from support.rehearsals import write_rehearsals

from prepdeck.errors import UsageError
from prepdeck.mocks.debrief import Evidence
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.run import Ending
from prepdeck.model.rating import Rating
from prepdeck.model.records import Review
from prepdeck.model.study_day import date_of
from prepdeck.storage.log import live_records
from prepdeck.study.debriefing import RunningDebrief
from prepdeck.study.drilling import plan_of
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.mock_history import history_of
from prepdeck.study.mock_records import find_mock, require_mock
from prepdeck.study.mocking import RunningMock, resume_mock
from prepdeck.study.request import DrillRequest


@pytest.fixture
def rehearsing(home: Home) -> Home:
    write_rehearsals(home)
    home.refresh()
    return home


def stored_run(home: Home, mock: RunningMock) -> object:
    stored = find_mock(home.collection, mock.id)
    assert stored is not None
    return stored.run


def test_every_step_is_stored_before_it_is_shown(rehearsing: Home) -> None:
    mock = begin(rehearsing, written=True)
    steps: list[Callable[[], None]] = [
        mock.mark,
        lambda: mock.park("cold start"),
        lambda: mock.ask("how many users?"),
        mock.hint,
        mock.next_phase,
        mock.hint,
        mock.pause_or_go_on,
        mock.pause_or_go_on,
        lambda: mock.enter(0),
        mock.finish,
    ]
    for step in steps:
        let_pass(rehearsing, mock, 10)
        step()
        assert stored_run(rehearsing, mock) == mock.run
    assert mock.run.ending is Ending.FINISHED
    assert mock.run.asked[0].reply == "A million users a day."


def test_time_is_counted_to_the_second(rehearsing: Home) -> None:
    mock = begin(rehearsing)
    for seconds in (60, 600, 1000):
        let_pass(rehearsing, mock, seconds)
        mock.next_phase()
    let_pass(rehearsing, mock, 30)
    mock.finish()
    assert [phase.used_ms // 1000 for phase in mock.run.phases] == [60, 600, 1000, 30]
    assert [phase.nudged_ms is not None for phase in mock.run.phases] == [False, True, True, False]


def test_a_machine_that_slept_is_told_and_does_not_count(rehearsing: Home) -> None:
    mock = begin(rehearsing)
    let_pass(rehearsing, mock, 20)
    rehearsing.clock.advance(minutes=30)
    mock.tick()
    assert mock.notice is not None
    assert "30:0" in mock.notice.message
    assert 20_000 <= mock.at_ms < 22_000


def test_a_killed_run_goes_on_from_its_last_half_second(rehearsing: Home) -> None:
    mock = begin(rehearsing, written=True)
    let_pass(rehearsing, mock, 130)
    mock.next_phase()
    mock.type("positives: thirty seconds watched")
    let_pass(rehearsing, mock, 8)
    rehearsing.reopen()  # nothing was said to `mock`: it died
    rehearsing.clock.advance(minutes=20)
    again = resume_mock(rehearsing.collection, require_mock(rehearsing.collection))
    assert again.notes == "positives: thirty seconds watched"
    assert again.run.current == 1
    assert mock.at_ms - 1000 <= again.at_ms <= mock.at_ms
    assert again.run.gaps[0].cause == "restarted"
    assert 1_199_000 <= again.run.gaps[0].gap_ms <= 1_202_000
    let_pass(rehearsing, again, 10)
    assert again.clock.used_ms == pytest.approx(18_000, abs=1_000)


def test_a_pause_outlives_the_program(rehearsing: Home) -> None:
    mock = begin(rehearsing)
    let_pass(rehearsing, mock, 60)
    mock.pause_or_go_on()
    at_ms = mock.at_ms
    mock.leave()
    rehearsing.reopen()
    rehearsing.clock.advance(minutes=90)
    again = resume_mock(rehearsing.collection, require_mock(rehearsing.collection))
    assert again.run.paused
    again.pause_or_go_on()
    let_pass(rehearsing, again, 4)
    assert at_ms <= again.at_ms - 4_000 <= at_ms + 1_000
    assert again.run.gaps == ()


def test_typing_is_in_the_log_at_each_change_of_phase(rehearsing: Home) -> None:
    mock = begin(rehearsing, written=True)
    mock.type("plan")
    mock.next_phase()
    mock.type("negatives")
    mock.finish()
    stored = find_mock(rehearsing.collection, mock.id)
    assert stored is not None
    assert [phase.notes for phase in stored.run.phases] == ["plan", "negatives", "", ""]


def test_undo_takes_back_the_last_act_and_no_notes(rehearsing: Home) -> None:
    mock = begin(rehearsing, written=True)
    mock.type("plan")
    mock.next_phase()
    mock.hint()
    mock.mark()
    mock.undo()
    assert mock.run.marks == ()
    mock.undo()
    assert mock.run.current == 0
    assert mock.run.phases[0].notes == "plan"
    assert mock.run.phases[1].hints == 1
    mock.undo()
    assert mock.notice is not None
    assert "nothing to undo" in mock.notice.message
    assert mock.run == stored_run(rehearsing, mock)


def test_undo_outside_passes_over_what_came_by_itself(rehearsing: Home) -> None:
    answer_card(rehearsing.collection, "mock-cards/q9", Rating.GOOD)
    mock = begin(rehearsing)
    let_pass(rehearsing, mock, 300)  # a nudge
    mock.finish()
    for _ in range(3):  # the end, the start, the answer
        assert rehearsing.collection.undo()
    assert rehearsing.collection.undo() == []
    assert history_of(rehearsing.collection).mocks == ()


@pytest.mark.parametrize("with_goal", [True, False])
@pytest.mark.parametrize("seen", [True, False])
def test_exactly_the_cards_of_missed_items_come_first(rehearsing: Home, with_goal: bool, seen: bool) -> None:
    if with_goal:
        set_goal(rehearsing.collection, date_of(rehearsing.collection.now().day + 20), (40,) * 7)
    if seen:
        for number in range(1, 9):
            answer_card(rehearsing.collection, f"mock-cards/q{number}", Rating.EASY)
        rehearsing.clock.advance(days=1)
    pulled = debriefed(rehearsing, performed(rehearsing), missed=("delay", "loss", "bias"))
    assert pulled == ("mock-cards/q3", "mock-cards/q6", "mock-cards/q1", "mock-cards/q4")
    cards = [card.key for card in plan_of(rehearsing.collection, DrillRequest()).cards]
    assert sorted(cards[:4]) == sorted(pulled)
    with rehearsing.collection.store.reading() as rows:
        reviews = [record for record in live_records(rows) if isinstance(record.payload, Review)]
    assert len(reviews) == (8 if seen else 0)


def test_pulled_cards_pass_the_limit_but_never_a_suspension(home: Home) -> None:
    write_rehearsals(home, "options: {new_per_day: 1}")
    home.refresh()
    mark_cards(home.collection, ("mock-cards/q3",), "suspend")
    pulled = debriefed(home, performed(home), missed=("negatives", "delay", "baseline"))
    assert pulled == ("mock-cards/q1", "mock-cards/q2", "mock-cards/q5")
    assert [card.key for card in plan_of(home.collection, DrillRequest()).cards] == list(pulled)


def test_closing_and_pulling_are_one_action(rehearsing: Home) -> None:
    mock = performed(rehearsing)
    debriefed(rehearsing, mock, missed=("loss",))
    stored = find_mock(rehearsing.collection, mock.id)
    assert stored is not None
    debrief = RunningDebrief(rehearsing.collection, stored)
    assert debrief.undo()
    assert not debrief.debrief.closed
    assert all(card.state.pulled_by is None for card in plan_of(rehearsing.collection, DrillRequest()).cards)


def test_a_debrief_goes_on_where_it_was_left(rehearsing: Home) -> None:
    mock = performed(rehearsing, written=True)
    stored = find_mock(rehearsing.collection, mock.id)
    assert stored is not None
    debrief = RunningDebrief(rehearsing.collection, stored)
    debrief.guess(2)
    debrief.judge("feed-delay", Coverage.SAID)
    rehearsing.clock.advance(minutes=3)
    debrief.judge("feed-negatives", Coverage.PARTLY)
    debrief.score("training-data", 3, Evidence("memory", "I said two weeks"))
    rehearsing.reopen()
    rehearsing.clock.advance(days=1)
    stored = find_mock(rehearsing.collection, mock.id)
    assert stored is not None
    again = RunningDebrief(rehearsing.collection, stored)
    assert again.debrief == debrief.debrief
    assert again.at_ms == 0 or again.at_ms == pytest.approx(debrief.debrief.at_ms, abs=10)


def test_an_ended_mock_is_not_resumed(rehearsing: Home) -> None:
    mock = performed(rehearsing)
    stored = find_mock(rehearsing.collection, mock.id)
    assert stored is not None
    with pytest.raises(UsageError, match="finished"):
        resume_mock(rehearsing.collection, stored)


@pytest.mark.parametrize("choices", [{"slot": 3}, {"slot": 540}, {"minutes": 3}, {"minutes": 30, "slot": 45}])
def test_lengths_that_cannot_be_are_refused(rehearsing: Home, choices: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        begin(rehearsing, **choices)
    assert history_of(rehearsing.collection).mocks == ()
