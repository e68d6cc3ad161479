"""Search queries as SQL conditions on `card`, with full-text search where it helps.

A word is found anywhere inside the note's front or back, without regard to case. FTS5's trigram index narrows the
notes down; `instr` on the folded text decides, so that a result is exactly what a plain search would find.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    column,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    table,
    true,
)

from prepdeck.model.card_state import LEECH_LAPSES
from prepdeck.model.query import And, Everything, Field, Not, Or, Phrase, Property, Query, Rated, Word
from prepdeck.model.study_day import Moment
from prepdeck.scheduling.parameters import Parameters
from prepdeck.storage.queues import buried_today, due_now, in_learning
from prepdeck.storage.schema import ACTIVE, NEW, REVIEW, card, note, review

TRIGRAM = 3
_search = table("note_search", column("rowid"), column("note_search"))


def fold(text: str) -> str:
    """The form in which texts are compared: without case."""
    return text.casefold()


def condition_of(query: Query, now: Moment, parameters: Parameters) -> ColumnElement[bool]:
    """The condition on `card` that holds for exactly the cards the query finds among those present."""
    return and_(card.c.present == 1, _condition(query, now, parameters))


def _condition(query: Query, now: Moment, parameters: Parameters) -> ColumnElement[bool]:
    match query:
        case Everything():
            return true()
        case Word(text) | Phrase(text):
            return _in_note(_says(text))
        case Not(part):
            return not_(_condition(part, now, parameters))
        case And(parts):
            return and_(*(_condition(part, now, parameters) for part in parts))
        case Or(parts):
            return or_(*(_condition(part, now, parameters) for part in parts))
        case Field(name, value):
            return _field(name, value, now)
        case Property(name, operator, number):
            return _property(name, operator, number, now, parameters)
        case Rated(days, rating):
            rated = and_(review.c.key == card.c.key, review.c.day > now.day - days)
            return exists().where(rated if rating is None else and_(rated, review.c.rating == int(rating)))


def _in_note(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return card.c.note_key.in_(select(note.c.key).where(condition))


def _says(text: str) -> ColumnElement[bool]:
    folded = fold(text)
    exact = or_(_contains(note.c.folded_front, folded), _contains(note.c.folded_back, folded))
    if len(folded) < TRIGRAM:
        return exact
    quoted = '"' + folded.replace('"', '""') + '"'
    narrowed = select(_search.c.rowid).where(_search.c.note_search.op("MATCH")(quoted))
    return and_(note.c.row.in_(narrowed), exact)


def _contains(text_column: ColumnElement[str], folded: str) -> ColumnElement[bool]:
    return func.instr(text_column, literal(folded)) > 0


def _field(name: str, value: str, now: Moment) -> ColumnElement[bool]:
    match name:
        case "is":
            return _is(value, now)
        case "deck":  # slugs have small letters only: nothing to fold on each row
            return card.c.deck.op("GLOB")(_as_glob(value)) if "*" in value else card.c.deck == fold(value)
        case "kind":
            return card.c.kind == value
        case "tier":
            return card.c.tier == value
        case "key":
            return or_(_like(card.c.key, value), _like(card.c.note_key, value))
        case "id":
            return _like(func.substr(card.c.note_key, func.instr(card.c.note_key, "/") + 1), value)
        case "tag":
            return _in_note(_one_of(note.c.tags, value))
        case "covers":
            return _in_note(_one_of(note.c.covers, value))
        case "source":
            return _in_note(_contains(func.casefold(note.c.sources), fold(value)))
        case "front":
            return _in_note(_contains(note.c.folded_front, fold(value)))
        case "back":
            return _in_note(_contains(note.c.folded_back, fold(value)))
    return false()


def _is(word: str, now: Moment) -> ColumnElement[bool]:
    match word:
        case "new":
            return card.c.queue == NEW
        case "learning":
            return in_learning
        case "review":
            return card.c.queue == REVIEW
        case "due":
            return due_now(now)
        case "suspended":
            return card.c.suspended == 1
        case "leech":
            return card.c.lapses >= LEECH_LAPSES
        case "pulled":
            return card.c.pulled_by.is_not(None)
        case "flagged":
            return card.c.flagged == 1
        case "buried":
            return buried_today(now.day)
    return false()


def _property(name: str, operator: str, number: float, now: Moment, parameters: Parameters) -> ColumnElement[bool]:
    value: ColumnElement[Any]
    match name:
        case "interval":
            value = card.c.interval_days
        case "due":
            value = card.c.due_day - now.day
        case "retrievability":
            value = recall_today(now, parameters)
        case _:
            value = card.c[name]
    return func.coalesce(value.op(operator)(literal(number)), 0) == 1


def recall_today(now: Moment, parameters: Parameters) -> ColumnElement[Any]:
    """The predicted recall (0-1) of a card on this study day; NULL without a memory."""
    elapsed = func.max(0, now.day - card.c.last_day)
    return func.power(1 + parameters.factor * elapsed / card.c.stability, parameters.decay)


def _like(text_column: ColumnElement[str], pattern: str) -> ColumnElement[bool]:
    """A whole match without regard to case, in which `*` stands for anything."""
    return func.casefold(text_column).op("GLOB")(_as_glob(pattern))


def _one_of(joined: ColumnElement[str], pattern: str) -> ColumnElement[bool]:
    """Whether one of the words kept between spaces matches."""
    if "*" not in pattern:
        return func.instr(func.casefold(joined), f" {fold(pattern)} ") > 0
    quoted = func.replace(func.json_quote(func.trim(func.casefold(joined))), " ", '","')
    words = func.json_each("[" + quoted + "]").table_valued("value")
    return exists(select(words.c.value).where(words.c.value.op("GLOB")(_as_glob(pattern))))


def _as_glob(pattern: str) -> str:
    return "".join(f"[{character}]" if character in "?[" else character for character in fold(pattern))


_ORDERED = (card.c.deck, card.c.position, card.c.key)


def find_cards(connection: Connection, condition: ColumnElement[bool], limit: int) -> list[tuple[str, str, str]]:
    """Key, kind and front of the cards a condition holds for, by deck and in the order of their files."""
    statement = (
        select(card.c.key, note.c.kind, note.c.front)
        .join(note, note.c.key == card.c.note_key)
        .where(condition)
        .order_by(*_ORDERED)
        .limit(limit)
    )
    return [(key, kind, front) for key, kind, front in connection.execute(statement)]


def keys_found(connection: Connection, condition: ColumnElement[bool]) -> list[str]:
    """The keys of all cards a condition holds for."""
    return list(connection.execute(select(card.c.key).where(condition).order_by(card.c.key)).scalars())


def any_key_found(connection: Connection, condition: ColumnElement[bool]) -> str | None:
    """The key of one card a condition holds for, whichever is met first; None where there is none."""
    found: str | None = connection.execute(select(card.c.key).where(condition).limit(1)).scalar()
    return found


def all_note_keys(connection: Connection) -> list[str]:
    """Every note key of the library, for a suggestion after a misspelt one."""
    return list(connection.execute(select(note.c.key).where(note.c.state == ACTIVE).order_by(note.c.key)).scalars())
