"""Twenty cards in a real terminal, killed in the middle: everything answered is remembered, and can be undone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from support.homes import numbered_deck
from terminal import where
from tmux import HAS_TMUX, Pane

pytestmark = [
    pytest.mark.builtin_decks,  # the process in the pane reads them too
    pytest.mark.skipif(not HAS_TMUX, reason="tmux is not installed: apt-get install tmux"),
]

RATINGS = (3, 4, 2)
"""Not 1: such a card would come back within the minute."""
QUESTION = r"fact number (\d+) of facts"


@pytest.fixture
def pane() -> Iterator[Pane]:
    with TemporaryDirectory(dir="/tmp") as folder:  # a socket's path is short, and pytest's folders are not
        made = Pane(Path(folder) / "tmux")
        yield made
        made.close()


def answer_one(pane: Pane, asked: list[int], rating: int) -> None:
    """Answer the card on screen, which was not asked before, once it is there; and note its number."""
    question = r"fact number (?!(?:" + "|".join(map(str, [0, *asked])) + r") )(\d+) of facts"
    number = int(pane.wait_for(question)[1])
    pane.press("Space")
    pane.wait_for(rf"It is statement {number * 7919} about")
    pane.press(str(rating))
    asked.append(number)


def stored_answers(prepdeck: Callable[..., str]) -> list[str]:
    """What the log has of answers that count, oldest first."""
    actions = json.loads(prepdeck("log", "--limit", "100", "--json"))
    return [action["what"] for action in reversed(actions) if not action["undone"]]


def test_twenty_cards_with_a_kill_in_the_middle(
    pane: Pane, decks: Path, prepdeck: Callable[..., str], tmp_path: Path
) -> None:
    (decks / "facts.yaml").write_text(numbered_deck("facts", 30, "options: {new_per_day: 30}"), "utf-8")
    ratings = [RATINGS[place % len(RATINGS)] for place in range(20)]
    asked: list[int] = []

    pane.run(*where(tmp_path), "drill", "facts")
    for rating in ratings[:10]:
        answer_one(pane, asked, rating)
    interrupted = int(pane.wait_for(rf"{QUESTION}(?s:.)*show answer")[1])
    assert interrupted not in asked
    pane.kill()

    words = {2: "Hard", 3: "Good", 4: "Easy"}
    told = [f"{words[rating]} on facts/q{number}" for rating, number in zip(ratings, asked, strict=False)]
    assert stored_answers(prepdeck) == told
    assert json.loads(prepdeck("doctor", "--json"))["differing"] == []

    pane.run(*where(tmp_path), "drill", "facts")
    assert int(pane.wait_for(QUESTION)[1]) == interrupted
    for rating in ratings[10:]:
        answer_one(pane, asked, rating)
    pane.wait_for(rf"{QUESTION}(?s:.)*show answer")
    assert len(set(asked)) == 20
    told = [f"{words[rating]} on facts/q{number}" for rating, number in zip(ratings, asked, strict=True)]
    assert stored_answers(prepdeck) == told
    for rating, number in zip(ratings, asked, strict=True):
        reviews = json.loads(prepdeck("card", f"facts/q{number}", "--json"))["reviews"]
        assert [review["rating"] for review in reviews] == [rating]

    for number in reversed(asked[-4:]):
        pane.press("u")
        pane.wait_for(rf"fact number {number} of facts")
    assert stored_answers(prepdeck) == told[:-4]
    pane.press("q")
    pane.wait_for("Drill › Done")
    pane.press("q")
    pane.wait_for("prepdeck › Today")
    for number in reversed(asked[-6:-4]):
        pane.press("u")
        pane.wait_for(rf"Undone: \w+ on facts/q{number}\b")
    pane.press("q")
    pane.wait_for_end()
    for said in reversed(told[:-6]):
        assert prepdeck("undo") == f"Undone: {said}.\n"
    assert prepdeck("undo") == "Nothing to undo.\n"
    assert stored_answers(prepdeck) == []
    assert json.loads(prepdeck("search", "deck:facts -is:new", "--json")) == []
    assert json.loads(prepdeck("doctor", "--json"))["differing"] == []
