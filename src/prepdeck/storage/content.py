"""The content index: what the deck files said when they were last read, so that opening needs no YAML.

Study decides what changed; this room stores it, keeps the search index in step and tells which notes came and went.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Integer,
    Table,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from prepdeck.storage.card_rows import card_keys, make_absent, make_present
from prepdeck.storage.schema import ACTIVE, VANISHED, card, deck, note, source_file


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A deck file as it was last read; `scanned_ns` is when, because a later change may hide behind an equal stamp.

    `content` is None where only the stamp is at hand: looking whether anything changed needs no more. `holds` is what
    the content is, by kind and name: `deck:fsdp`, `extends:fsdp`, `scenario:short-video-feed`; empty for none.
    """

    path: str
    place: int
    size: int
    mtime_ns: int
    inode: int
    scanned_ns: int
    digest: str
    problems: bytes
    holds: str = ""
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class IndexedNote:
    """A note as it is stored: what is searched and listed, and `content`, the whole of it as the library encodes it.

    `digest` is of what the note says: a note that only stands in another line has the same.
    """

    key: str
    deck: str
    kind: str
    tier: str
    position: int
    front: str
    folded_front: str
    folded_back: str
    tags: str
    covers: str
    sources: str
    parts: str
    digest: str
    content: bytes

    @property
    def card_keys(self) -> tuple[str, ...]:
        """The keys of the note's cards."""
        return card_keys(self.key, self.parts)


@dataclass(frozen=True, slots=True)
class IndexedDeck:
    """A deck's header; `options` is JSON of what its files set.

    `facts` is what the rest of the library is checked against, as the library encodes it; None where it is not at hand.
    """

    slug: str
    title: str
    path: str
    place: int
    was: tuple[str, ...]
    options: str
    facts: bytes | None = None


_AT_ONCE = 500
"""Notes whose rows are written in one go."""

_FILE_FIELDS = tuple(IndexedFile.__dataclass_fields__)
_FILE_STAMP = tuple(name for name in _FILE_FIELDS if name not in ("path", "content"))
_NOTE_FIELDS = tuple(IndexedNote.__dataclass_fields__)
_DECK_FIELDS = tuple(IndexedDeck.__dataclass_fields__)


def _writing(table: Table, key: str, names: Iterable[str]) -> Insert:
    """A statement that stores a row, in place of the one with this key if there is one."""
    statement = upsert(table).values({name: bindparam(name) for name in names})
    return statement.on_conflict_do_update([key], set_={name: statement.excluded[name] for name in names})


_NOTE_COLUMNS = tuple(note.c[name] for name in _NOTE_FIELDS)
_FILES = select(*(source_file.c[name] for name in _FILE_FIELDS if name != "content"))
_DROP_FILE = delete(source_file).where(source_file.c.path == bindparam("of_path"))
_WRITE_FILE = _writing(source_file, "path", _FILE_FIELDS)
_STAMP_FILE = (
    update(source_file)
    .where(source_file.c.path == bindparam("of_path"))
    .values({name: bindparam(f"new_{name}") for name in _FILE_STAMP})
)
_FILE_CONTENT = select(source_file.c.content).where(source_file.c.path == bindparam("path"))
_OTHER_CONTENTS = (
    select(source_file.c.content)
    .where(source_file.c.holds != "", source_file.c.holds.not_like("deck:%"), source_file.c.holds.not_like("extends:%"))
    .order_by(source_file.c.place, source_file.c.path)
)
_HOLDING = (
    select(source_file.c.content)
    .where(source_file.c.holds.like(bindparam("kind")))
    .order_by(source_file.c.place, source_file.c.path)
)
_CONTENT = select(note.c.content, note.c.state).where(note.c.key == bindparam("key"))
_NOTES = select(*_NOTE_COLUMNS).where(note.c.state == bindparam("state")).order_by(note.c.deck, note.c.position)
_STORED = select(note.c.key, note.c.state, note.c.digest, note.c.content, note.c.position)
_STORED_IN_DECK = _STORED.where(note.c.deck == bindparam("of_deck"))
_HEADERS = (deck.c.slug, deck.c.title, deck.c.path, deck.c.place, deck.c.was, deck.c.options)
_DECKS = select(*_HEADERS).order_by(deck.c.place, deck.c.slug)
_FACTS = select(deck.c.facts).order_by(deck.c.place, deck.c.slug)
_DROP_DECK = delete(deck).where(deck.c.slug == bindparam("of_slug"))
_WRITE_DECK = _writing(deck, "slug", _DECK_FIELDS)
_MOVE_DECK = update(deck).where(deck.c.slug == bindparam("of_slug")).values(place=bindparam("new_place"))
_INSERT_NOTE = insert(note).values(state=ACTIVE)
_REPLACE_NOTE = (
    update(note)
    .where(note.c.key == bindparam("of_key"))
    .values({name: bindparam(f"new_{name}") for name in _NOTE_FIELDS} | {"state": ACTIVE, "vanished_on": None})
)
_PLACE_NOTE = update(note).where(note.c.key == bindparam("of_key")).values(content=bindparam("new_content"))
_REMOVE_NOTE = (
    update(note).where(note.c.key == bindparam("of_key")).values(state=VANISHED, vanished_on=bindparam("on_day"))
)
_PARTS_OF = select(card.c.key).where(card.c.note_key == bindparam("note_key"), card.c.present == 1)
_SEARCH_ADD = text(
    "INSERT INTO note_search(rowid, folded_front, folded_back) "
    "SELECT row, folded_front, folded_back FROM note WHERE key = :key"
)
_SEARCH_REMOVE = text(
    "INSERT INTO note_search(note_search, rowid, folded_front, folded_back) "
    "SELECT 'delete', row, folded_front, folded_back FROM note WHERE key = :key"
)
_FRONTS = select(note.c.key, note.c.front).where(note.c.key.in_(bindparam("keys", expanding=True)))


