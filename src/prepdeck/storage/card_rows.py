"""The rows of `card`: a card's state and what of its note the queue needs, written and read in one place."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from prepdeck.model.card_state import NEW_CARD, CardState, Phase
from prepdeck.model.keys import deck_of, note_key_of
from prepdeck.model.memory import Memory
from prepdeck.storage.key_lists import among, listed
from prepdeck.storage.schema import ABSENT, SUSPENDED, card

STATE_COLUMNS = (
    card.c.key,
    card.c.phase,
    card.c.step,
    card.c.stability,
    card.c.difficulty,
    card.c.due_day,
    card.c.due_at_ms,
    card.c.interval_days,
    card.c.last_day,
    card.c.last_at_ms,
    card.c.reps,
    card.c.lapses,
    card.c.decided_on,
    card.c.suspended,
    card.c.buried_on,
    card.c.flagged,
    card.c.pulled_by,
    card.c.put_on,
    card.c.present,
    card.c.kind,
    card.c.tier,
    card.c.position,
)
_BY_KEY = select(*STATE_COLUMNS).where(card.c.key == bindparam("key"))
_BY_KEYS = select(*STATE_COLUMNS).where(among(card.c.key))
_BY_NOTE = select(*STATE_COLUMNS).where(card.c.note_key == bindparam("note_key")).order_by(card.c.key)
_WRITE = update(card).where(card.c.key == bindparam("of_key"))
_INSERT = insert(card)
_DELETE = delete(card).where(card.c.key == bindparam("of_key"))
_DELETE_ALL = delete(card).where(among(card.c.key))


def state_of(row: Row[*tuple[Any, ...]]) -> CardState:
    """The state a row holds."""
    memory = None if row.stability is None else Memory(row.stability, row.difficulty)
    return CardState(
        phase=Phase(row.phase),
        step=row.step,
        memory=memory,
        due_day=row.due_day,
        due_at_ms=row.due_at_ms,
        interval_days=row.interval_days,
        last_day=row.last_day,
        last_at_ms=row.last_at_ms,
        reps=row.reps,
        lapses=row.lapses,
        decided_on=row.decided_on,
        suspended=bool(row.suspended),
        buried_on=row.buried_on,
        flagged=bool(row.flagged),
        pulled_by=row.pulled_by,
        put_on=row.put_on,
    )


def _columns_of(state: CardState, present: bool) -> dict[str, Any]:
    if not present:
        queue = ABSENT
    elif state.suspended:
        queue = SUSPENDED
    else:
        queue = int(state.phase)
    return {
        "queue": queue,
        "phase": int(state.phase),
        "step": state.step,
        "stability": state.memory.stability if state.memory else None,
        "difficulty": state.memory.difficulty if state.memory else None,
        "due_day": state.due_day,
        "due_at_ms": state.due_at_ms,
        "interval_days": state.interval_days,
        "last_day": state.last_day,
        "last_at_ms": state.last_at_ms,
        "reps": state.reps,
        "lapses": state.lapses,
        "decided_on": state.decided_on,
        "suspended": int(state.suspended),
        "buried_on": state.buried_on,
        "flagged": int(state.flagged),
        "pulled_by": state.pulled_by,
        "put_on": state.put_on,
    }


_WITH_PROGRESS = (
    select(card.c.note_key)
    .where(
        or_(
            *(
                card.c[name].is_distinct_from(value)
                for name, value in _columns_of(NEW_CARD, present=True).items()
                if name != "queue"
            )
        )
    )
    .distinct()
)


def notes_with_progress(connection: Connection) -> set[str]:
    """The keys of the notes with a card that is not as a new one, those that are gone too."""
    return set(connection.execute(_WITH_PROGRESS).scalars())


def find_card(connection: Connection, key: str) -> Row[*tuple[Any, ...]] | None:
    """The row of one card, or None if there is no such card and never was."""
    return connection.execute(_BY_KEY, {"key": key}).first()


def find_cards(connection: Connection, keys: Collection[str]) -> dict[str, Row[*tuple[Any, ...]]]:
    """The rows of these cards by key; a card that never was has none."""
    if len(keys) == 1:  # one answer: the plain statement takes half the time
        return {row.key: row for row in connection.execute(_BY_KEY, {"key": next(iter(keys))})}
    return {row.key: row for row in connection.execute(_BY_KEYS, {"keys": listed(keys)})}


def cards_of_note(connection: Connection, note_key: str) -> list[Row[*tuple[Any, ...]]]:
    """The rows of a note's cards: it and its siblings."""
    return list(connection.execute(_BY_NOTE, {"note_key": note_key}))


