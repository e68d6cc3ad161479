"""Which cards a drill asks today, and in which order, where no plan says otherwise: due-first."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.keys import deck_of, note_key_of
from prepdeck.model.note import SPOKEN_KINDS, TIERS
from prepdeck.model.options import DeckOptions
from prepdeck.model.study_day import Moment


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that might be asked; `position` is its place in its deck."""

    key: str
    state: CardState
    position: int
    tier: str
    kind: str

    @property
    def deck(self) -> str:
        """The slug of its deck."""
        return deck_of(self.key)

    @property
    def note(self) -> str:
        """The key of its note: what siblings share."""
        return note_key_of(self.key)


@dataclass(frozen=True, slots=True)
class DayWork:
    """What was done earlier this study day, in any process: cards by deck slug, and the notes that were answered."""

    introduced: dict[str, int]
    reviewed: dict[str, int]
    notes: frozenset[str]


def plan_drill(
    candidates: Iterable[Candidate],
    options_of: Callable[[str], DeckOptions],
    done: DayWork,
    now: Moment,
    limit: int | None = None,
    spoken_allowed: bool = True,
    new_in_all: int | None = None,
    reviews_in_all: int | None = None,
    backlog_order: Callable[[Candidate], float] | None = None,
) -> list[Candidate]:
    """The cards to ask now, in order; `options_of` gives a deck's options by its slug.

    No deck brings more new cards or reviews than its options say, and all of them together no more than `new_in_all`
    and `reviews_in_all` a study day. Where more reviews wait than that, no new cards come until they are through, and
    `backlog_order` (smallest first) chooses among them.
    First and past the limits come pulled cards, learning that is due, and cards that somebody put on this day or an
    earlier one; then reviews with the new cards spread evenly among them. One card a note and study day, unless the
    deck says otherwise: a note answered today is done, but for the very card that is being learnt, or was pulled or put
    on today after its answer. Learning cards whose instant is still to come are not in it: see `waiting`.
    """
    askable = [card for card in candidates if may_be_asked(card, now) and (spoken_allowed or not is_spoken(card))]
    decks = {deck: number for number, deck in enumerate(dict.fromkeys(card.deck for card in askable))}
    selection = Selection(options_of, done, now, new_in_all, reviews_in_all)
    first = first_of_all(askable, selection, now)
    rest = [card for card in askable if not (card.state.pulled_by or is_put(card))]
    due = sorted((c for c in rest if c.state.phase is Phase.REVIEW), key=lambda c: _review_order(c, now.day))
    if len(due) > selection.reviews_left:
        due = due if backlog_order is None else sorted(due, key=backlog_order)
        return (first + selection.take_within_limits(due))[:limit]
    reviews = selection.take_within_limits(due)
    new = selection.take_within_limits(
        sorted((c for c in rest if c.state.phase is Phase.NEW), key=lambda c: _new_order(c, decks))
    )
    return (first + spread(new, reviews))[:limit]


def waiting(candidates: Iterable[Candidate], now: Moment) -> list[Candidate]:
    """The learning cards whose instant is still to come today, soonest first: a session asks them again in time."""
    return sorted(
        (
            card
            for card in candidates
            if is_learning(card)
            and not is_hidden(card, now)
            and card.state.due_at_ms is not None
            and card.state.due_at_ms > now.at_ms
        ),
        key=_learning_order,
    )


def spread(few: list[Candidate], many: list[Candidate]) -> list[Candidate]:
    """Both lists as one, each in its own order and evenly mixed; the longer one starts."""
    if len(few) > len(many):
        few, many = many, few
    mixed: list[Candidate] = []
    placed = 0
    for number, card in enumerate(many, start=1):
        mixed.append(card)
        until = number * len(few) // len(many)
        mixed += few[placed:until]
        placed = until
    return mixed


def first_of_all(candidates: Iterable[Candidate], selection: "Selection", now: Moment) -> list[Candidate]:
    """What comes before anything else, with a plan or without.

    Pulled cards, then learning that is due, then what somebody put on a day that has come, the earliest day first.
    """
    askable = [card for card in candidates if may_be_asked(card, now)]
    decks = {deck: number for number, deck in enumerate(dict.fromkeys(card.deck for card in askable))}
    pulled = sorted((card for card in askable if card.state.pulled_by), key=lambda card: _new_order(card, decks))
    learning = sorted((card for card in askable if is_learning(card) and not card.state.pulled_by), key=_learning_order)
    put = sorted(
        (card for card in askable if is_put(card) and not card.state.pulled_by),
        key=lambda card: (card.state.put_on or 0, *_review_order(card, now.day)),
    )
    return selection.take(pulled) + selection.take(learning) + selection.take(put)


