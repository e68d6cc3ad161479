"""What importing a file would do, worked out before anything is written: the preview, and what is then carried out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from prepdeck.errors import UsageError
from prepdeck.exchange.arrival import TICK_EVERY, Arrival, ArrivedDeck, ArrivedNote, LeftOut, Tick, no_tick
from prepdeck.library.deck_writer import deck_text, without_controls
from prepdeck.library.entries import entry_of
from prepdeck.library.ids import slug_of
from prepdeck.library.reader import read_file
from prepdeck.library.value_types import MAX_NAME_LENGTH
from prepdeck.model.card import cards_of
from prepdeck.model.entry import Entry
from prepdeck.model.keys import SLUG, card_key, title_slug
from prepdeck.model.memory import Memory
from prepdeck.model.note import Note
from prepdeck.model.note_text import front_text
from prepdeck.model.problem import Severity
from prepdeck.model.records import Mark, ParametersSet, Payload, Review
from prepdeck.model.study_day import Moment
from prepdeck.storage.content import indexed_notes
from prepdeck.storage.taking_over import answered_at
from prepdeck.study.collection import Collection
from prepdeck.study.deck_files import DeckTarget, target_for

MAX_NOTES = 200_000


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """One deck: where its notes go, those that come, those that are here, and those of them that read otherwise.

    `options` are what its source schedules it by; they come with a deck that is made here, and with no other.
    """

    slug: str
    title: str
    target: DeckTarget
    new: tuple[Note, ...]
    entries: tuple[Entry, ...]
    known: int
    differing: int
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class ImportPlan:
    """Everything an import would do; `memories` are what the other program believes of cards with a history."""

    arrival: Arrival
    decks: list[DeckPlan] = field(default_factory=list)
    past: list[tuple[Moment, Payload]] = field(default_factory=list)
    known_answers: int = 0
    memories: dict[str, Memory] = field(default_factory=dict)
    programs: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def notes(self) -> int:
        """How many notes come."""
        return sum(len(deck.new) for deck in self.decks)

    @property
    def cards(self) -> int:
        """How many cards these notes make."""
        return sum(len(cards_of(note)) for deck in self.decks for note in deck.new)

    @property
    def answers(self) -> int:
        """How many answers of the past come."""
        return sum(isinstance(payload, Review) for _, payload in self.past)

    @property
    def media(self) -> dict[str, bytes]:
        """The pictures that the notes that come refer to, if any note does."""
        return self.arrival.media if self.notes else {}


def plan_import(
    collection: Collection,
    arrival: Arrival,
    deck: str = "",
    with_history: bool = True,
    trust: bool = False,
    tick: Tick = no_tick,
) -> ImportPlan:
    """Work out an import; `deck` puts all notes into the deck of that slug; raises UsageError where none is usable.

    Checks of code come only with `trust`: they are programs, and the user's own folder is one whose checks are run.
    """
    if deck and not _is_slug(deck):
        raise UsageError(
            f"{deck!r} is no slug.", f"Write {title_slug(deck) or 'my-deck'}: lower case, joined by dashes."
        )
    count = sum(len(arrived.notes) for arrived in arrival.decks)
    if count > MAX_NOTES:
        raise UsageError(f"That are more than {MAX_NOTES:,} notes.", "Export fewer decks at a time.")
    plan = ImportPlan(arrival, left_out=list(arrival.left_out), told=list(arrival.told))
    with collection.store.reading() as rows:
        here = {note.key for note in indexed_notes(rows)}
    arrived_as: list[tuple[ArrivedNote, str, bool]] = []
    done = 0
    for arrived in _joined(arrival.decks, deck):
        planner = _DeckPlanner(collection, plan, here, arrived, trust)
        plan.decks.append(planner.plan_deck(tick, done, count))
        done += len(arrived.notes)
        arrived_as += planner.placed
    if plan.programs:
        plan.told.append(
            f"Code checks that did not come: {plan.programs}. They are programs; --trust takes them along."
        )
    if with_history:
        _plan_history(collection, plan, arrived_as)
    return plan


def _joined(decks: Iterable[ArrivedDeck], slug: str) -> list[ArrivedDeck]:
    """The decks, or all of them as the one that was asked for; decks whose names make one slug are one.

    Of several the largest tells the options.
    """
    joined: dict[str, ArrivedDeck] = {}
    for deck in decks:
        given = slug or (deck.slug if _is_slug(deck.slug) else "")
        wanted = given or _slug_of_title(deck.slug or deck.title)
        named = replace(deck, slug=given, title=deck.title or deck.slug)
        known = joined.setdefault(wanted, replace(named, notes=()))
        options = deck.options if len(deck.notes) > len(known.notes) else known.options
        joined[wanted] = replace(known, notes=(*known.notes, *deck.notes), options=options)
    return list(joined.values())


def _is_slug(text: str) -> bool:
    """Whether a name from a file may name a deck, and with it the file the deck is written to."""
    return bool(SLUG.match(text)) and len(text) <= MAX_NAME_LENGTH


def _slug_of_title(title: str) -> str:
    """A slug for a title; one without Latin letters gets a name that is always the same."""
    return title_slug(title)[:60].strip("-") or f"deck-{_suffix(title)[:4]}"


class _DeckPlanner:
    """Plans one deck; `placed` tells for each note that has a place its key, and whether it is new."""

    def __init__(
        self, collection: Collection, plan: ImportPlan, here: set[str], deck: ArrivedDeck, trust: bool
    ) -> None:
        self._trust = trust
        self._collection = collection
        self._plan = plan
        self._here = here
        self._deck = deck
        self.target = target_for(collection, deck.slug or _slug_of_title(deck.title), bool(deck.slug))
        self.placed: list[tuple[ArrivedNote, str, bool]] = []
        self._new: list[tuple[Note, Entry]] = []
        self._lines: dict[str, str] = {}
        self._known = self._differing = 0
        self._by_suffix = {
            key.rpartition("-")[2]: key for key in here if key.startswith(f"{self.target.slug}/") and "-" in key
        }

    def plan_deck(self, tick: Tick, done: int, count: int) -> DeckPlan:
        """Go through its notes; `done` of all `count` notes lie in decks before."""
        for at, arrived in enumerate(self._deck.notes, done):
            if at % TICK_EVERY == 0:
                tick("looking at notes", at, count)
            try:
                self._place(arrived)
            except ValueError as error:
                shown = " ".join(str(arrived.entry.get("front") or arrived.entry.get("cloze") or "").split())[:60]
                self._plan.left_out.append(LeftOut(arrived.where, shown, str(error)))
        new = tuple(note for note, _ in self._new)
        entries = tuple(entry for _, entry in self._new)
        title = " ".join(without_controls(self._deck.title).split())
        return DeckPlan(
            self.target.slug, title, self.target, new, entries, self._known, self._differing, self._options()
        )

    def _options(self) -> dict[str, Any]:
        """The options that come with the deck; those of a deck that is here already stay."""
        if not self._new or not (self.target.exists or self.target.extends):
            return self._deck.options if self._new else {}
        here = self._collection.options_of(self.target.slug)
        if any(getattr(here, name) != value for name, value in self._deck.options.items()):
            self._plan.told.append(f"The deck {self.target.slug} keeps the options it has here.")
        return {}

    def _place(self, arrived: ArrivedNote) -> None:
        """Find the note here, or read it as it would be written; raises ValueError saying why it cannot come."""
        if arrived.known_as in self._here:
            self._known += 1
            self.placed.append((arrived, arrived.known_as, False))
            return
        entry = _cleaned(arrived.entry)
        suffix = _suffix(arrived.identity)
        given = entry.pop("id", "")
        note_id = str(given) if SLUG.match(str(given)) else f"{slug_of(_front(entry))}-{suffix}"
        key = f"{self.target.slug}/{note_id}"
        if key not in self._here and not given:
            key = self._by_suffix.get(suffix, key)
        if key in self._here:
            self._found(arrived, key, entry)
            return
        if note_id in self._lines:
            raise ValueError(
                f"it has the same question as {self._lines[note_id]}"
                if not given
                else f"its id {note_id} is that of {self._lines[note_id]}"
            )
        entry = {"id": note_id, **entry}
        code = entry.get("code")
        if not self._trust and isinstance(code, dict) and "check" in code:
            entry["code"] = {name: text for name, text in code.items() if name != "check"}
            self._plan.programs += 1
        note = _read(self.target.slug, entry)
        self._lines[note_id] = arrived.where
        self._new.append((note, entry))
        self.placed.append((arrived, key, True))

    def _found(self, arrived: ArrivedNote, key: str, entry: Entry) -> None:
        self._known += 1
        self.placed.append((arrived, key, False))
        note = self._collection.find_note(key)
        if note is None:
            return
        mine = {name: value for name, value in entry_of(note).items() if name != "id"}
        self._differing += any(mine.get(name) != value for name, value in entry.items() if name != "tags")


def _plan_history(collection: Collection, plan: ImportPlan, placed: list[tuple[ArrivedNote, str, bool]]) -> None:
    """The answers that are not here yet, in their order, then what is to be set aside or flagged of new notes."""
    parts = {note.key: {card.part for card in cards_of(note)} for deck in plan.decks for note in deck.new}
    keys = [_key(note_key, card.part) for arrived, note_key, _ in placed for card in arrived.cards]
    with collection.store.reading() as rows:
        answered = answered_at(rows, keys)
    marks: list[Payload] = []
    lost = 0
    for arrived, note_key, is_new in placed:
        for card in arrived.cards:
            if is_new and card.part not in parts.get(note_key, set()):
                lost += bool(card.past)
                continue
            key = _key(note_key, card.part)
            fresh = [
                (moment, replace(payload, key=key))
                for moment, payload in card.past
                if moment.at_ms not in answered.get(key, ()) and (isinstance(payload, Review) or key not in answered)
            ]
            plan.past += fresh
            plan.known_answers += sum(isinstance(payload, Review) for _, payload in card.past) - sum(
                isinstance(payload, Review) for _, payload in fresh
            )
            if fresh and card.memory is not None:
                plan.memories[key] = card.memory
            if is_new:
                marks += [Mark(key, "suspend")] * card.suspended + [Mark(key, "flag")] * card.flagged
    if lost:
        plan.told.append(f"Histories that have no card here: {lost}; their note makes others now.")
    plan.past.sort(key=lambda event: event[0].at_ms)
    if plan.past and plan.arrival.weights:
        _plan_weights(collection, plan)
    now = collection.now()
    plan.past += [(now, mark) for mark in marks]


def _plan_weights(collection: Collection, plan: ImportPlan) -> None:
    """The memories were computed with weights of their own: they come along, unless there are fitted ones here."""
    if collection.has_fitted_parameters:
        plan.told.append("Its FSRS parameters did not come: yours stay, and memory is computed with them.")
    else:
        plan.past.append((plan.past[-1][0], ParametersSet(plan.arrival.weights)))
        plan.told.append("Its FSRS parameters come with the history, and hold for all decks.")


def _key(note_key: str, part: str) -> str:
    deck, _, note = note_key.partition("/")
    return card_key(deck, note, part)


def _suffix(identity: str) -> str:
    """Eight letters and digits that stand for what names the note in its source: 40 bits."""
    value = int.from_bytes(blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=5).digest(), "big")
    return "".join("0123456789abcdefghijklmnopqrstuv"[value >> shift & 31] for shift in range(35, -1, -5))


def _front(entry: Entry) -> str:
    return next((str(entry[name]) for name in ("front", "cloze", "ask") if name in entry), "")


def _cleaned(value: Entry) -> Entry:
    """The entry as a deck file can hold it: no control characters, no outer blank lines, nothing empty."""
    cleaned: Entry = {}
    for key, inner in value.items():
        kept = _cleaned_value(inner)
        if kept not in ("", [], {}):
            cleaned[without_controls(key)] = kept
    return cleaned


def _cleaned_value(value: object) -> object:
    match value:
        case str():
            return without_controls(value).strip("\n").rstrip()
        case Mapping():
            return _cleaned(dict(value))
        case list():
            return [_cleaned_value(item) for item in value]
        case _:
            return value


def _read(slug: str, entry: Entry) -> Note:
    """The note as the library reads it from the file it will stand in; raises ValueError with what is wrong."""
    content = read_file(slug, deck_text(slug, "", [entry]).encode("utf-8", "replace"))
    errors = [problem for problem in content.problems if problem.severity is Severity.ERROR]
    if errors:
        raise ValueError(f"{errors[0].message} ({errors[0].code})")
    if content.deck_file is None or len(content.deck_file.notes) != 1:
        raise ValueError("it cannot be written as a note")
    return content.deck_file.notes[0]


def shown_front(note: Note) -> str:
    """The question of a note on one line, for a preview."""
    return " ".join(front_text(note.body).replace("\\\n", " ").split())


def own_folder(collection: Collection) -> Path:
    """Where imported decks are written."""
    return collection.setup.paths.own_decks
