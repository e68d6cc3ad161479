"""A drill with an interview date: order, quota, minutes, and that it follows whatever happens to a card."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.homes import START_MS, Home, make_home, numbered_deck

from prepdeck.drills.host import Answer, Gone
from prepdeck.errors import UsageError
from prepdeck.model.card_state import Phase
from prepdeck.model.rating import Rating
from prepdeck.model.records import Pull
from prepdeck.model.study_day import moment
from prepdeck.study.drilling import plan_of
from prepdeck.study.goals import clear_goal, goal_of, goal_set_on, set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.ranking import day_plan
from prepdeck.study.request import DrillRequest
from prepdeck.study.rescheduling import put_on_day
from prepdeck.study.today import today_of

TODAY = date(2026, 11, 20)
NO_STEPS = "options: {learning_steps: [], relearning_steps: []}"


def aim(home: Home, days: int = 21, minutes: int = 40) -> None:
    set_goal(home.collection, TODAY + timedelta(days=days), (minutes,) * 7)


def keys(home: Home, **request: object) -> list[str]:
    return [card.key for card in plan_of(home.collection, DrillRequest(**request)).cards]  # type: ignore[arg-type]


def plan(home: Home) -> object:
    goal = goal_of(home.collection)
    assert goal is not None
    return day_plan(home.collection, goal, home.collection.now())


def test_the_quota_replaces_the_decks_limit_but_not_a_zero(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 60, "options: {new_per_day: 2}"))
    home.write("b.yaml", numbered_deck("b", 60, "options: {new_per_day: 0}"))
    assert len(keys(home)) == 2
    aim(home, days=10)
    chosen = keys(home)
    assert 6 <= len(chosen) <= 40
    assert all(key.startswith("a/") for key in chosen)
    clear_goal(home.collection)
    assert len(keys(home)) == 2


def test_core_cards_come_before_deep_ones(home: Home) -> None:
    deep, core = "{id: deep, front: Deep?, back: Yes., tier: deep}", "{id: core, front: Core?, back: Yes.}"
    home.write("a.yaml", f"deck: a\nnotes:\n  - {deep}\n  - {core}\n")
    aim(home, days=1)
    assert keys(home) == ["a/core", "a/deep"]


def test_among_equals_the_decks_take_turns_in_their_own_order(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 40))
    home.write("b.yaml", numbered_deck("b", 40))
    aim(home, days=10)
    assert keys(home)[:5] == ["a/q1", "b/q1", "a/q2", "b/q2", "a/q3"]


def test_what_is_due_and_what_is_not_stand_in_one_ranking(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3, NO_STEPS))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    answer_card(home.collection, "a/q2", Rating.EASY)
    home.clock.advance(days=1)
    assert keys(home, decks=("a",)) == ["a/q3"]
    aim(home, days=10)
    assert set(keys(home)) == {"a/q1", "a/q2", "a/q3"}
    shown = offer_card(home.collection, "a/q2", "drill")
    assert not isinstance(shown, Gone)
    assert shown.state.due_day is not None
    assert shown.state.due_day > home.collection.now().day
    store_answer(home.collection, Answer(shown, Rating.GOOD, 8_000), "drill")
    assert "a/q2" not in keys(home)
    assert offer_card(home.collection, "a/q2", "drill") == Gone("was answered elsewhere")


def test_pulled_cards_come_first(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 30))
    aim(home)
    home.collection.append([Pull(("a/q29", "a/q30"), "mock-1")])
    assert keys(home)[:2] == ["a/q29", "a/q30"]
    assert keys(home).count("a/q29") == 1


def test_the_minutes_of_the_day_end_the_drill_and_what_was_spent_counts(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 300, NO_STEPS))
    aim(home, days=30, minutes=20)
    before = len(keys(home))
    for key in keys(home)[:5]:
        shown = offer_card(home.collection, key, "drill")
        store_answer(home.collection, Answer(shown, Rating.GOOD, 60_000), "drill")
    assert len(keys(home)) == pytest.approx(before - 10, abs=2)
    assert today_of(home.collection).minutes <= 20
    assert len(keys(home, limit=3)) == 3
    home.clock.advance(days=1)
    assert len(keys(home, limit=200)) > len(keys(home))


def test_a_day_without_minutes_is_free(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 30))
    set_goal(home.collection, TODAY + timedelta(days=20), (40, 40, 40, 40, 0, 40, 40))
    assert keys(home) == []  # 20 November 2026 is a Friday
    home.clock.advance(days=1)
    assert keys(home) != []


def test_the_last_new_card_comes_three_days_before(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 12, NO_STEPS))
    aim(home, days=10)
    home.clock.advance(days=8)
    answer_card(home.collection, "a/q1", Rating.AGAIN)
    home.clock.advance(days=1)
    assert keys(home) == ["a/q1"]


def test_after_the_interview_cards_come_as_they_fall_due(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 60))
    aim(home, days=2)
    home.clock.advance(days=3)
    assert len(keys(home)) == 10


def test_on_the_day_itself_what_was_forgotten_can_be_mended(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 5, NO_STEPS))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    aim(home, days=6)
    home.clock.advance(days=6)
    assert keys(home) == ["a/q1"]


def test_the_plan_is_made_once_a_day_and_again_for_another_goal_or_library(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 40))
    aim(home)

    def stamp() -> str | None:
        plan(home)
        return home.collection.store.read_meta("day_plan")

    first = stamp()
    assert stamp() == first
    answer_card(home.collection, "a/q1", Rating.GOOD)
    assert stamp() == first
    aim(home, minutes=15)
    second = stamp()
    assert second != first
    home.clock.advance(days=1)
    assert stamp() != second
    home.write("b.yaml", numbered_deck("b", 40))
    home.refresh()
    assert any(key.startswith("b/") for key in keys(home))


def test_another_process_sees_the_same_order(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 40))
    aim(home)
    chosen = keys(home)
    home.reopen()
    assert keys(home) == chosen


def test_undo_brings_a_card_and_its_place_back(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 20))
    aim(home)
    chosen = keys(home)
    answer_card(home.collection, chosen[0], Rating.EASY)
    assert chosen[0] not in keys(home)
    home.collection.undo()
    assert keys(home) == chosen


def test_suspending_and_taking_it_back(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 5))
    aim(home)
    mark_cards(home.collection, ("a/q1",), "suspend")
    assert "a/q1" not in keys(home)
    mark_cards(home.collection, ("a/q1",), "unsuspend")
    assert "a/q1" in keys(home)


def test_a_card_beyond_the_quota_waits_when_it_is_offered(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 60))
    aim(home, days=20)
    quota = len(keys(home))
    for number in range(1, quota + 1):
        answer_card(home.collection, f"a/q{number}", Rating.EASY)
    shown = offer_card(home.collection, "a/q59", "drill")
    assert shown == Gone("waits until tomorrow: the day's limit was reached elsewhere")


@pytest.mark.parametrize(
    ("days", "minutes", "said"),
    [(-1, 40, "has passed"), (3_660, 40, "10 years away"), (20, 0, "no minutes on any day")],
)
def test_what_cannot_be_planned_is_told(home: Home, days: int, minutes: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        aim(home, days, minutes)
    assert goal_of(home.collection) is None


def test_a_goal_begins_when_its_date_was_first_set(home: Home) -> None:
    aim(home, days=9)
    since = home.collection.now().day
    aim(home, days=20)
    home.clock.advance(days=2)
    aim(home, days=20, minutes=60)
    goal = goal_of(home.collection)
    assert goal is not None
    assert goal_set_on(home.collection, goal) == since
    home.clock.advance(days=1)
    aim(home, days=25)
    goal = goal_of(home.collection)
    assert goal is not None
    assert goal_set_on(home.collection, goal) == since + 3


actions = st.lists(st.tuples(st.integers(0, 7), st.integers(1, 12), st.sampled_from(Rating)), max_size=25)


@settings(max_examples=15)
@given(actions)
def test_a_ranking_kept_up_is_the_one_made_anew(tmp_path_factory: pytest.TempPathFactory, steps: list) -> None:  # type: ignore[type-arg]
    home = make_home(tmp_path_factory.mktemp("ranks"))
    home.write("a.yaml", numbered_deck("a", 12, NO_STEPS))
    aim(home, days=40)
    try:
        keys(home)
        for action, number, rating in steps:
            key = f"a/q{number}"
            if action <= 2:
                with suppress(UsageError):  # it is suspended
                    answer_card(home.collection, key, rating)
            elif action == 3:
                home.collection.undo()
            elif action == 4:
                mark_cards(home.collection, (key,), "suspend" if key not in suspended(home) else "unsuspend")
            elif action == 5:
                mark_cards(home.collection, (key,), "reset")
            elif action == 6:
                put_on_day(home.collection, (key,), home.collection.now().day + rating - 1)
            else:
                home.clock.advance(days=1)
            keys(home)
        kept = ranks_of(home)
        with home.collection.store.writing() as rows:
            rows.exec_driver_sql("DELETE FROM meta WHERE name = 'day_plan'")
        keys(home)
        assert kept == ranks_of(home)
    finally:
        home.close()


def suspended(home: Home) -> set[str]:
    with home.collection.store.reading() as rows:
        return set(rows.exec_driver_sql("SELECT key FROM card WHERE suspended = 1").scalars())


def ranks_of(home: Home) -> list[tuple[object, ...]]:
    with home.collection.store.reading() as rows:
        found = rows.exec_driver_sql("SELECT key, is_new, lane, weight, gain FROM rank ORDER BY key").all()
    return [(*row[:4], pytest.approx(row[4])) for row in found]


def test_new_phase_is_what_a_goal_of_today_counts(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 8))
    aim(home, days=10)
    today = today_of(home.collection)
    planned = plan_of(home.collection, DrillRequest()).cards
    assert today.new == sum(card.state.phase is Phase.NEW for card in planned) == len(planned)
    assert today.now.day == moment(START_MS, 0).day
