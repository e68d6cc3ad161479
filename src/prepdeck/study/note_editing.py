"""Editing one note's text: opened from its file, checked as it is typed, saved atomically, a draft kept until then.

Built-in and unwritable decks stay as they are: a changed note of theirs is written to `<deck>-edits.yaml` in the user's
own decks, and not before it is saved.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from prepdeck.errors import PrepdeckError, UsageError
from prepdeck.library.appending import with_note
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.check import beside
from prepdeck.library.ids import slug_of
from prepdeck.library.note_entry import EntryCheck, NoteEntry, entry_of, last_entry, with_entry
from prepdeck.library.note_form import NoteForm, form_of
from prepdeck.library.overlay import overlay_with
from prepdeck.library.search_path import read_bytes
from prepdeck.library.templates import deck_header, empty_note
from prepdeck.model.keys import SLUG, title_slug
from prepdeck.model.note import Note
from prepdeck.model.problem import Problem
from prepdeck.model.story import STORY_DECK
from prepdeck.paths import make_private_folder
from prepdeck.study.authoring import prepare_schemas
from prepdeck.study.collection import Collection
from prepdeck.study.editing import is_kept_as_it_is
from prepdeck.study.refreshing import refresh


class ChangedElsewhereError(PrepdeckError):
    """The note in the file is not the one that was opened: another editor saved it meanwhile."""


@dataclass(frozen=True, slots=True)
class NoteOnDesk:
    """A note opened for editing: the file as it is to be built upon, and the note's entry in it.

    `key` is None for one that is new; `is_copy` says that saving writes a copy of a built-in note; `is_first` that its
    deck is new too, its file not yet there. `draft_name` is where unsaved text is kept.
    """

    key: str | None
    deck: str
    path: Path
    content: bytes
    entry: NoteEntry
    kind: str
    is_copy: bool = False
    is_first: bool = False
    title: str = ""

    @property
    def draft_name(self) -> str:
        """The name of its draft; one new note a deck."""
        return (self.key or f"{self.deck}/new").replace("/", "~")

    def check(self) -> EntryCheck:
        """What checks texts in its place; it reads the file once and is good for any number of texts."""
        return EntryCheck(str(self.path), self.content, self.entry, beside(self.path))


def open_note(collection: Collection, key: str) -> NoteOnDesk:
    """The note of a card; raises UsageError when it is gone, or cannot be cut out of its file."""
    note = collection.find_note(key.partition("#")[0])
    if note is None:
        raise UsageError(f"{key} is no longer in the library.", "Go on with another card.")
    path = Path(note.place.path)
    source = _bytes_of(path)
    try:
        if not is_kept_as_it_is(path):
            entry = entry_of(source, note.id)
            return NoteOnDesk(note.key, note.deck, path, source, entry, note.kind)
        target, content = _with_copy(collection, note, source)
        return NoteOnDesk(note.key, note.deck, target, content, entry_of(content, note.id), note.kind, is_copy=True)
    except ValueError as error:
        raise UsageError(
            f"{note.key} cannot be edited here: {error}.", f"It stands in {path}, line {note.place.line}; E opens it."
        ) from error


def _with_copy(collection: Collection, note: Note, source: bytes) -> tuple[Path, bytes]:
    """The file of the user's changes to a deck, as it would be with a copy of this note."""
    target = collection.setup.paths.own_decks / f"{note.deck}-edits.yaml"
    existing = _bytes_of(target) if target.exists() else b""
    try:
        entry_of(existing, note.id)
    except ValueError:
        pass
    else:  # it is there, and broken: the built-in one is what was last read well
        return target, existing
    return target, overlay_with(existing, note, source)[0]


def own_decks(collection: Collection) -> list[tuple[str, str]]:
    """Slug and title of the decks a note can be added to: those in files the user may write, stories not."""
    return [
        (deck.slug, deck.title)
        for deck in collection.decks
        if deck.slug != STORY_DECK and not is_kept_as_it_is(Path(deck.path))
    ]


def new_note(collection: Collection, deck: str, kind: str) -> NoteOnDesk:
    """An empty note at the end of a deck of the user's own; raises UsageError where it would be none of its notes."""
    collection.require_decks((deck,))
    path = next(Path(known.path) for known in collection.decks if known.slug == deck)
    return _at_the_end(deck, path, _bytes_of(path), kind)


def first_note(collection: Collection, title: str, kind: str) -> NoteOnDesk:
    """An empty note in a deck that is yet to be; raises UsageError for a title that gives no name, or a taken one."""
    slug = title_slug(title)
    if not slug:
        raise UsageError("That title has no letters to name the deck by.", "Give it a word.")
    path = collection.setup.paths.own_decks / f"{slug}.yaml"
    if path.exists() or any(deck.slug == slug for deck in collection.decks):
        raise UsageError(f"There is a deck {slug} already.", "Choose another title.")
    header = deck_header(slug, title, "schemas/deck.schema.json").encode()
    on_desk = _at_the_end(slug, path, header, kind)
    return NoteOnDesk(None, slug, path, on_desk.content, on_desk.entry, kind, is_first=True, title=title)


