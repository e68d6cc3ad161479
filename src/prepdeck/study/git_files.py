"""What git knows of deck files: which changed since a revision, and what they said then."""

import subprocess
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.search_path import ENDINGS

_TIMEOUT_S = 60


def changed_files(folder: Path, revision: str) -> list[Path]:
    """The deck files in the folder's repository that differ from a revision, or are new; those that are gone not."""
    top = repository_of(folder)
    commit = _commit(top, revision)
    changed = _git(top, "diff", "--name-only", "-z", "--diff-filter=d", commit, "--")
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    names = dict.fromkeys(name for name in (changed + new).decode("utf-8", "replace").split("\0") if name)
    return [top / name for name in names if name.lower().endswith(ENDINGS) and (top / name).is_file()]


def files_at(folder: Path, revision: str) -> dict[Path, bytes]:
    """The deck files of the folder as a revision has them, by the path they have (or had) on disk."""
    top = repository_of(folder)
    commit = _commit(top, revision)
    listed = _git(top, "ls-tree", "-r", "-z", commit, "--", str(folder.resolve().relative_to(top)) or ".")
    found: dict[Path, str] = {}
    for line in listed.decode("utf-8", "replace").split("\0"):
        about, _, name = line.partition("\t")
        if name.lower().endswith(ENDINGS) and about.startswith("100"):
            found[top / name] = about.split()[2]
    contents = _blobs(top, list(found.values()))
    return dict(zip(found, contents, strict=True))


def repository_of(folder: Path) -> Path:
    """The top folder of the repository; raises UsageError where there is none."""
    start = folder if folder.is_dir() else folder.parent
    return Path(_git(start, "rev-parse", "--show-toplevel").decode("utf-8", "replace").strip()).resolve()


def _commit(top: Path, revision: str) -> str:
    if revision.startswith("-"):
        raise UsageError(f"{revision!r} is no revision.", "Give a commit, a branch or a tag: HEAD~1, main.")
    return _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()


def _blobs(top: Path, ids: list[str]) -> list[bytes]:
    output = _git(top, "cat-file", "--batch", stdin="".join(f"{one}\n" for one in ids).encode()) if ids else b""
    contents, at = [], 0
    for _ in ids:
        head, _, _ = output[at:].partition(b"\n")
        size = int(head.split()[2])
        at += len(head) + 1
        contents.append(output[at : at + size])
        at += size + 1
    return contents


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], input=stdin, capture_output=True, timeout=_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError("git cannot be run here.", "Install git, or leave the revision out.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if arguments[0] == "rev-parse" and "--verify" in arguments:
            raise UsageError(f"There is no revision {arguments[-1].removesuffix('^{commit}')}.", "git log shows them.")
        raise UsageError(f"git says of {folder}: {said[-1] if said else 'no'}.", "Go into the repository of the decks.")
    return done.stdout
