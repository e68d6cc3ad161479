"""stats and optimize: what they print and the keys of their documents."""

import sys

import pytest
from command_line import CommandLine
from support.homes import HandClock, numbered_deck

STATS_KEYS = {
    "day", "reviews", "minutes", "cards_seen", "days", "retention", "load", "stability", "difficulty", "retrievability",
    "phases", "axes", "guesses", "confusions",
}  # fmt: skip


def test_stats_of_nothing_says_how_to_begin(empty: CommandLine) -> None:
    assert empty.done("stats") == "Nothing was studied yet: prepdeck drill\n"
    assert set(empty("stats", "--json").document) == STATS_KEYS


def test_stats_document_and_text(empty: CommandLine, clock: HandClock) -> None:
    empty.write("a.yaml", numbered_deck("a", 3, "options: {learning_steps: []}"))
    empty.done("answer", "a/q1", "good")
    assert "known once a card comes back" in empty.done("stats")
    clock.advance(days=3)
    empty.done("answer", "a/q1", "good")
    clock.advance(days=40)
    document = empty("stats", "--json").document
    assert set(document) == STATS_KEYS
    assert (document["reviews"], document["cards_seen"]) == (2, 1)
    november, of_a, december, january = document["retention"]
    assert (november["month"], november["deck"], november["retention"]) == ("2026-11", None, 1.0)
    assert (of_a["deck"], of_a["desired"]) == ("a", 0.9)
    assert (december["month"], december["retention"], january["month"]) == ("2026-12", None, "2027-01")
    assert len(document["load"]) == 30
    text = empty.done("stats")
    assert "2 answers on 2 days of the last year" in text
    assert "no review" in text


def test_optimize_leaves_a_small_log_alone_and_says_so(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "good")
    document = prepdeck("optimize", "--json").document
    assert (document["adopted"], document["reviews"], document["log_loss_before"]) == (False, 1, None)
    assert len(document["weights"]) == 21
    said = prepdeck.done("optimize")
    assert "Nothing was changed." in said
    assert "too few" in said
    assert "too few" in document["reason"]


def test_optimize_without_its_library_says_how_to_get_it(
    prepdeck: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepdeck.scheduling import fitting

    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    monkeypatch.setattr(fitting, "ENOUGH_REVIEWS", 1)
    prepdeck.write("a.yaml", numbered_deck("a", 1))
    for day in (1, 2, 3):
        prepdeck.done("answer", "a/q1", "good", "--at", f"2026-11-0{day}T12:00")
    said = prepdeck("optimize")
    assert said.code == 2
    assert "prepdeck[optimize]" in said.err
