"""Frameworks, scenarios and roles in the content index: kept whole, and kept when a later edit breaks their file."""

from support.homes import Home, numbered_deck

from prepdeck.library.file_codec import decode_file
from prepdeck.library.reader import FileContent
from prepdeck.storage.content import file_content
from prepdeck.study.refreshing import stored_problems

FRAMEWORK = """
kind: framework
framework: short
title: Short
phases: [{phase: model, title: Model, minutes: {20: 20}}]
axes: [{axis: modeling, title: Modeling, weight: 100, mid: Picks., senior: Argues., staff: Doubts.}]
"""
SCENARIO = """
kind: scenario
scenario: feed
title: Feed
framework: short
prompt: Rank a feed.
phases:
  model:
    hints: [one, two, three]
    must:
      - {item: baseline, text: A baseline first, axis: modeling, cards: [a/q1]}
      - {item: loss, text: The loss, axis: modeling, cards: [a/q2]}
    reference: Popularity.
curveballs:
  - {curveball: cold, after: model, text: All are new.}
  - {curveball: slow, after: model, text: Half the latency.}
source: [https://a.example, A book]
"""

ROLE = """
kind: role
role: engineer
title: Engineer
requirements: [{requirement: model, title: Model, class: must, weight: 4, cards: deck:a, axes: [short/modeling]}]
"""


def codes(home: Home) -> list[str]:
    return [problem.code for problem in stored_problems(home.collection)]


def stored(home: Home, path: str) -> FileContent:
    with home.collection.store.reading() as rows:
        content = file_content(rows, path)
    assert content is not None
    return decode_file(content)


def test_an_opened_collection_holds_them_and_a_broken_edit_does_not_lose_them(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    framework = str(home.write("framework.yaml", FRAMEWORK))
    scenario = str(home.write("scenario.yaml", SCENARIO))
    role = str(home.write("role.yaml", ROLE))
    home.refresh()
    assert codes(home) == []
    good = stored(home, scenario).scenario
    assert good is not None
    good_role = stored(home, role).role
    assert good_role is not None
    home.write("framework.yaml", FRAMEWORK.replace("weight: 100", "weight: 90"))
    home.write("scenario.yaml", SCENARIO.replace("prompt:", "question:"))
    home.write("role.yaml", ROLE.replace("weight: 4", "weight: 40"))
    home.refresh()
    assert sorted(codes(home)) == ["missing-key", "out-of-range", "unknown-key", "weights-sum"]
    assert stored(home, scenario).scenario == good
    assert stored(home, role).role == good_role
    assert stored(home, framework).framework is not None


def test_a_card_that_leaves_its_deck_is_told_in_the_scenario(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    home.write("framework.yaml", FRAMEWORK)
    path = home.write("scenario.yaml", SCENARIO)
    home.refresh()
    home.write("a.yaml", numbered_deck("a", 1))
    home.refresh()
    (problem,) = stored_problems(home.collection)
    assert (problem.code, problem.path, problem.line) == ("unknown-card", str(path), 12)
    assert "a/q2" in problem.message
