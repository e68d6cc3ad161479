"""Signals in the middle of a drill, and two drills at once: nothing that was acknowledged is lost or counted twice."""

import json
import re
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


def number_shown(screen: Terminal) -> int:
    return int(screen.wait_for_match(r"fact number (\d+) of facts")[1])


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
    one, other = terminals("drill", "facts"), terminals("drill", "facts")
    one.wait_for("fact number 1 of facts")
    other.wait_for("fact number 1 of facts")
    answer(one, 1)
    answer(one, 2)
    other.send(" ")
    other.wait_for("4 Easy")
    other.send("4")
    answer(other, number_shown_after(other, {1, 2}))
    for screen in (one, other):
        screen.wait_until(lambda screen=screen: not re.search("fact number [12] ", screen.shown), "what comes next")
    third = terminals("drill", "facts", "--plain")
    assert third.wait_for_end() == 0
    assert len(answered(prepdeck)) == 3
    assert json.loads(prepdeck("due", "--json"))["decks"][-1]["new"] == 0


def number_shown_after(screen: Terminal, gone: set[int]) -> int:
    screen.wait_until(
        lambda: (found := re.search(r"fact number (\d+) of", screen.shown)) is not None and int(found[1]) not in gone,
        f"a card other than {gone}",
    )
    return number_shown(screen)
