"""Where stories are kept: in the user's own folder, and never where a push would publish them."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from prepdeck.library.problems import problem
from prepdeck.model.problem import Problem
from prepdeck.model.story import Story

_PATIENCE_S = 10.0
_IGNORED = 0


def out_of_place(story: Story) -> Problem:
    """The warning for a story that was found elsewhere than in the folder of stories."""
    return problem(story.path, story.line, story.column, "story-elsewhere", "a story outside your folder of stories")


def stories_in_the_open(stories: Iterable[Story]) -> list[Problem]:
    """An error for each story in a git work tree that does not ignore it."""
    problems = []
    for story in stories:
        tree = exposing_work_tree(Path(story.path))
        if tree is not None:
            told = f"git would commit this story in {tree}"
            problems.append(problem(story.path, story.line, story.column, "story-in-work-tree", told))
    return problems


def exposing_work_tree(path: Path) -> Path | None:
    """The git work tree in which a file is, or would be, one `git add` from being public; None where it is safe.

    A work tree without a git to ask counts as exposing: better one refusal too many. A file that git has already is
    exposed, whatever .gitignore says of it.
    """
    full = Path(os.path.realpath(path))
    tree = next((folder for folder in full.parents if (folder / ".git").exists()), None)
    if tree is None:
        return None
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(tree), "check-ignore", "--quiet", "--", str(full)]
    try:
        asked = subprocess.run(command, capture_output=True, env=environment, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return tree
    return None if asked.returncode == _IGNORED else tree