def indexed_files(connection: Connection) -> dict[str, IndexedFile]:
    """The files as they were last read, by path, without their content."""
    return {row.path: IndexedFile(*row) for row in connection.execute(_FILES)}


def file_content(connection: Connection, path: str) -> bytes | None:
    """The last good content of a file, as the library encodes it."""
    content: bytes | None = connection.execute(_FILE_CONTENT, {"path": path}).scalar()
    return content


def contents_holding(connection: Connection, kind: str) -> list[bytes]:
    """The files that hold a `kind` (scenario, framework, role), in the order of the search path."""
    return list(connection.execute(_HOLDING, {"kind": f"{kind}:%"}).scalars())


def contents_beside_decks(connection: Connection) -> list[bytes]:
    """The files that hold no part of a deck, in the order of the search path."""
    return list(connection.execute(_OTHER_CONTENTS).scalars())


def write_files(connection: Connection, files: Iterable[IndexedFile], gone: Iterable[str]) -> None:
    """Store what was read, and forget files that are no longer there."""
    for path in gone:
        connection.execute(_DROP_FILE, {"of_path": path})
    for file in files:
        if file.content is None:
            named = {f"new_{name}": getattr(file, name) for name in _FILE_STAMP}
            connection.execute(_STAMP_FILE, named | {"of_path": file.path})
        else:
            connection.execute(_WRITE_FILE, {name: getattr(file, name) for name in _FILE_FIELDS})


def write_decks(connection: Connection, decks: Iterable[IndexedDeck]) -> None:
    """Make the index hold exactly these decks; of those without facts only the place may have changed."""
    known = {one.slug: one.place for one in indexed_decks(connection)}
    for one in decks:
        place = known.pop(one.slug, None)
        if one.facts is not None:
            columns = {name: getattr(one, name) for name in _DECK_FIELDS} | {"was": " ".join(one.was)}
            connection.execute(_WRITE_DECK, columns)
        elif one.place != place:
            connection.execute(_MOVE_DECK, {"of_slug": one.slug, "new_place": one.place})
    for slug in known:
        connection.execute(_DROP_DECK, {"of_slug": slug})


def indexed_decks(connection: Connection) -> list[IndexedDeck]:
    """The decks in the order of the search path, without their facts."""
    return [
        IndexedDeck(row.slug, row.title, row.path, row.place, tuple(row.was.split()), row.options)
        for row in connection.execute(_DECKS)
    ]


def deck_facts(connection: Connection) -> list[bytes]:
    """The facts of all decks in the order of the search path."""
    return list(connection.execute(_FACTS).scalars())


