"""What stories come of a file, which cards they make, and what is told of them among the other files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.stories import CLEAN, PLANTED

from prepdeck.library.check import check_library
from prepdeck.library.file_codec import decode_file, encode_file
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import Root
from prepdeck.model.card import cards_of
from prepdeck.model.note_text import back_text, front_text
from prepdeck.model.story import Claim, Competency, Probe, Story


def read(source: str = CLEAN) -> Story:
    content = read_file("stories/a.yaml", source.encode())
    assert content.problems == ()
    assert content.story is not None
    return content.story


def test_every_field_of_a_story_is_read() -> None:
    story = read(CLEAN + "used_in: ['2026-11-20, second round']\nwas: [stories/forecast]\n")
    assert (story.slug, story.title, story.scope, story.line) == ("nightly-forecast", "The nightly forecast", "team", 2)
    assert story.text("situation").startswith(
        "The forecast for 120 shops ran 8 hours a night and failed twice a month,\n"
    )
    assert story.text("120s").count("\n") == 5
    assert story.probes == (
        Probe("On the same hardware?", "Yes, on the same 16 cores."),
        Probe("How did you know where the time went?"),
    )
    assert story.competencies == (
        Competency("driving-results", "strong", 25, 16),
        Competency("perseverance", "ok", 25, 41),
    )
    assert story.claims[0] == Claim(
        slug="forecast-speedup",
        value="48",
        unit="x",
        means="wall-clock time of one nightly run",
        baseline="8 hours, on the same 16 cores",
        now="10 minutes",
        measured="median of 30 nights before and after",
        source="run log of the scheduler",
        line=28,
        column=12,
    )
    assert story.claims[0].is_complete
    assert (story.domains, story.used_in, story.was) == (
        ("forecasting",),
        ("2026-11-20, second round",),
        ("stories/forecast",),
    )


@pytest.mark.parametrize(
    "word", ["8", "shops", "month,", "before", "10", "48x", "cache", "soon", "log", "blind", "has"]
)
def test_a_word_of_a_text_is_found_again_in_its_file(word: str) -> None:
    folded = CLEAN.replace("situation: |-", "situation: >-").replace(
        "reflection: I would", "reflection: 'It''s soon:\n  I\n  would"
    ).replace("almost nothing.", "almost nothing.'")  # fmt: skip
    lines = folded.split("\n")
    for passage in read(folded).passages:
        at = passage.text.find(word)
        if at >= 0:
            line, column = passage.place(at)
            assert lines[line - 1][column - 1 :].startswith(word)


def test_a_story_comes_back_from_the_index_as_it_was() -> None:
    content = read_file("a.yaml", CLEAN.encode())
    assert decode_file(encode_file(content)) == content
    assert not content.is_unusable


def test_a_story_makes_private_cards(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CLEAN)
    checked = check_library([Root(tmp_path, private=True)])
    assert checked.problems == ()
    (deck,) = checked.decks
    (note,) = deck.notes
    assert [card.key for card in cards_of(note)] == [
        "stories/nightly-forecast#30s",
        "stories/nightly-forecast#120s",
        "stories/nightly-forecast#probe-1",
        "stories/nightly-forecast#probe-2",
    ]
    assert deck.options.learning_steps == ()
    assert front_text(note.body) == "The nightly forecast"
    assert "garden centers" in back_text(note.body)
    assert "On the same hardware?" in back_text(note.body)


def test_a_deck_cannot_take_the_name_of_the_stories(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CLEAN)
    (tmp_path / "b.yaml").write_text("deck: stories\nnotes: [{id: a, front: What?, back: That.}]\n")
    checked = check_library([Root(tmp_path, private=True)])
    assert [(Path(found.path).name, found.code) for found in checked.problems] == [("b.yaml", "duplicate-deck")]
    assert [deck.slug for deck in checked.decks] == ["stories"]
    assert [note.id for note in checked.decks[0].notes] == ["nightly-forecast"]


def test_without_stories_there_is_no_deck_of_them(tmp_path: Path) -> None:
    assert check_library([Root(tmp_path)]).decks == ()


def test_half_a_story_is_not_used_and_all_its_errors_are_told() -> None:
    broken = (
        CLEAN.replace("scope: team", "scope: world").replace("task:", "tsk:").replace("perseverance: ok", "growth: 3")
    )
    broken = broken.replace("claim: row-loop-share", "claim: forecast-speedup")
    content = read_file("a.yaml", broken.encode())
    assert sorted(found.code for found in content.problems) == [
        "duplicate-name", "missing-key", "unknown-key", "unknown-value", "unknown-value",
    ]  # fmt: skip
    assert content.is_unusable


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_contradiction_is_told_by_a_check_with_its_place(tmp_path: Path, code: str) -> None:
    for name, text in PLANTED[code].items():
        (tmp_path / f"{name}.yaml").write_text(text)
    problems = check_library([Root(tmp_path, private=True)]).problems
    assert {found.code for found in problems} == {code}
    for found in problems:
        assert found.severity.title == "warning"
        assert found.hint
        line = Path(found.path).read_text().split("\n")[found.line - 1]
        assert len(line) >= found.column > 1


@given(
    st.integers(0, len(CLEAN)),
    st.integers(0, 40),
    st.sampled_from(["", "[]", "{}", "- x", "x", "0", "''", "\n", "  ", "{", ": ", "48x", "%", "from 0 to 0 ", "|-"]),
)
def test_any_damage_gives_problems_in_the_file_and_never_an_exception(at: int, length: int, token: str) -> None:
    damaged = CLEAN[:at] + token + CLEAN[at + length :]
    lines = damaged.split("\n")
    content = read_file("a.yaml", damaged.encode())
    assert content.problems or not content.is_unusable
    for problem in content.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    if content.story is not None:
        from prepdeck.stories.lint import lint

        for finding in lint([content.story]):
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