def _at_the_end(deck: str, path: Path, content: bytes, kind: str) -> NoteOnDesk:
    appended = with_note(content, empty_note(kind))
    if appended is None:
        raise UsageError(
            f"{path} does not end with its notes, a line each.", "Write the note with your own editor, or elsewhere."
        )
    return NoteOnDesk(None, deck, path, appended[0], last_entry(appended[0]), kind)


def form_of_text(text: str) -> NoteForm | None:
    """The text as a form; None while its YAML is broken."""
    return form_of(text)


# Saving ---------------------------------------------------------------------------------------------------------------


def save_note(collection: Collection, desk: NoteOnDesk, text: str, *, overwrite: bool = False) -> str:
    """Write the text into the note's file and read the file again; returns the note's key.

    A note without an id is given one. Raises UsageError, with nothing written, for a text that would change other
    notes of the file, and ChangedElsewhereError, unless `overwrite`, when the note was saved elsewhere meanwhile.
    """
    now = _as_it_is_now(collection, desk, overwrite=overwrite)
    text = _with_id(text)
    checked = now.check().of(text)
    if not checked.is_contained:
        raise UsageError(
            f"As it is this text would swallow other notes of {desk.path.name}.",
            "Mend it first; it is kept as a draft.",
        )
    make_private_folder(collection.setup.paths.own_decks)
    if now.is_first:
        prepare_schemas(now.path)
    try:
        write_atomically(now.path, with_entry(now.content, now.entry, text))
    except OSError as error:
        raise UsageError(f"{now.path} cannot be written: {error.strerror or error}.", "Make it writable.") from error
    forget_draft(collection, desk)
    refresh(collection)
    return f"{now.deck}/{_id_in(text) or (desk.key or '').partition('/')[2]}"


def _as_it_is_now(collection: Collection, desk: NoteOnDesk, *, overwrite: bool) -> NoteOnDesk:
    """The note in its file as that is at this moment."""
    if desk.key is None:
        if desk.is_first:
            return first_note(collection, desk.title, desk.kind)
        return new_note(collection, desk.deck, desk.kind)
    now = open_note(collection, desk.key)
    if now.entry.text != desk.entry.text and not overwrite:
        raise ChangedElsewhereError(f"{desk.key} was changed in {now.path.name} meanwhile.", "Which one is to stay?")
    return now


def _with_id(text: str) -> str:
    """The text with an id, if it has none: telling words of its question, and a few letters against collisions."""
    form = form_of(text)
    if form is None or _id_in(text):
        return text
    front = next((field.value for field in form.fields if field.path[-1] in ("front", "cloze", "ask")), "")
    new = f"{slug_of(front)}-{secrets.token_hex(2)}"
    if text.lstrip().startswith("{"):
        return text.replace("{", f"{{id: {new}, ", 1)
    return f"id: {new}\n{text.lstrip(chr(10))}"


def _id_in(text: str) -> str:
    form = form_of(text)
    found = next((field.value for field in form.fields if field.path == ("id",)), "") if form else ""
    return found if SLUG.match(found) else ""


# Drafts ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed and not saved; `is_older` says that the note in the file is another one by now."""

    text: str
    is_older: bool


_MARK = "# draft, begun on "


def keep_draft(collection: Collection, desk: NoteOnDesk, text: str) -> None:
    """Keep the text beside the decks until it is saved or discarded; raises StoreError or UsageError."""
    path = _draft_path(collection, desk)
    make_private_folder(path.parent)
    try:
        write_atomically(path, f"{_MARK}{_digest(desk)}\n{text}".encode("utf-8", "replace"), 0o600)
    except OSError as error:
        raise UsageError(f"The draft cannot be kept: {error.strerror or error}.", "Save it with ctrl+s.") from error


def read_draft(collection: Collection, desk: NoteOnDesk) -> Draft | None:
    """The draft of this note, if one was left and differs from the note."""
    try:
        kept = _draft_path(collection, desk).read_text("utf-8", "replace")
    except OSError:
        return None
    head, _, text = kept.partition("\n")
    if not head.startswith(_MARK) or text == desk.entry.text:
        return None
    return Draft(text, is_older=head.removeprefix(_MARK) != _digest(desk))


def forget_draft(collection: Collection, desk: NoteOnDesk) -> None:
    """Remove the draft: its text is saved, or was discarded."""
    _draft_path(collection, desk).unlink(missing_ok=True)


def _draft_path(collection: Collection, desk: NoteOnDesk) -> Path:
    return collection.setup.paths.data / "drafts" / f"{desk.draft_name}.yaml"


def _digest(desk: NoteOnDesk) -> str:
    from hashlib import blake2b

    return blake2b(desk.entry.text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _bytes_of(path: Path) -> bytes:
    read = read_bytes(path)
    if isinstance(read, Problem):
        raise UsageError(f"{read.path} {read.message}.", "Its cards can be answered, but not edited.")
    return read.content
