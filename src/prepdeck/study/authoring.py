"""Authoring: checking files, writing ids, templates and schemas; none of it needs the store."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.appending import with_note
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.check import Checked, check_library
from prepdeck.library.code_check import CheckReport, run_library_checks
from prepdeck.library.ids import with_ids, write_ids
from prepdeck.library.joining import extensions_of
from prepdeck.library.problems import problem
from prepdeck.library.schema import SCHEMAS, schema_text
from prepdeck.library.search_path import (
    ENDINGS,
    FileBytes,
    FileStamp,
    FoundFile,
    Root,
    builtin_root,
    find_files,
    read_bytes,
    stamp_of,
)
from prepdeck.library.story_places import stories_in_the_open
from prepdeck.library.style import style_problems
from prepdeck.library.templates import deck_template, note_template
from prepdeck.model.deck import Deck
from prepdeck.model.keys import title_slug
from prepdeck.model.note import KINDS
from prepdeck.model.problem import Problem
from prepdeck.model.study_day import day_of
from prepdeck.study.roots import is_private, is_trusted, library_roots
from prepdeck.study.setup import Setup
from prepdeck.study.silencing import without_silenced


def check_files(setup: Setup, paths: Iterable[Path]) -> Checked:
    """Check these files and folders against the whole library, or all of it when none are named.

    Problems are told for the named paths only; the rest of the library is read to know what they extend and cover.
    """
    paths = tuple(paths)
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is nothing at {path}.", "Give a deck file or a folder of them.")
    roots = library_roots(setup)
    if not paths:
        return _with_open_stories(check_library(roots))
    named = [
        Root(path, builtin=_is_within(path, builtin_root().path), private=is_private(setup, str(path)))
        for path in paths
    ]
    unnamed = [root for root in roots if not any(_is_within(root.path, path) for path in paths)]
    extra = [root for root in named if not _is_within_any(root.path, unnamed)]
    checked = _with_open_stories(check_library([*unnamed, *extra]))

    def shown(path: str) -> str | None:
        """The path as the user named it; None for a file that was not named."""
        inside = (named for named in paths if _is_within(Path(path), named))
        return next((str(named / Path(path).resolve().relative_to(named.resolve())) for named in inside), None)

    bases = {deck.slug for deck in checked.decks if shown(deck.path)}
    changed = extensions_of(file.deck_file for file in checked.files if file.deck_file)
    return Checked(
        files=tuple(file for file in checked.files if shown(file.path)),
        decks=tuple(part for deck in checked.decks if (part := _part_of(deck, shown)) is not None),
        outlines=checked.outlines,
        frameworks=checked.frameworks,
        scenarios=checked.scenarios,
        roles=checked.roles,
        stories=checked.stories,
        problems=tuple(replace(found, path=name) for found in checked.problems if (name := shown(found.path))),
        extensions=tuple(each for each in changed if each.deck not in bases and shown(each.path)),
    )


def _part_of(deck: Deck, shown: Callable[[str], object]) -> Deck | None:
    """A deck whose own file is shown, of another one the notes in files that are; None where there are none."""
    if shown(deck.path):
        return deck
    notes = tuple(note for note in deck.notes if note.place.path != deck.path and shown(note.place.path))
    return replace(deck, notes=notes) if notes else None


def _with_open_stories(checked: Checked) -> Checked:
    """With an error for each story that a git work tree would publish: only a check asks git, and it takes a moment.

    What a comment in its file silences is left out.
    """
    exposed = stories_in_the_open(checked.stories)
    return replace(checked, problems=tuple(sorted((*without_silenced(checked.problems), *exposed))))


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _is_within_any(path: Path, roots: Iterable[Root]) -> bool:
    return any(_is_within(path, root.path) for root in roots)


def run_code_checks(setup: Setup, checked: Checked, progress: Callable[[int, int], None]) -> CheckReport:
    """Run the checks of code notes; raises UsageError for files outside the folders the user trusts."""
    for deck in checked.decks:
        for note in deck.notes:
            if note.kind == "code" and not is_trusted(setup, note):
                raise UsageError(
                    f"{note.place.path} is not in a folder you trust; its checks were not run.",
                    f'They run programs on this machine. To allow it: trusted = ["{Path(note.place.path).parent}"] '
                    f"in {setup.paths.config_file}.",
                )
    return run_library_checks((note for deck in checked.decks for note in deck.notes), progress)


def stale_facts(checked: Checked, today: int) -> list[Problem]:
    """A warning for each note whose `verified` date is older than its `expires_after`."""
    stale = []
    for deck in checked.decks:
        for note in deck.notes:
            if note.verified is None or note.expires_after_days is None:
                continue
            age = today - day_of(date.fromisoformat(note.verified.date))
            if age > note.expires_after_days:
                message = f"{note.id} was checked {age} days ago with {note.verified.checked_with}"
                stale.append(problem(note.place.path, note.place.line, note.place.column, "stale-fact", message))
    return stale


def style_suggestions(checked: Checked, *, own_only: bool = False) -> list[Problem]:
    """What would make cards easier to learn, in the files that were checked; comments in them may silence it.

    With `own_only` built-in decks are left out of account: they are not the user's to write.
    """
    found: list[Problem] = []
    builtin = builtin_root().path
    for file in checked.files:
        if own_only and _is_within(Path(file.path), builtin):
            continue
        read = read_bytes(Path(file.path)) if file.deck_file else None
        if file.deck_file and isinstance(read, FileBytes):
            found += style_problems(read.content.decode("utf-8", "replace"), file.deck_file.notes)
    return found


def write_missing_ids(setup: Setup, paths: Iterable[Path]) -> list[tuple[str, int]]:
    """Write ids into the notes that miss one; returns the files that changed and how many ids each got."""
    roots = [Root(path) for path in paths] or [root for root in library_roots(setup) if not root.builtin]
    written = []
    for root in roots:
        for found in find_files(root):
            if isinstance(found, FoundFile):
                with told_as_usage_error(found.path):
                    count = write_ids(found.path, lambda: secrets.token_hex(2))
                if count:
                    written.append((str(found.path), count))
    return written


def with_missing_ids(content: bytes) -> tuple[bytes, int]:
    """A deck's bytes with the ids that were missing, and how many; a broken deck is returned as it is."""
    return with_ids(content, lambda: secrets.token_hex(2))


