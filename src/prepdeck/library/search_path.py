"""Where files are found: the built-in decks, the user's own, and the paths they added, in this order."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import prepdeck
from prepdeck.library.problems import problem
from prepdeck.library.source import MAX_BYTES
from prepdeck.model.problem import Problem

ENDINGS = (".yaml", ".yml")
_OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)  # a pipe must not block, a link must not lead elsewhere, Windows must not change line ends


@dataclass(frozen=True, slots=True)
class Root:
    """A folder (or a single file) of the search path, as the user knows it.

    `builtin` decks are held to more rules; a `private` folder is where stories belong.
    """

    path: Path
    builtin: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold a deck; `path` begins with its root's path and is what people are shown."""

    path: Path
    root: Root


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What changes when a file does: bytes, modification time in ns, inode.

    A file written within the last two seconds can change again without its stamp doing so: hash it then.
    """

    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class FileBytes:
    """A file's content, with its stamp from before it was read."""

    content: bytes
    stamp: FileStamp

    @property
    def hash(self) -> str:
        """A digest of the content, to tell whether it changed (BLAKE2b, 16 bytes, hexadecimal)."""
        return content_hash(self.content)


def content_hash(content: bytes) -> str:
    """A digest of a file's content (BLAKE2b, 16 bytes, hexadecimal)."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def builtin_root() -> Root:
    """The decks that come with prepdeck: inside the package in a wheel, at the top of the repository in a checkout."""
    package = Path(prepdeck.__file__).parent
    installed = package / "builtin"
    return Root(installed if installed.is_dir() else package.parents[1] / "decks", builtin=True)


def find_files(root: Root) -> Iterator[FoundFile | Problem]:
    """The files of a root by path, without hidden ones; links and names that cannot be used are told."""
    try:
        mode = root.path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        yield _problem(root.path, "missing-folder", "there is no such folder or file")
    except OSError as error:
        yield _unreadable(root.path, error)
    else:
        if stat.S_ISDIR(mode):
            yield from _in_folder(root.path, root, os.path.realpath(root.path))
        else:
            yield FoundFile(Path(os.path.realpath(root.path)) if root.path.is_symlink() else root.path, root)


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file without opening it, or None where it is gone or no regular file."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return _stamp(status) if stat.S_ISREG(status.st_mode) else None


def read_bytes(path: Path, most: int = MAX_BYTES) -> FileBytes | Problem:
    """A regular file's content, or why it cannot be had; never waits on a pipe and never follows a link."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        return _unreadable(path, error)
    try:
        return _read_open(path, descriptor, most)
    except OSError as error:
        return _unreadable(path, error)
    finally:
        os.close(descriptor)


def _read_open(path: Path, descriptor: int, most: int) -> FileBytes | Problem:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return _problem(path, "not-a-file", "this is no regular file")
    if status.st_size > most:
        return _problem(path, "too-large", f"the file has {status.st_size:,} bytes, more than {most:,}")
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return FileBytes(file.read(most + 1), _stamp(status))


def _in_folder(folder: Path, root: Root, root_target: str) -> Iterator[FoundFile | Problem]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        path = folder / entry.name
        is_deck = entry.name.lower().endswith(ENDINGS)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield from _link_problem(path, root_target, is_deck)
        elif entry.is_dir(follow_symlinks=False):
            yield from _in_folder(path, root, root_target)
        elif is_deck:
            yield (
                FoundFile(path, root)
                if _is_utf8(entry.name)
                else _problem(path, "file-name", "the name of this file is not UTF-8")
            )


def _link_problem(path: Path, root_target: str, is_deck: bool) -> Iterator[Problem]:
    """A link inside its root leads to what is found anyway; one out of it is told, if decks may be behind it."""
    try:
        target = os.path.realpath(path, strict=True)
    except OSError as error:
        if is_deck:
            yield _unreadable(path, error)
        return
    inside = os.path.commonpath((root_target, target)) == root_target
    if not inside and (is_deck or Path(target).is_dir()):
        yield _problem(path, "outside-link", f"this link leads to {_printable(target)} and is not followed")


def _stamp(status: os.stat_result) -> FileStamp:
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ino)


def _is_utf8(name: str) -> bool:
    return name.isascii() or not any("\udc80" <= character <= "\udcff" for character in name)


def _unreadable(path: Path, error: OSError) -> Problem:
    return _problem(path, "unreadable-file", f"cannot be read: {error.strerror or error}")


def _problem(path: Path, code: str, message: str) -> Problem:
    return problem(_printable(os.fspath(path)), 1, 1, code, message)


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
