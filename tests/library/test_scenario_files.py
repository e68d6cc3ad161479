"""What frameworks and scenarios come of a file, and which of them a library lets run."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.check import Checked, check_library
from prepdeck.library.file_codec import decode_file, encode_file
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import Root
from prepdeck.model.framework import Axis, Framework, FrameworkPhase
from prepdeck.model.note import Tolerance
from prepdeck.model.problem import Severity
from prepdeck.model.scenario import Clarification, Curveball, Mention, RubricItem, ScenarioNumber, ScenarioPhase

FRAMEWORK = """
kind: framework
framework: short
title: Short   # a comment is harmless here
note: Ours.
source: https://a.example
phases:
  - {phase: model, title: Model, minutes: {30: 28, 20: 19}, done_when: 'loss, said', nudge: Move.}
  - {phase: wrap, title: Wrap-up, minutes: {20: 1, 30: 2}, graded: false}
axes:
  - {axis: modeling, title: Modeling, weight: 60, mid: Picks., senior: Argues., staff: Doubts.}
  - {axis: talk, title: Talk, weight: 40, mid: Answers., senior: Leads., staff: Adapts.}
"""
SCENARIO = """
kind: scenario
scenario: feed
title: Feed
framework: short
siblings: [ads]
prompt: |-
  Rank a feed.
