"""Today: what waits, how long it takes, and what was done lately."""

from dataclasses import dataclass
from math import ceil

from prepdeck.model.card_state import Phase
from prepdeck.model.goal import Goal
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.queue import Candidate
from prepdeck.storage.history import DayTotal, day_totals, mean_review_ms
from prepdeck.storage.queues import count_cards, next_due
from prepdeck.study.backlog import Backlog, backlog_of
from prepdeck.study.collection import Collection
from prepdeck.study.drilling import plan_of
from prepdeck.study.goals import goal_of
from prepdeck.study.ranking import DayPlan
from prepdeck.study.request import DrillRequest

RECENT_DAYS = 14
_FIRST_GUESS_MS = 30_000
_ENOUGH_REVIEWS = 30


@dataclass(frozen=True, slots=True)
class DeckToday:
    """What a drill of one deck would ask today; toward an interview, what the deck contributes to the day's drill."""

    deck: str
    title: str
    new: int
    learning: int
    due: int
    pulled: int


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the screen Today and `prepdeck due` show.

    `due`, `new` and `pulled` are disjoint and within the day's limits; `learning` counts those that come back within
    the day too. `minutes` is estimated from the user's own pace once there are enough reviews. `plan` is the day's plan
    toward an interview that is still to come, `new_keys` are the new cards in the order they come. `backlog` is there
    where more reviews wait than a day holds.
    """

    now: Moment
    due: int
    learning: int
    new: int
    pulled: int
    minutes: int
    decks: tuple[DeckToday, ...]
    cards_in_library: int
    goal: Goal | None
    recent: tuple[DayTotal, ...]
    next_learning_ms: int | None
    next_review_day: int | None
    clock_doubt: str | None
    plan: DayPlan | None = None
    new_keys: tuple[str, ...] = ()
    backlog: Backlog | None = None

    @property
    def cards(self) -> int:
        """All cards of today's drill."""
        return self.due + self.learning + self.new + self.pulled

    @property
    def days_to_go(self) -> int | None:
        """Days until the interview: 0 on the day, negative after it."""
        return None if self.goal is None else self.goal.on_day - self.now.day

    @property
    def done_today(self) -> DayTotal | None:
        """What was done on this study day."""
        return next((total for total in self.recent if total.day == self.now.day), None)

    @property
    def yesterday(self) -> DayTotal | None:
        """What was done on the study day before."""
        return next((total for total in self.recent if total.day == self.now.day - 1), None)

    @property
    def days_away(self) -> int:
        """Full study days without work since the last one with some; 0 for somebody who never began."""
        earlier = [total.day for total in self.recent if total.day < self.now.day]
        return self.now.day - max(earlier) - 1 if earlier and not self.done_today else 0


def today_of(collection: Collection) -> Today:
    """Gather today's page; within milliseconds, however large the library."""
    now = collection.now()
    plan = plan_of(collection, DrillRequest())
    with collection.store.reading() as rows:
        recent = day_totals(rows, now.day - 400, now.day)
        mean_ms, reviews = mean_review_ms(rows, now.day - RECENT_DAYS, now.day)
        learning_ms, review_day = next_due(rows, now.day)
        cards = count_cards(rows)
    cards_planned = (*plan.cards, *plan.later)
    of_decks = cards_planned if plan.by_deck is None else (*plan.by_deck, *plan.later)
    by_deck: dict[str, list[Candidate]] = {deck.slug: [] for deck in collection.decks}
    for card in of_decks:
        by_deck[card.deck].append(card)
    counts = _counts(cards_planned)
    pace_ms = mean_ms if reviews >= _ENOUGH_REVIEWS else _FIRST_GUESS_MS
    return Today(
        now=now,
        due=counts["due"],
        learning=counts["learning"],
        new=counts["new"],
        pulled=counts["pulled"],
        minutes=ceil(len(cards_planned) * pace_ms / 60_000 if plan.seconds is None else plan.seconds / 60),
        decks=tuple(
            DeckToday(deck=deck.slug, title=deck.title, **_counts(by_deck[deck.slug])) for deck in collection.decks
        ),
        cards_in_library=cards,
        goal=goal_of(collection),
        recent=tuple(recent),
        next_learning_ms=learning_ms,
        next_review_day=review_day,
        clock_doubt=collection.clock_doubt(),
        plan=plan.day,
        new_keys=tuple(card.key for card in plan.cards if card.state.phase is Phase.NEW),
        backlog=backlog_of(collection),
    )


def _counts(cards: tuple[Candidate, ...] | list[Candidate]) -> dict[str, int]:
    counts = {"new": 0, "learning": 0, "due": 0, "pulled": 0}
    for card in cards:
        if card.state.pulled_by:
            counts["pulled"] += 1
        elif card.state.phase is Phase.NEW:
            counts["new"] += 1
        elif card.state.phase is Phase.REVIEW:
            counts["due"] += 1
        else:
            counts["learning"] += 1
    return counts
