"""The desired retention: the share of cards that should be recalled when they are due."""

LOWEST, HIGHEST = 0.70, 0.97
"""What can be set: below, what is forgotten costs more than it spares; above, days fill with reviews."""


def parse_retention(text: str) -> float:
    """Read `0.92`, `92` or `92%`; raises ValueError saying what was wrong, or why it cannot be."""
    typed = text.strip().replace(" ", "").removesuffix("%")
    try:
        number = float(typed)
    except ValueError:
        raise ValueError(f"{text.strip()!r} is no share of cards: write 0.92") from None
    retention = round(number / 100 if number > 1 or text.strip().endswith("%") else number, 4)
    if retention < LOWEST:
        raise ValueError(f"below {LOWEST:.2f} relearning what was forgotten costs more than fewer reviews spare")
    if not retention <= HIGHEST:
        raise ValueError(f"above {HIGHEST:.2f} reviews take over the day: each step up costs more than the one before")
    return retention
