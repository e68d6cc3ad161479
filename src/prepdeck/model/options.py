"""How a deck is scheduled."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class DeckOptions:
    """The options a deck file may set under `options:`; steps are seconds, limits are per study day."""

    new_per_day: int = 10
    reviews_per_day: int = 200
    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = 36_500
    bury_siblings: bool = True
    overrides: frozenset[str] = field(default=frozenset(), compare=False)

    def replaced(self, changes: dict[str, Any]) -> "DeckOptions":
        """These options with `changes` on top, remembering which were set, so that info can tell them."""
        known = {f.name for f in fields(self)} - {"overrides"}
        chosen: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in changes.items() if name in known
        }
        return replace(self, **chosen, overrides=self.overrides | frozenset(chosen))

    @property
    def id(self) -> str:
        """A short name of what shapes a decision, kept in each review: retention, steps, longest interval."""
        learning, relearning = ("+".join(map(str, steps)) for steps in (self.learning_steps, self.relearning_steps))
        return f"{self.desired_retention:g};{learning};{relearning};{self.maximum_interval}"


DEFAULT_OPTIONS = DeckOptions()


def options_of_id(name: str) -> DeckOptions:
    """The options a review was decided with, by their id; the defaults where it has none that can be read."""
    try:
        retention, learning, relearning, maximum = name.split(";")
        return DeckOptions(
            desired_retention=float(retention),
            learning_steps=tuple(int(step) for step in learning.split("+") if step),
            relearning_steps=tuple(int(step) for step in relearning.split("+") if step),
            maximum_interval=int(maximum),
        )
    except ValueError:
        return DEFAULT_OPTIONS


def are_sound(options: dict[str, Any]) -> bool:
    """Whether values that come from outside can be scheduled by; names this version does not know may have any."""
    limits = {"new_per_day": (0, 9_999), "reviews_per_day": (0, 9_999), "maximum_interval": (1, 36_500)}
    for name, value in options.items():
        if value is None:  # as the files say again
            continue
        if name in limits:
            least, most = limits[name]
            sound = type(value) is int and least <= value <= most
        elif name == "desired_retention":
            sound = type(value) in (int, float) and 0.5 <= value <= 0.99
        elif name in ("learning_steps", "relearning_steps"):
            longest = 36_500 * DAY_S
            are_steps = isinstance(value, list | tuple)
            sound = are_steps and all(type(step) is int and 0 < step <= longest for step in value)
        else:
            sound = name != "bury_siblings" or isinstance(value, bool)
        if not sound:
            return False
    return True
