"""Where prepdeck keeps things: config, data and cache, each 0700 and made when first written to."""

import os
from dataclasses import dataclass
from pathlib import Path

from prepdeck.errors import StoreError, UsageError

HOME_VARIABLE = "PREPDECK_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's folders; `data` holds the store, own decks and stories, `cache` what can be made again."""

    config: Path
    data: Path
    cache: Path

    @property
    def store(self) -> Path:
        """The SQLite file."""
        return self.data / "prepdeck.db"

    @property
    def own_decks(self) -> Path:
        """The folder of the user's own decks."""
        return self.data / "decks"

    @property
    def stories(self) -> Path:
        """The folder of the user's stories, and of the questions they were asked."""
        return self.data / "stories"

    @property
    def config_file(self) -> Path:
        """Looks, keys, paths and the hub."""
        return self.config / "config.toml"


def resolve_paths(home: str | None = None) -> Paths:
    """Find the folders: under `home` or $PREPDECK_HOME if given, else where the platform keeps such things."""
    chosen = home or os.environ.get(HOME_VARIABLE)
    if chosen:
        root = absolute_path(chosen)
        return Paths(root / "config", root / "data", root / "cache")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("prepdeck", appauthor=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path)


def absolute_path(text: str) -> Path:
    """A path as a person writes it, `~` included, made absolute; raises UsageError for a `~name` that is nobody's."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:
        raise UsageError(f"There is no home folder for {text}.", "Write the folder itself instead of ~.") from error


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner can enter; raises StoreError saying which could not be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made: {error.strerror or error}.",
            f"Make it writable, or choose another place: prepdeck --home DIR (or {HOME_VARIABLE}=DIR).",
        ) from error
