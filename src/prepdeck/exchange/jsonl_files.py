"""jsonl of everything: each line an object, files as they are written and records as they are stored."""

import base64
import binascii
import json
import math
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prepdeck.errors import UsageError
from prepdeck.exchange.reading_text import open_regular
from prepdeck.text.safe import visible

VERSION = 1
MAX_BYTES = 2 * 1024 * 1024 * 1024
MAX_LINE = 64 * 1024 * 1024
MAX_TEXT = 8 * 1024 * 1024
"""Characters of one file; no file of the library has more bytes."""
MAX_RECORD_LINE = 4 * 1024 * 1024
MAX_RECORDS = 5_000_000
MAX_FILES = 10_000
MAX_FILE_BYTES = 128 * 1024 * 1024
"""Of all files together."""
MAX_PICTURE_BYTES = 20 * 1024 * 1024
MAX_PICTURES_BYTES = 200 * 1024 * 1024
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")
_MAX_INTEGER = 2**53
_MAX_DEPTH, _KEPT_FOLDERS = 16, 10
_NAME = re.compile(r"(?!\.)[^/\\\x00-\x1f\x7f:]{1,120}\Z")
_NO_NAME = re.compile(r"\A\.|[\\\x00-\x1f\x7f:]")

DECKS, STORIES = "decks", "stories"
"""The user's folders, of which a file names the one it belongs into."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the library: its path below its folder, whether it comes with prepdeck, and its text."""

    file: str
    builtin: bool
    text: str
    folder: str = DECKS


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A picture that a file of the same folder shows."""

    picture: str
    folder: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SettingsLine:
    """What config.toml says that holds on any machine."""

    settings: dict[str, Any]


Line = FileLine | PictureLine | SettingsLine
"""A line that is no record."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record of the log; `at_ms` is UTC, `day` the study day, `body` the payload as it is stored."""

    id: str
    device: str
    sequence: int
    at_ms: int
    day: int
    offset_minutes: int
    group: str
    kind: str
    subject: str | None
    body: dict[str, Any]


def write_lines(lines: Iterable[Line], records: Iterable[RecordLine]) -> Iterator[str]:
    """The lines of an export, without their ends; the first says what it is."""
    yield _line({"prepdeck": "collection", "version": VERSION})
    for line in lines:
        if isinstance(line, PictureLine):
            content = base64.b64encode(line.content).decode("ascii")
            yield _line({"picture": line.picture, "folder": line.folder, "base64": content})
        else:
            yield _line(asdict(line))
    for record in records:
        yield _line({"record": record.id, **{name: value for name, value in asdict(record).items() if name != "id"}})


def read_lines(path: Path) -> Iterator[Line | RecordLine]:
    """The lines of an export, one by one; raises UsageError that names the line, before or while it is read."""
    counts = _Counts()
    with os.fdopen(open_regular(path, MAX_BYTES), "rb") as source:
        for number in range(1, _MAX_INTEGER):
            line = source.readline(MAX_LINE + 1)
            if not line and number == 1:
                _check_header(path, {})
            if not line:
                break
            if len(line) > MAX_LINE:
                raise _refused(path, number, f"it has more than {MAX_LINE:,} bytes")
            if not line.strip():
                continue
            value = _object(path, number, line)
            if number == 1:
                _check_header(path, value)
                continue
            read = _read(path, number, value, len(line))
            if too_much := counts.beyond_bounds(read):
                raise _refused(path, number, too_much)
            yield read


def usable_name(name: str) -> str:
    """A path below a folder as a reader on any system takes it: equal to `name` for nearly all names there are."""
    seen = "".join(sign if sign.isprintable() and visible(sign) == sign else "-" for sign in name)
    *folders, last = (_NO_NAME.sub("-", part) for part in seen.split("/"))
    stem, dot, ending = last.rpartition(".")
    return "/".join([*(part[:120] for part in folders[-_KEPT_FOLDERS:]), f"{stem[: 119 - len(ending)]}{dot}{ending}"])


class _Counts:
    """How much was read so far, against what a collection has."""

    def __init__(self) -> None:
        self._files = self._file_bytes = self._picture_bytes = self._records = 0

    def beyond_bounds(self, line: Line | RecordLine) -> str:
        """Count a line, and tell which bound it is beyond; empty where it is beyond none."""
        match line:
            case FileLine():
                self._files += 1
                self._file_bytes += len(line.text)
            case PictureLine():
                self._files += 1
                self._picture_bytes += len(line.content)
            case RecordLine():
                self._records += 1
        if self._files > MAX_FILES:
            return f"there are more than {MAX_FILES:,} files"
        if self._file_bytes > MAX_FILE_BYTES or self._picture_bytes > MAX_PICTURES_BYTES:
            return "its files are larger than those of any collection"
        return f"there are more than {MAX_RECORDS:,} records" if self._records > MAX_RECORDS else ""


