"""The whole collection as jsonl: files as they are written, the log as it is stored, settings that hold anywhere."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prepdeck.config import portable_settings
from prepdeck.exchange.arrival import TICK_EVERY, Tick, no_tick
from prepdeck.exchange.jsonl_files import (
    DECKS,
    MAX_PICTURE_BYTES,
    MAX_PICTURES_BYTES,
    PICTURE_ENDINGS,
    STORIES,
    FileLine,
    PictureLine,
    RecordLine,
    SettingsLine,
    usable_name,
    write_lines,
)
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import FoundFile, find_files, read_bytes
from prepdeck.model.problem import Problem
from prepdeck.storage.taking_over import stored_records
from prepdeck.study.collection import Collection
from prepdeck.study.exporting import PERSONAL_KINDS, Exported, write_export
from prepdeck.study.roots import is_private, library_roots

if TYPE_CHECKING:
    from prepdeck.exchange.jsonl_files import Line

_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\(\s*(<[^>\n]{1,500}>|[^)\s]{1,500})")


def write_everything(collection: Collection, path: Path, public: bool, tick: Tick = no_tick) -> Exported:
    """Export files and log; with `public` no log, no settings, and no file of the user's own folders."""
    files = [
        (found, line)
        for found, line in library_files(collection)
        if not public or line.builtin or not (_is_of_the_user(collection, found.path) or tells_of_its_owner(line))
    ]
    with collection.store.reading() as rows:
        records = [] if public else [RecordLine(**asdict(record)) for record in stored_records(rows)]
    pictures, left_out = _pictures(files)
    settings = {} if public else portable_settings(collection.setup.paths.config_file)
    lines: list[Line] = [SettingsLine(settings)] if settings else []
    lines += [line for _, line in files]
    lines += pictures
    write_export(path, _ticking(write_lines(lines, records), len(lines) + len(records), tick), public)
    if public:
        left_out.append("the log, your settings, the files of your own folders, and those with a pitch")
    count = len(files) + len(pictures)
    return Exported(path, len(collection.decks), 0, len(records), count, tuple(left_out))


def _ticking(lines: Iterable[str], count: int, tick: Tick) -> Iterator[bytes]:
    for done, line in enumerate(lines):
        if done % TICK_EVERY == 0:
            tick("writing lines", done, count)
        yield f"{line}\n".encode()


def library_files(collection: Collection) -> Iterator[tuple[FoundFile, FileLine]]:
    """Every file of the search path that can be read, each with a name of its own in the folder it belongs into."""
    stories = collection.setup.paths.stories
    taken: set[tuple[str, bool, str]] = set()
    for root in library_roots(collection.setup):
        folder = STORIES if root.path == stories else DECKS
        for found in find_files(root):
            read = read_bytes(found.path) if isinstance(found, FoundFile) else found
            if isinstance(read, Problem) or isinstance(found, Problem):
                continue
            try:
                text = read.content.decode("utf-8")
            except UnicodeDecodeError:
                continue
            is_single = found.path == root.path
            wanted = usable_name(found.path.name if is_single else found.path.relative_to(root.path).as_posix())
            names = itertools.chain([wanted], (f"more-{number}/{wanted}" for number in itertools.count(1)))
            name = next(name for name in names if (folder, root.builtin, name) not in taken)
            taken.add((folder, root.builtin, name))
            yield found, FileLine(name, root.builtin, text, folder)


def _pictures(files: list[tuple[FoundFile, FileLine]]) -> tuple[list[PictureLine], list[str]]:
    """The pictures these files show, of their own folders and no larger than an import takes; and what stays behind."""
    pictures: dict[tuple[str, str], PictureLine] = {}
    total = left = 0
    for found, line in files:
        if line.builtin:
            continue
        for match in _IMAGE.finditer(line.text):
            shown = match[1].strip("<>")
            for path in dict.fromkeys((shown, unquote(shown))):
                name = _picture_name(found, line, path)
                if name is None or (line.folder, name) in pictures:
                    continue
                content = read_bytes(found.path.parent / path, MAX_PICTURE_BYTES)
                if isinstance(content, Problem) or total + len(content.content) > MAX_PICTURES_BYTES:
                    left += (found.path.parent / path).exists()
                    continue
                total += len(content.content)
                pictures[line.folder, name] = PictureLine(name, line.folder, content.content)
    told = [f"pictures that are too large, or cannot be read: {left}"] if left else []
    return list(pictures.values()), told


def _picture_name(found: FoundFile, line: FileLine, path: str) -> str | None:
    """Where a picture belongs, as its file does; None for what is no picture, or lies outside of the file's folder."""
    base = found.root.path if found.path != found.root.path else found.path.parent
    own = found.path.relative_to(base).as_posix()
    try:
        inside = (found.path.parent / path).resolve().relative_to(base.resolve()).as_posix()
    except (OSError, ValueError):
        return None
    if not line.file.endswith(own) or not inside.lower().endswith(PICTURE_ENDINGS) or usable_name(inside) != inside:
        return None
    return f"{line.file.removesuffix(own)}{inside}"


def _is_of_the_user(collection: Collection, path: Path) -> bool:
    """Whether a file lies in the user's own folders, of decks or of stories."""
    return path.is_relative_to(collection.setup.paths.own_decks) or is_private(collection.setup, str(path))


def tells_of_its_owner(line: FileLine) -> bool:
    """Whether a file holds a story, or notes such as a pitch."""
    content = read_file(line.file, line.text.encode("utf-8", "replace"))
    deck = content.deck_file
    is_personal = deck is not None and any(note.kind in PERSONAL_KINDS for note in deck.notes)
    return is_personal or content.story is not None
