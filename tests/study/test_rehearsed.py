"""What mocks show over time, from two runs whose times are known."""

from support.homes import Home
from support.performing import begin, debriefed, let_pass
from support.rehearsals import write_rehearsals

from prepdeck.study.mock_history import history_of
from prepdeck.study.rehearsed import rehearsed


def test_phases_axes_and_guesses_of_two_runs(home: Home) -> None:
    write_rehearsals(home)
    assert rehearsed(history_of(home.collection)).phases == ()
    for seconds, missed in ((20, ("baseline", "loss")), (180, ())):
        mock = begin(home)
        let_pass(home, mock, seconds)  # two minutes are planned for the opening
        mock.next_phase()
        let_pass(home, mock, 10)
        mock.finish()
        debriefed(home, mock, missed)
    shown = rehearsed(history_of(home.collection))
    assert shown.mocks == 2
    opening, data = shown.phases
    assert (opening.phase, opening.runs, opening.over) == ("open", 2, 1)
    assert round(opening.planned_ms / 1000) == 120
    assert abs(opening.used_ms / 1000 - 100) < 3
    assert opening.over_ms < 0
    assert (data.phase, data.over) == ("data", 0)
    (modeling,) = [axis for axis in shown.axes if axis.axis == "modeling"]
    assert modeling.scores[0] == 1 < modeling.scores[-1]
    assert shown.guesses is not None
    assert shown.guesses.guesses == 2
