"""Stories from the command line: written where nobody else looks, rehearsed, asked, and on one page."""

import json
import stat
import subprocess
from pathlib import Path

import pytest
from command_line import CommandLine
from support.homes import HandClock
from support.stories import CLEAN, SECRETS

from prepdeck.clock import Clock

OUTLINE = """\
kind: outline
outline: competencies
title: What is judged
items:
  - {id: beh.axis.driving-results, title: Driving results}
  - {id: beh.axis.growing, title: Growing continuously}
  - {id: beh.comp.perseverance, title: Perseverance}
"""
BANK = """\
deck: question-bank
notes:
  - id: known-for
    front: 'Answer aloud: "Tell me about a result you are known for."'
    explain: {seconds: 120, points: [The result first]}
    covers: [beh.axis.driving-results]
  - id: feedback
    front: 'Answer aloud: "Tell me about feedback that was hard to hear."'
    explain: {seconds: 120, points: [The feedback]}
    covers: [beh.axis.growing]
"""
ASKS = """\
deck: asks
notes:
  - {id: pitch-60, front: Introduce yourself., pitch: {seconds: 60, points: [hook, proof]}}
  - {id: one, ask: 'What is the hardest part of {product} at {company}?', audience: peer, purpose: the work}
  - {id: two, ask: What would make this hire right?, audience: hiring manager, purpose: success}
"""


@pytest.fixture
def told(prepdeck: CommandLine) -> CommandLine:
    """The program with one story, two questions, two questions to ask."""
    stories(prepdeck).mkdir(parents=True)
    (stories(prepdeck) / "forecast.yaml").write_text(CLEAN)
    prepdeck.write("competencies.yaml", OUTLINE)
    prepdeck.write("bank.yaml", BANK)
    prepdeck.write("asks.yaml", ASKS)
    return prepdeck


def stories(prepdeck: CommandLine) -> Path:
    return prepdeck.home / "data" / "stories"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_story_is_the_users_alone_and_clean_but_for_its_result(prepdeck: CommandLine) -> None:
    out = prepdeck.done("new", "story", "--title", "The nightly forecast")
    path = stories(prepdeck) / "the-nightly-forecast.yaml"
    assert str(path) in out
    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700
    assert prepdeck("check", str(path)).code == 0
    assert prepdeck("check", str(path), "--json").document == []
    again = prepdeck("new", "story", "--title", "The nightly forecast")
    assert (again.code, "exists already" in again.err) == (2, True)


def test_a_new_story_in_a_work_tree_is_refused_with_what_to_do_instead(prepdeck: CommandLine) -> None:
    tree = prepdeck.folder / "repository"
    tree.mkdir()
    subprocess.run(["git", "-C", str(tree), "init", "--quiet"], check=True)
    said = prepdeck("new", "story", str(tree / "mine.yaml"))
    assert said.code == 2
    assert "git work tree" in said.err
    assert "Leave PATH out" in said.err
    assert "/mine.yaml >> " in said.err
    assert not (tree / "mine.yaml").exists()
    assert sorted(path.name for path in tree.iterdir()) == [".git"]
    (tree / ".gitignore").write_text("/mine.yaml\n")
    prepdeck.done("new", "story", str(tree / "mine.yaml"))
    assert mode(tree / "mine.yaml") == 0o600


def test_the_sheet_and_a_story_from_a_file_are_refused_in_a_work_tree_as_well(told: CommandLine) -> None:
    tree = told.folder / "repository"
    tree.mkdir()
    subprocess.run(["git", "-C", str(tree), "init", "--quiet"], check=True)
    source = told.folder / "stories.md"
    source.write_text("## One\n### Situation\nA\n### Task\nB\n### Action\nC\n### Result\nD 1\n")
    assert told("sheet", str(tree / "sheet.md")).code == 2
    assert told("new", "story", str(tree), "--from", str(source)).code == 2
    assert sorted(path.name for path in tree.iterdir()) == [".git"]


def test_stories_of_a_markdown_file_become_files(prepdeck: CommandLine) -> None:
    source = prepdeck.folder / "stories.md"
    source.write_text(
        "# All\n\n## 1. Slow search\n### S - Situation\nIt took 40 s.\n### Task\nMine: faster.\n"
        "### Action\n- first\n\n- then\n### Result\n0.4 s instead of 40 s.\n### Follow-ups\n- Cost?\n\n"
        "## Slow search\n**Situation:** Again.\n**Task:** Mine.\n**Action:** I did.\n**Result:** 3 of 4.\n"
        "## Notes\nNone.\n"
    )
    out = prepdeck.done("new", "story", "--from", str(source))
    first, second = stories(prepdeck) / "slow-search.yaml", stories(prepdeck) / "slow-search-2.yaml"
    assert str(first) in out
    assert "Wrote 2 files" in out
    assert [mode(first), mode(second)] == [0o600, 0o600]
    assert prepdeck("check", str(stories(prepdeck)), "--json").document == []
    assert "  - first\n\n  - then\n" in first.read_text()
    assert "probe: 'Cost?'" in first.read_text()
    said = prepdeck("new", "story", "--from", str(source))
    assert (said.code, "exists already" in said.err) == (2, True)


