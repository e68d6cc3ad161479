"""The four grades of a review."""

from enum import IntEnum


class Rating(IntEnum):
    """How well a card was recalled; the numbers are Anki's and FSRS's, and the keys that give them."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def title(self) -> str:
        """The word people see."""
        return self.name.capitalize()


def parse_rating(text: str) -> Rating:
    """Read `3` or `good`, because both are what people type; raises ValueError with the accepted words."""
    word = text.strip().lower()
    for rating in Rating:
        if word in (str(int(rating)), rating.name.lower()):
            return rating
    raise ValueError(f"{text!r} is no rating: use again, hard, good, easy or 1-4")
