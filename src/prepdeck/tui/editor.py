"""The user's own editor, opened over the screen."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from prepdeck.errors import UsageError

_LINE_FORMS = {
    "code": ("--wait", "--goto", "{path}:{line}"),
    "codium": ("--wait", "--goto", "{path}:{line}"),
    "cursor": ("--wait", "--goto", "{path}:{line}"),
    "subl": ("--wait", "{path}:{line}"),
    "zed": ("--wait", "{path}:{line}"),
    "hx": ("{path}:{line}",),
    "helix": ("{path}:{line}",),
}
"""Editors that do not take `+LINE`, and those that must be told to wait."""


def editor_command(path: Path, line: int, environment: Mapping[str, str]) -> list[str]:
    """The command that opens a file at a line: $VISUAL, else $EDITOR, else the first of nano and vi that is there.

    Raises UsageError when there is none, naming the file so that it can be opened by hand.
    """
    chosen = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    words = _split(chosen) if chosen else [name for name in ("nano", "vi") if shutil.which(name)][:1]
    if not words:
        raise UsageError(f"There is no editor to open {path} with.", "Set EDITOR, such as EDITOR=nano.")
    name = Path(words[0]).name.removesuffix(".exe")
    form = [part.format(path=path, line=line) for part in _LINE_FORMS.get(name, ("+{line}", "{path}"))]
    return [*words, *(part for part in form if part not in words)]


def edit_file(app: App[object], path: Path, line: int) -> None:
    """Open a file at a line and wait until the editor is left; raises UsageError saying why it could not be."""
    command = editor_command(path, line, os.environ)
    try:
        with app.suspend():
            finished = subprocess.run(command, check=False)
    except SuspendNotSupported as error:
        raise UsageError(f"No editor can open here. The place is {path}, line {line}.", "Edit it outside.") from error
    except OSError as error:
        raise UsageError(
            f"{command[0]} cannot be started: {error.strerror or error}.", "Set EDITOR to yours."
        ) from error
    if finished.returncode:
        raise UsageError(f"{command[0]} ended with status {finished.returncode}.", f"The place is {path}, line {line}.")


def _split(command: str) -> list[str]:
    """The words of a command; on Windows a backslash is part of a path."""
    try:
        return shlex.split(command, posix=sys.platform != "win32")
    except ValueError:
        return [command]