def write_states(
    connection: Connection, states: Mapping[str, CardState], found: Mapping[str, Row[*tuple[Any, ...]]]
) -> list[str]:
    """Store the states of cards, given the rows they have (`find_cards`); returns the keys of those that changed.

    A card whose note is gone keeps a row as long as there is something to remember.
    """
    new, changed, forgotten = [], [], []
    for key, state in states.items():
        row = found.get(key)
        if row is None:
            if state != NEW_CARD:
                new.append(_absent_columns(key) | _columns_of(state, present=False))
        elif state_of(row) != state:
            if row.present or state != NEW_CARD:
                changed.append({"of_key": key} | _columns_of(state, bool(row.present)))
            else:
                forgotten.append(key)
    if new:
        connection.execute(_INSERT, new)
    if changed:
        connection.execute(_WRITE, changed)
    if forgotten:
        connection.execute(_DELETE_ALL, {"keys": listed(forgotten)})
    return [*(columns["key"] for columns in new), *(columns["of_key"] for columns in changed), *forgotten]


def _absent_columns(key: str) -> dict[str, Any]:
    return {
        "key": key,
        "note_key": note_key_of(key),
        "deck": deck_of(key),
        "present": 0,
        "kind": "",
        "tier": "",
        "position": 0,
    }


def card_keys(note_key: str, parts: str) -> tuple[str, ...]:
    """The keys of a note's cards, from its comma-joined parts."""
    return tuple(f"{note_key}#{part}" if part else note_key for part in parts.split(","))


def make_present(connection: Connection, notes: Iterable[tuple[str, Collection[str], str, str, int]]) -> None:
    """The notes are in the library: the progress of their cards, kept or none, counts again.

    Of each note its key, the keys of its cards, kind, tier and position; other cards that it had are gone.
    """
    new: list[dict[str, Any]] = []
    known: list[dict[str, Any]] = []
    for note_key, keys, kind, tier, position in notes:
        rows = {row.key: row for row in cards_of_note(connection, note_key)}
        for key, row in rows.items():
            if row.present and key not in keys:
                make_absent(connection, key)
        content = {"present": 1, "kind": kind, "tier": tier, "position": position}
        for key in keys:
            if key in rows:
                known.append({"of_key": key} | content | _columns_of(state_of(rows[key]), present=True))
            else:
                new.append(_absent_columns(key) | content | _columns_of(NEW_CARD, present=True))
    if new:
        connection.execute(_INSERT, new)
    if known:
        connection.execute(_WRITE, known)


def insert_present(connection: Connection, cards: Iterable[tuple[str, str, str, int]]) -> None:
    """Give each card of the library (key, kind, tier, position) a row as a new one; none of them has one yet."""
    progress = _columns_of(NEW_CARD, present=True)
    rows = [
        _absent_columns(key) | {"present": 1, "kind": kind, "tier": tier, "position": position} | progress
        for key, kind, tier, position in cards
    ]
    if rows:
        connection.execute(_INSERT, rows)


def make_absent(connection: Connection, key: str) -> None:
    """The card's note is gone: the progress stays, out of every queue, until it returns."""
    row = find_card(connection, key)
    if row is None:
        return
    state = state_of(row)
    if state == NEW_CARD:
        connection.execute(_DELETE, {"of_key": key})
    else:
        gone = {"of_key": key, "present": 0, "kind": "", "tier": "", "position": 0}
        connection.execute(_WRITE, gone | _columns_of(state, present=False))
