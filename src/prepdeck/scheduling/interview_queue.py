"""Which cards a drill asks today when there is an interview date: what the day's minutes gain most from.

Pulled cards, learning that is due and cards that somebody put on a day that has come are first, as always. Then cards
by their gain per second, new and reviewed ones in one ranking, due or not, until the minutes are spent; what was put on
a day has no place in it. Long cards would starve in such a ranking, so each day keeps a floor: one card to explain and
one of code.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prepdeck.model.card_state import Phase
from prepdeck.model.note import Code, Explain
from prepdeck.model.options import DeckOptions
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.queue import (
    Candidate,
    DayWork,
    Selection,
    first_of_all,
    is_hidden,
    is_put,
    is_spoken,
    spread,
)

SHORT, EXPLAIN, CODE = range(3)
"""The lanes: every kind that is quickly answered, and the two that keep a floor; the integers are stored."""

FLOORS = (EXPLAIN, CODE)


def lane_of(kind: str) -> int:
    """The lane of a kind of card."""
    return {Explain.kind: EXPLAIN, Code.kind: CODE}.get(kind, SHORT)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A new or reviewed card with its weighted gain per second, and the seconds it is expected to take."""

    card: Candidate
    gain: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a study day still allows.

    `new` cards in all of the day, earlier ones counted; `seconds` that are left of its minutes, None for no end;
    `seconds_of` a card that was begun; the `lanes` with a floor that has been met today.
    """

    new: int
    seconds: float | None
    seconds_of: Callable[[Candidate], float]
    lanes: frozenset[int] = frozenset()


def plan_toward(
    waiting_first: Iterable[Candidate],
    ranked: Iterable[Ranked],
    options_of: Callable[[str], DeckOptions],
    done: DayWork,
    now: Moment,
    allowance: Allowance,
    limit: int | None = None,
    spoken_allowed: bool = True,
) -> list[Candidate]:
    """The cards to ask now, in order: `waiting_first` are pulled, learning or put on a day, `ranked` all others.

    Pulled cards and those put on a day pass every limit, and learning cards that of the minutes: they were begun.
    """
    selection = Selection(options_of, done, now, new_in_all=allowance.new, of_plan=True)
    spoken = (card for card in waiting_first if spoken_allowed or not is_spoken(card))
    first = first_of_all(spoken, selection, now)
    left = _Seconds(allowance.seconds)
    for card in first:
        left.spend(allowance.seconds_of(card))
    order = sorted(
        (each for each in ranked if may_be_ranked(each.card, now) and (spoken_allowed or not is_spoken(each.card))),
        key=lambda each: (-each.gain, each.card.position, each.card.key),
    )
    floors: list[Candidate] = []
    if not left.are_over:
        for lane in FLOORS:
            floor = None if lane in allowance.lanes else _floor(order, lane, selection)
            if floor is not None:
                left.spend(floor.seconds)
                floors.append(floor.card)
    chosen: list[Candidate] = []
    for each in order:
        if left.are_over:
            break
        if left.hold(each.seconds) and selection.takes(each.card):
            left.spend(each.seconds)
            chosen.append(each.card)
    return (first + spread(floors, chosen))[:limit]


def may_be_ranked(card: Candidate, now: Moment) -> bool:
    """Whether a card can be asked ahead of its day: new or in review, not hidden, put on no day, not answered today."""
    state = card.state
    if state.phase not in (Phase.NEW, Phase.REVIEW) or state.pulled_by or is_put(card) or is_hidden(card, now):
        return False
    return state.last_day is None or state.last_day < now.day


def _floor(order: list[Ranked], lane: int, selection: Selection) -> Ranked | None:
    return next((each for each in order if lane_of(each.card.kind) == lane and selection.takes(each.card)), None)


class _Seconds:
    """What is left of the day's minutes."""

    def __init__(self, left: float | None) -> None:
        self._left = left

    @property
    def are_over(self) -> bool:
        return self._left is not None and self._left <= 0

    def hold(self, seconds: float) -> bool:
        """Whether a card fits, or overruns by no more than half of it: the minutes are a plan, not a cut."""
        return self._left is None or seconds <= 2 * self._left

    def spend(self, seconds: float) -> None:
        if self._left is not None:
            self._left -= seconds
