"""zstd, which newer Anki packages are compressed with: bounded in output, in ratio and in memory."""

from collections.abc import Iterable, Iterator
from typing import IO, cast

from prepdeck.errors import UsageError

MAX_WINDOW = 64 * 1024 * 1024
_PIECE = 16 * 1024
"""Bytes decompressed at a time: 16 KB of zstd can become 500 MB, so the output is counted after each."""


def decompressed(chunks: Iterable[bytes], what: str, most: int, ratio: int) -> Iterator[bytes]:
    """The content piece by piece; raises UsageError once it is more than `most` bytes or `ratio` times its size."""
    try:
        import zstandard
    except ImportError as error:
        raise UsageError(
            "Packages of newer Anki need a library that is not installed.",
            "pipx inject prepdeck zstandard, or export from Anki with 'Support older Anki versions' ticked.",
        ) from error
    read = written = 0
    source = _Pieces(chunks)
    stream = cast("IO[bytes]", source)  # all that is asked of it is read
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).stream_reader(stream, read_across_frames=True)
        while piece := reader.read(_PIECE * 8):
            read, written = source.given, written + len(piece)
            if written > most or written > max(ratio * read, 4 * 1024 * 1024):
                raise UsageError(f"{what} unpacks to far more than it holds.", "It was not imported.")
            yield piece
    except zstandard.ZstdError as error:
        raise UsageError(f"{what} is damaged: {error}.", "Export it again.") from error


class _Pieces:
    """Chunks as a file that gives a little at a time and counts what it gave."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most a piece."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        size = min(size if size > 0 else _PIECE, _PIECE)
        piece, self._rest = self._rest[:size], self._rest[size:]
        self.given += len(piece)
        return piece
