"""Whatever happens to the files of a library: reading only what changed gives what reading everything gives."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.homes import HandClock, Home, numbered_deck
from support.random_files import STEP
from support.stories import story

from prepdeck.config import Config
from prepdeck.errors import PrepdeckError
from prepdeck.library.check import check_library
from prepdeck.model.rating import Rating
from prepdeck.paths import resolve_paths
from prepdeck.storage.schema import ACTIVE
from prepdeck.study.collection import Collection
from prepdeck.study.marking import answer_card
from prepdeck.study.opening import open_collection
from prepdeck.study.refreshing import RefreshReport, refresh, stored_problems
from prepdeck.study.roots import library_roots
from prepdeck.study.setup import Setup


@dataclass
class Reader:
    """One collection over the shared files; with `whole` it takes nothing to be as it was."""

    folder: Path
    roots: tuple[Path, ...]
    whole: bool
    clock: HandClock = field(default_factory=HandClock)

    def __post_init__(self) -> None:
        name = "whole" if self.whole else "changed"
        self.setup = Setup(resolve_paths(str(self.folder / name)), self.clock, Config(), self.roots)
        self.collection: Collection = open_collection(self.setup)

    def turn_paths(self) -> None:
        """The same folders, in the other order."""
        self.setup = self.collection.setup = replace(self.setup, deck_paths=self.setup.deck_paths[::-1])

    def read(self) -> RefreshReport:
        if self.whole:
            self.collection.store.write_meta("index_version", "0")
        return refresh(self.collection)


def seen(report: RefreshReport) -> tuple[Any, ...]:
    change = report.change
    return sorted(change.added), sorted(change.changed), sorted(change.vanished), report.carried, report.proposals


def index_of(collection: Collection) -> dict[str, Any]:
    with collection.store.reading() as rows:
        found = {
            "notes": "SELECT key, deck, kind, tier, position, state, front, folded_front, folded_back, tags, covers,"
            " sources, parts, digest, content FROM note ORDER BY key",
            "decks": "SELECT * FROM deck ORDER BY place",
            "cards": "SELECT key, present, kind, tier, position, queue, phase, reps FROM card ORDER BY key",
            "files": "SELECT path, place, digest, holds, content, problems FROM source_file ORDER BY path",
            "words": "SELECT key FROM note JOIN note_search ON note.row = note_search.rowid"
            " WHERE note_search MATCH '\"queue\"' ORDER BY key",
        }
        index = {name: rows.exec_driver_sql(statement).all() for name, statement in found.items()}
    return index | {"problems": stored_problems(collection), "opened": collection.decks}


def change_files(roots: tuple[Path, ...], step: tuple[str, str, str]) -> None:
    what, name, given_text = step
    path = roots[name == "other.yaml"] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "write":
        path.write_text(given_text)
    elif what == "append" and path.exists():
        path.write_text(path.read_text() + given_text)
    elif what == "lines down" and path.exists():
        path.write_text(given_text + path.read_text())
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what == "move" and path.exists():
        target = roots[given_text == "other.yaml"] / given_text
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


def do(reader: Reader, step: tuple[str, str, str]) -> None:
    what, key, _ = step
    try:
        if what == "answer":
            answer_card(reader.collection, key, Rating.GOOD)
        elif what == "undo":
            reader.collection.undo()
        elif what == "paths":
            reader.turn_paths()
    except PrepdeckError:
        return


def same_from_scratch(reader: Reader) -> None:
    """What a check of the files alone finds, where nothing broken keeps older content in use."""
    checked = check_library(library_roots(reader.setup))
    stored = stored_problems(reader.collection)
    if not any(problem.severity.title == "error" for content in checked.files for problem in content.problems):
        assert sorted(stored) == list(checked.problems)
        with reader.collection.store.reading() as rows:
            keys = rows.exec_driver_sql("SELECT key FROM note WHERE state = ? ORDER BY key", (ACTIVE,)).scalars().all()
        assert keys == sorted(note.key for deck in checked.decks for note in deck.notes)


RENAMED = [
    ("write", "a.yaml", "deck: one\nnotes:\n  - {id: q1, front: Who shards?, back: A line.}\n"),
    ("answer", "one/q1", ""),
    ("write", "a.yaml", "deck: two\nwas: [one]\nnotes:\n  - {id: q1, front: Who shards?, back: A line.}\n"),
]
TOLD = [
    ("write", "a.yaml", "deck: stories\nnotes:\n  - {id: q1, front: Who shards?, back: A line.}\n"),
    ("write", "b.yaml", story("s", "It was fast.")),
    ("write", "c.yaml", "extends: stories\n"),
    ("remove", "b.yaml", ""),
]
MENDED = [
    ("write", "a.yaml", numbered_deck("one", 3)),
    ("write", "b.yaml", "extends: one\nhide: [q1]\n"),
    ("write", "a.yaml", "deck: one\nnotes: [unclosed\n"),
    ("remove", "b.yaml", ""),
    ("write", "a.yaml", numbered_deck("one", 2)),
]


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(STEP, min_size=1, max_size=12))
@example(RENAMED)
@example(TOLD)
@example(MENDED)
def test_reading_what_changed_gives_what_reading_everything_gives(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        roots = (folder / "decks", folder / "more")
        for root in roots:
            root.mkdir()
        readers = [Reader(folder, roots, whole) for whole in (False, True)]
        try:
            for step in steps:
                change_files(roots, step)
                reports = []
                for reader in readers:
                    do(reader, step)
                    reports.append(seen(reader.read()))
                assert reports[0] == reports[1]
                assert index_of(readers[0].collection) == index_of(readers[1].collection)
                same_from_scratch(readers[0])
        finally:
            for reader in readers:
                reader.collection.close()


def test_a_file_that_changes_while_another_process_indexes_is_not_lost(home: Home) -> None:
    """The index is another one by the time the lock is had: everything is looked at again."""
    home.write("a.yaml", numbered_deck("a", 1))
    there = home.collection
    elsewhere = open_collection(home.setup)
    added = home.write("b.yaml", "extends: a\nnotes:\n  - {id: more, front: Is there more?, back: Yes.}\n")
    home.write("a.yaml", numbered_deck("a", 2))
    begun = there.store.writing

    def after_the_other() -> Any:
        there.store.writing = begun  # type: ignore[method-assign]
        home.write("a.yaml", numbered_deck("a", 3))
        refresh(elsewhere)
        return begun()

    there.store.writing = after_the_other  # type: ignore[method-assign]
    refresh(there)
    elsewhere.close()
    assert {key for key in ("a/more", "a/q3") if there.find_note(key)} == {"a/more", "a/q3"}
    added.unlink()
    assert refresh(there).change.vanished == ("a/more",)
