"""readiness: its document, its text, its report, its checklist."""

from pathlib import Path

from command_line import CommandLine
from support.homes import numbered_deck
from support.stories import CLEAN, SECRETS

KEYS = {"role", "on", "overall", "known", "weakest_must", "requirements", "checklist"}
OF_REQUIREMENT = {
    "id", "title", "class", "weight", "ready", "known", "knowledge", "performance", "evidence", "story", "gap", "next",
}  # fmt: skip
ROLE = """
kind: role
role: {slug}
title: Machine learning engineer
requirements:
  - {{requirement: sharding, title: Sharding, class: must, weight: 4, cards: 'deck:a', evidence: true}}
  - {{requirement: python, title: Python, class: minimum, weight: 2, cards: 'deck:b'}}
checklist: [{{item: resume, title: One page}}]
"""


def test_the_document_has_its_keys_and_null_for_what_is_not_known(empty: CommandLine) -> None:
    empty.write("role.yaml", ROLE.format(slug="mle"))
    empty.write("a.yaml", numbered_deck("a", 2))
    empty.write("b.yaml", numbered_deck("b", 2))
    empty.done("answer", "a/q1", "good")
    document = empty("readiness", "--json").document
    assert set(document) == KEYS
    sharding, python = document["requirements"]
    assert set(sharding) == OF_REQUIREMENT
    assert (sharding["knowledge"], sharding["performance"], sharding["evidence"]) == (100, None, 0)
    assert (python["ready"], python["knowledge"], python["next"]) == (None, None, "Learn 2 new cards.")
    assert (document["weakest_must"], document["on"]) == ("sharding", "2026-11-20")
    assert document["checklist"] == [{"item": "resume", "title": "One page", "done": False}]


def test_the_text_says_what_is_weakest_and_what_to_do(empty: CommandLine) -> None:
    empty.write("role.yaml", ROLE.format(slug="mle"))
    empty.write("a.yaml", numbered_deck("a", 2))
    said = empty.done("readiness")
    assert "WEAKEST MUST-HAVE: Sharding, 0 %" in said
    assert "1. Sharding: Learn 2 new cards." in said
    assert "[ ] resume: One page" in said
    assert "[x] resume: One page" in empty.done("readiness", "--check", "resume")
    assert "ticking resume of the checklist" in empty.done("undo")
    assert "[ ] resume: One page" in empty.done("readiness")


def test_the_report_is_written_once_unless_forced(empty: CommandLine, tmp_path: Path) -> None:
    empty.write("role.yaml", ROLE.format(slug="mle"))
    file = tmp_path / "ready.md"
    assert f"Wrote {file}." in empty("readiness", "--markdown", str(file)).err
    assert file.read_text("utf-8").startswith("# Readiness: Machine learning engineer")
    refused = empty("readiness", "--markdown", str(file))
    assert (refused.code, "is there already" in refused.err) == (2, True)
    assert empty("readiness", "--markdown", str(file), "--force").code == 0


def test_which_role_is_meant_must_be_clear(empty: CommandLine) -> None:
    said = empty("readiness")
    assert (said.code, "The library has none yet" in said.err) == (2, True)
    empty.write("one.yaml", ROLE.format(slug="one"))
    empty.write("two.yaml", ROLE.format(slug="two"))
    said = empty("readiness")
    assert (said.code, "There are: one, two." in said.err) == (2, True)
    assert empty("readiness", "--role", "two", "--json").document["role"] == "two"
    empty.done("plan", "--on", "2026-12-13", "--role", "one")
    assert empty("readiness", "--json").document["role"] == "one"


def test_the_weeks_are_told_and_documented(empty: CommandLine) -> None:
    empty.write("role.yaml", ROLE.format(slug="mle"))
    empty.write("a.yaml", numbered_deck("a", 2))
    assert "There is no answer yet." in empty.done("readiness", "--history")
    assert empty("readiness", "--history", "--json").document["weeks"] == []
    empty.done("answer", "a/q1", "good")
    said = empty.done("readiness", "--history").splitlines()
    assert [line.split() for line in said[2:]] == [
        ["name", "11-20"], ["all", "together", "36"], ["sharding", "36"], ["python", "?"],
    ]  # fmt: skip
    document = empty("readiness", "--history", "--json").document
    assert set(document) == KEYS | {"weeks"}
    (week,) = document["weeks"]
    assert week["on"] == "2026-11-20"
    assert week["requirements"][0] == {
        "id": "sharding", "seen": 0.5, "knowledge": 100.0, "performance": None, "evidence": 0.0, "ready": 55.6,
        "known": 0.643, "shown": 35.7,
    }  # fmt: skip


def test_a_story_is_named_and_never_told(empty: CommandLine) -> None:
    empty.write("role.yaml", ROLE.format(slug="mle"))
    empty.write("a.yaml", numbered_deck("a", 2))
    folder = empty.home / "data" / "stories"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(
        CLEAN.replace("    baseline: the whole run of 8 hours\n", "") + "evidence_for: [sharding]\n"
    )
    empty.done("answer", "a/q1", "good")
    empty.done("answer", "a/q2", "good")
    said = [empty.done("readiness", *options) for options in ([], ["--json"], ["--history"], ["--history", "--json"])]
    assert "1. Sharding: Write the baseline of row-loop-share in The nightly forecast." in said[0]
    assert empty("readiness", "--json").document["requirements"][0]["story"] == "nightly-forecast"
    empty.done("readiness", "--markdown", str(empty.folder / "r.md"))
    said.append((empty.folder / "r.md").read_text())
    assert "50 (claims incomplete: The nightly forecast)" in said[-1]
    assert not any(secret in text for text in said for secret in SECRETS)
