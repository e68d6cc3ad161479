"""An author's month under git: whatever is edited, split, renamed, merged or reverted, no progress is lost."""

import re
import subprocess
from pathlib import Path

from command_line import CommandLine
from support.homes import numbered_deck

NOTES = 200
ANSWERED = range(1, NOTES + 1, 8)


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


def answered_cards(prepdeck: CommandLine) -> dict[str, int]:
    """The cards of the library that were answered, by the number of the fact they ask for, with their answers."""
    cards = {}
    for card in prepdeck("search", "prop:stability>0", "--limit", "999", "--json").document:
        number = re.search(r"number (\d+)", card["front"])
        assert number is not None
        cards[number[1]] = prepdeck("card", card["key"], "--json").document["reps"]
    return cards


def test_no_progress_is_lost(empty: CommandLine) -> None:
    empty.decks.mkdir(parents=True)
    repository = Repository(empty.decks)
    empty.write("gpu.yaml", numbered_deck("gpu", NOTES))
    repository.commit("200 notes")
    for number in ANSWERED:
        empty.done("answer", f"gpu/q{number}", "good")
    expected = {str(number): 1 for number in ANSWERED}
    assert answered_cards(empty) == expected

    repository.edit("gpu.yaml", "What is fact number 9 of", "Which is, precisely, fact number 9 of")
    assert empty.done("diff", "HEAD", str(empty.decks)).endswith("0 added, 1 changed, 0 renamed, 0 removed.\n")
    assert answered_cards(empty) == expected
    repository.commit("a card is fixed")

    lines = (empty.decks / "gpu.yaml").read_text("utf-8").split("  - id: ")
    empty.write("gpu.yaml", "  - id: ".join(lines[: NOTES // 2 + 1]))
    empty.write("memory.yaml", "deck: memory\nnotes:\n  - id: " + "  - id: ".join(lines[NOTES // 2 + 1 :]))
    assert answered_cards(empty) == expected  # an identical text is found again, in another deck too
    repository.commit("split in two")
    empty.done("move", "gpu/q1", "memory")
    assert answered_cards(empty) == expected
    repository.commit("one note more")

    repository.edit("memory.yaml", "deck: memory\n", "deck: hbm\nwas: [memory]\n")
    told = empty.done("diff", "HEAD", str(empty.decks))
    assert "renamed  memory/q193 -> hbm/q193  progress follows" in told
    assert "leave progress behind" not in told
    assert answered_cards(empty) == expected
    repository.commit("a better slug")

    repository.git("checkout", "-b", "colleague", "HEAD~1")
    repository.edit("gpu.yaml", "notes:\n", "notes:\n  - front: New from a colleague?\n    back: Without an id.\n")
    repository.commit("a note without an id")
    repository.git("checkout", "main")
    assert answered_cards(empty) == expected
    repository.git("merge", "--no-edit", "colleague")
    assert "missing-id" in empty("check", str(empty.decks)).out
    assert "wrote 1 id" in empty("check", "--fix", str(empty.decks)).err
    assert answered_cards(empty) == expected
    repository.commit("ids")

    repository.git("revert", "--no-edit", "HEAD~2")  # the better slug goes, and its progress goes back
    assert answered_cards(empty) == expected
    assert empty("check", "--strict", str(empty.decks)).code == 0
