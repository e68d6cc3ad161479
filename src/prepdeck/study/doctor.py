"""Checking and mending the store: everything derived is made again from the log, and compared."""

from dataclasses import dataclass

from prepdeck.study.collection import Collection


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: records replayed, tables that differ from what the log says, damage SQLite itself reports."""

    records: int
    differing: tuple[str, ...]
    damage: tuple[str, ...]


def examine(collection: Collection, keep: bool) -> Examination:
    """Replay the whole log and compare every derived row; `keep` stores the fresh rows, else nothing is changed."""
    damage = collection.store.integrity_problems()
    before = collection.store.projection_digests()
    records, after = collection.store.rebuild_and_compare(collection.scheduler_of, keep)
    return Examination(records, tuple(name for name in before if before[name] != after[name]), tuple(damage))
