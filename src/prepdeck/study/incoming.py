"""A file of any kind that is to be imported: what it would bring, and then the doing of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prepdeck.exchange.arrival import Tick, no_tick
from prepdeck.study.collection import Collection
from prepdeck.study.import_plan import plan_import
from prepdeck.study.import_report import import_lines, restore_lines, story_lines
from prepdeck.study.importing import carry_out, read_arrival
from prepdeck.study.refreshing import refresh
from prepdeck.study.restoring import plan_restore, restore
from prepdeck.study.story_files import import_stories, stories_in

_MOST_LEFT_OUT = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file would bring, in lines; `store` brings it, and gives the lines that say what was done."""

    preview: tuple[str, ...]
    brings_anything: bool
    can_be_undone: bool
    store: Callable[[], tuple[str, ...]]


def look_into(collection: Collection, path: Path, tick: Tick = no_tick) -> Incoming:
    """Read a file through and compare it with what is here; writes nothing, and raises UsageError for a bad one."""
    ending = path.suffix.lower()
    if ending == ".jsonl":
        return _everything(collection, path, tick)
    if ending in (".md", ".markdown") and (titles := [story.title for story in stories_in(path)]):
        return _stories(collection, path, titles)
    tick("unpacking", 0, 0)
    plan = plan_import(collection, read_arrival(collection.setup, path, tick=tick), tick=tick)

    def store() -> tuple[str, ...]:
        return tuple(import_lines(path.name, plan, carry_out(collection, plan, path.name), _MOST_LEFT_OUT))

    preview = tuple(import_lines(path.name, plan, None, _MOST_LEFT_OUT))
    return Incoming(preview, bool(plan.notes or plan.past), bool(plan.past), store)


def _everything(collection: Collection, path: Path, tick: Tick) -> Incoming:
    plan = plan_restore(collection, path, tick=tick)
    lines = tuple(restore_lines(path.name, plan))

    def store() -> tuple[str, ...]:
        restore(collection, path, plan)
        return lines

    return Incoming(lines, plan.changes_anything, False, store)


def _stories(collection: Collection, path: Path, titles: list[str]) -> Incoming:
    def store() -> tuple[str, ...]:
        written = import_stories(collection.setup, path, None)
        refresh(collection)
        return tuple(story_lines(path.name, titles, written))

    return Incoming(tuple(story_lines(path.name, titles, ())), True, False, store)
