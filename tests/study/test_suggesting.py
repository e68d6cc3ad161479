"""Which mock is suggested next, and why."""

from datetime import date

import pytest
from support.homes import Home
from support.performing import debriefed, performed
from support.rehearsals import FRAMEWORK, SCENARIO, write_rehearsals

from prepdeck.model.records import MockElsewhere
from prepdeck.study.goals import set_goal
from prepdeck.study.mock_history import history_of, log_elsewhere, mark_seen
from prepdeck.study.readiness import readiness_for
from prepdeck.study.suggesting import Suggestion, mock_today, scenario_for, suggestion_of

ROLE = """
kind: role
role: mle
title: Engineer
requirements:
  - {{requirement: far, title: 'Far, far away', class: must, weight: 9, evidence: true}}
  - {{requirement: data, title: 'Data: all of it', class: must, weight: {data}, cards: 'deck:mock-cards id:q3'}}
  - {{requirement: serving, title: Serving, class: must, weight: {serving}, axes: [other/modeling]}}
"""


@pytest.fixture
def rehearsing(home: Home) -> Home:
    write_rehearsals(home)
    return home


def suggested(home: Home) -> Suggestion:
    found = suggestion_of(home.collection, history_of(home.collection))
    assert found is not None
    return found


def aim(home: Home, *, data: int, serving: int) -> None:
    """A role whose `data` every scenario tells about, and whose `serving` only one of another framework."""
    home.write("other.yaml", FRAMEWORK.replace("framework: small", "framework: other"))
    other = SCENARIO.format(slug="zebra", title="Zebra crossing", sibling="feed")
    home.write("zebra.yaml", other.replace("framework: small", "framework: other"))
    home.write("role.yaml", ROLE.format(data=data, serving=serving))
    home.refresh()
    set_goal(home.collection, date(2026, 12, 20), (40,) * 7, "mle")


def test_the_sibling_is_suggested_next_with_the_lowest_axis(rehearsing: Home) -> None:
    first = suggested(rehearsing)
    assert first.day == rehearsing.collection.now().day
    assert first.why == "a first one shows where you stand"
    debriefed(rehearsing, performed(rehearsing), missed=("negatives", "delay"))
    following = suggested(rehearsing)
    assert following.scenario == "events"
    assert following.day == rehearsing.collection.now().day + 3
    assert "training data" in following.why


def test_without_a_role_it_is_the_one_longest_ago(rehearsing: Home) -> None:
    log_elsewhere(rehearsing.collection, MockElsewhere("events", "2026-11-18", 40))
    assert suggested(rehearsing).scenario == "feed"
    log_elsewhere(rehearsing.collection, MockElsewhere("feed", "2026-11-17", 40))
    assert (suggested(rehearsing).scenario, suggested(rehearsing).why) == ("feed", "longest ago")
    log_elsewhere(rehearsing.collection, MockElsewhere("feed", "2026-11-19", 40))
    assert suggested(rehearsing).scenario == "events"


def test_what_was_looked_at_is_not_the_first_choice(rehearsing: Home) -> None:
    first = suggested(rehearsing).scenario
    mark_seen(rehearsing.collection, first, "preview")
    assert suggested(rehearsing).scenario != first


def test_with_a_role_it_serves_what_that_misses_most(rehearsing: Home) -> None:
    aim(rehearsing, data=2, serving=3)
    # `far` misses most, but no mock tells about it; then comes `serving`, which only the zebra's framework scores
    assert suggested(rehearsing).scenario == "zebra"
    assert suggested(rehearsing).why == "a gap: Serving"
    today = mock_today(rehearsing.collection)
    assert today is not None
    assert (today.title, today.why) == ("Zebra crossing", "a gap: Serving")
    # once it was rehearsed, the next requirement is served by one that was not
    log_elsewhere(rehearsing.collection, MockElsewhere("zebra", "2026-11-20", 40))
    assert suggested(rehearsing).scenario in ("events", "feed")
    assert suggested(rehearsing).why == "a gap: Data"


def test_what_misses_most_is_called_so(rehearsing: Home) -> None:
    aim(rehearsing, data=10, serving=3)
    assert suggested(rehearsing).why == "your largest gap: Data"


def test_a_requirement_leads_to_the_scenario_that_tells_about_it(rehearsing: Home) -> None:
    aim(rehearsing, data=2, serving=3)
    far, _, serving = readiness_for(rehearsing.collection).given.requirements
    assert scenario_for(rehearsing.collection, far) == ""
    assert scenario_for(rehearsing.collection, serving) == "zebra"
    log_elsewhere(rehearsing.collection, MockElsewhere("zebra", "2026-11-20", 40))
    assert scenario_for(rehearsing.collection, serving) == "zebra"
