"""Offering a card with its four buttons, and storing the answer exactly as it was offered."""

from dataclasses import dataclass, replace

from prepdeck.drills.host import Answer, Button, Gone, ShownCard
from prepdeck.drills.intervals import goal_text, interval_text
from prepdeck.errors import StaleCardError
from prepdeck.model.card import Card
from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.goal import Goal
from prepdeck.model.rating import Rating
from prepdeck.model.records import Review, Source
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.fuzz import seed_of
from prepdeck.scheduling.interview_queue import Ranked, plan_toward
from prepdeck.scheduling.queue import Candidate, plan_drill
from prepdeck.scheduling.scheduler import Outcome
from prepdeck.storage.card_rows import find_card, state_of
from prepdeck.storage.queues import day_work
from prepdeck.storage.store import Expectation
from prepdeck.study.collection import Collection
from prepdeck.study.day_limits import NO_LIMITS, DayLimits
from prepdeck.study.goals import goal_of
from prepdeck.study.ranking import allowance_of, day_plan

CRAM_AGAIN_MS = 60_000


@dataclass(frozen=True, slots=True)
class Offer:
    """What the buttons promised, and when: stored as promised, or not at all."""

    made_at: Moment
    outcomes: dict[Rating, Outcome]


def card_state(collection: Collection, key: str) -> CardState | None:
    """Where a card of the library stands; None for one that is not in it."""
    with collection.store.reading() as rows:
        row = find_card(rows, key)
    return state_of(row) if row and row.present else None


def offer_card(collection: Collection, key: str, source: Source, limits: DayLimits = NO_LIMITS) -> ShownCard | Gone:
    """The card as it stands now with what each rating would do, or why it cannot be asked.

    `limits` are those of the study day over all decks, where the drill keeps to them.
    """
    card, state = collection.find_card(key), card_state(collection, key)
    if card is None or state is None:
        return Gone("is no longer in the library")
    now, goal = collection.now(), goal_of(collection)
    ahead = goal if goal is not None and goal.on_day >= now.day else None
    if source == "drill" and (
        reason := _reason_not_to_ask(state, now, ahead) or _reason_to_wait(collection, card, state, now, ahead, limits)
    ):
        return Gone(reason)
    outcomes = collection.scheduler_of(card.note.deck).outcomes(key, state, now, collection.fullness())
    return ShownCard(
        card=card,
        state=state,
        buttons=_buttons(outcomes, now, source, goal),
        seed=seed_of(key, state.reps),
        offer=Offer(now, outcomes),
    )


def _reason_not_to_ask(state: CardState, now: Moment, goal: Goal | None) -> str:
    """Why a card that was planned should not be asked after all: something was done to it since, maybe elsewhere."""
    if state.suspended:
        return "is suspended"
    if state.buried_on == now.day:
        return "was put away until tomorrow"
    if state.put_on is not None and state.put_on > now.day:
        return "was put on another day"
    if state.phase is Phase.REVIEW and (state.due_day or 0) > now.day and not state.pulled_by:
        return "was answered elsewhere" if goal is None or state.last_day == now.day else ""
    return ""


def _reason_to_wait(
    collection: Collection, card: Card, state: CardState, now: Moment, goal: Goal | None, limits: DayLimits
) -> str:
    """Why a new or due card no longer has room today: another process answered cards since this drill was planned."""
    if state.phase not in (Phase.NEW, Phase.REVIEW):
        return ""
    with collection.store.reading() as rows:
        done = day_work(rows, now.day)
    candidate = Candidate(card.key, state, 0, card.note.tier, card.note.kind)
    if goal is None or state.pulled_by or state.put_on is not None:
        planned = plan_drill(
            [candidate], collection.options_of, done, now, new_in_all=limits.new, reviews_in_all=limits.reviews
        )
        has_room = bool(planned)
    else:
        allowance = allowance_of(collection, day_plan(collection, goal, now), now, endless=True)
        ranked = [Ranked(candidate, 1.0, 0.0)]
        has_room = bool(plan_toward((), ranked, collection.options_of, done, now, allowance))
    if has_room:
        return ""
    happened = "its sibling was answered" if candidate.note in done.notes else "the day's limit was reached"
    return f"waits until tomorrow: {happened} elsewhere"


def _buttons(outcomes: dict[Rating, Outcome], now: Moment, source: Source, goal: Goal | None) -> tuple[Button, ...]:
    if source == "cram":
        return tuple(Button(rating, "again soon" if rating is Rating.AGAIN else "no change") for rating in Rating)
    goal_day = goal.on_day if goal and goal.on_day > now.day else None
    return tuple(
        Button(
            rating,
            interval_text(now, outcomes[rating].due_day, outcomes[rating].due_at_ms),
            goal_text(outcomes[rating].due_day, goal_day),
        )
        for rating in Rating
    )


def store_answer(collection: Collection, answer: Answer, source: Source) -> int | None:
    """Store an answer durably; returns when (UTC ms) the card comes back today, or None.

    Raises StaleCardError, with nothing stored, when the card was answered elsewhere or the study day has turned since
    the buttons were shown.
    """
    now = collection.now()
    offer = answer.shown.offer
    if not isinstance(offer, Offer):
        raise TypeError(f"{answer.key} was not offered by this collection")
    if now.day != offer.made_at.day:
        raise StaleCardError("A new study day has begun, and the intervals with it.", "Rate the card once more.")
    state = answer.shown.state
    outcome = _as_of(offer.outcomes[answer.rating], now.at_ms - offer.made_at.at_ms)
    if source == "cram":
        review = _cram_review(answer, state)
    else:
        review = review_of(collection, answer.key, state, outcome, source, answer)
    collection.append([review], at=now, expected=[Expectation(answer.key, state.decided_on)])
    if source == "cram":
        return now.at_ms + CRAM_AGAIN_MS if answer.rating is Rating.AGAIN else None
    return outcome.due_at_ms


def _as_of(outcome: Outcome, later_ms: int) -> Outcome:
    """A step of minutes counts from the answer, not from when the card was shown."""
    if outcome.due_at_ms is None:
        return outcome
    return replace(outcome, due_at_ms=outcome.due_at_ms + max(0, later_ms))


def review_of(
    collection: Collection, key: str, state: CardState, outcome: Outcome, source: Source, answer: Answer | None = None
) -> Review:
    """The record of an answer that decides the card's schedule."""
    return Review(
        key=key,
        rating=outcome.rating,
        duration_ms=answer.duration_ms if answer else 0,
        source=source,
        decided_on=state.decided_on,
        phase=outcome.phase,
        step=outcome.step,
        due_day=outcome.due_day,
        due_at_ms=outcome.due_at_ms,
        interval_days=outcome.interval_days,
        parameters=collection.parameters.id,
        options=collection.options_of(key.partition("/")[0]).id,
        values=answer.values if answer else (),
        answer=answer.text if answer else "",
    )


def _cram_review(answer: Answer, state: CardState) -> Review:
    """A crammed answer: kept for the history, while the schedule stays as it is."""
    return Review(
        key=answer.key,
        rating=answer.rating,
        duration_ms=answer.duration_ms,
        source="cram",
        decided_on=state.decided_on,
        phase=state.phase,
        step=state.step,
        due_day=state.due_day,
        due_at_ms=state.due_at_ms,
        interval_days=state.interval_days,
        values=answer.values,
        answer=answer.text,
    )
