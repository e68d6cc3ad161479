"""More and fewer minutes a day."""

import pytest
from scheduling.test_forecast import of_kind, schedule

from prepdeck.scheduling.curve import CurvePoint, minutes_reaching, recall_curve
from prepdeck.scheduling.forecast import finished, simulate
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS


def test_the_curve_never_falls_and_passes_through_the_plan() -> None:
    cards = [of_kind() for _ in range(300)]
    when = schedule(minutes=15, new_per_day=12)
    curve = finished(recall_curve(cards, when, DEFAULT_PARAMETERS))
    recalls = [point.recall for point in curve]
    assert recalls == sorted(recalls)
    assert [point.minutes for point in curve] == [7.5, 11.25, 15, 18.75, 22.5, 30]
    assert curve[2].recall >= finished(simulate(cards, when, DEFAULT_PARAMETERS)).recall


def test_it_can_be_shown_as_it_grows_and_stopped() -> None:
    steps = recall_curve([of_kind() for _ in range(20)], schedule(), DEFAULT_PARAMETERS)
    assert sum(1 for _ in steps) == 6 * 20


def test_the_minutes_that_reach_a_recall_lie_between_the_points() -> None:
    curve = (CurvePoint(20, 0.6), CurvePoint(40, 0.8), CurvePoint(60, 0.9))
    assert minutes_reaching(curve, 0.7) == pytest.approx(30)
    assert minutes_reaching(curve, 0.9) == 60
    assert minutes_reaching(curve, 0.5) == 20
    assert minutes_reaching(curve, 0.95) is None
    assert minutes_reaching((), 0.5) is None
