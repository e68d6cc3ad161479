"""Exporting: decks as csv, Markdown or an Anki package, and everything as jsonl."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.exchange.arrival import Tick, no_tick
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.codec import decode_note
from prepdeck.library.entries import entry_of
from prepdeck.library.search_path import builtin_root
from prepdeck.model.note import PRIVATE_KINDS, Note
from prepdeck.storage.content import indexed_notes
from prepdeck.study.collection import Collection
from prepdeck.study.deck_files import PRIVATE
from prepdeck.study.roots import is_private

ENDINGS = ("apkg", "csv", "tsv", "md", "markdown", "jsonl")
PERSONAL_KINDS = frozenset({"pitch"})
"""Kinds that tell of their owner: an introduction of oneself."""


@dataclass(frozen=True, slots=True)
class DeckToExport:
    """A deck with the notes of it that go out."""

    slug: str
    title: str
    was: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds, and what it left out and why."""

    path: Path
    decks: int
    notes: int
    records: int = 0
    files: int = 0
    left_out: tuple[str, ...] = field(default=())


def export(
    collection: Collection,
    path: Path,
    slugs: Sequence[str] = (),
    *,
    public: bool = False,
    scheduling: bool = False,
    force: bool = False,
    tick: Tick = no_tick,
) -> Exported:
    """Write a file by its ending; raises UsageError, with nothing written, where it cannot be.

    `public` leaves out everything personal: the history, decks in the user's own folder unless they are named, and
    notes that tell of their owner. `scheduling` takes the history into an Anki package.
    """
    ending = path.suffix.lower().removeprefix(".")
    _refuse_unusable(path, ending, slugs, public, scheduling, force)
    if ending == "jsonl":
        from prepdeck.study.everything import write_everything

        return write_everything(collection, path, public, tick)
    decks, left_out = _chosen(collection, slugs, public)
    notes = sum(len(deck.notes) for deck in decks)
    if not notes:
        raise UsageError("There is no note to export.", "prepdeck decks lists what there is.")
    if ending == "apkg":
        from prepdeck.study.anki_export import package_bytes

        content = package_bytes(collection, decks, scheduling, tick)
    elif ending in ("csv", "tsv"):
        from prepdeck.exchange.csv_files import write_csv

        rows = [(deck.slug, entry_of(note)) for deck in decks for note in deck.notes]
        content = write_csv(rows, "\t" if ending == "tsv" else ",").encode()
    else:
        from prepdeck.exchange.markdown_writer import write_markdown

        content = write_markdown((deck.slug, deck.title, map(entry_of, deck.notes)) for deck in decks).encode()
    tick("writing notes", notes, notes)
    write_export(path, [content], public)
    return Exported(path, len(decks), notes, left_out=tuple(left_out))


def write_export(path: Path, pieces: Iterable[bytes], public: bool) -> None:
    """Replace a file in one step, for its owner's eyes only unless it is public; raises UsageError."""
    try:
        if not public and path.exists():
            path.chmod(PRIVATE)  # a file that is replaced keeps its permissions
        write_atomically(path, pieces, 0o644 if public else PRIVATE)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.", "Choose another place.") from error


def _refuse_unusable(
    path: Path, ending: str, slugs: Sequence[str], public: bool, scheduling: bool, force: bool
) -> None:
    if ending not in ENDINGS:
        raise UsageError(f"Nothing is exported as .{ending}.", f"These endings are: {', '.join(ENDINGS)}.")
    if path.exists() and not force:
        raise UsageError(f"{path} exists already; it was left as it is.", "Choose another name, or say --force.")
    if scheduling and (public or ending != "apkg"):
        other = "--public leaves the history out" if public else f"a .{ending} file holds no schedule"
        raise UsageError(f"--scheduling does not go with this: {other}.", "prepdeck export FILE.apkg --scheduling")
    if slugs and ending == "jsonl":
        raise UsageError("A jsonl export holds the whole collection.", "Leave the names of decks out.")


def _chosen(collection: Collection, slugs: Sequence[str], public: bool) -> tuple[list[DeckToExport], list[str]]:
    collection.require_decks(slugs)
    own = collection.setup.paths.own_decks
    notes: dict[str, list[Note]] = {}
    with collection.store.reading() as rows:
        for row in indexed_notes(rows):
            notes.setdefault(row.deck, []).append(decode_note(row.content))
    left_out: list[str] = []
    decks: list[DeckToExport] = []
    for deck in collection.decks:
        if slugs and deck.slug not in slugs:
            continue
        if public and is_private(collection.setup, deck.path):
            left_out.append(f"the deck {deck.slug}, which is private")
            continue
        if public and deck.slug not in slugs and Path(deck.path).is_relative_to(own):
            left_out.append(f"the deck {deck.slug}, which is your own (name it to export it)")
            continue
        of_deck = [note for note in notes.get(deck.slug, []) if note.kind not in PRIVATE_KINDS]
        if len(of_deck) < len(notes.get(deck.slug, [])):
            left_out.append("stories, which are files of their own (a private jsonl export takes them along)")
        if not of_deck:
            continue
        is_ours = Path(deck.path).is_relative_to(builtin_root().path)
        kept = list(_public_notes(of_deck, left_out)) if public and not is_ours else of_deck
        decks.append(DeckToExport(deck.slug, deck.title, deck.was, tuple(kept)))
    return decks, left_out


def _public_notes(notes: list[Note], left_out: list[str]) -> Iterator[Note]:
    for note in notes:
        if note.kind in PERSONAL_KINDS:
            left_out.append(f"{note.key}, a {note.kind}")
        else:
            yield note
