"""Looking at the files of the search path: which there are, and what those that changed hold."""

import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

from prepdeck.library.check import read_content
from prepdeck.library.file_codec import decode_file, encode_file, encode_problems
from prepdeck.library.reader import FileContent
from prepdeck.library.search_path import FileStamp, FoundFile, Root, find_files, read_bytes, stamp_of
from prepdeck.model.problem import Problem
from prepdeck.storage.content import IndexedFile, file_content
from prepdeck.study.collection import Collection
from prepdeck.study.indexing import holding
from prepdeck.study.roots import library_roots

RACY_NS = 2_000_000_000
"""A file younger than this when it was read may have changed again under the same stamp: it is hashed next time."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The files as they are (`now`) beside what the index knew of them, and what is wrong on the search path.

    Files that are not to be trusted are known without a digest.
    """

    known: Mapping[str, IndexedFile]
    now: Mapping[str, IndexedFile]
    path_problems: tuple[Problem, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The paths of files that came, or are not what they were."""
        return tuple(path for path, file in self.now.items() if _differs(file, self.known.get(path)))

    @property
    def gone(self) -> tuple[str, ...]:
        """The paths of files that are no longer there."""
        return tuple(path for path in self.known if path not in self.now)

    @property
    def to_store(self) -> tuple[IndexedFile, ...]:
        """The files of which the index has to remember something: that they changed, or only that they were hashed."""
        return tuple(file for path, file in self.now.items() if file != self.known.get(path))


def scan_files(collection: Collection, known: Mapping[str, IndexedFile], *, distrust: bool) -> Scan:
    """Look at every file; only those whose stamp changed are read, or with `distrust` all.

    A file that cannot be read as a whole keeps its last good content, and its problems are kept beside it.
    """
    found, path_problems = _found_files(library_roots(collection.setup))
    trusted = {path: replace(file, digest="", scanned_ns=0) for path, file in known.items()} if distrust else known
    now = {
        str(file.path): _as_indexed(collection, file, place, trusted.get(str(file.path)))
        for place, file in enumerate(found)
    }
    return Scan(trusted, now, tuple(path_problems))


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
            holds = holding(stored_content(collection, known.path))
            return replace(known, place=place, digest="", problems=problems, holds=holds)
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
    old = stored_content(collection, content.path)
    if content.is_unusable:
        return old
    if content.deck_file is None or old.deck_file is None or not content.broken_ids:
        return content
    kept = tuple(note for note in old.deck_file.notes if note.id in content.broken_ids)
    return replace(content, deck_file=replace(content.deck_file, notes=(*content.deck_file.notes, *kept)))


def stored_content(collection: Collection, path: str) -> FileContent:
    """What a file held when it was last read well."""
    with collection.store.reading() as rows:
        stored = file_content(rows, path)
    try:
        return decode_file(stored) if stored is not None else FileContent(path)
    except ValueError:  # another version of prepdeck stored it
        return FileContent(path)


def _differs(file: IndexedFile, known: IndexedFile | None) -> bool:
    return known is None or (file.digest, file.place, file.problems) != (known.digest, known.place, known.problems)
