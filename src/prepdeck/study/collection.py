"""The collection: library, log and scheduler, opened as one."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from prepdeck.errors import UsageError
from prepdeck.library.codec import decode_note
from prepdeck.model.card import Card, cards_of
from prepdeck.model.keys import parse_key
from prepdeck.model.note import Note
from prepdeck.model.options import DEFAULT_OPTIONS, DeckOptions
from prepdeck.model.records import OptionsSet, ParametersSet, Payload, Record, Review
from prepdeck.model.study_day import DAY_MS, Moment
from prepdeck.paths import make_private_folder
from prepdeck.scheduling.fuzz import Load, fullness
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS, Parameters, parameters_of
from prepdeck.scheduling.scheduler import Scheduler
from prepdeck.storage.card_rows import cards_of_note, find_card
from prepdeck.storage.content import IndexedDeck, indexed_decks, note_content
from prepdeck.storage.history import newest_day_with_answers
from prepdeck.storage.log import live_records_of_kind, newest_instant_ms, newest_position
from prepdeck.storage.queues import due_load
from prepdeck.storage.ranks import forget_ranks
from prepdeck.storage.store import Expectation, Store
from prepdeck.study.easy_days import EasyDays, easy_days_in
from prepdeck.study.setup import Setup

Kept = TypeVar("Kept")

CLOCK_BACK_MS = 2 * DAY_MS
CLOCK_AHEAD_DAYS = 365
_LOAD_DAYS = 32


class Collection:
    """One opened collection; `open_collection` makes it, with the deck files read."""

    def __init__(self, setup: Setup, store: Store) -> None:
        self.setup = setup
        self.store = store
        self._decks: dict[str, IndexedDeck] = {}
        self._schedulers: dict[str, Scheduler] = {}
        self._parameters: Parameters | None = None
        self._load: dict[int, int] = {}
        self._easy_days: tuple[int, EasyDays] | None = None
        self._seen_position = -1
        self._kept: dict[str, tuple[object, Any]] = {}
        self.seen_indexing = ""  # the newest change of the content index that this process knows of

    @classmethod
    def open(cls, setup: Setup) -> "Collection":
        """Open the store without looking at the deck files; raises StoreError with what to do."""
        make_private_folder(setup.paths.data)
        collection = cls(setup, Store.open(setup.paths.store))
        if collection.store.needs_rebuild():
            collection.store.remake()
            collection.store.rebuild(collection.scheduler_of)
        collection.reread_decks()
        return collection

    def kept(self, name: str, stamp: object, make: Callable[[], Kept]) -> Kept:
        """What `make` gave for this stamp before, else what it gives now: for what is asked often and costs much."""
        found = self._kept.get(name)
        if found is None or found[0] != stamp:
            found = self._kept[name] = (stamp, make())
        value: Kept = found[1]
        return value

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def now(self) -> Moment:
        """This instant, on its study day."""
        return self.setup.clock.now()

    # Decks and how they are scheduled ----------------------------------------------------------------------------

    @property
    def decks(self) -> tuple[IndexedDeck, ...]:
        """The decks of the library, in the order of the search path."""
        return tuple(self._decks.values())

    def require_decks(self, slugs: Sequence[str]) -> None:
        """Raise UsageError, naming those there are, unless each of these decks is in the library."""
        for slug in slugs:
            if slug not in self._decks:
                there_are = ", ".join(sorted(self._decks)) or "none yet"
                raise UsageError(f"There is no deck {slug}.", f"There are: {there_are}.")

    def reread_decks(self) -> None:
        """Take decks, options and parameters anew from the store, after they changed."""
        with self.store.reading() as rows:
            self._decks = {deck.slug: deck for deck in indexed_decks(rows)}
        self._schedulers.clear()
        self._parameters = None
        self._easy_days = None

    def follow_log(self) -> None:
        """Take options, parameters and easy days anew where something was stored since, here or by another process."""
        with self.store.reading() as rows:
            position = newest_position(rows)
        if position != self._seen_position:
            self._seen_position = position
            self._schedulers.clear()
            self._parameters = self._easy_days = None

    @property
    def parameters(self) -> Parameters:
        """The FSRS weights in force."""
        if self._parameters is None:
            with self.store.reading() as rows:
                fitted = live_records_of_kind(rows, "parameters")
            chosen = [record.payload.weights for record in fitted if isinstance(record.payload, ParametersSet)]
            self._parameters = parameters_of(chosen[-1]) if chosen else DEFAULT_PARAMETERS
        return self._parameters

    @property
    def has_fitted_parameters(self) -> bool:
        """Whether the weights in force were fitted to the user."""
        return self.parameters != DEFAULT_PARAMETERS

    def options_of(self, deck: str) -> DeckOptions:
        """A deck's options: its files', with what was set in prepdeck on top."""
        return self.scheduler_of(deck).options

    def scheduler_of(self, deck: str) -> Scheduler:
        """The scheduler of a deck, also of one that is gone."""
        if deck not in self._schedulers:
            known = self._decks.get(deck)
            options = DEFAULT_OPTIONS.replaced(json.loads(known.options) if known else {})
            with self.store.reading() as rows:
                overrides = live_records_of_kind(rows, "options")
            changes: dict[str, Any] = {}
            for record in overrides:
                if isinstance(record.payload, OptionsSet) and record.payload.deck in ("", deck):
                    changes |= dict(record.payload.options)
            set_here = {name: value for name, value in changes.items() if value is not None}
            self._schedulers[deck] = Scheduler(options.replaced(set_here), self.parameters)
        return self._schedulers[deck]

    @property
    def easy_days(self) -> EasyDays:
        """How full the weekdays may be, today."""
        today = self.now().day
        if self._easy_days is None or self._easy_days[0] != today:
            self._easy_days = (today, easy_days_in(self.store, today))
        return self._easy_days[1]

    def fullness(self) -> Load:
        """How full each study day would be with one review more, against its share: to find the one to take."""
        share = self.easy_days.share
        return lambda day: fullness(self.load(day), share(day))

    def load(self, day: int) -> int:
        """How many reviews fall due on a study day; counted once and kept up by each answer."""
        load = self._load  # another thread may put an empty one in its place meanwhile
        if day not in load:
            first, last = day - _LOAD_DAYS, day + _LOAD_DAYS
            with self.store.reading() as rows:
                counts = due_load(rows, first, last)
            for each in range(first, last + 1):
                load[each] = counts.get(each, 0)
        return load[day]

    # Notes and cards -----------------------------------------------------------------------------------------------

    def find_note(self, note_key: str) -> Note | None:
        """A note of the library, as it was last read well."""
        with self.store.reading() as rows:
            content = note_content(rows, note_key)
        return decode_note(content) if content is not None else None

    def find_card(self, key: str) -> Card | None:
        """A card of the library."""
        note = self.find_note(key.partition("#")[0])
        if note is None:
            return None
        return next((card for card in cards_of(note) if card.key == key), None)

    def card_keys(self, text: str) -> tuple[str, ...]:
        """The cards a typed key means: that card, or all of the note's; raises UsageError with near names."""
        try:
            key = parse_key(text)
        except ValueError as error:
            raise UsageError(str(error), "prepdeck search finds keys.") from error
        with self.store.reading() as rows:
            if key.part:
                row = find_card(rows, str(key))
                found = (str(key),) if row else ()
            else:
                found = tuple(row.key for row in cards_of_note(rows, key.note_key))
        if not found:
            raise UsageError(f"There is no card {text}.", self._near(text))
        return found

    def card_key(self, text: str) -> str:
        """The one card a typed key means; raises UsageError that lists them where a note has several."""
        keys = self.card_keys(text)
        if len(keys) > 1 and text not in keys:
            raise UsageError(f"{text} has {len(keys)} cards.", f"Name one: {', '.join(keys)}")
        return text if text in keys else keys[0]

    def _near(self, text: str) -> str:
        from difflib import get_close_matches

        from prepdeck.storage.search import all_note_keys

        with self.store.reading() as rows:
            near = get_close_matches(text.partition("#")[0], all_note_keys(rows), n=3, cutoff=0.6)
        return f"Did you mean {' or '.join(near)}?" if near else "prepdeck search WORDS finds keys."

    # The log ----------------------------------------------------------------------------------------------------

    def append(
        self, payloads: Sequence[Payload], at: Moment | None = None, expected: Sequence[Expectation] = ()
    ) -> list[Record]:
        """Store what the user did as one action that one undo takes back; durable when it returns."""
        records = self.store.append(at or self.now(), payloads, self.scheduler_of, expected)
        self._after_writing(records)
        return records

    def append_past(self, past: Sequence[tuple[Moment, Payload]]) -> list[Record]:
        """Store a history brought from elsewhere as one action, each record at its own instant."""
        from prepdeck.storage.taking_over import append_past

        records = append_past(self.store, past, self.scheduler_of)
        self._after_writing(records)
        return records

    def undo(self) -> list[Record]:
        """Take back this device's newest action, of any session; returns its records."""
        undone = self.store.undo(self.now(), self.scheduler_of)
        self._after_writing(undone, undone=True)
        return undone

    def undo_step(self, group: str) -> list[Record]:
        """Take back one step of a mock, wherever it stands; returns its records."""
        undone = self.store.undo_step(self.now(), self.scheduler_of, group)
        self._after_writing(undone)
        return undone

    def redo(self) -> list[Record]:
        """Take back the newest undo; returns the records that count again."""
        redone = self.store.redo(self.now(), self.scheduler_of)
        self._after_writing(redone)
        return redone

    def _after_writing(self, records: Sequence[Record], undone: bool = False) -> None:
        for record in records:
            if undone or not isinstance(record.payload, Review):
                self._load = {}
                self._easy_days = None
            elif record.payload.due_day in self._load:
                self._load[record.payload.due_day] += 1
        if any(isinstance(record.payload, ParametersSet) for record in records):
            self.reread_decks()
            self.store.rebuild(self.scheduler_of)
        elif any(isinstance(record.payload, OptionsSet) for record in records):
            self.reread_decks()  # what is in the log was decided with the options of its day, and stays
            with self.store.writing() as rows:
                forget_ranks(rows)

    def clock_doubt(self) -> str | None:
        """What is odd about the clock: two days behind the newest record, or a year ahead; None when all is well."""
        with self.store.reading() as rows:
            stored_last_ms, newest_day = newest_instant_ms(rows), newest_day_with_answers(rows)
        now = self.now()
        if stored_last_ms is not None and now.at_ms < stored_last_ms - CLOCK_BACK_MS:
            return f"The clock stands {(stored_last_ms - now.at_ms) // DAY_MS} days before your newest answer."
        if newest_day is not None and now.day > newest_day + CLOCK_AHEAD_DAYS:
            return f"The clock stands {now.day - newest_day} days after your newest answer."
        return None
