"""Zip archives from others: what one could do to whoever unpacks it is refused before a byte is unpacked.

Nothing is ever extracted to a path of the archive's choosing: entries are read by name, within bounds that are counted
while they are read, because a header may lie.
"""

import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO

from prepdeck.errors import UsageError

MAX_ENTRIES = 100_000
MAX_DIRECTORY_BYTES = 8 * 1024 * 1024
MAX_ENTRY_BYTES = 1024 * 1024 * 1024
MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
MAX_RATIO = 200
"""How many times larger an entry may become; tables of text become 5-30 times larger, a bomb a thousand times."""
_RATIO_COUNTS_FROM = 4 * 1024 * 1024
_END = b"PK\x05\x06"
_CHUNK = 256 * 1024
_ANSWER = "Ask whoever made it for a plain export; nothing was written."


class Archive:
    """An opened archive whose entries are all plain files with plain names; raises UsageError for any other."""

    def __init__(self, path: Path, source: BinaryIO) -> None:
        self._path = path
        _refuse_long_directory(path, source)
        try:
            self._zip = zipfile.ZipFile(source)
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
            raise UsageError(f"{path} is no archive that can be read: {error}.", _ANSWER) from error
        if len(self._entries) != len(self._zip.infolist()):
            raise refusal(path, "it holds two entries of one name")
        if sum(entry.file_size for entry in self._entries.values()) > MAX_TOTAL_BYTES:
            raise refusal(path, f"it unpacks to more than {MAX_TOTAL_BYTES:,} bytes")
        for entry in self._entries.values():
            _refuse_entry(path, entry)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The entries, in the archive's order."""
        return tuple(self._entries)

    def chunks(self, name: str, most: int = MAX_ENTRY_BYTES) -> Iterator[bytes]:
        """An entry piece by piece; raises UsageError once it is more than `most` bytes."""
        size = 0
        try:
            with self._zip.open(self._entries[name]) as entry:
                while chunk := entry.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise refusal(self._path, f"{name} has more than {most:,} bytes")
                    yield chunk
        except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise UsageError(f"{self._path} is damaged at {name}: {error}.", "Export it again.") from error
        except Exception as error:
            if isinstance(error, UsageError):
                raise
            raise UsageError(f"{self._path} is damaged at {name}: {error}.", "Export it again.") from error

    def read(self, name: str, most: int) -> bytes:
        """A small entry as a whole."""
        return b"".join(self.chunks(name, most))


def refusal(path: Path, why: str) -> UsageError:
    """What is said of an archive that is not opened further."""
    return UsageError(f"{path} is not imported: {why}.", _ANSWER)


def _refuse_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    shown = repr(name[:80])
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and not stat.S_ISREG(kind) and not (stat.S_ISDIR(kind) and entry.is_dir()):
        raise refusal(path, f"its entry {shown} is a link or a device")
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not name or name.startswith(("/", "\\")) or ".." in parts or ":" in name[:3] or "\x00" in name:
        raise refusal(path, f"its entry {shown} leads out of the archive")
    if entry.flag_bits & 0x1:
        raise refusal(path, f"its entry {shown} is encrypted")
    if entry.file_size > MAX_ENTRY_BYTES:
        raise refusal(path, f"its entry {shown} unpacks to {entry.file_size:,} bytes")
    if entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise refusal(
            path, f"its entry {shown} unpacks to {entry.file_size // max(1, entry.compress_size)} times its size"
        )


def _refuse_long_directory(path: Path, source: BinaryIO) -> None:
    """The list of entries is read into memory by zipfile whatever its length, so its length is looked at first."""
    size = source.seek(0, 2)
    source.seek(max(0, size - 66_000))
    tail = source.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise UsageError(f"{path} is no archive that can be read.", _ANSWER)
    entries, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    locator = tail.rfind(b"PK\x06\x07", 0, at)
    if locator >= 0:
        record = struct.unpack("<Q", tail[locator + 8 : locator + 16])[0]
        source.seek(min(record, size))
        head = source.read(56)
        if len(head) == 56 and head.startswith(b"PK\x06\x06"):
            entries, length = struct.unpack("<QQ", head[32:48])
    if entries > MAX_ENTRIES or length > MAX_DIRECTORY_BYTES:
        raise refusal(path, f"it lists {entries:,} entries in {length:,} bytes")
    source.seek(0)
