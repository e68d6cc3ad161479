"""The whole collection as jsonl, and a home made of it: deck files as they are written, the log as it is stored."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from prepdeck.exchange.arrival import LeftOut
from prepdeck.exchange.jsonl_files import FileLine, RecordLine, read_lines, write_lines
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import FoundFile, content_hash, find_files, read_bytes
from prepdeck.model.note import Code
from prepdeck.model.problem import Problem
from prepdeck.storage.taking_over import StoredRecord, known_record_ids, stored_records, take_over
from prepdeck.study.collection import Collection
from prepdeck.study.deck_files import write_own_files
from prepdeck.study.exporting import PERSONAL_KINDS, Exported, write_export
from prepdeck.study.refreshing import refresh
from prepdeck.study.roots import is_private, library_roots

if TYPE_CHECKING:
    from prepdeck.library.reader import FileContent


def write_everything(collection: Collection, path: Path, public: bool) -> Exported:
    """Export deck files and log; with `public` no log, and no file of the user's own folder."""
    files = [
        line
        for found, line in _files(collection)
        if not public or line.builtin or not (_is_of_the_user(collection, found.path) or _tells_of_its_owner(line))
    ]
    with collection.store.reading() as rows:
        records = [] if public else [RecordLine(**asdict(record)) for record in stored_records(rows)]
    write_export(path, (f"{line}\n".encode() for line in write_lines(files, records)), public)
    left_out = ("the log, the files of your own folder, and those with a pitch",) if public else ()
    return Exported(path, len(collection.decks), 0, len(records), len(files), left_out)


@dataclass(slots=True)
class RestorePlan:
    """What taking over an export would do."""

    files: list[tuple[Path, bytes]] = field(default_factory=list)
    known_files: int = 0
    new_records: int = 0
    known_records: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


def plan_restore(collection: Collection, path: Path, trust: bool = False) -> RestorePlan:
    """Read an export through and compare it with what is here; raises UsageError for one that is not sound.

    Files with checks of code come only with `trust`: they are programs, and this folder is one whose checks are run.
    """
    plan = RestorePlan()
    here = [line for _, line in _files(collection)]
    hashes = {content_hash(line.text.encode()) for line in here}
    names = {name: line.file for line in here if (name := _name_of(line))}
    own = collection.setup.paths.own_decks
    with collection.store.reading() as rows:
        known = known_record_ids(rows)
    for line in read_lines(path):
        if isinstance(line, RecordLine):
            plan.known_records += line.id in known
            plan.new_records += line.id not in known
            continue
        content, name = line.text.encode("utf-8", "replace"), _name_of(line)
        target = own / line.file
        if content_hash(content) in hashes or (line.builtin and name in names):
            plan.known_files += 1
        elif name in names:
            plan.left_out.append(LeftOut(line.file, name, f"it is here in {names[name]}, which stays"))
        elif not trust and _holds_programs(line):
            plan.left_out.append(LeftOut(line.file, name, "it holds programs (code checks); --trust takes it along"))
        elif target.exists():
            plan.left_out.append(LeftOut(line.file, "", f"{target} is another file, which stays"))
        else:
            plan.files.append((target, content))
            names |= {name: line.file} if name else {}
    return plan


def restore(collection: Collection, path: Path, plan: RestorePlan) -> None:
    """Add the records and write the files that are not here; derived tables are made anew from both.

    The records come first: where they are refused, no file was written.
    """
    records = (line for line in read_lines(path) if isinstance(line, RecordLine))
    take_over(collection.store, (StoredRecord(**asdict(line)) for line in records), collection.scheduler_of)
    write_own_files(collection.setup.paths.own_decks, plan.files)
    refresh(collection)
    collection.reread_decks()
    collection.store.rebuild(collection.scheduler_of)
    refresh(collection)


def _files(collection: Collection) -> Iterator[tuple[FoundFile, FileLine]]:
    """Every file of the search path that can be read, each with a name of its own."""
    taken: set[str] = set()
    for root in library_roots(collection.setup):
        for found in find_files(root):
            read = read_bytes(found.path) if isinstance(found, FoundFile) else found
            if isinstance(read, Problem) or isinstance(found, Problem):
                continue
            try:
                text = read.content.decode("utf-8")
            except UnicodeDecodeError:
                continue
            is_single = found.path == root.path
            name = found.path.name if is_single else found.path.relative_to(root.path).as_posix()
            while name in taken:
                name = f"more/{name}"
            taken.add(name)
            yield found, FileLine(name, root.builtin, text)


def _is_of_the_user(collection: Collection, path: Path) -> bool:
    """Whether a file lies in the user's own folders, of decks or of stories."""
    return path.is_relative_to(collection.setup.paths.own_decks) or is_private(collection.setup, str(path))


def _holds_programs(line: FileLine) -> bool:
    deck = read_file(line.file, line.text.encode("utf-8", "replace")).deck_file
    return deck is not None and any(isinstance(note.body, Code) and note.body.check for note in deck.notes)


def _tells_of_its_owner(line: FileLine) -> bool:
    content = read_file(line.file, line.text.encode("utf-8", "replace"))
    deck = content.deck_file
    is_personal = deck is not None and any(note.kind in PERSONAL_KINDS for note in deck.notes)
    return is_personal or content.story is not None


def _name_of(line: FileLine) -> str:
    """What a file is in the library, `deck fsdp`; empty for one that only adds to another, or cannot be read."""
    content: FileContent = read_file(line.file, line.text.encode("utf-8", "replace"))
    if content.deck_file is not None:
        return "" if content.deck_file.extends else f"deck {content.deck_file.slug}"
    for kind in ("framework", "scenario", "outline"):
        value = getattr(content, kind)
        if value is not None:
            return f"{kind} {value.slug}"
    return ""
