"""A story is told of where git would publish it, and where it is not in the folder of stories."""

import subprocess
from pathlib import Path

import pytest
from support.homes import Home
from support.stories import CLEAN

from prepdeck.library.check import check_library
from prepdeck.library.search_path import Root
from prepdeck.library.story_places import exposing_work_tree
from prepdeck.study.authoring import check_files


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "dotfiles"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def test_a_file_outside_any_work_tree_is_safe(tmp_path: Path) -> None:
    assert exposing_work_tree(tmp_path / "no" / "such" / "folder.yaml") is None


def test_a_file_in_a_work_tree_is_exposed_until_it_is_ignored(tree: Path) -> None:
    story = tree / "deep" / "a.yaml"
    assert exposing_work_tree(story) == tree
    (tree / ".gitignore").write_text("/deep/\n")
    assert exposing_work_tree(story) is None


def test_a_file_that_git_has_already_is_exposed_whatever_is_ignored(tree: Path) -> None:
    (tree / "a.yaml").write_text(CLEAN)
    git(tree, "add", "a.yaml")
    (tree / ".gitignore").write_text("a.yaml\n")
    assert exposing_work_tree(tree / "a.yaml") == tree


def test_without_a_git_to_ask_a_work_tree_counts_as_exposing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / ".gitignore").write_text("*\n")
    monkeypatch.setenv("PATH", "")
    assert exposing_work_tree(tree / "a.yaml") == tree


def test_the_variables_of_a_git_hook_do_not_mislead(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    (other / ".gitignore").write_text("*\n")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert exposing_work_tree(tree / "a.yaml") == tree


def test_a_story_elsewhere_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CLEAN)
    checked = check_library([Root(tmp_path)])
    assert [(found.code, found.severity.title, found.line, found.column) for found in checked.problems] == [
        ("story-elsewhere", "warning", 2, 8)
    ]
    assert len(checked.stories) == 1


def test_a_check_tells_a_story_that_git_would_publish(home: Home, tree: Path) -> None:
    story = tree / "a.yaml"
    story.write_text(CLEAN)
    found = [(problem.code, problem.severity.title) for problem in check_files(home.setup, [tree]).problems]
    assert found == [("story-elsewhere", "warning"), ("story-in-work-tree", "error")]
    (tree / ".gitignore").write_text("a.yaml\n")
    assert [problem.code for problem in check_files(home.setup, [tree]).problems] == ["story-elsewhere"]


def test_the_folder_of_stories_is_part_of_the_library(home: Home) -> None:
    folder = home.setup.paths.stories
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(CLEAN)
    assert check_files(home.setup, []).problems == ()
    assert check_files(home.setup, [folder]).problems == ()
    assert [deck.slug for deck in home.collection.decks] == ["stories"]
    card = home.collection.find_card("stories/nightly-forecast#120s")
    assert card is not None
    assert home.collection.options_of("stories").learning_steps == ()
