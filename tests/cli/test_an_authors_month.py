"""An author's month under git: whatever is edited, split, renamed, merged or reverted, no progress is lost."""

import re
import subprocess
from itertools import cycle
from pathlib import Path

from command_line import CommandLine
from support.homes import numbered_deck

NOTES = 200
PROGRESS = ("queue", "due", "reps", "stability", "difficulty")
ANSWERED = range(1, NOTES + 1, 16)


class Repository:
    """A folder under git, whose author commits as they go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-b", "main")

    def git(self, *arguments: str) -> str:
        settings = ("-c", "user.name=author", "-c", "user.email=author@example.org")
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-m", message)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


def progress(prepdeck: CommandLine) -> dict[str, tuple[object, ...]]:
    """Of every card of the library that asks for a fact: its progress, by the number of the fact; of a new one none."""
    decks = "(deck:gpu or deck:memory or deck:hbm)"
    seen = {
        card["key"] for card in prepdeck("search", f"{decks} prop:stability>0", "--limit", "999", "--json").document
    }
    cards: dict[str, tuple[object, ...]] = {}
    for card in prepdeck("search", decks, "--limit", "999", "--json").document:
        number = re.search(r"number (\d+)", card["front"])
        if number is not None:
            assert number[1] not in cards, "a fact is asked for twice"
            shown = prepdeck("card", card["key"], "--json").document if card["key"] in seen else {}
            cards[number[1]] = tuple(shown.get(name) for name in PROGRESS)
    return cards


def test_no_progress_is_lost(empty: CommandLine) -> None:
    empty.decks.mkdir(parents=True)
    repository = Repository(empty.decks)
    empty.write("gpu.yaml", numbered_deck("gpu", NOTES))
    repository.commit("200 notes")
    for number, rating in zip(ANSWERED, cycle(("good", "easy", "again", "hard")), strict=False):
        empty.done("answer", f"gpu/q{number}", rating)
    expected = progress(empty)
    assert len(expected) == NOTES
    assert {number for number, (_, _, reps, *_) in expected.items() if reps} == set(map(str, ANSWERED))
    assert len({stability for *_, stability, _ in expected.values()}) == 5  # four ratings, and none

    repository.edit("gpu.yaml", "What is fact number 33 of", "Which is, precisely, fact number 33 of")
    assert empty.done("diff", "HEAD", str(empty.decks)).endswith("0 added, 1 changed, 0 renamed, 0 removed.\n")
    assert progress(empty) == expected
    repository.commit("a card is fixed")

    lines = (empty.decks / "gpu.yaml").read_text("utf-8").split("  - id: ")
    empty.write("gpu.yaml", "  - id: ".join(lines[: NOTES // 2 + 1]))
    empty.write("memory.yaml", "deck: memory\nnotes:\n  - id: " + "  - id: ".join(lines[NOTES // 2 + 1 :]))
    told = empty.done("diff", "HEAD", str(empty.decks))  # an identical text is found again, in another deck too
    assert told == (
        "renamed  gpu -> memory  100 notes, progress follows\n0 added, 0 changed, 100 renamed, 0 removed.\n"
    )
    assert progress(empty) == expected
    repository.commit("split in two")
    empty.done("move", "gpu/q1", "memory")
    assert "renamed  gpu/q1 -> memory/q1  progress follows" in empty.done("diff", "HEAD", str(empty.decks))
    assert progress(empty) == expected
    repository.commit("one note more")

    repository.edit("memory.yaml", "deck: memory\n", "deck: hbm\nwas: [memory]\n")
    told = empty.done("diff", "HEAD", str(empty.decks))
    assert told == (
        "renamed  memory -> hbm  101 notes, progress follows\n0 added, 0 changed, 101 renamed, 0 removed.\n"
    )
    assert progress(empty) == expected
    repository.commit("a better slug")

    repository.git("checkout", "-b", "colleague", "HEAD~1")
    assert progress(empty) == expected
    repository.edit("gpu.yaml", "notes:\n", "notes:\n  - front: New from a colleague?\n    back: Without an id.\n")
    repository.commit("a note without an id")
    repository.git("checkout", "main")
    assert progress(empty) == expected
    repository.git("merge", "--no-edit", "colleague")
    assert progress(empty) == expected
    assert "missing-id" in empty("check", str(empty.decks)).out
    assert "wrote 1 id" in empty("check", "--fix", str(empty.decks)).err
    assert progress(empty) == expected
    repository.commit("ids")

    repository.git("revert", "--no-edit", "HEAD~2")  # the better slug goes, and its progress goes back
    assert empty.done("diff", "HEAD~1", str(empty.decks)).startswith("renamed  hbm -> memory  101 notes")
    assert progress(empty) == expected
    assert empty("check", "--strict", str(empty.decks)).code == 0

    repository.edit(
        "gpu.yaml",
        "q17\n    front: What is fact number 17 of gpu",
        "q17-new\n    front: Which is fact number 17 of a gpu",
    )
    repository.edit("gpu.yaml", "It is statement 134623 about gpu", "It is the statement 134623 about a gpu")
    told = empty.done("diff", "HEAD", str(empty.decks))
    assert "removed  gpu/q17  What is fact number 17 of gpu?  has progress: nothing takes it over" in told
    assert "prepdeck carry tells what looks alike." in told
    assert progress(empty)["17"] != expected["17"]
    empty.done("carry", "gpu/q17", "gpu/q17-new")  # both sides changed: that is for the author to say
    assert progress(empty) == expected
    assert empty("doctor").code == 0
