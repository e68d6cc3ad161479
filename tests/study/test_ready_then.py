"""Readiness by week: a small life computed by hand, and a longer one against every review looked at by itself."""

import random
from datetime import date

import pytest
from support.homes import Home, numbered_deck
from support.rehearsals import FRAMEWORK
from support.stories import CLEAN

from prepdeck.drills.host import Answer
from prepdeck.model.rating import Rating
from prepdeck.model.records import MockElsewhere
from prepdeck.model.study_day import date_of, day_of, last_day_of, week_of
from prepdeck.readiness.report import history_document
from prepdeck.readiness.scores import EVIDENCE, KNOWLEDGE, PERFORMANCE
from prepdeck.scheduling.formulas import Formulas
from prepdeck.storage.history import reviews_of
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.mock_history import log_elsewhere
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.ready_then import MOST_WEEKS, ready_then

NO_STEPS = "options: {learning_steps: [], relearning_steps: []}"
ROLE = """
kind: role
role: mle
title: Engineer
requirements:
  - {requirement: sharding, title: Sharding, class: must, weight: 3, cards: 'deck:a', axes: [small/modeling]}
  - {requirement: python, title: Python, class: must, weight: 1, cards: 'deck:a id:q1 or deck:b', evidence: true}
"""


@pytest.fixture
def role(home: Home) -> Home:
    home.write("role.yaml", ROLE)
    home.write("framework.yaml", FRAMEWORK)
    home.write("a.yaml", numbered_deck("a", 4, NO_STEPS))
    home.write("b.yaml", numbered_deck("b", 1, NO_STEPS))
    return home


def test_weeks_are_those_of_the_calendar() -> None:
    for on in (date(1970, 1, 1), date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22), date(2027, 1, 1)):
        day = day_of(on)
        sunday = date_of(last_day_of(week_of(day)))
        assert (sunday.weekday(), 0 <= (sunday - on).days < 7) == (6, True)


def test_before_the_first_answer_there_is_no_week(role: Home) -> None:
    assert ready_then(role.collection).weeks == ()


def test_every_week_is_what_a_table_by_hand_says(role: Home) -> None:
    formulas = Formulas(role.collection.parameters)
    good, easy = (formulas.first[rating][0] for rating in (Rating.GOOD, Rating.EASY))
    answer_card(role.collection, "a/q1", Rating.GOOD)  # Friday 20 November
    answer_card(role.collection, "a/q4", Rating.EASY)
    mark_cards(role.collection, ("a/q4",), "suspend")  # not asked for any more, so it is not then either
    role.clock.advance(days=5)  # Wednesday 25
    answer_card(role.collection, "a/q2", Rating.EASY)
    log_elsewhere(role.collection, MockElsewhere("x", "2026-11-24", 40, (("modeling", 4),), framework="small"))
    role.clock.advance(days=7)  # Wednesday 2 December
    mark_cards(role.collection, ("a/q1",), "reset")
    role.clock.advance(days=1)
    found = ready_then(role.collection).weeks
    assert [week.on for week in found] == ["2026-11-22", "2026-11-29", "2026-12-03"]
    sharding, python = zip(*(week.requirements for week in found), strict=True)

    recalls = [
        [formulas.recall(2, good)],
        [formulas.recall(9, good), formulas.recall(4, easy)],
        [formulas.recall(8, easy)],  # q1 was reset on the second
    ]
    for week, recall in zip(sharding, recalls, strict=True):
        knowledge = week.part(KNOWLEDGE)
        assert (knowledge.score, knowledge.share) == (
            pytest.approx(100 * sum(recall) / len(recall)),
            pytest.approx(len(recall) / 3),
        )
    assert [week.part(PERFORMANCE).score for week in sharding] == [None, 100, 100]
    assert [week.part(KNOWLEDGE).share for week in python] == [0.5, 0.5, 0]
    # nothing is known of python's cards in the last week, and no story shows it: that much is known
    assert python[2].ready == 0
    assert found[0].overall == pytest.approx(
        (3 * sharding[0].ready + python[0].ready) / 4  # type: ignore[operator]
    )
    assert found[0].shown == pytest.approx((3 * (100 - sharding[0].shortfall) + (100 - python[0].shortfall)) / 4)
    document = history_document(found)
    assert document[0]["on"] == "2026-11-22"
    assert document[1]["requirements"][0] == {
        "id": "sharding",
        "seen": 0.667,
        "knowledge": round(50 * sum(recalls[1]), 1),
        "performance": 100.0,
        "evidence": None,
        "ready": round((0.5 * 100 * sum(recalls[1]) / 3 + 30) / (0.5 * 2 / 3 + 0.3), 1),
        "known": round((0.5 * 2 / 3 + 0.3) / 0.8, 3),
        "shown": round((0.5 * 100 * sum(recalls[1]) / 3 + 30) / 0.8, 1),
    }


def test_what_was_crammed_or_undone_moved_nothing(role: Home) -> None:
    answer_card(role.collection, "a/q1", Rating.GOOD)
    role.clock.advance(days=7)
    before = history_document(ready_then(role.collection).weeks)
    crammed = Answer(offer_card(role.collection, "a/q1", "cram"), Rating.AGAIN, 1_000)
    store_answer(role.collection, crammed, "cram")
    assert history_document(ready_then(role.collection).weeks) == before
    answer_card(role.collection, "a/q2", Rating.GOOD)
    assert history_document(ready_then(role.collection).weeks) != before
    role.collection.undo()
    assert history_document(ready_then(role.collection).weeks) == before


def test_a_story_counts_for_every_week_since_it_has_no_date(role: Home) -> None:
    answer_card(role.collection, "a/q1", Rating.GOOD)
    role.clock.advance(days=7)
    role.setup.paths.stories.mkdir(parents=True)
    (role.setup.paths.stories / "a.yaml").write_text(f"{CLEAN}evidence_for: [python]\n")
    role.refresh()
    weeks = ready_then(role.collection).weeks
    assert [week.requirements[1].part(EVIDENCE).score for week in weeks] == [100, 100]


def test_a_long_life_is_what_every_review_by_itself_says(role: Home) -> None:
    chance = random.Random(7)
    for _ in range(60):
        role.clock.advance(days=chance.randrange(1, 8), minutes=chance.randrange(0, 300))
        for key in ("a/q1", "a/q2", "a/q3", "b/q1"):
            if chance.random() < 0.4:
                answer_card(role.collection, key, Rating(chance.randrange(1, 5)))
    set_goal(role.collection, date(2028, 1, 1), (40,) * 7, "mle")
    found, formulas = ready_then(role.collection).weeks, Formulas(role.collection.parameters)
    assert len(found) == MOST_WEEKS
    assert found[-1].on == date_of(role.collection.now().day).isoformat()
    with role.collection.store.reading() as rows:
        reviews = {key: reviews_of(rows, key) for key in ("a/q1", "a/q2", "a/q3", "a/q4")}
    for week in found:
        day = day_of(date.fromisoformat(week.on))
        recalls = []
        for of_card in reviews.values():
            past = [one for one in of_card if one.day <= day]
            if past and past[-1].stability is not None:
                recalls.append(formulas.recall(day - past[-1].day, past[-1].stability))
        knowledge = week.requirements[0].part(KNOWLEDGE)
        assert knowledge.share == len(recalls) / 4
        assert knowledge.score == pytest.approx(100 * sum(recalls) / len(recalls))
