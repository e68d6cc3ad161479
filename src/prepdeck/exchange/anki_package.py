"""Anki's packages, apkg and colpkg of any age, with their history: read in a private folder that is gone afterwards."""

import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prepdeck.errors import UsageError
from prepdeck.exchange.anki_history import CardRow, LogRow, StepCounts, arrived_card, begins_in_the_middle
from prepdeck.exchange.anki_notes import KEY_FIELD, MadeNote, made_of
from prepdeck.exchange.anki_presets import Preset, beside_defaults
from prepdeck.exchange.anki_rows import MAX_TEXT, Rows
from prepdeck.exchange.archive import MAX_ENTRY_BYTES, MAX_RATIO, Archive, refusal
from prepdeck.exchange.arrival import (
    TICK_EVERY,
    Arrival,
    ArrivedCard,
    ArrivedDeck,
    ArrivedNote,
    LeftOut,
    Tick,
    no_tick,
)
from prepdeck.exchange.reading_text import open_regular
from prepdeck.exchange.wire import WireError, fields_of, text_of
from prepdeck.exchange.zstd import decompressed
from prepdeck.model.options import DEFAULT_OPTIONS
from prepdeck.model.study_day import Moment

if TYPE_CHECKING:
    from prepdeck.exchange.anki_rows import Head

Lived = Callable[[int, int | None], Moment]
"""The study day of an instant (UTC ms), given the hour at which Anki's day turns."""

