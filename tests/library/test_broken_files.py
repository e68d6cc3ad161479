"""One broken file (or folder of files) for each problem code; its first line says where the problem must be found."""

import re
from pathlib import Path

import pytest

from prepdeck.library.check import check_library
from prepdeck.library.problems import CODES
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import Root
from prepdeck.model.problem import Severity

BROKEN = Path(__file__).parent / "broken"
FOUND_ELSEWHERE = {
    "missing-folder", "unreadable-file", "not-a-file", "outside-link", "file-name",  # test_search_path
    "too-large", "too-many-nodes",
    "too-many-problems",  # test_bounds
    "story-elsewhere", "story-in-work-tree",  # test_story_places
    "stale-fact", "check-fails", "check-passes-emptied", "bug-passes", "check-times-out", "check-language-unknown",
    "several-facts", "yes-no-question", "list-without-order", "number-without-source",  # test_style
}  # fmt: skip


def expected_places(path: Path) -> list[tuple[int, int]]:
    first_line = path.read_bytes().split(b"\n", 1)[0].decode()
    if not first_line.startswith("# expect"):
        return []
    return [(int(line), int(column)) for line, column in re.findall(r"(\d+):(\d+)", first_line)]


def test_every_code_has_a_broken_file() -> None:
    assert {path.stem for path in BROKEN.iterdir()} | FOUND_ELSEWHERE == set(CODES)


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_file_is_told_at_its_place_and_nothing_else_is(path: Path) -> None:
    content = read_file(path.name, path.read_bytes(), image_exists=lambda image: image == "there.png")
    assert [(found.code, found.line, found.column) for found in content.problems] == [
        (path.stem, *place) for place in expected_places(path)
    ]
    assert all(found.path == path.name and found.message and found.hint for found in content.problems)


@pytest.mark.parametrize(
    "folder", sorted(path for path in BROKEN.iterdir() if path.is_dir()), ids=lambda path: path.stem
)
def test_files_broken_among_each_other_are_told_at_their_place(folder: Path) -> None:
    expected = [
        (str(path), folder.name, *place) for path in sorted(folder.glob("*.yaml")) for place in expected_places(path)
    ]
    found = check_library([Root(folder, private=True)]).problems
    assert [(problem.path, problem.code, problem.line, problem.column) for problem in found] == expected
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_note_with_an_error_is_left_out_and_the_good_one_stays(path: Path) -> None:
    content = read_file(path.name, path.read_bytes(), image_exists=lambda image: image == "there.png")
    if content.deck_file is None or not content.deck_file.notes:
        assert all(found.severity is not Severity.WARNING for found in content.problems) or path.stem == "empty-file"
        return
    broken_lines = {found.line for found in content.problems if found.severity is Severity.ERROR}
    first_lines = [note.place.line for note in content.deck_file.notes]
    assert "good" in {note.id for note in content.deck_file.notes}
    assert broken_lines.isdisjoint(first_lines)


def test_all_problems_of_all_notes_are_told_at_once() -> None:
    notes = [
        path.read_text().split("good, front: What stays?, back: This note.}\n")[1]
        for path in sorted(BROKEN.glob("*.yaml"))
        if path.stem in ("unknown-key", "bad-flag", "cut-text", "no-result", "cloze-syntax", "mixed-kinds")
    ]
    found = read_file("all.yaml", ("deck: all\nnotes:\n" + "".join(notes)).encode()).problems
    assert [problem.code for problem in found] == [
        "bad-flag", "cloze-syntax", "cut-text", "cut-text", "mixed-kinds", "no-result", "unknown-key",
    ]  # fmt: skip


def test_a_back_of_a_built_in_deck_must_not_be_too_long() -> None:
    source = (BROKEN / "too-long-back.yaml").read_bytes()
    assert [found.severity for found in read_file("a", source).problems] == [Severity.WARNING]
    assert [found.severity for found in read_file("a", source, builtin=True).problems] == [Severity.ERROR]
