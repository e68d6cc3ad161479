from prepdeck.mocks.habits import Calibration, calibration, chronic_overrun
from prepdeck.mocks.result import MockResult, PhaseTime

MINUTE = 60_000


def mock(
    framing_s: int = 300, data_s: int | None = 300, band: int | None = None, guess: int | None = None
) -> MockResult:
    """A result whose two phases of five minutes took these seconds; None was never reached."""
    phases = (
        PhaseTime("framing", "Framing", 5 * MINUTE, framing_s * 1000, 0),
        PhaseTime("data", "Data", 5 * MINUTE, (data_s or 0) * 1000, None if data_s is None else framing_s * 1000),
    )
    return MockResult("feed", "Home feed", (), band, guess, phases, ())


def test_the_phase_that_is_over_in_most_of_the_last_five_runs_is_told() -> None:
    habit = chronic_overrun([mock(400), mock(360), mock(300), mock(420), mock(480)])
    assert habit is not None
    assert habit.text == "Framing: over in 4 of your last 5"
    assert habit.mean_over_ms == (100 + 60 + 120 + 180) * 1000 // 4


def test_one_run_or_half_of_them_is_no_habit() -> None:
    assert chronic_overrun([]) is None
    assert chronic_overrun([mock(900)]) is None
    assert chronic_overrun([mock(900), mock(), mock(900), mock()]) is None
    assert chronic_overrun([mock(900), mock(900), mock()]) is not None


def test_a_few_seconds_over_are_not_counted_and_old_runs_are_forgotten() -> None:
    assert chronic_overrun([mock(325)] * 5) is None
    assert chronic_overrun([mock(900)] * 5 + [mock()] * 4) is None


def test_a_phase_counts_only_where_it_was_reached_and_the_worst_is_told() -> None:
    habit = chronic_overrun([mock(360, None), mock(360, 900), mock(360, None), mock(360, 900)])
    assert habit is not None
    assert (habit.slug, habit.times, habit.runs) == ("data", 2, 2)


def test_guesses_are_compared_with_the_bands_that_came_out() -> None:
    mocks = [mock(band=2, guess=4), mock(band=3, guess=3), mock(band=3, guess=2), mock(band=2), mock(guess=4)]
    assert calibration(mocks) == Calibration(guesses=3, right=1, too_high=1, mean_delta=1 / 3)
    assert calibration([mock(band=2), mock(guess=2)]) is None