clarifications: [{ask: [scale, users], say: 100M daily users}]
phases:
  model:
    given: All but the model.
    hints: [one, two, three]
    bonus: [{item: tenfold, text: Ten times the load, axis: modeling, level: staff}]
    must:
      - {item: baseline, text: A baseline first, axis: modeling, cards: [cards/one, cards/gap#c1]}
      - {item: plan, text: The plan, axis: talk, cards: []}
    should: []
    listen_for: [a number]
    reference: Popularity.
    diagram: A --> B
  wrap: {given: The end.}
curveballs:
  - {curveball: cold, after: model, text: All are new., good: [asks for the goal]}
  - {curveball: slow, after: wrap, text: Half the latency.}
numbers:
  - {number: ram, answer: items*dim/1e9, given: {items: 1e8, dim: 256}, unit: GB, tolerance: 10%}
  - {number: plain, answer: 2*x, given: {x: 1}}
source: [https://a.example, A book]
"""
DECK = "deck: cards\nnotes:\n  - {id: one, front: Which?, back: b}\n  - {id: gap, cloze: 'x {{c1::y}}'}\n"
ADS = SCENARIO.replace("scenario: feed", "scenario: ads").replace("[ads]", "[feed]")


def library(folder: Path, **files: str) -> Checked:
    for name, source in files.items():
        (folder / f"{name}.yaml").write_text(source)
    return check_library([Root(folder)])


def codes(checked: Checked) -> list[str]:
    return [problem.code for problem in checked.problems]


def test_every_field_of_a_framework_is_read() -> None:
    content = read_file("short.yaml", FRAMEWORK.encode())
    assert content.problems == ()
    assert content.framework == Framework(
        slug="short",
        title="Short",
        path="short.yaml",
        phases=(
            FrameworkPhase("model", "Model", ((20, 19), (30, 28)), "loss, said", "Move."),
            FrameworkPhase("wrap", "Wrap-up", ((20, 1), (30, 2)), graded=False),
        ),
        axes=(
            Axis("modeling", "Modeling", 60, "Picks.", "Argues.", "Doubts."),
            Axis("talk", "Talk", 40, "Answers.", "Leads.", "Adapts."),
        ),
        note="Ours.",
        sources=("https://a.example",),
        line=3,
        column=12,
    )
    assert content.framework.lengths == (20, 30)


def test_every_field_of_a_scenario_is_read_and_must_items_come_first() -> None:
    content = read_file("feed.yaml", SCENARIO.encode())
    assert content.problems == ()
    scenario = content.scenario
    assert scenario is not None
    assert (scenario.slug, scenario.title, scenario.framework, scenario.siblings) == ("feed", "Feed", "short", ("ads",))
    assert (scenario.prompt, scenario.sources) == ("Rank a feed.", ("https://a.example", "A book"))
    assert scenario.clarifications == (Clarification(("scale", "users"), "100M daily users"),)
    assert scenario.phases == (
        ScenarioPhase(
            slug="model",
            given="All but the model.",
            hints=("one", "two", "three"),
            items=(
                RubricItem("baseline", "A baseline first", "modeling", "must", "", ("cards/one", "cards/gap#c1")),
                RubricItem("plan", "The plan", "talk", "must"),
                RubricItem("tenfold", "Ten times the load", "modeling", "bonus", "staff"),
            ),
            listen_for=("a number",),
            reference="Popularity.",
            diagram="A --> B",
        ),
        ScenarioPhase("wrap", given="The end."),
    )
    assert scenario.curveballs == (
        Curveball("cold", "model", "All are new.", ("asks for the goal",)),
        Curveball("slow", "wrap", "Half the latency."),
    )
    assert scenario.numbers == (
        ScenarioNumber("ram", "items*dim/1e9", (("items", 1e8), ("dim", 256.0)), Tolerance(0.1, True), "GB"),
        ScenarioNumber("plain", "2*x", (("x", 1.0),), Tolerance(0.25, True)),
    )


def test_a_scenario_remembers_where_it_names_other_things() -> None:
    scenario = read_file("feed.yaml", SCENARIO.encode()).scenario
    assert scenario is not None
    assert Mention("framework", "short", 5, 12) in scenario.mentions
    assert Mention("card", "cards/gap#c1", 16, 85) in scenario.mentions
    kinds = [mention.kind for mention in scenario.mentions]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "framework": 1, "sibling": 1, "phase": 2, "axis": 3, "card": 2, "after": 2,
    }  # fmt: skip


def test_both_come_back_from_the_index_as_they_were() -> None:
    for source in (FRAMEWORK, SCENARIO):
        content = read_file("a.yaml", source.encode())
        assert decode_file(encode_file(content)) == content
        assert not content.is_unusable


def test_a_file_with_any_error_is_not_used_as_a_whole() -> None:
    for source in (FRAMEWORK.replace("weight: 60", "weight: 50"), SCENARIO.replace("level: staff", "level: junior")):
        content = read_file("a.yaml", source.encode())
        assert [problem.severity for problem in content.problems] == [Severity.ERROR]
        assert content.is_unusable


def test_all_errors_of_a_scenario_are_told_at_once() -> None:
    source = (
        SCENARIO.replace("hints: [one, two, three]", "hints: [one, two]").replace("2*x", "2/x").replace("x: 1", "x: 0")
    )
    source = source.replace("level: staff", "level: junior").replace("curveball: slow", "curveball: cold")
    source = source.replace(", A book]", "]")
    found = read_file("a.yaml", source.encode()).problems
    assert [problem.code for problem in found] == [
        "too-few-items", "unknown-value", "duplicate-name", "no-result", "too-few-items",
    ]  # fmt: skip


def test_all_errors_of_a_framework_are_told_at_once() -> None:
    source = (
        FRAMEWORK.replace("30: 2}", "30: 3}")
        .replace("weight: 60", "weight: 50")
        .replace("axis: talk", "axis: modeling")
    )
    found = read_file("a.yaml", source.replace("title: Short", "heading: Short").encode()).problems
    assert [problem.code for problem in found] == [
        "missing-key", "unknown-key", "minutes-sum", "weights-sum", "duplicate-name",
    ]  # fmt: skip


def test_a_framework_without_phases_or_axes_is_no_use() -> None:
    head = FRAMEWORK.partition("phases:")[0]
    found = read_file("a.yaml", f"{head}phases: []\naxes: []\n".encode())
    assert [problem.code for problem in found.problems] == ["too-few-items", "weights-sum"]
    assert found.is_unusable


@given(
    st.sampled_from((FRAMEWORK, SCENARIO)),
    st.integers(0, 1200),
    st.integers(0, 30),
    st.sampled_from(["", "[]", "{}", "- x", "x", "0", "''", "\n", "  ", "{", ": "]),
)
def test_any_damage_gives_problems_in_the_file_and_never_an_exception(
    source: str, at: int, length: int, token: str
) -> None:
    damaged = source[:at] + token + source[at + length :]
    lines = damaged.split("\n")
    content = read_file("a.yaml", damaged.encode())
    assert content.problems or not content.is_unusable
    for problem in content.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_the_numbers_of_a_scenario_must_evaluate_with_what_is_given() -> None:
    source = SCENARIO.replace("answer: 2*x, given: {x: 1}", "answer: 2*y, given: {x: 1}")
    found = read_file("a.yaml", source.encode()).problems
    assert [(problem.code, problem.hint != "") for problem in found] == [("unknown-name", True), ("unused-name", True)]


def test_a_whole_library_is_clean_and_its_scenarios_run(tmp_path: Path) -> None:
    checked = library(tmp_path, framework=FRAMEWORK, feed=SCENARIO, ads=ADS, deck=DECK)
    assert codes(checked) == []
    assert [framework.slug for framework in checked.frameworks] == ["short"]
    assert {scenario.slug for scenario in checked.scenarios} == {"feed", "ads"}


def test_a_scenario_runs_without_a_card_but_not_without_its_axis(tmp_path: Path) -> None:
    no_axis = ADS.replace("axis: talk", "axis: tlak")
    checked = library(tmp_path, framework=FRAMEWORK, feed=SCENARIO, ads=no_axis, deck=DECK.replace("gap", "hole"))
    assert sorted(codes(checked)) == ["unknown-axis", "unknown-card", "unknown-card"]
    assert [scenario.slug for scenario in checked.scenarios] == ["feed"]


def test_without_its_framework_a_scenario_is_told_once_and_does_not_run(tmp_path: Path) -> None:
    checked = library(tmp_path, feed=SCENARIO.replace("siblings: [ads]\n", ""), deck=DECK)
    assert codes(checked) == ["unknown-framework"]
    assert checked.scenarios == ()
