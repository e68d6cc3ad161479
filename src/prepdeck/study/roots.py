"""Where the library's files are, and whose code may be run."""

from pathlib import Path

from prepdeck.library.search_path import Root, builtin_root
from prepdeck.model.note import Note
from prepdeck.study.setup import Setup


def library_roots(setup: Setup) -> list[Root]:
    """The search path: built-in decks, the user's own and their stories, the paths they added, those of this call."""
    own = [Root(setup.paths.own_decks)] if setup.paths.own_decks.is_dir() else []
    stories = [Root(setup.paths.stories, private=True)] if setup.paths.stories.is_dir() else []
    return [builtin_root(), *own, *stories, *map(Root, setup.config.deck_paths), *map(Root, setup.deck_paths)]


def is_private(setup: Setup, path: str) -> bool:
    """Whether a file of the library is personal: nothing made to be given away may hold what is in it."""
    return Path(path).resolve().is_relative_to(setup.paths.stories.resolve())


def trusted_folders(setup: Setup) -> list[Path]:
    """Whose code is run: prepdeck's own decks, the user's own, and the folders under `trusted` in config.toml."""
    folders = (builtin_root().path, setup.paths.own_decks, *setup.config.trusted_paths)
    return [folder.resolve() for folder in folders]


def is_trusted(setup: Setup, note: Note) -> bool:
    """Whether the checks of this note may be run."""
    return any(Path(note.place.path).resolve().is_relative_to(folder) for folder in trusted_folders(setup))
