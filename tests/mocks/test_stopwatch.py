from hypothesis import given
from hypothesis import strategies as st

from prepdeck.mocks.stopwatch import Reading, Stopwatch

START = Reading(5_000, 1_700_000_000_000)


def later(reading: Reading, monotonic_ms: int, wall_ms: int | None = None) -> Reading:
    walked = monotonic_ms if wall_ms is None else wall_ms
    return Reading(reading.monotonic_ms + monotonic_ms, reading.wall_ms + walked)


def test_time_between_readings_counts() -> None:
    watch, gap = Stopwatch(START).read(later(START, 950))
    assert (watch.elapsed_ms, gap) == (950, 0)


def test_a_sleeping_machine_is_a_gap_that_does_not_count() -> None:
    watch, gap = Stopwatch(START, elapsed_ms=1000).read(later(START, 400, 3_600_400))
    assert (watch.elapsed_ms, gap) == (1400, 3_600_000)


def test_a_stopped_process_is_a_gap_that_does_not_count() -> None:
    watch, gap = Stopwatch(START, elapsed_ms=1000).read(later(START, 90_000))
    assert (watch.elapsed_ms, gap) == (1000, 90_000)
    assert Stopwatch(START).read(later(START, 90_000, 150_000))[1] == 150_000
    assert Stopwatch(START).read(later(START, 90_000, -1))[1] == 90_000


def test_a_wall_clock_set_back_changes_nothing() -> None:
    watch, gap = Stopwatch(START).read(later(START, 500, -7_200_000))
    assert (watch.elapsed_ms, gap) == (500, 0)


def test_a_pause_neither_counts_nor_is_a_gap() -> None:
    watch, gap = Stopwatch(START, elapsed_ms=70, running=False).read(later(START, 600_000, 900_000))
    assert (watch.elapsed_ms, gap, watch.last) == (70, 0, later(START, 600_000, 900_000))


def test_a_clock_that_runs_faster_than_life_needs_a_wider_tolerance() -> None:
    watch, gap = Stopwatch(START, tolerance_ms=60_000).read(later(START, 15_000))
    assert (watch.elapsed_ms, gap) == (15_000, 0)


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(-50_000, 50_000)), max_size=20))
def test_only_time_that_was_seen_counts_and_every_hole_is_told(steps: list[tuple[int, int]]) -> None:
    watch, now, counted = Stopwatch(START), START, 0
    for seen_ms, slept_ms in steps:
        now = later(now, seen_ms, seen_ms + slept_ms)
        watch, gap_ms = watch.read(now)
        counted += seen_ms if seen_ms <= 10_000 else 0
        assert (gap_ms > 0) == (seen_ms > 10_000 or slept_ms > 10_000)
    assert watch.elapsed_ms == counted
