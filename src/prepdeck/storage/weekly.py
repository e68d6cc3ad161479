"""Each card's memory at the end of each week: its last answer in a week, or that it was reset.

Answers are many and weeks few, so SQLite groups them, card by card along an index that holds all that is asked for;
what is read grows with the weeks looked at and not with the years of answers before them.
"""

import json
from collections.abc import Iterable
from operator import itemgetter

from sqlalchemy import Connection, and_, bindparam, func, select

from prepdeck.storage.log import LIVE
from prepdeck.storage.schema import WEEK_OF_REVIEW, log, review

_keys = select(func.json_each(bindparam("keys")).table_valued("value").c.value)
_counts = and_(review.c.key.in_(_keys), review.c.source != "cram", review.c.stability.is_not(None))
_newest = select(
    review.c.key, func.max(review.c.at_ms), review.c.day, review.c.stability
)  # beside a max, SQLite takes the other columns from the row that has it
LAST_OF_WEEKS = _newest.where(_counts, bindparam("first") <= WEEK_OF_REVIEW).group_by(review.c.key, WEEK_OF_REVIEW)
LAST_BEFORE = _newest.where(_counts, bindparam("first") > WEEK_OF_REVIEW).group_by(review.c.key)
_RESETS = select(log.c.subject, log.c.at_ms, log.c.day).where(
    log.c.kind == "mark", log.c.kind != "review", log.c.body.contains('"reset"'), LIVE
)

MemoryThen = tuple[str, int, int, float | None]
"""A card's key, the instant (UTC ms) and study day of an answer, its stability (days) after it; None after a reset."""


def weekly_memories(connection: Connection, keys: Iterable[str], first_week: int) -> list[MemoryThen]:
    """The last memory of each of these cards in each week from `first_week` on, and the last one before.

    Each card's come in order of time. Weeks are those of `model.study_day.week_of`.
    """
    wanted = set(keys)
    values = {"keys": json.dumps(sorted(wanted)), "first": first_week}
    memories: list[MemoryThen] = []
    for statement in (LAST_BEFORE, LAST_OF_WEEKS):
        # past rows of SQLAlchemy's own, of which a quarter of a million would take longer than all else
        memories += connection.execute(statement, values).cursor.fetchall()
    resets = [(key, at_ms, day, None) for key, at_ms, day in connection.execute(_RESETS) if key in wanted]
    return sorted([*memories, *resets], key=itemgetter(1)) if resets else memories