class Selection:
    """Takes cards in the order they are offered, while their deck's limit lasts and their note is not taken.

    `new_in_all` and `reviews_in_all` are the most cards a study day from all decks, beside the decks' own limits; where
    a plan sets the new ones (`of_plan`) it replaces those, other than 0, which blocks.
    """

    def __init__(
        self,
        options_of: Callable[[str], DeckOptions],
        done: DayWork,
        now: Moment,
        new_in_all: int | None = None,
        reviews_in_all: int | None = None,
        *,
        of_plan: bool = False,
    ) -> None:
        self._options_of = options_of
        self._new_in_all = new_in_all
        self._reviews_in_all = reviews_in_all
        self._of_plan = of_plan
        self._done = done
        self._now = now
        self._notes: set[str] = set()
        self._introduced = Counter(done.introduced)
        self._reviewed = Counter(done.reviewed)

    @property
    def reviews_left(self) -> float:
        """How many reviews all decks together may still bring today."""
        return inf if self._reviews_in_all is None else max(0, self._reviews_in_all - self._reviewed.total())

    def take(self, cards: Iterable[Candidate]) -> list[Candidate]:
        """Those whose note is free, whatever the limits; they count against them all the same."""
        taken = []
        for card in cards:
            if not self._is_note_taken(card):
                self._count(card)
                taken.append(card)
        return taken

    def take_within_limits(self, cards: Iterable[Candidate]) -> list[Candidate]:
        """Those whose note is free and whose deck still has room today."""
        return [card for card in cards if self.takes(card)]

    def takes(self, card: Candidate) -> bool:
        """Whether this card's note is free and its deck has room; if so it is taken."""
        if not self._has_room(card) or self._is_note_taken(card):
            return False
        self._count(card)
        return True

    def _is_note_taken(self, card: Candidate) -> bool:
        if not self._options_of(card.deck).bury_siblings:
            return False
        if card.note in self._notes:
            return True
        begun = is_learning(card) or card.state.pulled_by or is_put(card)
        comes_again = begun and card.state.last_day == self._now.day
        return card.note in self._done.notes and not comes_again

    def _has_room(self, card: Candidate) -> bool:
        options = self._options_of(card.deck)
        if card.state.phase is not Phase.NEW:
            return self.reviews_left > 0 and self._reviewed[card.deck] < options.reviews_per_day
        if self._new_in_all is not None and self._introduced.total() >= self._new_in_all:
            return False
        return options.new_per_day > (0 if self._of_plan else self._introduced[card.deck])

    def _count(self, card: Candidate) -> None:
        self._notes.add(card.note)
        if card.state.phase is Phase.NEW:
            self._introduced[card.deck] += 1
        elif card.state.phase is Phase.REVIEW:
            self._reviewed[card.deck] += 1


def may_be_asked(card: Candidate, now: Moment) -> bool:
    """Whether it is neither hidden nor still waiting for its time; a pulled review is asked before its day."""
    state = card.state
    if is_hidden(card, now):
        return False
    if state.due_at_ms is not None:
        return state.due_at_ms <= now.at_ms
    return state.due_day is None or state.due_day <= now.day or state.pulled_by is not None


def is_hidden(card: Candidate, now: Moment) -> bool:
    """Suspended, or put away for today."""
    return card.state.suspended or card.state.buried_on == now.day


def is_put(card: Candidate) -> bool:
    """Whether somebody put it on a day and it was not answered since: it keeps to that day, and to no other order."""
    return card.state.put_on is not None


def is_spoken(card: Candidate) -> bool:
    """Whether it is said aloud."""
    return card.kind in SPOKEN_KINDS


def is_learning(card: Candidate) -> bool:
    """Whether it is on its steps, for the first time or after a lapse."""
    return card.state.phase in (Phase.LEARNING, Phase.RELEARNING)


def _learning_order(card: Candidate) -> tuple[bool, int, str]:
    """Instants before whole days: the shorter step is the more urgent one."""
    if card.state.due_at_ms is not None:
        return (False, card.state.due_at_ms, card.key)
    return (True, card.state.due_day or 0, card.key)


def _review_order(card: Candidate, day: int) -> tuple[float, bytes]:
    """Lowest retrievability first, which is longest elapsed relative to stability; ties fall anew each day."""
    state = card.state
    elapsed = max(0, day - (state.last_day if state.last_day is not None else day))
    strength = state.memory.stability if state.memory else float(max(1, state.interval_days))
    return (-elapsed / strength, hashlib.blake2b(f"{day}\n{card.key}".encode(), digest_size=8).digest())


def _new_order(card: Candidate, decks: dict[str, int]) -> tuple[int, int, int, str]:
    """By tier, then by place in the deck, so that the decks take turns."""
    tier = TIERS.index(card.tier) if card.tier in TIERS else len(TIERS)
    return (tier, card.position, decks[card.deck], card.key)
