"""Writing an Anki package with genanki: note types of our own, guids that stay, and the history where it is wanted."""

import json
import sqlite3
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prepdeck.errors import UsageError
from prepdeck.exchange.anki_fields import AnkiFields
from prepdeck.exchange.anki_notes import KEY_FIELD
from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.options import DAY_S
from prepdeck.model.study_day import DAY_MS, Moment

if TYPE_CHECKING:
    import genanki

_CSS = """
.card { font: 18px/1.45 sans-serif; text-align: left; max-width: 42em; margin: 1em auto; }
pre { background: #8881; padding: .6em .8em; overflow-x: auto; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
.why { margin-top: 1em; opacity: .85; } .source { margin-top: .6em; font-size: .75em; } .cloze { font-weight: bold; }
table { border-collapse: collapse; } td, th { border: 1px solid #8886; padding: .2em .6em; }
"""
_HINT = "{{#Hint}}<p>{{hint:Hint}}</p>{{/Hint}}"
_BASIC = ("{{Front}}" + _HINT, "{{FrontSide}}<hr id=answer>{{Back}}{{Extra}}")
_REVERSE = ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}{{Extra}}")
_TYPED = ("{{Front}}" + _HINT + "<p>{{type:Back}}</p>", "{{Front}}<hr id=answer>{{type:Back}}{{Extra}}")
_CLOZE = ("{{cloze:Text}}" + _HINT, "{{cloze:Text}}<hr>{{Extra}}")
_FORMS: Mapping[str, tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "basic": ("prepdeck basic", (_BASIC,), ("Front", "Back", "Extra", "Hint", KEY_FIELD)),
    "reversed": ("prepdeck both ways", (_BASIC, _REVERSE), ("Front", "Back", "Extra", "Hint", KEY_FIELD)),
    "typed": ("prepdeck typed", (_TYPED,), ("Front", "Back", "Extra", "Hint", KEY_FIELD)),
    "cloze": ("prepdeck cloze", (_CLOZE,), ("Text", "Extra", "Hint", KEY_FIELD)),
}
_EASE = 2500
NOON_S = DAY_S // 2