MAX_PACKAGE = 2 * 1024 * 1024 * 1024
MAX_NOTE = 100_000
MAX_MEDIA = 200 * 1024 * 1024
MAX_PICTURE = 20 * 1024 * 1024
_COLLECTIONS = (
    ("collection.anki21b", "new format"),
    ("collection.anki21", "format of 2.1"),
    ("collection.anki2", "old format"),
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")
_SAFE_NAME = re.compile(r"(?!\.)[^/\\\x00-\x1f:<>|?*\"]{1,120}\Z")
_STEPS = ("learning_steps", "relearning_steps")
_CARDS = "SELECT id, nid, did, ord, type, queue, due, ivl, left, odue, odid, flags, data FROM cards"
_LOG = "SELECT cid, id, ease, ivl, factor, time, type FROM revlog"
_NOTES = "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id"


def read_package(path: Path, lived: Lived, tick: Tick = no_tick) -> Arrival:
    """Read a package; raises UsageError, with nothing written, for one that is damaged or hostile."""
    with os.fdopen(open_regular(path, MAX_PACKAGE), "rb") as source, Archive(path, source) as archive:
        name, form = next(((name, form) for name, form in _COLLECTIONS if name in archive.names), ("", ""))
        if not name:
            raise refusal(path, "it holds no collection of Anki")
        is_zstd = name.endswith("b")
        with tempfile.TemporaryDirectory(prefix="prepdeck-") as folder:
            unpacked = Path(folder) / "collection"
            with unpacked.open("wb") as target:
                chunks = archive.chunks(name)
                for chunk in decompressed(chunks, str(path), MAX_ENTRY_BYTES, MAX_RATIO) if is_zstd else chunks:
                    target.write(chunk)
            rows = Rows(unpacked, str(path))
            try:
                reader = _Reader(rows, lived, is_whole=path.suffix.lower() == ".colpkg")
                reader.read(tick)
            finally:
                rows.close()
        media = _Media(archive, path, is_zstd)
        pictures = media.read(reader.pictures)
    return Arrival(
        f"Anki package, {form}",
        reader.decks(),
        tuple(reader.left_out),
        (*reader.told(), *media.told),
        pictures,
        reader.weights(),
    )


class _Reader:
    """Goes through a collection's rows once, note by note, each with its cards and their history."""

    def __init__(self, rows: Rows, lived: Lived, is_whole: bool) -> None:
        self._rows = rows
        self._is_whole = is_whole
        self.head: Head = rows.head()
        self._lived = lambda at_ms: lived(at_ms, self.head.rollover_hour)
        self._first_day = lived(self.head.created_s * 1000, 0).day
        self._notes: dict[int, list[ArrivedNote]] = {}
        self.left_out: list[LeftOut] = []
        self.pictures: list[str] = []
        self._is_fsrs = self.head.is_fsrs
        self._sounds = 0
        self._headless = 0
        self._scheduled_only = 0
        self._answers_of: Counter[int] = Counter()

    def read(self, tick: Tick) -> None:
        """Read everything."""
        self._rows.refuse_crowds()
        (count,) = next(self._rows.rows("SELECT count(*) FROM notes"))
        cards: dict[int, list[CardRow]] = {}
        for row in self._rows.rows(_CARDS):
            if all(isinstance(value, int) for value in row[:-1]):
                card = CardRow(*(*row[:-1], str(row[-1])))
                cards.setdefault(card.note, []).append(card)
                self._is_fsrs |= '"s":' in card.data  # an apkg does not tell whether FSRS was on
        log: dict[int, list[LogRow]] = {}
        for row in self._rows.rows(_LOG):
            if all(isinstance(value, int) for value in row):
                log.setdefault(row[0], []).append(LogRow(*row[1:]))
        for done, (note_id, guid, type_id, tags, values) in enumerate(self._rows.rows(_NOTES)):
            if done % TICK_EVERY == 0:
                tick("reading notes", done, count)
            self._take(
                int(note_id), str(guid), type_id, str(tags), str(values).split("\x1f"), cards.get(note_id, []), log
            )

    def _take(
        self, note_id: int, guid: str, type_id: int, tags: str, values: list[str], cards: list[CardRow],
        log: dict[int, list[LogRow]],
    ) -> None:  # fmt: skip
        where = f"note {note_id}"
        note_type = self.head.note_types.get(type_id)
        try:
            if note_type is None:
                raise ValueError("its note type is not in the package")
            if sum(map(len, values)) > MAX_NOTE:
                raise ValueError("it is far longer than a card can be")
            if not cards:
                raise ValueError("it has no cards")
            made = made_of(guid, note_type, values, tags, (card.ord for card in cards))
        except (ValueError, IndexError) as error:
            shown = re.sub(r"<[^<>]*>|\s+", " ", values[0][:500] if values else "")[:60].strip()
            self.left_out.append(LeftOut(where, shown, str(error)))
            return
        self.pictures += made[0].found.pictures
        self._sounds += len(made[0].found.sounds)
        for note in made:
            own = [card for card in cards if card.ord in note.parts]
            arrived = tuple(self._card(card, note, log.get(card.id, [])) for card in own)
            deck = own[0].home if own else cards[0].home
            self._notes.setdefault(deck, []).append(
                ArrivedNote(where, note.entry, note.identity, arrived, note.known_as)
            )

    def _card(self, card: CardRow, note: MadeNote, log: list[LogRow]) -> ArrivedCard:
        self._headless += begins_in_the_middle(log)
        self._scheduled_only += card.type != 0 and not log
        self._answers_of[card.home] += len(log)
        return arrived_card(
            card, note.parts[card.ord], log, self._first_day, self._lived, self._is_fsrs, self._steps(card.home)
        )

    def _limits_above(self) -> bool:
        """Whether a deck of which only those below it come sets a limit itself."""
        names = {name: number for number, name in self.head.decks.items()}
        parts = [self.head.decks.get(deck, "").split("::") for deck in self._notes]
        above = {names.get("::".join(part[:end]), 0) for part in parts for end in range(1, len(part))}
        return any({"new_per_day", "reviews_per_day"} & self.head.overrides.get(deck, {}).keys() for deck in above)

    def _steps(self, deck: int) -> StepCounts:
        options = self.head.presets.get(deck, Preset()).options
        counts = (len(options.get(name, getattr(DEFAULT_OPTIONS, name))) for name in _STEPS)
        return StepCounts(*counts)

    def decks(self) -> tuple[ArrivedDeck, ...]:
        """The decks that have notes, by name."""
        named = sorted((self.head.decks.get(number, "Default"), number) for number in self._notes)
        return tuple(
            ArrivedDeck(_title(name), tuple(self._notes[number]), options=self._options(number))
            for name, number in named
        )

    def _options(self, deck: int) -> dict[str, Any]:
        """What Anki schedules a deck by, where it is not what a deck of ours has anyway."""
        preset, over = self.head.presets.get(deck, Preset()), self.head.overrides.get(deck, {})
        is_in_use = self._is_whole or not preset.is_untouched
        return beside_defaults((preset.options if is_in_use else {}) | over, self._is_fsrs)

    def weights(self) -> tuple[float, ...]:
        """The FSRS parameters most of its answers were given under; empty for the default ones."""
        if not self._is_fsrs or not sum(self._answers_of.values()):
            return ()
        return self._sets()[0]

    def _sets(self) -> list[tuple[float, ...]]:
        counts: Counter[tuple[float, ...]] = Counter()
        for deck, answers in self._answers_of.items():
            counts[self.head.presets.get(deck, Preset()).weights] += answers
        return [weights for weights, answers in counts.most_common() if answers] or [()]

    def told(self) -> list[str]:
        """What is worth knowing about the history."""
        told = []
        if self._sounds:
            told.append(f"Sounds that did not come: {self._sounds}; a terminal plays none.")
        if self._headless:
            told.append(f"Cards whose history has lost its beginning: {self._headless}; memory follows what is there.")
        if self._scheduled_only:
            told.append(f"Cards with a schedule and no history: {self._scheduled_only}; they begin as new.")
        if self._is_fsrs and len(self._sets()) > 1:
            told.append("Its decks have different FSRS parameters; those most answers were given under count.")
        presets = [self.head.presets.get(deck, Preset()) for deck in self._notes]
        if any(preset.has_easy_days for preset in presets):
            told.append("Its easy days did not come; they are no option of a deck.")
        if self._limits_above():
            told.append("Limits that decks above these set for all below together did not come: each deck has its own.")
        if presets and not self._is_whole and all(preset.is_untouched for preset in presets):
            told.append("It holds no deck presets (Anki asks when exporting); prepdeck's own options hold.")
        if any(self._answers_of.values()) and not self._is_fsrs:
            told.append("FSRS was off in Anki; memory is computed from the answers.")
        return told


class _Media:
    """The pictures of a package: found by the list it holds, read only where a card shows them."""

    def __init__(self, archive: Archive, path: Path, is_zstd: bool) -> None:
        self._archive = archive
        self._path = path
        self._is_zstd = is_zstd
        self.told: list[str] = []

    def read(self, names: list[str]) -> dict[str, bytes]:
        """The pictures by name; what is missing, too large or no picture is told."""
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return {}
        entries = self._listed()
        pictures: dict[str, bytes] = {}
        missing, refused, total = 0, 0, 0
        for name in wanted:
            entry = entries.get(name)
            if entry is None or entry not in self._archive.names:
                missing += 1
            elif not _SAFE_NAME.match(name) or not name.lower().endswith(_PICTURES) or total > MAX_MEDIA:
                refused += 1
            else:
                pictures[name] = self._content(entry, MAX_PICTURE)
                total += len(pictures[name])
        if missing:
            self.told.append(f"Pictures that are not in the package: {missing}; cards show what they are called.")
        if refused:
            self.told.append(f"Files that are no pictures, or one too many: {refused}; they did not come.")
        return pictures

    def _listed(self) -> dict[str, str]:
        """The list of media: JSON in old packages, protobuf in new ones; by name, the entry that holds it."""
        if "media" not in self._archive.names:
            return {}
        try:
            content = self._content("media", MAX_TEXT)
            if not self._is_zstd:
                listed = json.loads(content or b"{}")
                return {str(name): str(entry) for entry, name in listed.items()}
            entries = [entry for entry in fields_of(content).get(1, []) if isinstance(entry, bytes)]
            return {text_of(fields_of(entry), 1): str(number) for number, entry in enumerate(entries)}
        except (ValueError, AttributeError, RecursionError, WireError) as error:
            raise UsageError(f"The list of media of {self._path} cannot be read.", "Export it again.") from error

    def _content(self, entry: str, most: int) -> bytes:
        chunks = self._archive.chunks(entry, most)
        if self._is_zstd:
            return b"".join(decompressed(chunks, str(self._path), most, MAX_RATIO))
        return b"".join(chunks)


def _title(name: str) -> str:
    """A deck's name in Anki, `Interviews::GPU`, as a title; our own exports come back under their own."""
    return name.removeprefix(f"{KEY_FIELD}::").replace("::", ": ")
