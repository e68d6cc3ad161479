"""What changed in a folder of decks since a revision, as cards, and whose progress that would leave behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.check import read_content, resolve_contents
from prepdeck.library.entries import entry_of
from prepdeck.library.reader import FileContent
from prepdeck.library.search_path import FoundFile, Root, find_files, read_bytes
from prepdeck.model.card import cards_of
from prepdeck.model.deck import Deck
from prepdeck.model.note import PRIVATE_KINDS, Note
from prepdeck.model.note_text import front_text
from prepdeck.model.problem import Problem, Severity
from prepdeck.storage.card_rows import notes_with_progress
from prepdeck.study.carrying import identical_texts
from prepdeck.study.collection import Collection
from prepdeck.study.git_files import files_at
from prepdeck.study.indexing import indexed_note


@dataclass(frozen=True, slots=True)
class ChangedNote:
    """A note that is there before and after: its key then and now, its question, and the keys that read otherwise."""

    key: str
    front: str
    fields: tuple[str, ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Cards by what became of them; `orphaned` are the removed notes that have progress here.

    `renamed` are those that progress follows: `was` says so, or their text stayed.
    """

    added: tuple[ChangedNote, ...]
    changed: tuple[ChangedNote, ...]
    renamed: tuple[ChangedNote, ...]
    removed: tuple[ChangedNote, ...]
    orphaned: tuple[str, ...]


def difference_since(collection: Collection, folder: Path, revision: str) -> Difference:
    """Compare the decks under a folder with a revision of its repository.

    Raises UsageError without one, and where a file cannot be read now: its cards would look as if they were removed.
    """
    root = Root(folder)
    before = _decks(
        read_content(FoundFile(path, root), content) for path, content in sorted(files_at(folder, revision).items())
    )
    now = list(_read(root))
    _refuse_broken(now)
    after = _decks(now)
    old, new = _notes(before), _notes(after)
    renamed = {earlier: key for key, earlier in _renames(after, old, new).items()}
    gone = {key: indexed_note(note, 0) for key, note in old.items() if key not in new and key not in renamed}
    came = {key: indexed_note(note, 0) for key, note in new.items() if key not in old}
    renamed |= identical_texts(gone, came, set(renamed.values()))
    with collection.store.reading() as rows:
        known = notes_with_progress(rows)
    removed = [key for key in old if key not in new and key not in renamed]
    changed = [
        ChangedNote(key, _front(new[key]), fields)
        for key in new
        if key in old and (fields := _changed_fields(old[key], new[key]))
    ]
    return Difference(
        added=tuple(
            ChangedNote(key, _front(note))
            for key, note in new.items()
            if key not in old and key not in renamed.values()
        ),
        changed=tuple(changed),
        renamed=tuple(
            ChangedNote(key, _front(new[key]), _changed_fields(old[earlier], new[key]), earlier)
            for earlier, key in renamed.items()
        ),
        removed=tuple(ChangedNote(key, _front(old[key])) for key in removed),
        orphaned=tuple(key for key in removed if key in known),
    )


def _read(root: Root) -> Iterable[FileContent]:
    for found in find_files(root):
        read = read_bytes(found.path) if isinstance(found, FoundFile) else found
        if isinstance(found, FoundFile) and not isinstance(read, Problem):
            yield read_content(found, read.content)
        elif isinstance(read, Problem):
            yield FileContent(read.path, problems=(read,))


def _refuse_broken(files: Iterable[FileContent]) -> None:
    errors = [problem for file in files for problem in file.problems if problem.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise UsageError(
            f"{first.path}:{first.line}:{first.column}: {first.message}; its cards would look as if they were removed.",
            "Mend it first: prepdeck check tells every problem.",
        )


def _decks(files: Iterable[FileContent]) -> tuple[Deck, ...]:
    return resolve_contents(list(files)).decks


def _notes(decks: Iterable[Deck]) -> dict[str, Note]:
    """The notes of decks by key; stories are files of their own, and nothing to share."""
    return {note.key: note for deck in decks for note in deck.notes if note.kind not in PRIVATE_KINDS}


def _renames(decks: Iterable[Deck], old: dict[str, Note], new: dict[str, Note]) -> dict[str, str]:
    """By `was`: the new key, and the old one whose progress it takes over."""
    renames: dict[str, str] = {}
    for deck in decks:
        for note in deck.notes:
            earlier = [*note.was, *(f"{slug}/{note.id}" for slug in deck.was)]
            match = next((key for key in earlier if key in old and key not in new), None)
            if match and note.key not in old:
                renames[note.key] = match
    return renames


def _changed_fields(old: Note, new: Note) -> tuple[str, ...]:
    """The keys whose values differ; `cards` where it makes other cards now."""
    before, after = entry_of(old), entry_of(new)
    names = [name for name in dict.fromkeys((*before, *after)) if name not in ("id", "was")]
    fields = [name for name in names if before.get(name) != after.get(name)]
    makes_others = {card.part for card in cards_of(old)} != {card.part for card in cards_of(new)}
    return (*fields, *(["cards"] if makes_others else []))


def _front(note: Note) -> str:
    return " ".join(front_text(note.body).split())
