"""Reading the deck files that changed, into the content index; progress follows renamed notes."""

import time
from dataclasses import astuple, dataclass, replace

from prepdeck.library.check import read_content, resolve_contents
from prepdeck.library.file_codec import decode_file, decode_problems, encode_file, encode_problems
from prepdeck.library.reader import FileContent
from prepdeck.library.search_path import FileStamp, FoundFile, Root, find_files, read_bytes, stamp_of
from prepdeck.model.problem import Problem
from prepdeck.storage.content import (
    NO_CHANGE,
    ContentChange,
    IndexedFile,
    file_content,
    indexed_files,
    write_decks,
    write_files,
    write_notes,
)
from prepdeck.storage.ranks import forget_ranks
from prepdeck.study.carrying import CarryProposal, carry_renamed, proposals_after
from prepdeck.study.collection import Collection
from prepdeck.study.indexing import holding, indexed_deck, indexed_note
from prepdeck.study.roots import library_roots
from prepdeck.study.silencing import without_silenced

RACY_NS = 2_000_000_000
"""A file younger than this when it was read may have changed again under the same stamp: it is hashed next time."""

_LIBRARY_PROBLEMS = "library_problems"
_PATHS = "library_paths"
_VERSION = "index_version"
INDEX_VERSION = "4"
"""What the index holds and how: with another one in the store every file is read again."""

_INDEXING = "newest_indexing"


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What reading the deck files did: which notes changed, whose progress moved, what may be a rename."""

    changed_files: tuple[str, ...] = ()
    change: ContentChange = NO_CHANGE
    carried: tuple[tuple[str, str], ...] = ()
    proposals: tuple[CarryProposal, ...] = ()
    changed_elsewhere: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything on screen may be out of date."""
        return bool(self.changed_files) or self.changed_elsewhere


def refresh(collection: Collection) -> RefreshReport:
    """Bring the index up to date; only files whose stamp changed are read, and nothing is written if none did.

    A file that cannot be read as a whole keeps its last good content, and its problems are kept beside it.
    """
    with collection.store.reading() as rows:
        known = indexed_files(rows)
    is_outdated = collection.store.read_meta(_VERSION) != INDEX_VERSION
    if is_outdated:
        known = {path: replace(file, digest="", scanned_ns=0) for path, file in known.items()}
    found, path_problems = _found_files(library_roots(collection.setup))
    fresh = {
        str(file.path): _as_indexed(collection, file, place, known.get(str(file.path)))
        for place, file in enumerate(found)
    }
    changed = tuple(path for path, file in fresh.items() if _differs(file, known.get(path)))
    gone = tuple(path for path in known if path not in fresh)
    path_text = encode_problems(tuple(path_problems)).decode()
    if changed or gone or is_outdated or collection.store.read_meta(_PATHS) != path_text:
        return _store(collection, fresh, gone, changed, path_text)
    _keep_stamps(collection, fresh, known)
    return RefreshReport(changed_elsewhere=_is_indexed_elsewhere(collection))


def _found_files(roots: list[Root]) -> tuple[list[FoundFile], list[Problem]]:
    files: dict[str, FoundFile] = {}
    problems: list[Problem] = []
    for root in roots:
        for found in find_files(root):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                files.setdefault(str(found.path), found)
    return list(files.values()), problems


def _as_indexed(collection: Collection, file: FoundFile, place: int, known: IndexedFile | None) -> IndexedFile:
    """The file as it is now, read only if it may have changed."""
    stamp = stamp_of(file.path)
    if stamp is not None and known is not None and _is_trusted(known, stamp):
        return replace(known, place=place)
    scanned_ns = time.time_ns()
    read = read_bytes(file.path)
    if isinstance(read, Problem):
        problems = encode_problems((read,))
        if known is not None:
            return replace(known, place=place, digest="", problems=problems)
        nothing = encode_file(FileContent(str(file.path)))
        return IndexedFile(str(file.path), place, 0, 0, 0, 0, "", problems, content=nothing)
    size, mtime_ns, inode = astuple(read.stamp)
    seen = IndexedFile(str(file.path), place, size, mtime_ns, inode, scanned_ns, read.hash, b"")
    if known is not None and known.digest == read.hash:
        return replace(seen, problems=known.problems, holds=known.holds)
    content = read_content(file, read.content)
    good = _last_good(collection, content) if known is not None else content
    problems, holds = encode_problems(content.problems), holding(good)
    return replace(seen, problems=problems, holds=holds, content=encode_file(good))


