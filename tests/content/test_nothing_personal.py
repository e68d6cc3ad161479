"""What prepdeck was made from names people, employers, products and a posting; none of them is in the project.

The names themselves would be in it if a test listed them, so only salted hashes of them are kept here: of single words
and of pairs of neighbors, in lower case. To add one, print `digest("first second")` and keep the number only.
"""

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FOLDERS = ("decks", "docs", "tests", "src", "schemas")
SALT = "prepdeck: nothing personal\n"
PERSONAL = frozenset(
    (
        "0b533d00f008d8633517546391149551",
        "1e76075c598c173b388e0e09a291f3cf",
        "3305b808c968e4dd4b097de861dabf0e",
        "44af980f97824885561d06f70a5ed5bf",
        "67c9411eb5a95ce36caad86e40eb1129",
        "8975b1141c1836ab2990a206d1b7e0af",
        "899f49c6534804e362f8ac38638c4e5d",
        "8c3bb3cd68c91c3c98eb5349104b3185",
        "c4ab5daed183619e8a89be88cd425952",
        "d8ea69ef5dcca4b718042f11bf6023c2",
        "dcd642a01ddf47fed7884acce0286b74",
        "f3074a77811dd3ce34b05fa195ed3d39",
    )
)


def digest(words: str) -> str:
    """The hash a name is kept as."""
    return hashlib.sha256((SALT + words).encode()).hexdigest()[:32]


def phrases(text: str) -> set[str]:
    """All words and pairs of neighbors; names_like_this are words in a row."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {*words, *map(" ".join, pairwise(words))}


def named(text: str, hashes: Iterable[str] = PERSONAL) -> list[str]:
    return sorted(phrase for phrase in phrases(text) if digest(phrase) in frozenset(hashes))


def files() -> Iterator[Path]:
    yield from (path for path in PROJECT.iterdir() if path.is_file() and not path.name.startswith("."))
    for folder in FOLDERS:
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def text_of(path: Path) -> str:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return f"{path.relative_to(PROJECT)}\n{content.decode('utf-8', 'replace')}"


@pytest.mark.parametrize(
    "text", ["Ask JANE Doe, she knows.", "see jane_doe.yaml", "Jane\nDoe", "(jane doe's team)", "by doe-ltd"]
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert named(text, {digest("jane doe"), digest("ltd")})


def test_other_words_are_not_found() -> None:
    assert named("John Doe and Jane Roe, limited", {digest("jane doe"), digest("ltd")}) == []


def test_nothing_personal_is_in_the_project() -> None:
    told = {phrase: str(path.relative_to(PROJECT)) for path in files() for phrase in named(text_of(path))}
    assert told == {}
