"""jsonl of everything: each line an object, deck files as they are written and records as they are stored."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prepdeck.errors import UsageError
from prepdeck.exchange.reading_text import open_regular

VERSION = 1
MAX_BYTES = 2 * 1024 * 1024 * 1024
MAX_LINE = 64 * 1024 * 1024
MAX_FILES = 10_000
_MAX_INTEGER = 2**53
_NAME = re.compile(r"(?!\.)[^/\\\x00-\x1f:]{1,120}\Z")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the library: its path below its folder, whether it comes with prepdeck, and its text."""

    file: str
    builtin: bool
    text: str


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


def write_lines(files: Iterable[FileLine], records: Iterable[RecordLine]) -> Iterator[str]:
    """The lines of an export, without their ends; the first says what it is."""
    yield _line({"prepdeck": "collection", "version": VERSION})
    for file in files:
        yield _line(asdict(file))
    for record in records:
        yield _line({"record": record.id, **{name: value for name, value in asdict(record).items() if name != "id"}})


def read_lines(path: Path) -> Iterator[FileLine | RecordLine]:
    """The lines of an export, one by one; raises UsageError that names the line, before or while it is read."""
    files = 0
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
            elif "file" in value:
                files += 1
                if files > MAX_FILES:
                    raise _refused(path, number, f"there are more than {MAX_FILES:,} files")
                yield _file(path, number, value)
            elif "record" in value:
                yield _record(path, number, value)
            else:
                raise _refused(path, number, "it is neither a file nor a record")


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(path, number, "it is not JSON") from error
    if not isinstance(value, dict):
        raise _refused(path, number, "it is no object")
    return value


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
    parts = name.split("/")
    if not all(_NAME.match(part) for part in parts) or len(parts) > 8 or not name.lower().endswith((".yaml", ".yml")):
        raise _refused(path, number, f"{name[:80]!r} is no name of a deck file within a folder")
    return FileLine(name, builtin, text)


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
