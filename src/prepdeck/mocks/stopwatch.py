"""The clock of a run: time that counts, from two clocks read together, without the time the machine was away.

A monotonic clock stands still while most laptops sleep, and runs on in a stopped process; the wall clock does neither,
but may be set. Together they tell a gap from time that was used.
"""

from dataclasses import dataclass, replace

TOLERANCE_MS = 10_000
"""Readings follow each other within a second; a hole longer than this is a machine or a process that was away."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Two clocks at one instant, in ms: one that never goes back, and UTC."""

    monotonic_ms: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Counts `elapsed_ms` of a run up to `last`; `tolerance_ms` is the longest hole that is not a gap.

    While `running` is off (a pause) nothing counts and nothing is a gap.
    """

    last: Reading
    elapsed_ms: int = 0
    running: bool = True
    tolerance_ms: int = TOLERANCE_MS

    def read(self, now: Reading) -> tuple["Stopwatch", int]:
        """The stopwatch at `now`, and the ms of a gap since the last reading (0: none), which were not counted.

        Where the clocks disagree the machine slept: what the monotonic clock saw counts. A wall clock that was set back
        changes nothing; one set forward is told as a gap, and changes nothing either.
        """
        seen_ms = max(0, now.monotonic_ms - self.last.monotonic_ms)
        slept_ms = now.wall_ms - self.last.wall_ms - seen_ms
        if not self.running:
            return replace(self, last=now), 0
        if seen_ms > self.tolerance_ms:
            return replace(self, last=now), max(seen_ms, seen_ms + slept_ms)
        gap_ms = slept_ms if slept_ms > self.tolerance_ms else 0
        return replace(self, last=now, elapsed_ms=self.elapsed_ms + seen_ms), gap_ms