def file_stamps(setup: Setup, paths: Iterable[Path]) -> list[tuple[str, FileStamp | None]]:
    """What changes whenever a checked file is saved, comes or goes."""
    roots = [Root(path) for path in paths] or library_roots(setup)
    found = [file for root in roots for file in find_files(root) if isinstance(file, FoundFile)]
    return [(str(file.path), stamp_of(file.path)) for file in found]


def create_deck(setup: Setup, path: Path | None, title: str | None) -> Path:
    """Write a deck with a first note to fill in; raises UsageError rather than overwrite a file."""
    name = title or (path.stem.replace("-", " ").capitalize() if path else "")
    slug = title_slug(path.stem if path and path.suffix else name)
    if not slug:
        raise UsageError("That title has no letters to name the deck by.", "Give a path: prepdeck new deck PATH.yaml")
    target = path or setup.paths.own_decks / f"{slug}.yaml"
    if target.is_dir():
        target = target / f"{slug}.yaml"
    elif target.suffix.lower() not in ENDINGS:
        target = target.with_name(f"{target.name}.yaml")
    if target.exists():
        raise UsageError(f"{target} exists already; it was left as it is.", "Choose another path or title.")
    prepare_schemas(target)
    with told_as_usage_error(target):
        write_atomically(target, deck_template(slug, name, "schemas/deck.schema.json").encode())
    return target


def prepare_schemas(deck: Path) -> None:
    """Make the folder of a deck to be written, with the schemas its first line points to."""
    schemas = deck.parent / "schemas"
    with told_as_usage_error(deck):
        deck.parent.mkdir(parents=True, exist_ok=True)
        if not (schemas / "deck.schema.json").exists():
            write_schemas(schemas)


def note_text(kind: str) -> str:
    """The template of a note, with an id of its own; raises UsageError that lists the kinds."""
    if kind not in KINDS:
        raise UsageError(f"There is no kind of note {kind}.", f"There are: {', '.join(KINDS)}.")
    return note_template(kind, f"{kind}-{secrets.token_hex(2)}")


def append_note(path: Path, kind: str) -> int:
    """Append a note's template to a deck file; returns the line it begins at.

    Raises UsageError, with the file as it was, where a note at its end would not be one of its notes.
    """
    note = note_text(kind)
    read = read_bytes(path)
    if isinstance(read, Problem):
        raise UsageError(f"{path} {read.message}.", "Give a deck file: prepdeck new deck writes one.")
    appended = with_note(read.content, note)
    if appended is None:
        raise UsageError(
            f"{path} does not end with its notes, a line each; it was left as it was.",
            f"Print the note and put it where it belongs: prepdeck new note --kind {kind}",
        )
    content, line = appended
    with told_as_usage_error(path):
        write_atomically(path, content)
    return line


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schemas of all kinds of file; returns their paths."""
    with told_as_usage_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
        written = [folder / f"{name}.schema.json" for name in SCHEMAS]
        for path, name in zip(written, SCHEMAS, strict=True):
            write_atomically(path, schema_text(name).encode())
    return written


@contextmanager
def told_as_usage_error(path: Path) -> Iterator[None]:
    """Tell a file that cannot be written as a mistake of the user's that can be mended."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", "Make it writable, or choose another place."
        ) from error
