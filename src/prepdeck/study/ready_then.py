"""How readiness moved by week since study began: asked for when it is looked at, from the answers of those weeks."""

from collections import defaultdict
from dataclasses import dataclass

from prepdeck.model.study_day import date_of, last_day_of, week_of
from prepdeck.readiness.history import KnownThen, PastDay, readiness_then
from prepdeck.readiness.scores import Readiness
from prepdeck.scheduling.past_recall import past_recall
from prepdeck.storage.history import first_day_with_answers
from prepdeck.storage.weekly import weekly_memories
from prepdeck.study.collection import Collection
from prepdeck.study.readiness import RoleReadiness, readiness_for

MOST_WEEKS = 26


@dataclass(frozen=True, slots=True)
class ReadyThen:
    """Readiness today (for the interview day), and as it was at the end of each week, oldest first, today last.

    `weeks` is empty before the first answer.
    """

    now: RoleReadiness
    weeks: tuple[Readiness, ...]


def ready_then(collection: Collection, slug: str | None = None) -> ReadyThen:
    """The weeks since the first answer, the newest 26; raises UsageError for a role there is not.

    It costs by the role's cards: some hundredths of a second for a thousand of them, a second for twenty thousand with
    half a million answers, so a screen asks for it in a worker.
    """
    now = readiness_for(collection, slug)
    return collection.kept("readiness by week", now, lambda: _read(collection, now))


def _read(collection: Collection, now: RoleReadiness) -> ReadyThen:
    today = collection.now().day
    with collection.store.reading() as rows:
        first = first_day_with_answers(rows)
        if first is None or first > today:
            return ReadyThen(now, ())
        weeks = range(max(week_of(first), week_of(today) - MOST_WEEKS + 1), week_of(today) + 1)
        fed: defaultdict[str, list[str]] = defaultdict(list)
        for requirement in now.given.requirements:
            for card in requirement.cards:
                fed[card.key].append(requirement.slug)
        groups = {key: tuple(slugs) for key, slugs in fed.items()}
        memories = weekly_memories(rows, groups, weeks.start)
    days = [min(last_day_of(week), today) for week in weeks]
    recalled = past_recall(memories, days, groups, collection.parameters)
    past = []
    for place, day in enumerate(days):
        seen: defaultdict[str, int] = defaultdict(int)
        recall: defaultdict[str, float] = defaultdict(float)
        for group, then in recalled.items():
            for requirement_slug in group:
                seen[requirement_slug] += then.seen[place]
                recall[requirement_slug] += then.recall[place]
        known = {each: KnownThen(seen[each], recall[each]) for each in seen}
        past.append(PastDay(day, date_of(day).isoformat(), known))
    return ReadyThen(now, readiness_then(now.given, past))
