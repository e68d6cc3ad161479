"""How ready somebody is for a role: its requirements with their cards, mocks and evidence, scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prepdeck.config import write_privately
from prepdeck.errors import StoreError
from prepdeck.model.goal import Goal
from prepdeck.model.query import parse_query
from prepdeck.model.role import Role
from prepdeck.model.study_day import date_of
from prepdeck.readiness.gaps import Gap, ranked_gaps
from prepdeck.readiness.inputs import CoreCard, EvidenceStory, MockScores, ReadinessInput, RequirementInput
from prepdeck.readiness.report import readiness_report
from prepdeck.readiness.scores import Readiness, readiness_of
from prepdeck.scheduling.formulas import Formulas
from prepdeck.storage.log import newest_position
from prepdeck.storage.ranks import RankableCard, rankable_cards
from prepdeck.storage.search import condition_of, keys_found
from prepdeck.stories.evidence import best_standing, standing
from prepdeck.stories.lint import lint
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_of
from prepdeck.study.mock_history import MockHistory, history_of
from prepdeck.study.mock_records import StoredElsewhere
from prepdeck.study.roles import done_items, require_role
from prepdeck.study.scenarios import frameworks_of
from prepdeck.study.stories import stories_of


@dataclass(frozen=True, slots=True)
class RoleReadiness:
    """A role, what is known toward it, how ready somebody is for it, and the items of its checklist that are done.

    `is_aimed_at` says whether the day is a goal's; without one everything is said for today.
    """

    role: Role
    given: ReadinessInput
    scored: Readiness
    done: frozenset[str]
    is_aimed_at: bool

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What holds the role back, the largest weight x shortfall first."""
        return ranked_gaps(self.scored)


def readiness_for(collection: Collection, slug: str | None = None) -> RoleReadiness:
    """Readiness for a role on the interview's day, or today without one; raises UsageError for a role there is not.

    Without a name it is the goal's role, or the only one there is. It is worked out once for a study day and state of
    the log: nothing else changes it but the library, which counts as well.
    """
    goal, today = goal_of(collection), collection.now().day
    role = require_role(collection, slug or (goal.role if goal else None))
    with collection.store.reading() as rows:
        stamp = (role.slug, today, newest_position(rows), collection.seen_indexing, goal)
    return collection.kept("readiness", stamp, lambda: _read_readiness(collection, role, goal, today))


def _read_readiness(collection: Collection, role: Role, goal: Goal | None, today: int) -> RoleReadiness:
    is_ahead = goal is not None and goal.on_day >= today
    day = goal.on_day if goal is not None and is_ahead else today
    given = ReadinessInput(
        role=role.slug,
        title=role.title,
        on=date_of(day).isoformat(),
        requirements=_requirements(collection, role, day),
        mocks=mock_scores(collection, history_of(collection)),
    )
    return RoleReadiness(role, given, readiness_of(given), done_items(collection, role.slug), is_ahead)


def _requirements(collection: Collection, role: Role, day: int) -> tuple[RequirementInput, ...]:
    now, formulas = collection.now(), Formulas(collection.parameters)
    with collection.store.reading() as rows:
        cards = {card.key: card for card in rankable_cards(rows)}
        found = {
            each.slug: keys_found(rows, condition_of(parse_query(each.cards), now, collection.parameters))
            for each in role.requirements
            if each.cards
        }
    stories = evidence_stories(collection)
    return tuple(
        RequirementInput(
            slug=each.slug,
            title=each.title,
            requirement_class=each.requirement_class,
            weight=each.weight,
            cards=_core_cards([cards[key] for key in found.get(each.slug, ()) if key in cards], formulas, day),
            axes=each.axes,
            takes_evidence=each.evidence,
            story=stories.get(each.slug) if each.evidence else None,
        )
        for each in role.requirements
    )


def evidence_stories(collection: Collection) -> dict[str, EvidenceStory]:
    """By requirement, the story that shows it best among those that say they are evidence for it."""
    stories = stories_of(collection)
    found = lint(stories)
    standings = [standing(story, found) for story in stories]
    shown = {evidenced.requirement for story in stories for evidenced in story.evidence_for}
    return {
        requirement: EvidenceStory(best.story.slug, best.story.title, best.lacks)
        for requirement in shown
        if (best := best_standing(each for each in standings if each.story.is_evidence_for(requirement)))
    }


def _core_cards(cards: list[RankableCard], formulas: Formulas, day: int) -> tuple[CoreCard, ...]:
    """The core cards with their recall on a study day; all where none is core. What was put aside does not count."""
    asked = [card for card in cards if not card.suspended]
    core = [card for card in asked if card.tier == "core"] or asked
    return tuple(
        CoreCard(
            card.key, None if card.stability is None else formulas.recall(day - (card.last_day or day), card.stability)
        )
        for card in core
    )


def mock_scores(collection: Collection, history: MockHistory) -> tuple[MockScores, ...]:
    """What every debriefed mock was scored on, by `framework/axis`.

    One done elsewhere counts on its own day. Where nobody said its framework, a score is of any that has such an axis.
    """
    here = [
        MockScores(
            mock.stored.run.setup.scenario,
            mock.stored.started.at_ms,
            mock.stored.started.day,
            {f"{mock.stored.run.setup.framework}/{axis.slug}": axis.score for axis in mock.result.axes if axis.score},
        )
        for mock in history.debriefed
        if mock.result is not None
    ]
    frameworks = {slug: {axis.slug for axis in each.axes} for slug, each in frameworks_of(collection).items()}
    elsewhere = [_scores_elsewhere(other, frameworks) for other in history.elsewhere]
    return (*here, *elsewhere)


def _scores_elsewhere(other: StoredElsewhere, frameworks: Mapping[str, set[str]]) -> MockScores:
    mock = other.mock
    about = {mock.framework: set(dict(mock.axes))} if mock.framework else frameworks
    axes = {
        f"{slug}/{axis}": float(score) for slug, known in about.items() for axis, score in mock.axes if axis in known
    }
    return MockScores(mock.scenario, other.at_ms, other.day, axes)


def write_readiness(collection: Collection, found: RoleReadiness) -> Path:
    """Write the report into the user's folder (0600) and say where; raises StoreError where that fails."""
    path = collection.setup.paths.data / "readiness" / f"{date_of(collection.now().day)}-{found.role.slug}.md"
    try:
        write_privately(path, readiness_report(found.scored))
    except OSError as error:
        raise StoreError(
            f"{path} could not be written: {error.strerror}.", "Check the folder and its free space."
        ) from error
    return path