def _read(path: Path, number: int, value: dict[str, Any], length: int) -> Line | RecordLine:
    if "file" in value:
        return _file(path, number, value)
    if "picture" in value:
        return _picture(path, number, value)
    if isinstance(value.get("settings"), dict) and length <= MAX_RECORD_LINE:
        return SettingsLine(value["settings"])
    if "record" not in value:
        raise _refused(path, number, "it is neither a file nor a record")
    if length > MAX_RECORD_LINE:
        raise _refused(path, number, f"it is a record of more than {MAX_RECORD_LINE:,} bytes")
    return _record(path, number, value)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise _refused(path, number, "it is not JSON") from error
    if not isinstance(value, dict):
        raise _refused(path, number, "it is no object")
    return value


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    """A number that is one: `1e400` is a number in JSON, and infinite here."""
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _check_header(path: Path, value: dict[str, Any]) -> None:
    if value.get("prepdeck") != "collection":
        raise UsageError(f"{path} was not exported by prepdeck.", "Its first line says so: prepdeck export FILE.jsonl")
    if value.get("version") != VERSION:
        raise UsageError(
            f"{path} was written by a newer prepdeck (format {value.get('version')}, this one reads {VERSION}).",
            "Upgrade prepdeck: pipx upgrade prepdeck.",
        )


def _file(path: Path, number: int, value: dict[str, Any]) -> FileLine:
    name, text, builtin = value.get("file"), value.get("text"), value.get("builtin", False)
    if not isinstance(name, str) or not isinstance(text, str) or not isinstance(builtin, bool):
        raise _refused(path, number, "it is no file with a text")
    if len(text) > MAX_TEXT:
        raise _refused(path, number, f"its text has {len(text):,} characters, more than a deck file may have")
    _check_name(path, number, name, (".yaml", ".yml"), "a deck file")
    return FileLine(name, builtin, text, _folder(path, number, value))


def _picture(path: Path, number: int, value: dict[str, Any]) -> PictureLine:
    name, text = value.get("picture"), value.get("base64")
    if not isinstance(name, str) or not isinstance(text, str) or len(text) > MAX_PICTURE_BYTES * 4 // 3 + 4:
        raise _refused(path, number, "it is no picture that may come")
    _check_name(path, number, name, PICTURE_ENDINGS, "a picture")
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refused(path, number, "its picture is damaged") from error
    return PictureLine(name, _folder(path, number, value), content)


def _check_name(path: Path, number: int, name: str, endings: tuple[str, ...], what: str) -> None:
    parts = name.split("/")
    is_shown_as_it_is = visible(name) == name and name.isprintable()
    if (
        not is_shown_as_it_is
        or not all(map(_NAME.match, parts))
        or len(parts) > _MAX_DEPTH
        or not name.lower().endswith(endings)
    ):
        raise _refused(path, number, f"{name[:80]!r} is no name of {what} within a folder")


def _folder(path: Path, number: int, value: dict[str, Any]) -> str:
    folder = value.get("folder", DECKS)
    if folder not in (DECKS, STORIES):
        raise _refused(path, number, f"there is no folder {str(folder)[:80]!r}")
    return str(folder)


def _record(path: Path, number: int, value: dict[str, Any]) -> RecordLine:
    texts = [value.get(name) for name in ("record", "device", "group", "kind")]
    numbers = [value.get(name) for name in ("sequence", "at_ms", "day", "offset_minutes")]
    subject, body = value.get("subject"), value.get("body")
    sound = (
        all(isinstance(text, str) and 0 < len(text) <= 200 for text in texts)
        and all(type(count) is int and abs(count) < _MAX_INTEGER for count in numbers)
        and (subject is None or (isinstance(subject, str) and len(subject) <= 1000))
        and isinstance(body, dict)
    )
    if not sound:
        raise _refused(path, number, "it is no record of prepdeck's log")
    record, device, group, kind = texts
    sequence, at_ms, day, offset = numbers
    return RecordLine(record, device, sequence, at_ms, day, offset, group, kind, subject, body)  # type: ignore[arg-type]


def _refused(path: Path, number: int, why: str) -> UsageError:
    return UsageError(f"{path}, line {number}: {why}; nothing was imported.", "Export it again, or remove the line.")