@dataclass(frozen=True, slots=True)
class PastReview:
    """One answer for Anki's log; `interval_days` 0 means minutes."""

    at_ms: int
    rating: int
    interval_days: int
    duration_ms: int
    phase_before: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a card stands, and how it came there."""

    state: CardState
    reviews: tuple[PastReview, ...]


@dataclass(frozen=True, slots=True)
class NoteToWrite:
    """A note for Anki: `guid` is the same in every export, `schedules` are by Anki's card number."""

    guid: str
    fields: AnkiFields
    schedules: dict[int, Schedule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeckToWrite:
    """A deck for Anki; its name is below `prepdeck`."""

    slug: str
    title: str
    notes: tuple[NoteToWrite, ...]


def guid_of(key: str) -> str:
    """A note's guid in Anki, from the first key it ever had: moves and renames keep it."""
    return f"pd-{blake2b(key.encode(), digest_size=9).hexdigest()}"


def write_package(
    decks: Sequence[DeckToWrite], pictures: Iterable[Path], now: Moment, desired_retention: float
) -> bytes:
    """The package as bytes; `now` stamps the notes, so that a later export updates those of an earlier one."""
    try:
        import genanki
    except ImportError as error:
        raise UsageError(
            "Writing Anki packages needs genanki, which is not installed.",
            "pipx inject prepdeck genanki zstandard (or pip install 'prepdeck[anki]')",
        ) from error
    models = {form: _model(genanki, form) for form in _FORMS}
    made = [_deck(genanki, models, deck) for deck in decks]
    package = genanki.Package(made, [str(path) for path in pictures])
    with tempfile.TemporaryDirectory(prefix="prepdeck-") as folder:
        path = Path(folder) / "export.apkg"
        package.write_to_db = _with_schedules(package.write_to_db, decks, now, desired_retention)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # genanki takes attributes over two lines for broken tags
            package.write_to_file(str(path), timestamp=now.at_ms / 1000)
        return path.read_bytes()


def _model(genanki: Any, form: str) -> "genanki.Model":
    name, templates, fields = _FORMS[form]
    return genanki.Model(
        _number(f"model {form}"),
        name,
        fields=[{"name": each} for each in fields],
        templates=[
            {"name": f"Card {number}", "qfmt": question, "afmt": answer}
            for number, (question, answer) in enumerate(templates, 1)
        ],
        css=_CSS.strip(),
        model_type=genanki.Model.CLOZE if form == "cloze" else genanki.Model.FRONT_BACK,
    )


def _deck(genanki: Any, models: Mapping[str, Any], deck: DeckToWrite) -> "genanki.Deck":
    made = genanki.Deck(_number(f"deck {deck.slug}"), f"prepdeck::{deck.title.replace('::', ': ')}")
    for place, note in enumerate(deck.notes, 1):
        model = models[note.fields.form]
        made.add_note(
            genanki.Note(model, list(note.fields.values), guid=note.guid, tags=list(note.fields.tags), due=place)
        )
    return made


def _number(name: str) -> int:
    """An id for Anki that is the same for ever: 40 bits, from the name."""
    return int.from_bytes(blake2b(name.encode(), digest_size=5).digest(), "big") | 1 << 39


def _with_schedules(write_to_db: Any, decks: Sequence[DeckToWrite], now: Moment, desired_retention: float) -> Any:
    """genanki writes new cards only; the rows it wrote are completed before they are packed."""

    def write(cursor: sqlite3.Cursor, timestamp: float, ids: Iterator[int]) -> None:
        write_to_db(cursor, timestamp, ids)
        schedules = [schedule for deck in decks for note in deck.notes for schedule in note.schedules.values()]
        if not schedules:
            return
        first = min((review.at_ms for schedule in schedules for review in schedule.reviews), default=now.at_ms)
        created_day = now.day - (now.at_ms - first) // DAY_MS - 1
        created_s = created_day * DAY_S + NOON_S - now.offset_minutes * 60  # Anki takes its local date for day 0
        cursor.execute("UPDATE col SET crt = ?", (created_s,))
        settings = json.loads(cursor.execute("SELECT conf FROM col").fetchone()[0]) | {"fsrs": True}
        cursor.execute("UPDATE col SET conf = ?", (json.dumps(settings),))
        cards = {
            (guid, number): card
            for guid, number, card in cursor.execute(
                "SELECT guid, ord, cards.id FROM cards JOIN notes ON notes.id = cards.nid"
            ).fetchall()
        }
        taken: set[int] = set()
        for deck in decks:
            for note in deck.notes:
                for number, schedule in note.schedules.items():
                    card = cards.get((note.guid, number))
                    if card is not None:
                        _write_schedule(cursor, card, schedule, created_day, desired_retention, taken)

    return write


def _write_schedule(
    cursor: sqlite3.Cursor, card: int, schedule: Schedule, created_day: int, desired_retention: float, taken: set[int]
) -> None:
    state = schedule.state
    queue = {Phase.NEW: 0, Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 1}[state.phase]
    due = None
    if state.due_day is not None:
        due = state.due_day - created_day
        queue = 2 if state.phase is Phase.REVIEW else 3
    elif state.due_at_ms is not None:
        due = state.due_at_ms // 1000
    data: dict[str, Any] = {}
    if state.memory is not None:
        data = {"s": state.memory.stability, "d": state.memory.difficulty, "dr": desired_retention}
        if state.last_at_ms is not None:
            data["lrt"] = state.last_at_ms // 1000
    left = 1001 if state.phase in (Phase.LEARNING, Phase.RELEARNING) else 0
    cursor.execute(
        "UPDATE cards SET type = ?, queue = ?, due = coalesce(?, due), ivl = ?, factor = ?, reps = ?, lapses = ?,"
        " left = ?, flags = ?, data = ? WHERE id = ?",
        (
            int(state.phase),
            -1 if state.suspended else queue,
            due,
            state.interval_days,
            _EASE if state.phase in (Phase.REVIEW, Phase.RELEARNING) else 0,
            state.reps,
            state.lapses,
            left,
            1 if state.flagged else 0,
            json.dumps(data) if data else "",
            card,
        ),
    )
    before = 0
    for review in schedule.reviews:
        at_ms = review.at_ms
        while at_ms in taken:
            at_ms += 1
        taken.add(at_ms)
        kind = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEW: 1, Phase.RELEARNING: 2}[Phase(review.phase_before)]
        interval = review.interval_days or -600
        cursor.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
            (at_ms, card, review.rating, interval, before, _EASE, review.duration_ms, kind),
        )
        before = interval
