"""Writing what is the user's own: files of their own only, and none where git would publish it."""

from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.story_places import exposing_work_tree
from prepdeck.paths import make_private_folder

PRIVATE_MODE = 0o600


OUTSIDE = "Choose a place outside of it; prepdeck --home DIR moves all that is yours."


def write_private(path: Path, content: bytes) -> None:
    """Write a personal file, 0600; folders that are not there are made 0700.

    Raises UsageError, with nothing written, in a git work tree that does not ignore the path.
    """
    refuse_in_work_tree(path)
    try:
        for folder in reversed([folder for folder in path.absolute().parents if not folder.exists()]):
            make_private_folder(folder)
        write_atomically(path, content, mode_if_new=PRIVATE_MODE)
        path.chmod(PRIVATE_MODE)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", "Make it writable, or choose another place."
        ) from error


def refuse_in_work_tree(path: Path, instead: str = OUTSIDE) -> None:
    """Raise UsageError where git would commit a file at this path, saying what to do instead."""
    tree = exposing_work_tree(path)
    if tree is None:
        return
    full = path.absolute()
    inside = full.resolve().relative_to(tree) if full.resolve().is_relative_to(tree) else full
    raise UsageError(
        f"{path} is in the git work tree {tree}, one push away from everybody; nothing was written.",
        f"{instead} Or let git ignore it: echo /{inside} >> {tree}/.gitignore",
    )
