"""The desired retention: the share of cards that should be recalled when they are due."""

import math

LOWEST, HIGHEST = 0.70, 0.97
"""What can be set: below, what is forgotten costs more than it spares; above, days fill with reviews."""

_FEWEST_PERCENT = 10
"""Numbers from here on are percent; what lies between them and 1 is a slip."""


def parse_retention(text: str) -> float:
    """Read `0.92`, `92` or `92%`; raises ValueError saying what was wrong, or why it cannot be."""
    typed = text.strip().replace(" ", "").removesuffix("%")
    try:
        number = float(typed)
    except ValueError:
        number = math.nan
    is_percent = text.strip().endswith("%") or number >= _FEWEST_PERCENT
    if not (0 <= number <= 1 or (is_percent and number <= 100)):
        raise ValueError(f"{text.strip()!r} is no share of cards: write 0.92, or 92 %")
    retention = round(number / 100 if is_percent else number, 4)
    if retention < LOWEST:
        raise ValueError(f"below {LOWEST:.2f} relearning what was forgotten costs more than fewer reviews spare")
    if not retention <= HIGHEST:
        raise ValueError(f"above {HIGHEST:.2f} reviews take over the day: each step up costs more than the one before")
    return retention
