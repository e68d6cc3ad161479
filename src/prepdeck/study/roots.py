"""Where the library's files are, and whose code may be run."""

from pathlib import Path

from prepdeck.library.search_path import Root, builtin_root
from prepdeck.model.note import Note
from prepdeck.study.setup import Setup


def library_roots(setup: Setup) -> list[Root]:
    """The search path: built-in decks, the user's own, the paths they added, those of this call."""
    own = [Root(setup.paths.own_decks)] if setup.paths.own_decks.is_dir() else []
    return [builtin_root(), *own, *map(Root, setup.config.deck_paths), *map(Root, setup.deck_paths)]


def trusted_folders(setup: Setup) -> list[Path]:
    """Whose code is run: prepdeck's own decks, the user's own, and the folders under `trusted` in config.toml."""
    folders = (builtin_root().path, setup.paths.own_decks, *setup.config.trusted_paths)
    return [folder.resolve() for folder in folders]


def is_trusted(setup: Setup, note: Note) -> bool:
    """Whether the checks of this note may be run."""
    return any(Path(note.place.path).resolve().is_relative_to(folder) for folder in trusted_folders(setup))