def _is_trusted(known: IndexedFile, stamp: FileStamp) -> bool:
    same = (known.size, known.mtime_ns, known.inode) == astuple(stamp)
    return same and known.scanned_ns - stamp.mtime_ns > RACY_NS


def _last_good(collection: Collection, content: FileContent) -> FileContent:
    """The content, with what was last good in place of what is broken now: the whole file, or single notes."""
    old = _stored_content(collection, content.path)
    if content.is_unusable:
        return old
    if content.deck_file is None or old.deck_file is None or not content.broken_ids:
        return content
    kept = tuple(note for note in old.deck_file.notes if note.id in content.broken_ids)
    return replace(content, deck_file=replace(content.deck_file, notes=(*content.deck_file.notes, *kept)))


def _stored_content(collection: Collection, path: str) -> FileContent:
    with collection.store.reading() as rows:
        stored = file_content(rows, path)
    try:
        return decode_file(stored) if stored is not None else FileContent(path)
    except ValueError:  # another version of prepdeck stored it
        return FileContent(path)


def _is_indexed_elsewhere(collection: Collection) -> bool:
    """Whether another process has changed the index since this one last looked; its decks are then taken over."""
    newest = collection.store.read_meta(_INDEXING) or ""
    if newest == collection.seen_indexing:
        return False
    is_first_look = not collection.seen_indexing
    collection.seen_indexing = newest
    collection.reread_decks()
    return not is_first_look


def _differs(file: IndexedFile, known: IndexedFile | None) -> bool:
    return known is None or (file.digest, file.place, file.problems) != (known.digest, known.place, known.problems)


def _keep_stamps(collection: Collection, fresh: dict[str, IndexedFile], known: dict[str, IndexedFile]) -> None:
    """Files touched without a change, or read too soon after one: remember that they were hashed."""
    hashed = [file for path, file in fresh.items() if file != known[path]]
    if hashed:
        with collection.store.writing() as rows:
            write_files(rows, hashed, ())


def _store(
    collection: Collection,
    fresh: dict[str, IndexedFile],
    gone: tuple[str, ...],
    changed: tuple[str, ...],
    path_text: str,
) -> RefreshReport:
    contents = [
        decode_file(file.content) if file.content is not None else _stored_content(collection, file.path)
        for file in sorted(fresh.values(), key=lambda file: file.place)
    ]
    library = resolve_contents(contents)
    notes = {
        note.key: indexed_note(note, position)
        for deck in library.decks
        for position, note in enumerate(deck.notes, start=1)
    }
    now = collection.now()
    with collection.store.writing() as rows:  # with the carries: cut off between the two, they would never be made
        write_files(rows, fresh.values(), gone)
        write_decks(rows, (indexed_deck(deck, place) for place, deck in enumerate(library.decks)))
        change = write_notes(rows, notes, now.day)
        forget_ranks(rows)
        collection.store.write_meta(_LIBRARY_PROBLEMS, encode_problems(library.problems).decode())
        collection.store.write_meta(_PATHS, path_text)
        collection.store.write_meta(_VERSION, INDEX_VERSION)
        collection.store.write_meta(_INDEXING, str(now.at_ms))
        collection.reread_decks()
        carried = carry_renamed(collection, change, library.decks)
    collection.seen_indexing = str(now.at_ms)
    return RefreshReport((*changed, *gone), change, carried, proposals_after(collection, change))


def stored_problems(collection: Collection) -> list[Problem]:
    """Every problem of the library as it was last read, by place; without warnings that a comment silences."""
    with collection.store.reading() as rows:
        files = indexed_files(rows)
    problems = [problem for file in files.values() for problem in decode_problems(file.problems)]
    for name in (_LIBRARY_PROBLEMS, _PATHS):
        problems += decode_problems((collection.store.read_meta(name) or "[]").encode())
    return sorted(without_silenced(problems), key=lambda problem: (problem.path, problem.line, problem.column))
