"""What FSRS knows of a card."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Memory:
    """FSRS memory: `stability` in days (recall is 0.9 after that long), `difficulty` 1-10."""

    stability: float
    difficulty: float
