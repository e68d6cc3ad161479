"""The day's plan toward an interview: every card ranked by gain once a study day, and the quota of new cards.

Planning a drill asks for it each time; only the first time on a study day, or after the goal, the parameters or the
library changed, does that look at every card.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from prepdeck.model.card_state import Phase
from prepdeck.model.goal import Goal
from prepdeck.model.study_day import Moment, date_of
from prepdeck.scheduling.calendar import study_calendar
from prepdeck.scheduling.forecast import WORTH_ASKING, ForecastCard, Schedule, finished
from prepdeck.scheduling.gain import Gain, GainModel, card_weight
from prepdeck.scheduling.interview_queue import FLOORS, SHORT, Allowance, lane_of
from prepdeck.scheduling.memory import elapsed_days
from prepdeck.scheduling.new_cards import best_new_cards
from prepdeck.scheduling.pace import Cost, Pace, Seconds, cost_of, learnt_pace, seconds_of
from prepdeck.storage.history import day_totals
from prepdeck.storage.queues import CANDIDATE_LIMIT
from prepdeck.storage.ranks import (
    CardRank,
    RankableCard,
    lanes_of_day,
    outdated,
    rankable_cards,
    read_day_plan,
    write_again,
    write_ranks,
)
from prepdeck.storage.statistics import timed_answers
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_set_on
from prepdeck.study.requirements import Weights, requirement_weights


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What was decided for one study day: new cards in all, the last day for them, and the user's pace.

    `drill_minutes` are those left beside a mock; `mock` is its kind, if one is planned.
    """

    new_per_day: int
    last_new_day: int
    is_tapered: bool
    drill_minutes: int
    mock: str
    pace: Pace

    def new_on(self, day: int) -> int:
        """The new cards a study day allows."""
        return self.new_per_day if day <= self.last_new_day else 0

    def cards_in(self, seconds: float | None) -> dict[int, int]:
        """By lane, more cards than can be answered in so many seconds, twice as many for siblings that stay away."""
        if seconds is None:
            return dict.fromkeys((SHORT, *FLOORS), CANDIDATE_LIMIT)
        shortest: dict[int, float] = {}
        for kind, each in self.pace.items():
            lane = lane_of(kind)
            shortest[lane] = max(1.0, min(each.passed, each.first, shortest.get(lane, each.passed)))
        return {lane: min(CANDIDATE_LIMIT, 20 + int(2 * seconds / least)) for lane, least in shortest.items()}


def day_plan(collection: Collection, goal: Goal, now: Moment) -> DayPlan:
    """The plan of the study day, with every card ranked; made where the day, the goal or the parameters are new."""
    stamp = _stamp(collection, goal, now)
    with collection.store.reading() as rows:
        kept = read_day_plan(rows)
    document = json.loads(kept) if kept else {}
    if document.get("stamp") != stamp:
        return _make(collection, goal, now, stamp)
    plan = _decoded(document)
    _rank_again(collection, goal, now, plan)
    return plan


def allowance_of(
    collection: Collection, plan: DayPlan, now: Moment, whole_day: bool = False, endless: bool = False
) -> Allowance:
    """What the study day still allows; `whole_day` leaves out what was spent already, `endless` any end."""
    with collection.store.reading() as rows:
        spent_ms = sum(total.duration_ms for total in day_totals(rows, now.day, now.day))
        lanes = lanes_of_day(rows, now.day)
    left = plan.drill_minutes * 60 - (0 if whole_day else spent_ms / 1000)
    return Allowance(
        new=plan.new_on(now.day),
        seconds=None if endless else max(0.0, left),
        seconds_of=lambda card: seconds_of(plan.pace, card.kind).passed,
        lanes=lanes,
    )


def forecast_cards(
    collection: Collection,
    cards: Iterable[RankableCard],
    pace: Pace,
    weights: Weights = None,
    groups: Mapping[str, tuple[str, ...]] | None = None,
) -> list[ForecastCard]:
    """Cards as a forecast needs them; suspended ones are left out, and new ones of blocked decks may not begin."""
    costs = _Costs(collection, pace)
    return [
        ForecastCard(
            kind=card.kind,
            cost=costs.of(card),
            memory=card.memory,
            last_day=card.last_day,
            weight=_weight(card, weights),
            counts=card.tier == "core",
            may_begin=costs.may_begin(card),
            groups=groups.get(card.key, ()) if groups else (),
        )
        for card in cards
        if not card.suspended
    ]


