"""Stories among the other files: numbers that contradict, competencies and requirements that are not there."""

from collections.abc import Iterable, Sequence

from prepdeck.library.problems import problem
from prepdeck.library.reading import did_you_mean
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.role import Role
from prepdeck.model.story import Story
from prepdeck.stories.lint import lint
from prepdeck.stories.matrix import competency_names


def story_problems(stories: Sequence[Story], outlines: Iterable[Outline], roles: Iterable[Role]) -> Iterable[Problem]:
    """What is wrong in and between stories, each name once.

    Without an outline of competencies no competency is unknown, without a role no requirement.
    """
    if not stories:
        return
    for found in lint(stories):
        yield problem(found.path, found.line, found.column, found.code, found.message, found.hint)
    known = competency_names(outlines)
    requirements = tuple(dict.fromkeys(each.slug for role in roles for each in role.requirements))
    for story in stories:
        for shown in story.competencies:
            if known and shown.name not in known:
                told = f"there is no competency {shown.name}"
                hint = did_you_mean(shown.name, known)
                yield problem(story.path, shown.line, shown.column, "unknown-competency", told, hint)
        for evidenced in story.evidence_for:
            if requirements and evidenced.requirement not in requirements:
                told = f"no role has a requirement {evidenced.requirement}"
                hint = did_you_mean(evidenced.requirement, requirements)
                yield problem(story.path, evidenced.line, evidenced.column, "unknown-requirement", told, hint)
