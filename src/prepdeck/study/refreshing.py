"""Reading the deck files that changed, into the content index; progress follows renamed notes."""

from dataclasses import dataclass

from prepdeck.library.file_codec import decode_problems, encode_problems
from prepdeck.model.problem import Problem
from prepdeck.storage.content import NO_CHANGE, ContentChange, IndexedFile, indexed_files, write_files
from prepdeck.storage.ranks import forget_ranks
from prepdeck.study.carrying import CarryProposal, carry_renamed, proposals_after
from prepdeck.study.collection import Collection
from prepdeck.study.reindexing import join_changed, reindex
from prepdeck.study.scanning import Scan, scan_files
from prepdeck.study.silencing import without_silenced

_LIBRARY_PROBLEMS = "library_problems"
_PATHS = "library_paths"
_VERSION = "index_version"
INDEX_VERSION = "5"
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
    """Bring the index up to date; only files whose stamp changed are read, and nothing is written if none did."""
    collection.follow_log()
    while True:
        with collection.store.reading() as rows:
            known = indexed_files(rows)
        is_outdated = collection.store.read_meta(_VERSION) != INDEX_VERSION
        scan = scan_files(collection, known, distrust=is_outdated)
        path_text = encode_problems(scan.path_problems).decode()
        if not (scan.changed or scan.gone or is_outdated or collection.store.read_meta(_PATHS) != path_text):
            _keep_stamps(collection, scan)
            return RefreshReport(changed_elsewhere=_is_indexed_elsewhere(collection))
        report = _store(collection, known, scan, path_text, is_outdated=is_outdated)
        if report is not None:
            return report


def _is_indexed_elsewhere(collection: Collection) -> bool:
    """Whether another process has changed the index since this one last looked; its decks are then taken over."""
    newest = collection.store.read_meta(_INDEXING) or ""
    if newest == collection.seen_indexing:
        return False
    is_first_look = not collection.seen_indexing
    collection.seen_indexing = newest
    collection.reread_decks()
    return not is_first_look


def _keep_stamps(collection: Collection, scan: Scan) -> None:
    """Files touched without a change, or read too soon after one: remember that they were hashed."""
    if scan.to_store:
        with collection.store.writing() as rows:
            write_files(rows, scan.to_store, ())


def _store(
    collection: Collection, known: dict[str, IndexedFile], scan: Scan, path_text: str, *, is_outdated: bool
) -> RefreshReport | None:
    """Store what the scan saw; None, with nothing stored, where the index was changed since it was looked at."""
    now = collection.now()
    joined = join_changed(collection, scan, everything=is_outdated)
    with collection.store.writing() as rows:  # with the carries: cut off between the two, they would never be made
        if indexed_files(rows) != known:
            return None
        done = reindex(collection, scan, joined, now.day, everything=is_outdated)
        forget_ranks(rows)
        collection.store.write_meta(_LIBRARY_PROBLEMS, encode_problems(done.problems).decode())
        collection.store.write_meta(_PATHS, path_text)
        collection.store.write_meta(_VERSION, INDEX_VERSION)
        collection.store.write_meta(_INDEXING, str(now.at_ms))
        collection.reread_decks()
        carried = carry_renamed(collection, done)
    collection.seen_indexing = str(now.at_ms)
    return RefreshReport((*scan.changed, *scan.gone), done.change, carried, proposals_after(collection, done))


def stored_problems(collection: Collection) -> list[Problem]:
    """Every problem of the library as it was last read, by place; without warnings that a comment silences."""
    with collection.store.reading() as rows:
        files = indexed_files(rows)
    problems = [problem for file in files.values() for problem in decode_problems(file.problems)]
    for name in (_LIBRARY_PROBLEMS, _PATHS):
        problems += decode_problems((collection.store.read_meta(name) or "[]").encode())
    return sorted(without_silenced(problems), key=lambda problem: (problem.path, problem.line, problem.column))
