"""Replacing a file so that a crash leaves either the old one or the new one, whole."""

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, content: bytes | Iterable[bytes], mode_if_new: int = 0o644) -> None:
    """Write a file through a temporary one beside it, keeping its permissions; raises OSError, leaving the old file.

    Content in pieces is never held as a whole, and what its making raises leaves the old file as well.
    """
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else mode_if_new
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