def pace_of(collection: Collection, now: Moment) -> Pace:
    """The seconds by kind, learnt from the user's newest answers."""
    with collection.store.reading() as rows:
        return learnt_pace(timed_answers(rows, now.day))


def _make(collection: Collection, goal: Goal, now: Moment, stamp: str) -> DayPlan:
    pace, weights = pace_of(collection, now), requirement_weights(collection, goal.role)
    with collection.store.reading() as rows:
        cards = rankable_cards(rows)
    calendar = study_calendar(goal, min(goal_set_on(collection, goal), now.day))
    schedule = Schedule(
        first=now.day,
        seconds=tuple(each.drill_minutes * 60.0 for each in calendar.from_day(now.day)),
        last_new_day=calendar.last_new_day,
        new_per_day=0,
    )
    known = forecast_cards(collection, cards, pace, weights)
    new = finished(best_new_cards(known, schedule, collection.parameters))
    today = calendar.day(now.day)
    plan = DayPlan(
        new_per_day=new.per_day,
        last_new_day=new.last_day,
        is_tapered=new.is_tapered,
        drill_minutes=today.drill_minutes if today else goal.minutes[date_of(now.day).weekday()],
        mock=today.mock if today else "",
        pace=pace,
    )
    ranking = _Ranking(collection, goal, now, pace)
    document = {"stamp": stamp, **asdict(plan)}
    with collection.store.writing() as rows:
        write_ranks(rows, [ranking.rank(card, _weight(card, weights)) for card in cards], json.dumps(document))
    return plan


def _rank_again(collection: Collection, goal: Goal, now: Moment, plan: DayPlan) -> None:
    with collection.store.reading() as rows:
        changed = outdated(rows)
    if not changed:
        return
    ranking = _Ranking(collection, goal, now, plan.pace)
    with collection.store.writing() as rows:
        write_again(rows, [ranking.rank(card, weight) for card, weight in outdated(rows)])


def _stamp(collection: Collection, goal: Goal, now: Moment) -> str:
    minutes = ",".join(map(str, goal.minutes))
    return f"{now.day};{goal.on_day};{minutes};{goal.role or ''};{collection.parameters.id}"


def _decoded(document: dict[str, object]) -> DayPlan:
    fields = {name: value for name, value in document.items() if name != "stamp"}
    fields["pace"] = {kind: Seconds(**each) for kind, each in document["pace"].items()}  # type: ignore[attr-defined]
    return DayPlan(**fields)  # type: ignore[arg-type]


def _weight(card: RankableCard, weights: Weights) -> float:
    return card_weight(card.tier, None if weights is None else weights.get(card.key, 0.0))


class _Costs:
    """Seconds by kind and deck, each worked out once."""

    def __init__(self, collection: Collection, pace: Pace) -> None:
        self._collection = collection
        self._pace = pace
        self._known: dict[tuple[str, str], Cost] = {}
        self._open: dict[str, bool] = {}

    def of(self, card: RankableCard) -> Cost:
        of = (card.deck, card.kind)
        if of not in self._known:
            self._known[of] = cost_of(self._pace, card.kind, self._collection.options_of(card.deck))
        return self._known[of]

    def may_begin(self, card: RankableCard) -> bool:
        """Whether its deck allows new cards at all."""
        if card.deck not in self._open:
            self._open[card.deck] = self._collection.options_of(card.deck).new_per_day > 0
        return self._open[card.deck]


class _Ranking:
    """Gives cards their places."""

    def __init__(self, collection: Collection, goal: Goal, now: Moment, pace: Pace) -> None:
        self._today = now.day
        self._days_left = max(0, goal.on_day - now.day)
        self._model = GainModel(collection.parameters)
        self._recall_of_new = self._model.recall_of_new(self._days_left)
        self._costs = _Costs(collection, pace)

    def rank(self, card: RankableCard, weight: float) -> CardRank:
        """A card's place; what cannot be asked, or would be recalled hardly better for it, has a gain of 0."""
        cost, memory = self._costs.of(card), card.memory
        gain = Gain(0.0, cost.passed)
        if card.suspended or card.put_on is not None:
            pass
        elif card.phase == Phase.NEW and self._costs.may_begin(card):
            gain = Gain(self._recall_of_new, cost.begin)
        elif card.phase == Phase.REVIEW and memory is not None:
            elapsed = elapsed_days(card.last_day, self._today)
            gain = self._model.of_review(memory, elapsed, self._days_left, cost)
        return CardRank(card, weight, gain.per_second(weight) if gain.recall > WORTH_ASKING else 0.0, gain.seconds)
