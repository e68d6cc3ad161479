"""The short version of `make bench`: prepdeck's order keeps up with the best and long cards are not left unseen."""

from statistics import mean
from types import ModuleType

import pytest
from support.benches import load_benchmark


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load_benchmark("toward_a_date")


def test_the_order_by_gain_keeps_up_with_the_best_of_the_others(bench: ModuleType) -> None:
    means = {
        policy: mean(mean(bench.study(bench.QUICK, policy, seed)["basic"]) for seed in range(2))
        for policy in bench.POLICIES
    }
    assert means["prepdeck"] >= max(means.values()) - 0.005
    assert means["prepdeck"] > means["due-first"]


def test_no_kind_is_left_unseen(bench: ModuleType) -> None:
    by_kind = bench.study(bench.Setting(150, 8, 10, explain=0.15, code=0.10), "prepdeck", 0)
    assert {kind: any(recalls) for kind, recalls in by_kind.items()} == {"basic": True, "explain": True, "code": True}


def test_every_policy_meets_the_same_learner(bench: ModuleType) -> None:
    one, other = bench.Learner(bench.QUICK, 3), bench.Learner(bench.QUICK, 3)
    now = bench.Moment(bench.START * 86_400_000, bench.START)
    for key in ("deck/n1", "deck/n2", "deck/n3"):
        one.answer(key, now)
    for key in ("deck/n3", "deck/n1", "deck/n2"):
        other.answer(key, now)
    assert one.true == other.true
