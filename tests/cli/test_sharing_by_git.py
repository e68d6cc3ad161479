"""new repo, check --since, diff, move: an author's month in a repository of git."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import FSDP, CommandLine

from prepdeck.model.note import KINDS


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def shared(prepdeck: CommandLine) -> CommandLine:
    """The small deck, committed."""
    git(prepdeck.decks, "init")
    git(prepdeck.decks, "add", "-A")
    git(prepdeck.decks, "commit", "-m", "first")
    return prepdeck


def test_a_new_repository_is_clean_and_complete(empty: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "our-decks"
    said = empty.done("new", "repo", str(folder), "--title", "GPU interviews")
    assert "decks add" in said
    for place in (
        "decks/gpu-interviews.yaml",
        "schemas/deck.schema.json",
        ".github/workflows/decks.yaml",
        ".pre-commit-config.yaml",
        "README.md",
    ):
        assert (folder / place).is_file()
    deck = folder / "decks" / "gpu-interviews.yaml"
    assert deck.read_text().startswith("# yaml-language-server: $schema=../schemas/deck.schema.json\n")
    assert empty("check", "--strict", str(folder / "decks")).code == 0
    again = empty("new", "repo", str(folder))
    assert again.code == 2
    assert "holds something already" in again.err


def test_diff_tells_what_became_of_the_cards_and_whose_progress_is_left(shared: CommandLine) -> None:
    shared.done("answer", "fsdp/threads", "good")
    shared.done("answer", "fsdp/stages", "good")
    text = FSDP.replace("Its shard of the sum.", "Its own shard of the sum.")
    text = text.replace(
        "  - id: threads\n    front: What does torchrun set OMP_NUM_THREADS to by default?\n    typed: ['1']\n", ""
    )
    text = text.replace("id: stages\n", "id: zero-stages\n    was: [fsdp/stages]\n")
    shared.write("fsdp.yaml", text + "  - {id: new, front: A new one?, back: Yes.}\n")
    said = shared.done("diff", "HEAD", str(shared.decks))
    assert "added    fsdp/new" in said
    assert "changed  fsdp/scatter  back" in said
    assert "renamed  fsdp/stages -> fsdp/zero-stages" in said
    assert "removed  fsdp/threads" in said
    assert "1 note would leave progress behind" in said
    document = shared("diff", "HEAD", str(shared.decks), "--json").document
    assert document["orphaned"] == ["fsdp/threads"]
    assert [note["key"] for note in document["added"]] == ["fsdp/new"]


@pytest.mark.parametrize("broken", ["notes: [", "  - {id: no-answer, front: What?}"])
def test_diff_does_not_take_what_cannot_be_read_for_removed(shared: CommandLine, broken: str) -> None:
    path = shared.write("fsdp.yaml", f"{FSDP}{broken}\n")
    said = shared("diff", "HEAD", str(shared.decks))
    assert (said.code, said.out) == (2, "")
    assert f"{path}:" in said.err
    assert "prepdeck check" in said.err


@pytest.mark.parametrize("revision", ["nonsense", "--output=/tmp/x", "-x"])
def test_a_revision_that_is_none_is_told(shared: CommandLine, revision: str) -> None:
    for command in (["diff", "--", revision, str(shared.decks)], ["check", f"--since={revision}", str(shared.decks)]):
        said = shared(*command)
        assert said.code == 2
        assert "revision" in said.err


def test_check_since_looks_at_changed_files_only(shared: CommandLine) -> None:
    broken = shared.write("old.yaml", "deck: old\nnotes:\n  - {id: a, frnt: b, back: c}\n")
    git(shared.decks, "add", "-A")
    git(shared.decks, "commit", "-m", "a broken one")
    assert shared("check", "--since", "HEAD", str(shared.decks)).code == 0
    new = shared.write("new.yaml", "deck: new\nnotes:\n  - {id: a, frnt: b, back: c}\n")
    said = shared("check", "--since", "HEAD", str(shared.decks))
    assert said.code == 1
    assert str(new) in said.out
    assert str(broken) not in said.out


def test_outside_of_a_repository_git_is_missed(prepdeck: CommandLine) -> None:
    assert prepdeck("check", "--since", "HEAD", str(prepdeck.decks)).code == 2


def test_a_moved_note_keeps_its_text_and_its_progress(shared: CommandLine) -> None:
    source = shared.decks / "fsdp.yaml"
    target = shared.write("other.yaml", "deck: other\ntitle: Other\nnotes:\n  - {id: x, front: Some?, back: Thing.}\n")
    shared.done("answer", "fsdp/scatter", "good")
    before = shared("card", "fsdp/scatter", "--json").document
    said = shared.done("move", "fsdp/scatter", "other")
    assert "Moved to other/scatter" in said
    assert "progress went along" in said
    after = shared("card", "other/scatter", "--json").document
    assert (after["stability"], after["due"], after["reps"]) == (before["stability"], before["due"], 1)
    assert source.read_text() == FSDP.replace(
        "  - id: scatter\n    front: What does reduce-scatter leave on each rank?\n    back: Its shard of the sum.\n"
        "    hint: Think of shards.\n    tags: [collectives]\n", "")  # fmt: skip
    assert "was: [fsdp/scatter]" in target.read_text()
    assert "tags: [sharding, collectives]" in target.read_text()
    assert shared("check", "--strict", str(shared.decks)).code == 0
    assert "renamed  fsdp/scatter -> other/scatter" in shared.done("diff", "HEAD", str(shared.decks))


@pytest.mark.parametrize(
    ("key", "deck", "told"),
    [("fsdp/none", "other", "no note"), ("fsdp/scatter", "nowhere", "no deck"), ("fsdp/scatter", "fsdp", "already"),
     ("fsdp/overlap", "other", "of its own"), ("x", "other", "no card key")],
)  # fmt: skip
def test_what_cannot_be_moved_is_told_and_stays(shared: CommandLine, key: str, deck: str, told: str) -> None:
    shared.write("other.yaml", "deck: other\nnotes:\n  - {id: overlap, front: Some?, back: Thing.}\n")
    said = shared("move", key, deck)
    assert said.code == 2
    assert told in said.err
    assert (shared.decks / "fsdp.yaml").read_text() == FSDP


def test_fix_works_on_a_stream_for_formatters(empty: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    said = empty("check", "--fix", "-", typed="deck: a\nnotes:\n  - front: What?  # this\n    back: That\n")
    assert said.code == 0
    assert said.out.startswith("deck: a\nnotes:\n  - id: ")
    assert said.out.endswith("    front: What?  # this\n    back: That\n")
    assert empty("check", "--fix", "-", typed="notes: [").out == "notes: ["
    assert empty("check", "-", typed="").code == 2


def test_problems_in_the_form_of_github(prepdeck: CommandLine) -> None:
    path = prepdeck.write("broken.yaml", "deck: broken\nnotes:\n  - {id: a, frnt: '100%', back: c}\n")
    said = prepdeck("check", "--format", "github", str(path))
    assert said.code == 1
    assert f"::error file={path},line=3,col=" in said.out
    assert all(line.startswith("::") for line in said.out.splitlines())


def test_preview_shows_every_kind_as_the_drill_will(empty: CommandLine) -> None:
    path = empty.write("all.yaml", "deck: all\nnotes:\n")
    for kind in KINDS:
        empty.done("new", "note", "--kind", kind, str(path))
    said = empty("preview", str(path))
    assert said.code == 0
    assert said.err == ""
    assert said.out.count("Answer:") == len(KINDS) + 1  # the cloze has two cards
    assert "DDP overlaps [...] with backward." in said.out
    assert "a) " in said.out
    assert "[Say it aloud in 90 seconds.]" in said.out
    assert "def double(x):" in said.out


def test_preview_of_a_broken_deck_shows_the_good_cards_and_what_is_wrong(prepdeck: CommandLine) -> None:
    path = prepdeck.write(
        "half.yaml", "deck: half\nnotes:\n  - {front: Good?, back: Yes}\n  - {id: b, frnt: x, back: y}\n"
    )
    said = prepdeck("preview", str(path))
    assert "Good?" in said.out
    assert "unknown-key" in said.err


def test_preview_of_a_folder_shows_its_decks(prepdeck: CommandLine) -> None:
    prepdeck.write("more/other.yaml", "deck: other\nnotes:\n  - {id: x, front: Some?, back: Thing.}\n")
    said = prepdeck.done("preview", str(prepdeck.decks))
    assert "fsdp/scatter" in said
    assert "other/x" in said


def test_preview_never_shows_what_a_mock_hides(empty: CommandLine) -> None:
    path = Path(__file__).parents[1] / "library" / "broken" / "duplicate-scenario" / "a.yaml"
    said = empty("preview", str(path))
    assert (said.code, said.out) == (2, "")
    assert "asks first" in said.err


def test_watching_shows_again_when_a_file_is_saved(empty: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from prepdeck.cli import watching

    path = empty.write("a.yaml", "deck: a\nnotes:\n  - {id: x, front: First?, back: Yes}\n")
    saves = iter(("", "deck: a\nnotes:\n  - {id: x, front: Second time?, back: Yes}\n", "deck: [", None))

    def save_instead_of_sleeping(_: float) -> None:
        text = next(saves)
        if text is None:
            raise KeyboardInterrupt
        if text:
            path.write_text(text)

    monkeypatch.setattr(watching.time, "sleep", save_instead_of_sleeping)
    for command in (["preview"], ["check"]):
        path.write_text("deck: a\nnotes:\n  - {id: x, front: First?, back: Yes}\n")
        saves = iter(("", "deck: a\nnotes:\n  - {id: x, front: Second time?, back: Yes}\n", "deck: [", None))
        said = empty(*command, "--watch", str(path))
        assert said.code == 130
        assert ("Second time?" in said.out) == (command == ["preview"])
    assert sys.stdin is not None
    assert isinstance(sys.stdin, io.StringIO)
