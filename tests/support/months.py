"""Months of study, lived through the collection itself: somebody who drills what waits and recalls as FSRS predicts."""

import random
from itertools import accumulate

from prepdeck.drills.host import Answer, ShownCard
from prepdeck.model.rating import Rating
from prepdeck.scheduling.memory import retrievability
from prepdeck.scheduling.pace import DEFAULT_PACE, FIRST_RATINGS, seconds_of
from prepdeck.study.drilling import plan_of
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.request import DrillRequest
from support.homes import Home

_FIRST = tuple(zip(FIRST_RATINGS, accumulate(FIRST_RATINGS.values()), strict=True))
_LATER = ((Rating.HARD, 0.12), (Rating.GOOD, 0.90), (Rating.EASY, 1.0))
_ROUNDS = 6


def study(home: Home, days: int, seed: int = 0, away: frozenset[int] = frozenset(), most: int = 10_000) -> int:
    """Study `days` days from the clock's on, but those (from 0) that are `away`; returns the answers given.

    Each day is drilled to its end, steps of minutes included, or until `most` answers; the clock ends on the day after.
    """
    drawn, given = random.Random(seed), 0
    for day in range(days):
        if day not in away:
            with home.collection.store.writing():  # one commit a day is enough here
                given += _day(home, drawn, most)
        home.clock.at_ms -= home.clock.at_ms % 86_400_000 - 43_200_000  # noon again
        home.clock.advance(days=1)
    return given


def _day(home: Home, drawn: random.Random, most: int) -> int:
    given = 0
    for _ in range(_ROUNDS):
        plan = plan_of(home.collection, DrillRequest())
        for card in plan.cards:
            offered = offer_card(home.collection, card.key, "drill")
            if given >= most or not isinstance(offered, ShownCard):
                continue
            rating = _rating(home, offered, drawn)
            store_answer(home.collection, Answer(offered, rating, _duration_ms(offered, rating, drawn)), "drill")
            home.clock.advance(minutes=0.2)
            given += 1
        if not plan.cards and not plan.later:
            break
        home.clock.advance(minutes=11)
    return given


def _rating(home: Home, offered: ShownCard, drawn: random.Random) -> Rating:
    state = offered.state
    if state.memory is None or state.last_day is None:
        shade = drawn.random()
        return next(rating for rating, up_to in _FIRST if shade <= up_to)
    elapsed = home.collection.now().day - state.last_day
    if drawn.random() > retrievability(elapsed, state.memory, home.collection.parameters):
        return Rating.AGAIN
    shade = drawn.random()
    return next(rating for rating, up_to in _LATER if shade <= up_to)


def _duration_ms(offered: ShownCard, rating: Rating, drawn: random.Random) -> int:
    seconds = seconds_of(DEFAULT_PACE, offered.card.note.kind)
    usual = seconds.first if offered.state.memory is None else seconds.passed if rating > 1 else seconds.failed
    return int(1_000 * usual * drawn.uniform(0.6, 1.5))