def note_content(connection: Connection, note_key: str) -> bytes | None:
    """The stored form of a note that is in the library, or None."""
    row = connection.execute(_CONTENT, {"key": note_key}).first()
    return row.content if row and row.state == ACTIVE else None


def fronts_of(connection: Connection, note_keys: Iterable[str]) -> dict[str, str]:
    """The fronts of these notes, vanished ones too."""
    return {row.key: row.front for row in connection.execute(_FRONTS, {"keys": list(note_keys)})}


def kinds_by_deck(connection: Connection) -> dict[str, dict[str, tuple[int, int]]]:
    """For every deck and kind: how many notes, and how many of them core."""
    is_core = func.sum(cast(note.c.tier == "core", Integer))
    statement = (
        select(note.c.deck, note.c.kind, func.count(), is_core)
        .where(note.c.state == ACTIVE)
        .group_by(note.c.deck, note.c.kind)
    )
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for slug, kind, notes, core in connection.execute(statement):
        counts.setdefault(slug, {})[kind] = (notes, int(core))
    return counts


def indexed_notes(connection: Connection, state: int = ACTIVE) -> list[IndexedNote]:
    """The notes of the library, or with VANISHED those that were in it."""
    return [IndexedNote(*row) for row in connection.execute(_NOTES, {"state": state})]


@dataclass(frozen=True, slots=True)
class ContentChange:
    """What a refresh of the index did, as note keys."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


NO_CHANGE = ContentChange()


def write_notes(
    connection: Connection, notes: Mapping[str, IndexedNote], decks: Iterable[str] | None, day: int
) -> ContentChange:
    """Make the index hold exactly these notes of these decks (None for all), and leave those of other decks alone.

    Only notes that differ are written; `day` is the study day on which the missing ones vanished. Cards of notes that
    came or went are made present or absent with their progress.
    """
    stored = (
        connection.execute(_STORED)
        if decks is None
        else (row for slug in decks for row in connection.execute(_STORED_IN_DECK, {"of_deck": slug}))
    )
    known = {row.key: row for row in stored}
    added, changed, moved = [], [], []
    for key, new in notes.items():
        row = known.get(key)
        if row is None or row.state == VANISHED:
            added.append(key)
        elif (row.digest, row.position) != (new.digest, new.position):
            changed.append(key)
        elif row.content != new.content:
            moved.append(key)
    fresh = [notes[key] for key in (*added, *changed)]
    for first in range(0, len(fresh), _AT_ONCE):
        _store(connection, fresh[first : first + _AT_ONCE], known)
    _write_each(connection, _PLACE_NOTE, ({"of_key": key, "new_content": notes[key].content} for key in moved))
    vanished = [key for key, row in known.items() if row.state == ACTIVE and key not in notes]
    for key in vanished:
        _remove(connection, key, day)
    return ContentChange(tuple(added), tuple(changed), tuple(vanished))


def _store(connection: Connection, fresh: Sequence[IndexedNote], known: Container[str]) -> None:
    _write_each(connection, _SEARCH_REMOVE, ({"key": new.key} for new in fresh if new.key in known))
    _write_each(connection, _REPLACE_NOTE, (_renamed(new) for new in fresh if new.key in known))
    _write_each(connection, _INSERT_NOTE, (_columns(new) for new in fresh if new.key not in known))
    _write_each(connection, _SEARCH_ADD, ({"key": new.key} for new in fresh))
    make_present(connection, ((new.key, new.card_keys, new.kind, new.tier, new.position) for new in fresh))


def _columns(new: IndexedNote) -> dict[str, Any]:
    return {name: getattr(new, name) for name in _NOTE_FIELDS}


def _renamed(new: IndexedNote) -> dict[str, Any]:
    """The columns by the names they have in a statement that also asks for the key."""
    return {f"new_{name}": value for name, value in _columns(new).items()} | {"of_key": new.key}


def _write_each(connection: Connection, statement: Executable, rows: Iterable[dict[str, Any]]) -> None:
    """Execute a statement for each row, in one go; without a row not at all."""
    if listed := list(rows):
        connection.execute(statement, listed)


def _remove(connection: Connection, key: str, day: int) -> None:
    for card_key in connection.execute(_PARTS_OF, {"note_key": key}).scalars().all():
        make_absent(connection, card_key)
    connection.execute(_REMOVE_NOTE, {"of_key": key, "on_day": day})
