"""A drill over the collection: which cards, and the host that offers and stores them."""

from dataclasses import dataclass

from prepdeck.drills.drill import Drill
from prepdeck.drills.host import Answer, CodeTrial, Gone, Now, ShownCard, Undone
from prepdeck.errors import UsageError
from prepdeck.model.card import Card
from prepdeck.model.goal import Goal
from prepdeck.model.note import SPOKEN_KINDS, Code
from prepdeck.model.records import Mark, Source
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.interview_queue import plan_toward
from prepdeck.scheduling.queue import Candidate, plan_drill, waiting
from prepdeck.storage.queues import Condition, any_cards, candidates, day_work, first_candidates
from prepdeck.storage.ranks import best_ranked
from prepdeck.storage.search import condition_of
from prepdeck.study.actions import undone_action
from prepdeck.study.backlog import backlog_order
from prepdeck.study.collection import Collection
from prepdeck.study.day_limits import NO_LIMITS, DayLimits, day_limits
from prepdeck.study.goals import goal_of
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.placement import know
from prepdeck.study.ranking import DayPlan, allowance_of, day_plan
from prepdeck.study.request import DrillRequest

CRAM_LIMIT = 50
CARDS_A_NOTE = 6
"""So many new cards are looked at for each that is wanted: only one card a note is asked a day."""


@dataclass(frozen=True, slots=True)
class DrillPlan:
    """The cards of a drill in order, and the learning cards that come back later today.

    Where an interview date orders them, `day` is what was planned for it and `seconds` how long they should take.
    Without one `by_deck` are the cards that drills of single decks would ask: the limit on all new cards is not theirs.
    """

    cards: tuple[Candidate, ...]
    later: tuple[Candidate, ...]
    seconds: float | None = None
    day: DayPlan | None = None
    by_deck: tuple[Candidate, ...] | None = None


def plan_of(collection: Collection, request: DrillRequest) -> DrillPlan:
    """Choose the cards to ask now; raises UsageError for a deck that does not exist."""
    collection.require_decks(request.decks)
    known = [deck.slug for deck in collection.decks]
    now = collection.now()
    with collection.store.reading() as rows:
        condition = None
        if request.query is not None:
            condition = condition_of(request.query, now, collection.parameters)
        if request.cram:
            found = any_cards(rows, condition, request.limit or CRAM_LIMIT)
            return DrillPlan(tuple(card for card in found if not (request.quiet and card.kind in SPOKEN_KINDS)), ())
    goal = goal_of(collection)
    if goal is not None and goal.on_day >= now.day:
        return _plan_toward(collection, request, goal, now, condition)
    with collection.store.reading() as rows:
        new_limit = max((collection.options_of(slug).new_per_day for slug in known), default=0) * CARDS_A_NOTE
        found = candidates(rows, now, known, new_limit, condition)
        done = day_work(rows, now.day)
    planned, of_decks = (
        plan_drill(
            found,
            collection.options_of,
            done,
            now,
            request.limit,
            not request.quiet,
            limits.new,
            limits.reviews,
            backlog_order(collection, now),
        )
        for limits in (day_limits(collection, request), NO_LIMITS)
    )
    return DrillPlan(tuple(planned), tuple(waiting(found, now)), by_deck=tuple(of_decks))


def _plan_toward(
    collection: Collection, request: DrillRequest, goal: Goal, now: Moment, condition: Condition | None
) -> DrillPlan:
    """What the day's minutes gain most from; a drill that asks for something of its own gets a whole day's minutes."""
    plan = day_plan(collection, goal, now)
    allowance = allowance_of(collection, plan, now, whole_day=condition is not None, endless=request.limit is not None)
    known = {deck.slug for deck in collection.decks}
    with collection.store.reading() as rows:
        done = day_work(rows, now.day)
        first = first_candidates(rows, now, known, condition)
        with_new = allowance.new > sum(done.introduced.values())
        best = best_ranked(rows, now.day, plan.cards_in(allowance.seconds), with_new, condition)
    best = [each for each in best if each.card.deck in known]
    chosen = plan_toward(
        first, best, collection.options_of, done, now, allowance, request.limit, spoken_allowed=not request.quiet
    )
    later = waiting(first, now)
    seconds = {each.card.key: each.seconds for each in best}
    taken = sum(seconds.get(card.key) or allowance.seconds_of(card) for card in (*chosen, *later))
    return DrillPlan(tuple(chosen), tuple(later), taken, plan)


def start_drill(collection: Collection, request: DrillRequest) -> Drill:
    """Begin a drill; it stores every answer before the next card shows."""
    plan = plan_of(collection, request)
    later = {card.key: card.state.due_at_ms for card in plan.later if card.state.due_at_ms is not None}
    host = CollectionHost(collection, "cram" if request.cram else "drill", day_limits(collection, request))
    return Drill(host, [card.key for card in plan.cards], later)


class CollectionHost:
    """What a drill asks of the outside world, answered by the collection."""

    def __init__(self, collection: Collection, source: Source = "drill", limits: DayLimits = NO_LIMITS) -> None:
        self.collection = collection
        self._source: Source = source
        self._limits = limits

    def now(self) -> Now:
        """This instant on both clocks."""
        clock = self.collection.setup.clock
        return Now(clock.now().at_ms, clock.monotonic_s())

    def card(self, key: str) -> ShownCard | Gone:
        """The card with fresh buttons, or why it cannot be asked."""
        return offer_card(self.collection, key, self._source, self._limits)

    def answer(self, answer: Answer) -> int | None:
        """Store an answer; the instant (UTC ms) at which the card comes back today, if it does."""
        return store_answer(self.collection, answer, self._source)

    def know(self, shown: ShownCard) -> None:
        """Store "I know this" for a new card."""
        if not know(self.collection, (shown.key,)):
            raise UsageError("Only a new card can be known already.", "Rate this one; Easy puts it far away.")

    def mark(self, mark: Mark) -> None:
        """Store a suspend, bury or flag."""
        self.collection.append([mark])

    def undo(self) -> Undone | None:
        """Take back this device's newest action."""
        undone = self.collection.undo()
        return undone_action(undone) if undone else None

    def redo(self) -> Undone | None:
        """Take back the newest undo."""
        redone = self.collection.redo()
        return undone_action(redone) if redone else None

    def check_code(self, card: Card, code: str) -> CodeTrial:
        """Run the card's check on what the user wrote; only checks of trusted decks are run."""
        from prepdeck.study.roots import is_trusted

        body = card.note.body
        if not isinstance(body, Code) or not body.check:
            return CodeTrial(None, "This card has no check to run.")
        if not is_trusted(self.collection.setup, card.note):
            return CodeTrial(None, "Checks run only in decks you trust: add the folder to `trusted` in config.toml.")
        from prepdeck.library.code_check import run_check

        result = run_check(code, body.check)
        return CodeTrial(result.passed, result.output)
