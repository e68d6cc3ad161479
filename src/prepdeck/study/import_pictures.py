"""Pictures beside a text file that is imported: copied along, and named where the deck will find them."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from prepdeck.exchange.arrival import Arrival

MEDIA_FOLDER = "media"
MAX_PICTURE_BYTES = 20 * 1024 * 1024
MAX_PICTURES = 2_000
_IMAGE = re.compile(r"(!\[[^\]\n]{0,500}\]\()(<[^>\n]{1,300}>|[^)\s]{1,300})(\))")
_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")


def with_pictures(arrival: Arrival, folder: Path) -> Arrival:
    """The arrival with the pictures its texts name, taken from the folder of the file and from nowhere else."""
    pictures: dict[str, bytes] = {}
    missing: set[str] = set()

    def named(match: re.Match[str]) -> str:
        path = unquote(match[2].strip("<>"))
        if "://" in path or path.startswith(f"{MEDIA_FOLDER}/"):
            return match[0]
        name = path.replace("\\", "/").rpartition("/")[2]
        content = pictures.get(name) or _content(folder, path)
        if content is None or len(pictures) >= MAX_PICTURES:
            missing.add(name)
            return match[0]
        pictures[name] = content
        target = f"{MEDIA_FOLDER}/{name}"
        return f"{match[1]}{f'<{target}>' if ' ' in target else target}{match[3]}"

    decks = tuple(
        replace(deck, notes=tuple(replace(note, entry=_changed(note.entry, named)) for note in deck.notes))
        for deck in arrival.decks
    )
    told = (f"Pictures that are not beside the file: {len(missing)}; cards show what they are called.",)
    return replace(
        arrival, decks=decks, media=arrival.media | pictures, told=(*arrival.told, *(told if missing else ()))
    )


def _changed(value: Any, named: Callable[[re.Match[str]], str]) -> Any:
    match value:
        case str():
            return _IMAGE.sub(named, value) if "![" in value else value
        case list():
            return [_changed(item, named) for item in value]
        case dict():
            return {key: _changed(item, named) for key, item in value.items()}
        case _:
            return value


def _content(folder: Path, path: str) -> bytes | None:
    """A picture's bytes; None for what is no picture, is not there, is too large, or lies outside of the folder."""
    try:
        found = (folder / path).resolve()
        if not found.is_relative_to(folder.resolve()) or not found.name.lower().endswith(_ENDINGS):
            return None
        if not found.is_file() or found.stat().st_size > MAX_PICTURE_BYTES:
            return None
        return found.read_bytes()
    except (OSError, ValueError):
        return None
