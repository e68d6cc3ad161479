"""What was done, action by action, as a person would say it."""

from dataclasses import dataclass

from prepdeck.storage.log import newest_groups
from prepdeck.study.collection import Collection
from prepdeck.study.drilling import undone_text


@dataclass(frozen=True, slots=True)
class PastAction:
    """One action of the log: when (UTC ms), what, how many records, whether it was undone."""

    at_ms: int
    text: str
    records: int
    undone: bool


def newest_actions(collection: Collection, limit: int) -> list[PastAction]:
    """The newest actions of all devices, newest first; undos themselves show as their action's mark."""
    with collection.store.reading() as rows:
        groups = newest_groups(rows, limit)
    return [
        PastAction(records[0].moment.at_ms, undone_text(records).text, len(records), undone)
        for records, undone in groups
    ]
