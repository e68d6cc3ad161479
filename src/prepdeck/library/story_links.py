"""Stories among each other and the outlines: numbers that contradict, competencies that are not there."""

from collections.abc import Iterable, Sequence

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.story import Story
from prepdeck.stories.lint import lint
from prepdeck.stories.matrix import competency_names


def story_problems(stories: Sequence[Story], outlines: Iterable[Outline]) -> Iterable[Problem]:
    """What is wrong in and between stories, each name once; without an outline of competencies none is unknown."""
    if not stories:
        return
    for found in lint(stories):
        yield problem(found.path, found.line, found.column, found.code, found.message, found.hint)
    known = competency_names(outlines)
    for story in stories:
        for shown in story.competencies:
            if known and shown.name not in known:
                told = f"there is no competency {shown.name}"
                hint = did_you_mean(shown.name, known)
                yield problem(story.path, shown.line, shown.column, "unknown-competency", told, hint)
