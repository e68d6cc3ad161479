"""The remaining days simulated: what is recalled on the day, the load, the quota of new cards."""

from dataclasses import replace

import pytest

from prepdeck.model.memory import Memory
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.scheduling import forecast
from prepdeck.scheduling.forecast import ForecastCard, Schedule, finished, simulate
from prepdeck.scheduling.memory import retrievability
from prepdeck.scheduling.new_cards import best_new_cards
from prepdeck.scheduling.pace import DEFAULT_PACE, cost_of
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS

FIRST = 20_000


def of_kind(kind: str = "basic", **fields: object) -> ForecastCard:
    return ForecastCard(kind, cost_of(DEFAULT_PACE, kind, DEFAULT_OPTIONS), **fields)  # type: ignore[arg-type]


def seen(stability: float = 20.0, days_ago: int = 5, **fields: object) -> ForecastCard:
    return of_kind(memory=Memory(stability, 5.0), last_day=FIRST - days_ago, **fields)


def schedule(days: int = 20, minutes: float = 20, new_per_day: int = 1_000, taper: int = 3) -> Schedule:
    return Schedule(FIRST, (minutes * 60.0,) * days, FIRST + days - taper, new_per_day)


def run(cards: list[ForecastCard], when: Schedule, **how: int) -> forecast.Outlook:
    return finished(simulate(cards, when, DEFAULT_PARAMETERS, **how))


def test_without_minutes_what_is_known_fades_and_the_rest_stays_unknown() -> None:
    outlook = run([seen(), of_kind()], schedule(minutes=0))
    assert outlook.recall == pytest.approx(retrievability(25, Memory(20.0, 5.0), DEFAULT_PARAMETERS) / 2)
    assert outlook.seen == 0.5
    assert sum(day.new + day.reviews for day in outlook.days) == 0


def test_the_same_question_has_the_same_answer_and_another_seed_another_one() -> None:
    cards = [of_kind() for _ in range(100)]
    assert run(cards, schedule()) == run(cards, schedule())
    assert run(cards, schedule()).recall != run(cards, schedule(), seed=1).recall


def test_more_minutes_reach_further() -> None:
    cards = [of_kind() for _ in range(300)]
    recalls = [run(cards, schedule(minutes=minutes)).recall for minutes in (0, 5, 10, 20, 40)]
    assert recalls == sorted(recalls)
    assert recalls[0] == 0
    assert recalls[-1] > 0.9


def test_the_minutes_and_the_quota_are_kept_and_new_cards_end_in_time() -> None:
    outlook = run([of_kind() for _ in range(500)], schedule(minutes=15, new_per_day=10))
    assert all(day.minutes < 15 + 1 for day in outlook.days)
    assert max(day.new for day in outlook.days) == 10
    assert outlook.last_new_day == FIRST + 17
    assert len(outlook.days) == 20


def test_a_rest_day_is_one() -> None:
    when = replace(schedule(days=3), seconds=(600.0, 0.0, 600.0), last_new_day=FIRST + 3)
    outlook = run([of_kind() for _ in range(100)], when)
    assert [day.new > 0 for day in outlook.days] == [True, False, True]


def test_what_may_not_begin_is_not_begun_and_what_does_not_count_is_not_counted() -> None:
    outlook = run([of_kind(may_begin=False), seen(counts=False, stability=1.0), of_kind(counts=False)], schedule())
    assert (outlook.recall, outlook.seen) == (0, 0)
    assert sum(day.new for day in outlook.days) == 1


def test_recall_by_requirement() -> None:
    outlook = run([seen(groups=("ddp", "python")), of_kind(groups=("python",))], schedule(minutes=0))
    known = retrievability(25, Memory(20.0, 5.0), DEFAULT_PARAMETERS)
    assert outlook.by_group == pytest.approx({"ddp": known, "python": known / 2})


def test_heavier_cards_are_begun_first() -> None:
    cards = [of_kind(weight=0.25, groups=("light",)) for _ in range(50)]
    cards += [of_kind(groups=("heavy",)) for _ in range(50)]
    outlook = run(cards, schedule(days=4, minutes=10, taper=1))
    assert outlook.by_group["heavy"] > outlook.by_group["light"] + 0.3


def test_long_cards_are_not_starved() -> None:
    cards = [of_kind() for _ in range(150)] + [of_kind("explain", groups=("explain",)) for _ in range(30)]
    outlook = run(cards, schedule(days=20, minutes=15))
    assert outlook.by_group["explain"] > 0.2


def test_no_days_are_left() -> None:
    outlook = run([seen()], schedule(days=0))
    assert outlook.recall == pytest.approx(retrievability(5, Memory(20.0, 5.0), DEFAULT_PARAMETERS))
    assert outlook.days == ()


def test_a_library_without_cards() -> None:
    assert run([], schedule()).recall == 0
    assert finished(best_new_cards([], schedule(), DEFAULT_PARAMETERS)).per_day == 0


def test_a_large_library_is_simulated_by_a_sample() -> None:
    cards = [of_kind() if number % 3 else seen() for number in range(6_000)]
    small = [of_kind() if number % 3 else seen() for number in range(600)]
    whole = run(cards, schedule(minutes=300))
    assert whole.recall == pytest.approx(run(small, schedule(minutes=30)).recall, abs=0.03)
    assert sum(day.new for day in whole.days) == pytest.approx(4_000, rel=0.05)
    steps = simulate(cards, schedule(minutes=300), DEFAULT_PARAMETERS, looks=20_000)
    assert sum(1 for _ in steps) == 20


def test_a_simulation_yields_each_day_so_that_it_can_be_stopped() -> None:
    steps = simulate([of_kind() for _ in range(50)], schedule(), DEFAULT_PARAMETERS)
    assert sum(1 for _ in steps) == 20


def test_few_minutes_begin_cards_as_early_as_they_allow() -> None:
    new = finished(best_new_cards([of_kind() for _ in range(1_000)], schedule(minutes=20), DEFAULT_PARAMETERS))
    assert 20 <= new.per_day <= 35
    assert new.outlook.seen < 1


def test_minutes_to_spare_spread_the_new_cards() -> None:
    new = finished(best_new_cards([of_kind() for _ in range(180)], schedule(minutes=60), DEFAULT_PARAMETERS))
    assert 10 <= new.per_day < 40
    assert new.is_tapered
    assert new.outlook.seen == 1


def test_new_cards_end_early_unless_the_minutes_are_too_few_for_that() -> None:
    new = finished(best_new_cards([of_kind() for _ in range(60)], schedule(days=10), DEFAULT_PARAMETERS))
    assert (new.is_tapered, new.last_day) == (True, FIRST + 7)
    short = finished(best_new_cards([of_kind() for _ in range(900)], schedule(days=3, taper=1), DEFAULT_PARAMETERS))
    assert short.last_day == FIRST + 2
    late = finished(best_new_cards([of_kind() for _ in range(900)], schedule(days=5, minutes=30), DEFAULT_PARAMETERS))
    assert (late.is_tapered, late.last_day) == (False, FIRST + 4)


def test_what_is_all_seen_needs_no_quota() -> None:
    new = finished(best_new_cards([seen() for _ in range(20)], schedule(), DEFAULT_PARAMETERS))
    assert (new.per_day, new.is_tapered) == (0, True)
