"""A home made of an export of everything: what would come, and then the files, the settings and the log."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from prepdeck.config import add_settings, missing_settings
from prepdeck.exchange.arrival import TICK_EVERY, LeftOut, Tick, no_tick
from prepdeck.exchange.jsonl_files import DECKS, STORIES, FileLine, PictureLine, RecordLine, SettingsLine, read_lines
from prepdeck.library.reader import FileContent, read_file
from prepdeck.library.search_path import content_hash, read_bytes
from prepdeck.library.story_places import exposing_work_tree
from prepdeck.model.note import Code
from prepdeck.model.problem import Problem
from prepdeck.storage.taking_over import StoredRecord, known_record_ids, take_over
from prepdeck.study.asked import ASKED_DECK
from prepdeck.study.authoring import write_schemas
from prepdeck.study.collection import Collection
from prepdeck.study.deck_files import write_own_files
from prepdeck.study.everything import library_files
from prepdeck.study.private_files import write_private
from prepdeck.study.refreshing import refresh

_NAMED = ("framework", "scenario", "role", "story", "outline")


@dataclass(slots=True)
class RestorePlan:
    """What taking over an export would do; `stories` are the files and pictures of the folder of stories."""

    files: list[tuple[Path, bytes]] = field(default_factory=list)
    stories: list[tuple[Path, bytes]] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    known_files: int = 0
    new_records: int = 0
    known_records: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def written(self) -> list[Path]:
        """The files to write."""
        return [path for path, _ in (*self.files, *self.stories)]

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.files or self.stories or self.settings or self.new_records)


def plan_restore(collection: Collection, path: Path, trust: bool = False, tick: Tick = no_tick) -> RestorePlan:
    """Read an export through and compare it with what is here; raises UsageError for one that is not sound.

    Files with checks of code come only with `trust`: they are programs, and this folder is one whose checks are run.
    """
    planner = _Planner(collection, trust)
    with collection.store.reading() as rows:
        known = known_record_ids(rows)
    plan = planner.plan
    for number, line in enumerate(read_lines(path)):
        if number % TICK_EVERY == 0:
            tick("reading lines", number, 0)
        match line:
            case RecordLine():
                plan.known_records += line.id in known
                plan.new_records += line.id not in known
            case FileLine():
                planner.place_file(line)
            case PictureLine():
                planner.place_picture(line)
            case SettingsLine(settings):
                plan.settings = missing_settings(collection.setup.paths.config_file, settings)
    return plan


def restore(collection: Collection, path: Path, plan: RestorePlan) -> None:
    """Add the records and write what is not here; derived tables are made anew from both.

    The records come first: where they are refused, no file was written.
    """
    paths = collection.setup.paths
    records = (line for line in read_lines(path) if isinstance(line, RecordLine))
    take_over(collection.store, (StoredRecord(**asdict(line)) for line in records), collection.scheduler_of)
    write_own_files(paths.own_decks, plan.files)
    for target, content in plan.stories:
        write_private(target, content)
    for folder, files in ((paths.own_decks, plan.files), (paths.stories, plan.stories)):
        if files and not (folder / "schemas").exists():
            write_schemas(folder / "schemas")
    if plan.settings:
        add_settings(paths.config_file, plan.settings)
    refresh(collection)
    collection.reread_decks()
    collection.store.rebuild(collection.scheduler_of)
    refresh(collection)


class _Planner:
    """Finds for each file whether it is here already, whether it may come, and where it goes."""

    def __init__(self, collection: Collection, trust: bool) -> None:
        self._trust = trust
        self._folders = {DECKS: collection.setup.paths.own_decks, STORIES: collection.setup.paths.stories}
        here = [line for _, line in library_files(collection)]
        self._hashes = {content_hash(line.text.encode()) for line in here}
        self._names = {name: line.file for line in here if (name := _name_of(_content_of(line)))}
        self._taken: set[Path] = set()
        self.plan = RestorePlan()

    def place_file(self, line: FileLine) -> None:
        """Plan a file of the library."""
        raw = line.text.encode("utf-8", "replace")
        if content_hash(raw) in self._hashes:
            self.plan.known_files += 1
            return
        content = _content_of(line)
        name = _name_of(content)
        if line.builtin and name in self._names:
            self.plan.known_files += 1
        elif name in self._names:
            self._leave(line.file, name, f"it is here in {self._names[name]}, which stays")
        elif not self._trust and _holds_programs(content):
            self._leave(line.file, name, "it holds programs (code checks); --trust takes it along")
        elif self._place(_folder_of(line, content), line.file, raw) and name:
            self._names[name] = line.file

    def place_picture(self, line: PictureLine) -> None:
        """Plan a picture; one that is here already with the same bytes is known."""
        target = self._folders[line.folder] / line.picture
        read = read_bytes(target, len(line.content)) if target.exists() else None
        if read is not None and not isinstance(read, Problem) and read.content == line.content:
            self.plan.known_files += 1
        else:
            self._place(line.folder, line.picture, line.content)

    def _place(self, folder: str, name: str, content: bytes) -> bool:
        target = self._folders[folder] / name
        if target.exists() or target in self._taken:
            self._leave(name, "", f"{target} is another file, which stays")
            return False
        if folder == STORIES and exposing_work_tree(target) is not None:
            self._leave(name, "", f"{target} is in a git work tree, one push away from everybody")
            return False
        self._taken.add(target)
        (self.plan.stories if folder == STORIES else self.plan.files).append((target, content))
        return True

    def _leave(self, where: str, what: str, why: str) -> None:
        self.plan.left_out.append(LeftOut(where, what, why))


def _folder_of(line: FileLine, content: FileContent) -> str:
    """Where a file belongs: what is private goes into the folder of stories, wherever it was."""
    deck = content.deck_file
    is_private = content.story is not None or (deck is not None and deck.slug == ASKED_DECK)
    return STORIES if is_private else line.folder


def _content_of(line: FileLine) -> FileContent:
    return read_file(line.file, line.text.encode("utf-8", "replace"))


def _holds_programs(content: FileContent) -> bool:
    deck = content.deck_file
    return deck is not None and any(isinstance(note.body, Code) and note.body.check for note in deck.notes)


def _name_of(content: FileContent) -> str:
    """What a file is in the library, `deck fsdp`; empty for one that only adds to another, or cannot be read."""
    if content.deck_file is not None:
        return "" if content.deck_file.extends else f"deck {content.deck_file.slug}"
    found = ((kind, getattr(content, kind)) for kind in _NAMED)
    return next((f"{kind} {value.slug}" for kind, value in found if value is not None), "")
