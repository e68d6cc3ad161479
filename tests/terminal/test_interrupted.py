"""Signals in the middle of a drill, and two drills at once: nothing that was acknowledged is lost or counted twice."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from support.homes import numbered_deck
from terminal import Terminal

pytestmark = pytest.mark.builtin_decks  # processes of their own read them too


def answer(screen: Terminal, number: int) -> None:
    """Show and rate Easy the card on screen, and wait until it is gone."""
    screen.wait_for(f"fact number {number} of facts")
    screen.send(" ")
    screen.wait_for(f"statement {number * 7919} about", "4 Easy")
    screen.send("4")
    screen.wait_until(lambda: f"fact number {number} of facts" not in screen.shown, "the next card")


def answered(prepdeck: Callable[..., str]) -> list[str]:
    return [action["what"] for action in reversed(json.loads(prepdeck("log", "--json")))]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_loses_nothing_that_was_answered(
    decks: Path, terminals: Callable[..., Terminal], prepdeck: Callable[..., str], name: str
) -> None:
    (decks / "facts.yaml").write_text(numbered_deck("facts", 5), "utf-8")
    screen = terminals("drill", "facts")
    answer(screen, 1)
    answer(screen, 2)
    screen.wait_for("fact number 3")
    screen.send(" ")
    screen.wait_for("4 Easy")
    screen.signal(getattr(signal, name))
    if name == "SIGINT":
        screen.signal(signal.SIGTERM)
    screen.wait_for_end()
    assert answered(prepdeck) == ["Easy on facts/q1", "Easy on facts/q2"]
    assert json.loads(prepdeck("doctor", "--json")) == {"records": 2, "differing": [], "damage": [], "rebuilt": False}


def test_of_two_answers_to_one_card_one_counts_and_the_other_is_told(
    decks: Path, terminals: Callable[..., Terminal], prepdeck: Callable[..., str]
) -> None:
    (decks / "facts.yaml").write_text(numbered_deck("facts", 5), "utf-8")
    one, other = terminals("drill", "facts"), terminals("drill", "facts")
    for screen in (one, other):
        screen.wait_for("fact number 1 of facts")
        screen.send(" ")
        screen.wait_for("statement 7919", "4 Easy")
    one.send("4")
    one.wait_for("fact number 2 of facts")
    other.send("2")
    other.wait_for("answered elsewhere")
    assert answered(prepdeck) == ["Easy on facts/q1"]


def test_limits_count_over_two_drills_at_once(
    decks: Path, terminals: Callable[..., Terminal], prepdeck: Callable[..., str]
) -> None:
    (decks / "facts.yaml").write_text(numbered_deck("facts", 9, "options: {new_per_day: 3}"), "utf-8")
    one = terminals("drill", "facts")
    other = terminals("drill", "facts", "--search", '"number 7" or "number 8" or "number 9"')
    other.wait_for("fact number 7 of facts", "1 of 3")
    for number in (1, 2):
        answer(one, number)
    answer(other, 7)
    other.wait_for("Drill › Done")
    one.wait_for("fact number 3 of facts")
    assert answered(prepdeck) == ["Easy on facts/q1", "Easy on facts/q2", "Easy on facts/q7"]
    assert json.loads(prepdeck("due", "--json"))["decks"][-1]["new"] == 0
