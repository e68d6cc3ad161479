"""The frameworks prepdeck comes with: the six of them, their pace and their levels."""

from functools import cache

import pytest

from prepdeck.library.check import check_library
from prepdeck.library.search_path import builtin_root
from prepdeck.model.framework import LEVELS, Framework

pytestmark = pytest.mark.builtin_decks

LENGTHS = {
    "nine-step": (35, 45, 60),
    "seven-step": (35, 45, 60),
    "meta-signals": (35, 45, 60),
    "ml-infra": (35, 45, 60),
    "behavioral": (35, 45),
    "coding-pattern": (20, 25),
}


@cache
def frameworks() -> dict[str, Framework]:
    return {framework.slug: framework for framework in check_library([builtin_root()]).frameworks}


def minutes_before(framework: Framework, phase: str, length: int) -> int:
    before = [each.slug for each in framework.phases].index(phase)
    return sum(dict(each.minutes)[length] for each in framework.phases[:before])


def test_the_six_are_there_with_their_lengths() -> None:
    assert {slug: framework.lengths for slug, framework in frameworks().items()} == LENGTHS


@pytest.mark.parametrize("slug", LENGTHS)
def test_every_phase_says_when_it_is_done_and_how_to_move_on(slug: str) -> None:
    for phase in frameworks()[slug].phases:
        assert phase.done_when
        assert 0 < len(phase.nudge) <= 70, f"{phase.slug}: a nudge is one short line"


@pytest.mark.parametrize("slug", LENGTHS)
def test_every_level_says_something_else(slug: str) -> None:
    for axis in frameworks()[slug].axes:
        assert len({axis.anchor(level) for level in LEVELS}) == len(LEVELS)


@pytest.mark.parametrize(("length", "minute"), [(35, 16), (45, 22), (60, 29)])
def test_modeling_begins_before_the_half(length: int, minute: int) -> None:
    assert minutes_before(frameworks()["nine-step"], "model", length) == minute
    assert minute < length / 2


def test_the_ml_frameworks_share_their_axes() -> None:
    nine, seven, meta = (frameworks()[slug].axes for slug in ("nine-step", "seven-step", "meta-signals"))
    assert nine == seven == meta
    assert [axis.weight for axis in meta] == [20, 15, 15, 25, 15, 10]
    assert [axis.weight for axis in frameworks()["ml-infra"].axes] == [15, 25, 10, 20, 20, 10]


def test_the_seven_steps_say_that_most_of_them_are_ours() -> None:
    assert "reconstruction" in frameworks()["seven-step"].title
    assert "three of its seven" in frameworks()["seven-step"].note


def test_the_must_items_of_a_scenario_fit_every_framework() -> None:
    for framework in frameworks().values():
        assert 2 * sum(phase.graded for phase in framework.phases) <= 24
