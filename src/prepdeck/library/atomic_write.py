"""Replacing a file so that a crash leaves either the old one or the new one, whole."""

import os
import stat
import tempfile
from pathlib import Path


def write_atomically(path: Path, content: bytes, mode_if_new: int = 0o644) -> None:
    """Write a file through a temporary one beside it, keeping its permissions; raises OSError, leaving the old file."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else mode_if_new
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
