"""Spans of time as a clock shows them."""


def clock_text(ms: int) -> str:
    """`6:48`, `1:02:03` from an hour on, and `-0:05` for what is over; seconds are cut, not rounded, as clocks do."""
    sign = "-" if ms < 0 else ""
    minutes, seconds = divmod(abs(ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{sign}{shown}" if abs(ms) >= 1000 else shown


def offset_text(ms: int) -> str:
    """A difference with its sign: `+1:10`, `-0:30`, `0:00`."""
    return f"+{clock_text(ms)}" if ms >= 1000 else clock_text(ms)
