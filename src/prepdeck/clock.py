"""The only place that reads the clock; everything below takes instants as arguments."""

import time
from dataclasses import dataclass
from datetime import datetime

from prepdeck.model.study_day import ROLLOVER_HOUR, Moment, moment


@dataclass(frozen=True, slots=True)
class Clock:
    """The user's clock and where their day turns (local hour, 0-23)."""

    rollover_hour: int = ROLLOVER_HOUR

    def now(self) -> Moment:
        """This instant, with its study day and UTC offset."""
        return self.at(time.time_ns() // 1_000_000)

    def at(self, at_ms: int) -> Moment:
        """The instant `at_ms` (UTC ms) as it is lived in this machine's time zone."""
        offset = datetime.fromtimestamp(at_ms / 1000).astimezone().utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        return moment(at_ms, minutes, self.rollover_hour)

    def monotonic_s(self) -> float:
        """Seconds that only ever grow, for timers."""
        return time.monotonic()
