"""`config.toml`: looks, keys, paths; progress never lives here."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prepdeck.errors import UsageError
from prepdeck.model.study_day import ROLLOVER_HOUR
from prepdeck.paths import absolute_path

NEW_IN_ALL = 20
"""The new cards a study day without an interview date: 27 decks with 10 each would be a wall."""
MOST_NEW_IN_ALL = MOST_REVIEWS_IN_ALL = 9_999
_PORTABLE = ("theme", "rollover_hour", "new_per_day_in_all", "reviews_per_day_in_all", "keys", "interview")
"""The settings that are not places on this machine; tables come last, as TOML wants them."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the user set; every field has the default of a fresh machine."""

    theme: str = ""
    rollover_hour: int = ROLLOVER_HOUR
    deck_paths: tuple[Path, ...] = ()
    trusted_paths: tuple[Path, ...] = ()
    keymap: dict[str, str] = field(default_factory=dict)
    interview: dict[str, str] = field(default_factory=dict)
    """What the placeholders of questions to ask stand for: `company`, `product`, `value`."""
    new_per_day_in_all: int = NEW_IN_ALL
    reviews_per_day_in_all: int | None = None
    """None: twice as many as on a usual day (`scheduling.backlog`)."""


def read_config(path: Path) -> Config:
    """Read the file, or the defaults if there is none; raises UsageError naming what cannot be used, and where."""
    try:
        source = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}.", "Make it readable, or move it away."
        ) from error
    try:
        values = tomllib.loads(source.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}", "Mend that line, or move the file away.") from error
    return _checked(path, values)


def _checked(path: Path, values: dict[str, Any]) -> Config:
    def wrong(name: str, expected: str) -> UsageError:
        return UsageError(f"{path}: {name} should be {expected}", "Mend that line, or remove it for the default.")

    theme = values.get("theme", "")
    if not isinstance(theme, str):
        raise wrong("theme", 'a name in quotes, such as "nord"')
    hour = values.get("rollover_hour", ROLLOVER_HOUR)
    if not isinstance(hour, int) or isinstance(hour, bool) or not 0 <= hour <= 23:
        raise wrong("rollover_hour", "a whole number from 0 to 23")
    new = values.get("new_per_day_in_all", NEW_IN_ALL)
    if not isinstance(new, int) or isinstance(new, bool) or not 0 <= new <= MOST_NEW_IN_ALL:
        raise wrong("new_per_day_in_all", f"a whole number from 0 to {MOST_NEW_IN_ALL}")
    reviews = values.get("reviews_per_day_in_all")
    if reviews is not None and (
        not isinstance(reviews, int) or isinstance(reviews, bool) or not 1 <= reviews <= MOST_REVIEWS_IN_ALL
    ):
        raise wrong("reviews_per_day_in_all", f"a whole number from 1 to {MOST_REVIEWS_IN_ALL}")
    keymap = values.get("keys", {})
    if not isinstance(keymap, dict) or not all(isinstance(key, str) for key in keymap.values()):
        raise wrong("keys", 'a table of action = "key"')
    folders: dict[str, tuple[Path, ...]] = {}
    for name in ("decks", "trusted"):
        listed = values.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(entry, str) for entry in listed):
            raise wrong(name, 'a list of folders in quotes, such as ["~/decks"]')
        try:
            folders[name] = tuple(absolute_path(entry) for entry in listed)
        except UsageError as error:
            raise UsageError(f"{path}: {name}: {error.message}", error.hint) from error
    interview = values.get("interview", {})
    if not isinstance(interview, dict) or not all(isinstance(text, str) for text in interview.values()):
        raise wrong("interview", 'a table such as company = "Acme"')
    return Config(theme, hour, folders["decks"], folders["trusted"], keymap, interview, new, reviews)


def portable_settings(path: Path) -> dict[str, Any]:
    """What the file says that holds on any machine: all but its folders."""
    read_config(path)
    values = tomllib.loads(path.read_text("utf-8-sig")) if path.exists() else {}
    return {name: values[name] for name in _PORTABLE if name in values}


def missing_settings(path: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """Those of another machine's settings that are not set here; raises UsageError for values that cannot be used."""
    _checked(path, {name: settings[name] for name in _PORTABLE if name in settings})
    here = portable_settings(path)
    return {name: settings[name] for name in _PORTABLE if name in settings and name not in here}


def add_settings(path: Path, settings: dict[str, Any]) -> None:
    """Add settings to config.toml, leaving the rest of the file as it is."""
    import tomlkit

    document = tomlkit.parse(path.read_text("utf-8-sig") if path.exists() else "")
    for name, value in settings.items():
        document[name] = value
    write_privately(path, tomlkit.dumps(document))


def add_deck_path(path: Path, folder: Path) -> bool:
    """Add a folder to `decks` in config.toml, leaving the rest of the file as it is; False if it was there already."""
    import tomlkit

    config = read_config(path)
    if folder in config.deck_paths:
        return False
    document = tomlkit.parse(path.read_text("utf-8-sig") if path.exists() else "")
    document["decks"] = [*document.get("decks", []), str(folder)]
    write_privately(path, tomlkit.dumps(document))
    return True


def set_interview(path: Path, values: dict[str, str]) -> None:
    """Set what is known of the interview in config.toml (empty removes it), leaving the rest of the file as it is."""
    import tomlkit

    read_config(path)
    document = tomlkit.parse(path.read_text("utf-8-sig") if path.exists() else "")
    table = document.setdefault("interview", tomlkit.table())
    for name, text in values.items():
        if text.strip():
            table[name] = text.strip()
        elif name in table:
            del table[name]
    write_privately(path, tomlkit.dumps(document))


def write_privately(path: Path, text: str) -> None:
    """Replace a file of the user's in one step, 0600 where it is new; a crash leaves the old one, and links stay."""
    from prepdeck.library.atomic_write import write_atomically

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(path.resolve(), text.encode(), mode_if_new=0o600)
