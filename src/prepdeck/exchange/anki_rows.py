"""An Anki collection as rows: opened read-only and distrusted, in its old format (JSON) and its new one (protobuf)."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prepdeck.errors import UsageError
from prepdeck.exchange.anki_presets import (
    Preset,
    options_of_json,
    options_of_message,
    preset_of_json,
    preset_of_message,
)
from prepdeck.exchange.wire import WireError, fields_of, number_of, text_of

MAX_TEXT = 32 * 1024 * 1024
"""Bytes of one value: a field of a note, or all decks of an old collection; more is no collection but an attack."""
MAX_ROWS = 20_000_000
_STEPS_BETWEEN_LOOKS = 50_000
_PATIENCE_S = 3.0
_PATIENCE_S_PER_BYTE = 0.5e-6
_TABLES = ("col", "notes", "cards", "revlog")
_TABLES_OF_NEW = ("notetypes", "fields", "templates", "decks", "config", "deck_config")
_IMAGE_OCCLUSION = 6
_CROWDS = (
    (200_000, "notes", "SELECT count(*) FROM notes"),
    (2_000_000, "cards", "SELECT count(*) FROM cards"),
    (1_000, "cards of one note", "SELECT max(cards) FROM (SELECT count(*) AS cards FROM cards GROUP BY nid)"),
    (10_000_000, "answers", "SELECT count(*) FROM revlog"),
    (20_000, "answers of one card", "SELECT max(answers) FROM (SELECT count(*) AS answers FROM revlog GROUP BY cid)"),
)
"""The most of each."""


@dataclass(frozen=True, slots=True)
class Template:
    """One way a note type asks: what its question side and its answer side are made of."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: its fields in order, its templates, and whether its cards are the gaps of a text."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    is_cloze: bool
    is_occlusion: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What stands once in a collection; `presets` by deck, and what a deck sets over its preset."""

    created_s: int
    rollover_hour: int | None
    is_fsrs: bool
    note_types: dict[int, NoteType]
    decks: dict[int, str]
    presets: dict[int, Preset]
    overrides: dict[int, dict[str, Any]]


class Rows:
    """One collection; every query is watched, and ends in a UsageError when it does not come to an end."""

    def __init__(self, path: Path, shown: str) -> None:
        self._shown = shown
        self._deadline = 0.0
        self._patience_s = _PATIENCE_S + path.stat().st_size * _PATIENCE_S_PER_BYTE
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_TEXT)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self._connection.create_collation("unicase", _unicase)
        self._connection.set_progress_handler(self._is_late, _STEPS_BETWEEN_LOOKS)
        with self._told():
            for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
                self._connection.execute(f"PRAGMA {setting}")
            self._refuse_what_is_no_table()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, as long as they keep coming."""
        with self._told():
            for count, row in enumerate(self._connection.execute(query)):
                if count > MAX_ROWS:
                    raise UsageError(f"{self._shown} holds more rows than a collection has.", "It was not imported.")
                yield row
                self._look_again()

    def head(self) -> Head:
        """Note types, decks and settings, of either format; raises UsageError where they cannot be read."""
        try:
            return self._new_head() if self._is_new() else self._old_head()
        except (WireError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
            raise UsageError(
                f"{self._shown} does not hold an Anki collection that can be read.", "Export it again from Anki."
            ) from error

    def _is_new(self) -> bool:
        return any(self.rows("SELECT 1 FROM sqlite_master WHERE name = 'notetypes'"))

    def _old_head(self) -> Head:
        created, conf, models, decks, presets = next(self.rows("SELECT crt, conf, models, decks, dconf FROM col"))
        settings = json.loads(conf)
        types = {}
        for number, model in json.loads(models).items():
            templates = tuple(Template(str(one["qfmt"]), str(one["afmt"])) for one in model["tmpls"])
            fields = tuple(str(one["name"]) for one in model["flds"])
            occlusion = model.get("originalStockKind") == _IMAGE_OCCLUSION
            types[int(number)] = NoteType(str(model["name"]), fields, templates, model.get("type") == 1, occlusion)
        decks = {int(number): deck for number, deck in json.loads(decks).items()}
        names = {number: str(deck["name"]) for number, deck in decks.items()}
        saved = {number: preset_of_json(preset) for number, preset in json.loads(presets or "{}").items()}
        of_deck = {number: saved.get(str(deck.get("conf", 1)), Preset()) for number, deck in decks.items()}
        overrides = {number: options_of_json(deck) for number, deck in decks.items()}
        rollover = settings.get("rollover", 4)
        is_fsrs = bool(settings.get("fsrs", False))
        return Head(int(created), rollover if type(rollover) is int else 4, is_fsrs, types, names, of_deck, overrides)

    def _new_head(self) -> Head:
        (created,) = next(self.rows("SELECT crt FROM col"))
        settings = {key: json.loads(value) for key, value in self.rows(
            "SELECT KEY, val FROM config WHERE KEY IN ('rollover', 'fsrs')")}  # fmt: skip
        fields: dict[int, list[str]] = {}
        for note_type, name in self.rows("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields.setdefault(note_type, []).append(name)
        templates: dict[int, list[Template]] = {}
        for note_type, config in self.rows("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
            message = fields_of(config)
            templates.setdefault(note_type, []).append(Template(text_of(message, 1), text_of(message, 2)))
        types = {}
        for number, name, config in self.rows("SELECT id, name, config FROM notetypes"):
            message = fields_of(config)
            occlusion = number_of(message, 9) == _IMAGE_OCCLUSION
            parts = tuple(fields.get(number, ())), tuple(templates.get(number, ()))
            types[number] = NoteType(name, *parts, number_of(message, 1) == 1, occlusion)
        saved = {
            number: preset_of_message(fields_of(config), saved_at)
            for number, config, saved_at in self.rows("SELECT id, config, mtime_secs FROM deck_config")
        }
        decks, of_deck, overrides = {}, {}, {}
        for number, name, kind in self.rows("SELECT id, name, kind FROM decks"):
            normal = fields_of(kind).get(1, [b""])[-1]
            message = fields_of(normal) if isinstance(normal, bytes) else {}
            decks[number] = name.replace("\x1f", "::")
            of_deck[number] = saved.get(number_of(message, 1), Preset())
            overrides[number] = options_of_message(message)
        rollover = settings.get("rollover", 4)
        is_fsrs = bool(settings.get("fsrs", False))
        return Head(int(created), rollover if type(rollover) is int else 4, is_fsrs, types, decks, of_deck, overrides)

    def _refuse_what_is_no_table(self) -> None:
        """Everything that is read must be a table that holds its rows: a view or a virtual table computes them."""
        kinds: dict[str, str] = {}
        for kind, name, sql in self.rows("SELECT type, lower(name), lower(coalesce(sql, '')) FROM sqlite_master"):
            if kind in ("table", "view"):
                is_virtual = " ".join(sql.split()).startswith("create virtual")
                kinds[name] = "view" if is_virtual else kind
        for name in (*_TABLES, *_TABLES_OF_NEW):
            known = kinds.get(name)
            if known is None and name not in _TABLES:
                continue
            if known != "table" or any(self.rows(f"SELECT 1 FROM pragma_table_xinfo('{name}') WHERE hidden > 0")):
                what = f"its {name} are no table" if known else f"it has no table {name}"
                raise UsageError(f"{self._shown} is not imported: {what}.", "It is no collection that Anki wrote.")

    def refuse_crowds(self) -> None:
        """More of anything than people make, which would only be to wear a reader out, raises UsageError."""
        for most, what, query in _CROWDS:
            (count,) = next(self.rows(query))
            if (count or 0) > most:
                raise UsageError(
                    f"{self._shown} is not imported: it holds {count:,} {what}.", "It is no collection that Anki wrote."
                )

    def _look_again(self) -> None:
        self._deadline = time.monotonic() + self._patience_s

    def _is_late(self) -> int:
        return time.monotonic() > self._deadline

    @contextmanager
    def _told(self) -> Iterator[None]:
        self._look_again()
        try:
            yield
        except sqlite3.OperationalError as error:
            why = "a query of it does not end" if "interrupted" in str(error) else str(error)
            raise UsageError(f"{self._shown} is not imported: {why}.", "Export it again from Anki.") from error
        except (sqlite3.Error, OverflowError) as error:
            raise UsageError(f"{self._shown} is damaged: {error}.", "Export it again from Anki.") from error


def _unicase(one: str, other: str) -> int:
    """Anki's order of names, which ignores case."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)