def test_a_file_without_a_story_says_how_one_is_written(prepdeck: CommandLine) -> None:
    source = prepdeck.folder / "none.md"
    source.write_text("# Nothing\nA pitch.\n")
    said = prepdeck("new", "story", "--from", str(source))
    assert (said.code, "### Situation" in said.err) == (2, True)


def test_the_matrix_tells_holes_and_unanswered_questions(told: CommandLine) -> None:
    document = told("stories", "--json").document
    assert [(row["competency"], row["cover"]) for row in document["competencies"]] == [
        ("driving-results", "one"), ("growing", "hole"), ("perseverance", "weak"),
    ]  # fmt: skip
    assert [one["question"] for one in document["unanswered"]] == ["question-bank/feedback"]
    assert document["stories"][0]["days_since"] is None
    out = told.done("stories")
    assert "No story shows Growing continuously." in out
    assert "Tell me about feedback" in out


def test_without_a_story_it_says_how_to_write_one(prepdeck: CommandLine) -> None:
    assert "prepdeck new story" in prepdeck.done("stories")


def test_a_rehearsal_line_by_line_is_recorded_and_its_cards_come_back_after_days(
    told: CommandLine, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def monotonic_s(self: Clock) -> float:
        clock.advance(minutes=0.5)
        return clock.at_ms / 1000

    monkeypatch.setattr(Clock, "monotonic_s", monotonic_s)
    out = told.done("rehearse", "driving-results", "--plain", typed="\n\np\nn\n\n\nn\n\n\nThe baseline first.\n")
    assert "Tell me about a result you are known for." in out
    assert "You took 30 of 120 seconds." in out
    assert "Follow-up 1 of 2, 45 seconds: On the same hardware?" in out
    (record,) = told("rehearse", "--history", "--json").document
    assert (record["story"], record["question"]) == ("nightly-forecast", "question-bank/known-for")
    assert [probe["tick"] for probe in record["probes"]] == ["partly", "missed"]
    assert [item["tick"] for item in record["checklist"]] == ["had", "had", "missed", "had", "had", "had"]
    assert record["fix"] == "The baseline first."
    card = told("card", "stories/nightly-forecast#120s", "--json").document
    assert card["queue"] == "review"
    assert card["interval_days"] >= 2
    assert [told("card", f"stories/nightly-forecast#probe-{n}", "--json").document["reps"] for n in (1, 2)] == [1, 1]
    assert told("stories", "--json").document["stories"][0]["days_since"] == 0
    again = told.done("rehearse", "driving-results", "--plain", typed="q\n")
    assert "Last time you noted: The baseline first." in again


def test_one_undo_takes_a_whole_rehearsal_back(told: CommandLine) -> None:
    told.done("rehearse", "driving-results", "--plain", typed="\n\n\n\n\n\n\n\n\n\n")
    assert "rehearsal of stories/nightly-forecast" in told.done("undo")
    assert told("rehearse", "--history", "--json").document == []
    assert told("card", "stories/nightly-forecast#120s", "--json").document["reps"] == 0


def test_a_rehearsal_that_was_left_records_nothing(told: CommandLine) -> None:
    said = told("rehearse", "driving-results", "--plain", typed="\nq\n")
    assert (said.code, "nothing was recorded" in said.err) == (0, True)
    assert told("rehearse", "--history", "--json").document == []


def test_the_pitch_is_rehearsed_by_its_own_points(told: CommandLine) -> None:
    out = told.done("rehearse", "--pitch", "60", "--plain", typed="\n\n\n\n\n")
    assert "Was it there? hook" in out
    assert "asks/pitch-60: Good, back today" in out
    said = told("rehearse", "--pitch", "30", "--plain")
    assert (said.code, "There are: 60." in said.err) == (2, True)


def test_what_was_really_asked_is_drawn_first(told: CommandLine) -> None:
    question = "Tell me about a time: you 'disagreed' #loudly"
    told.done("asked", "--company", "Initech", "--round", "onsite", "--shows", "growing", question)
    drawn = told("rehearse", "--json").document
    assert (drawn["text"], drawn["asked_at"]) == (question, "Initech, onsite, 2026-11-20")
    assert drawn["competencies"] == ["growing"]
    (asked,) = told("asked", "--json").document
    assert (asked["company"], asked["round"], asked["on"]) == ("Initech", "onsite", "2026-11-20")
    card = told("card", asked["key"], "--json").document
    assert (card["deck"], card["kind"]) == ("asked", "explain")
    assert mode(stories(told) / "asked.yaml") == 0o600
    assert told("check", str(stories(told)), "--json").document == []
    told.done("asked", "--company", "Initech", "-", typed="One more?\n\nAnd another?\n")
    assert len(told("asked", "--json").document) == 3


@pytest.mark.parametrize(
    ("arguments", "told_as"),
    [
        (["Why?"], "Where was it asked?"),
        (["--company", "I", "--on", "2026-12-24", "Why?"], "still to come"),
        (["--company", "I", "--on", "yesterday", "Why?"], "no date"),
        (["--company", "I", "--shows", "charm", "Why?"], "no competency charm"),
        (["--company", "I"], "No question was given"),
        (["--company", "I", "x" * 2000], "longer than"),
    ],
)
def test_what_cannot_be_recorded_is_told(told: CommandLine, arguments: list[str], told_as: str) -> None:
    said = told("asked", *arguments)
    assert (said.code, told_as in said.err) == (2, True)
    assert told("asked", "--json").document == []


@pytest.mark.builtin_decks
@pytest.mark.parametrize("options", [(), ("--plain",)])
def test_the_sheet_fits_its_page(empty: CommandLine, options: tuple[str, ...]) -> None:
    prepdeck = empty
    prepdeck.write("own.yaml", "deck: my-own\nnotes:\n  - {id: one, front: What is it?, back: It is that.}\n")
    folder = stories(prepdeck)
    folder.mkdir(parents=True)
    for number in range(14):
        (folder / f"{number}.yaml").write_text(
            CLEAN.replace("story: nightly", f"story: n{number}-" + "long-" * 8 + "nightly")
        )
    prepdeck.done("answer", "my-own/one", "again")
    lines = prepdeck.done("sheet", *options).rstrip("\n").split("\n")
    assert 30 < len(lines) <= 60
    assert max(map(len, lines)) <= 90
    page = "\n".join(lines).lower()
    for part in (
        "weakest core cards",
        "what is it?",
        "nine steps",
        "7 metrics",
        "the nightly forecast",
        "hiring manager: ",
    ):
        assert part in page


def test_the_sheet_puts_in_what_is_known_of_the_company(told: CommandLine) -> None:
    (told.home / "config").mkdir()
    (told.home / "config" / "config.toml").write_text('[interview]\ncompany = "Initech"\nproduct = "TPS"\n')
    document = told("sheet", "--json").document
    assert document["questions"] == [
        "Peer: What is the hardest part of TPS at Initech?", "Hiring manager: What would make this hire right?",
    ]  # fmt: skip
    assert document["stories"][0]["claim"].startswith("48x wall-clock time of one nightly run, before: 8 hours")
    path = told.folder / "sheet.md"
    told.done("sheet", str(path))
    assert mode(path) == 0o600
    assert path.read_text().startswith("# As of Fri 20 Nov 2026\n")


def test_no_document_but_those_on_stories_holds_their_text(told: CommandLine) -> None:
    """`due`, `decks`, `log`, `check` and errors: what gets pasted into a bug report."""
    told.done("rehearse", "driving-results", "--plain", typed="\n\n\n\n\n\n\n\n\nMy secret line\n")
    told.done("asked", "--company", "Initech", "A secret question?")
    said = [
        told(*call)
        for call in (["due"], ["decks"], ["log"], ["check"], ["doctor"], ["plan"], ["rehearse", "--story", "x"])
    ]
    text = "".join(one.out + one.err for one in said) + json.dumps(told("decks", "--json").document)
    for secret in (*SECRETS, "My secret line", "Initech", "A secret question?"):
        assert secret not in text


def test_importing_markdown_with_the_four_headings_takes_stories(prepdeck: CommandLine) -> None:
    source = prepdeck.folder / "stories.md"
    source.write_text("## One\n### Situation\nA\n### Task\nB\n### Action\nC\n### Result\nD 1\n")
    assert "Nothing was written." in prepdeck.done("import", str(source), "--dry-run")
    assert not stories(prepdeck).exists() or not list(stories(prepdeck).glob("*"))
    assert str(stories(prepdeck) / "one.yaml") in prepdeck.done("import", str(source))
    assert mode(stories(prepdeck) / "one.yaml") == 0o600
