import os
from pathlib import Path

import pytest

from prepdeck.library.search_path import (
    FileBytes,
    FoundFile,
    Root,
    builtin_root,
    content_hash,
    find_files,
    read_bytes,
    stamp_of,
)
from prepdeck.model.problem import Problem

posix_only = pytest.mark.skipif(os.name == "nt", reason="pipes, links and permissions are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing else in it."""
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


def found(root: Path) -> tuple[list[str], list[str]]:
    """The files and the problem codes under a root."""
    everything = list(find_files(Root(root)))
    files = [entry.path.relative_to(root).as_posix() for entry in everything if isinstance(entry, FoundFile)]
    return files, [entry.code for entry in everything if isinstance(entry, Problem)]


def code_of(path: Path) -> str:
    read = read_bytes(path)
    assert isinstance(read, Problem)
    assert read.path == str(path)
    return read.code


def test_files_come_in_order_of_their_names_without_hidden_ones(folder: Path) -> None:
    for name in ("b.yaml", "a/z.YML", "a/y.yaml", ".git/x.yaml", ".hidden.yaml", "c/d/e.yaml", "notes.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    assert found(folder) == (["a/y.yaml", "a/z.YML", "b.yaml", "c/d/e.yaml"], [])


def test_a_root_may_be_a_single_file(folder: Path) -> None:
    deck = folder / "deck.yaml"
    deck.touch()
    assert list(find_files(Root(deck))) == [FoundFile(deck, Root(deck))]


def test_a_root_that_is_gone_is_told(folder: Path) -> None:
    assert found(folder / "gone") == ([], ["missing-folder"])


def test_a_root_that_cannot_even_be_looked_at_is_told(folder: Path) -> None:
    assert found(folder / ("x" * 5000)) == ([], ["unreadable-file"])
    assert found(folder / "\0") == ([], ["missing-folder"])


@posix_only
def test_links_out_of_the_root_are_told_and_those_within_are_not(folder: Path) -> None:
    root = folder / "decks"
    root.mkdir()
    (folder / "elsewhere").mkdir()
    (folder / "other.yaml").touch()
    (root / "real.yaml").touch()
    (root / "within.yaml").symlink_to(root / "real.yaml")
    (root / "loop").symlink_to(root)
    (root / "folder").symlink_to(folder / "elsewhere")
    (root / "out.yaml").symlink_to(folder / "other.yaml")
    (root / "broken.yaml").symlink_to(folder / "gone.yaml")
    (root / "circle.yaml").symlink_to(root / "circle.yaml")
    codes = ["unreadable-file", "unreadable-file", "outside-link", "outside-link"]
    assert found(root) == (["real.yaml"], codes)


@posix_only
def test_a_root_may_itself_be_a_link(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "real" / "deck.yaml").touch()
    (folder / "link").symlink_to(folder / "real")
    (folder / "deck-link.yaml").symlink_to(folder / "real" / "deck.yaml")
    assert found(folder / "link") == (["deck.yaml"], [])
    (linked,) = find_files(Root(folder / "deck-link.yaml"))
    assert isinstance(linked, FoundFile)
    assert isinstance(read_bytes(linked.path), FileBytes)


@posix_only
def test_a_name_that_is_not_utf8_is_told(folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/x\xe9.yaml")).touch()
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (problem,) = find_files(Root(folder))
    assert isinstance(problem, Problem)
    assert problem.code == "file-name"
    assert problem.path.encode().endswith(b"x\\udce9.yaml")


@posix_only
def test_a_pipe_does_not_block_and_a_link_is_not_followed(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "link.yaml").symlink_to("/dev/zero")
    assert code_of(folder / "pipe.yaml") == "not-a-file"
    assert code_of(folder / "link.yaml") == "unreadable-file"
    assert stamp_of(folder / "pipe.yaml") is None


@posix_only
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "locked.yaml").touch(mode=0)
    (folder / "locked").mkdir(mode=0)
    assert code_of(folder / "locked.yaml") == "unreadable-file"
    assert found(folder) == (["locked.yaml"], ["unreadable-file"])


def test_folders_and_missing_files_are_told(folder: Path) -> None:
    assert code_of(folder) in ("not-a-file", "unreadable-file")
    assert code_of(folder / "gone.yaml") == "unreadable-file"


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(8 * 1024 * 1024 + 1)
    assert code_of(folder / "large.yaml") == "too-large"


def test_a_file_has_its_bytes_stamp_and_hash(folder: Path) -> None:
    deck = folder / "deck.yaml"
    deck.write_bytes(b"deck: a\r\n")
    read = read_bytes(deck)
    assert isinstance(read, FileBytes)
    assert (read.content, read.stamp) == (b"deck: a\r\n", stamp_of(deck))
    assert read.hash == content_hash(b"deck: a\r\n") != content_hash(b"deck: b\r\n")
    assert stamp_of(folder / "gone.yaml") is None


def test_the_built_in_decks_are_there() -> None:
    root = builtin_root()
    assert root.builtin
    assert any(isinstance(entry, FoundFile) for entry in find_files(root))
