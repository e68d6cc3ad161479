"""answer, suspend, unsuspend, bury, flag, reset, undo, redo, place, plan: what they store."""

import pytest
from command_line import CommandLine
from support.homes import HandClock, numbered_deck

PLAN_KEYS = {
    "on", "minutes", "role", "days_left", "new_per_day", "stop_new_on", "mocks", "recall", "seen", "requirements",
    "forecast", "load", "notes",
}  # fmt: skip


def queue_of(prepdeck: CommandLine, key: str) -> str:
    return str(prepdeck("card", key, "--json").document["queue"])


@pytest.mark.parametrize(("word", "rating"), [("again", 1), ("HARD", 2), ("3", 3), ("easy", 4)])
def test_a_rating_is_a_word_or_a_number(prepdeck: CommandLine, word: str, rating: int) -> None:
    document = prepdeck("answer", "fsdp/scatter", word, "--json").document
    assert [review["rating"] for review in document["reviews"]] == [rating]


def test_an_answer_says_when_the_card_is_due(prepdeck: CommandLine) -> None:
    out = prepdeck.done("answer", "fsdp/scatter", "easy")
    due = prepdeck("card", "fsdp/scatter", "--json").document["due"]
    assert out == f"fsdp/scatter: Easy, due {due}\n"


def test_an_answer_may_lie_in_the_past(prepdeck: CommandLine) -> None:
    document = prepdeck("answer", "fsdp/scatter", "easy", "--at", "2026-11-18T09:30+02:00", "--json").document
    assert [review["at"] for review in document["reviews"]] == ["2026-11-18T07:30:00Z"]
    local = prepdeck("answer", "fsdp/threads", "easy", "--at", "2026-11-18T09:30", "--json").document
    assert [review["at"] for review in local["reviews"]] == ["2026-11-18T09:30:00Z"]


@pytest.mark.parametrize("instant", ["yesterday", "2026-13-01", "0001-01-01", "18:30", ""])
def test_a_malformed_instant_is_refused(prepdeck: CommandLine, instant: str) -> None:
    said = prepdeck("answer", "fsdp/scatter", "good", "--at", instant)
    assert (said.code, said.out) == (2, "")
    assert "is no instant: write 2026-11-20T18:30" in said.err
    assert prepdeck("log", "--json").document == []


def test_an_instant_still_to_come_is_refused(prepdeck: CommandLine) -> None:
    said = prepdeck("answer", "fsdp/scatter", "good", "--at", "2026-11-20T12:30")
    assert said.code == 2
    assert "still to come" in said.err
    assert prepdeck("log", "--json").document == []


def test_a_note_with_several_cards_asks_which(prepdeck: CommandLine) -> None:
    said = prepdeck("answer", "fsdp/overlap", "good")
    assert said.code == 2
    assert "fsdp/overlap#c1, fsdp/overlap#c2" in said.err


def test_a_suspended_card_is_not_answered(prepdeck: CommandLine) -> None:
    prepdeck.done("suspend", "fsdp/scatter")
    said = prepdeck("answer", "fsdp/scatter", "good")
    assert said.code == 2
    assert "prepdeck unsuspend fsdp/scatter" in said.err


def test_suspend_means_all_cards_of_a_note_and_unsuspend_takes_it_back(prepdeck: CommandLine) -> None:
    assert prepdeck.done("suspend", "fsdp/overlap") == "fsdp/overlap#c1: suspended\nfsdp/overlap#c2: suspended\n"
    assert prepdeck("due", "--json").document["new"] == 3
    assert queue_of(prepdeck, "fsdp/overlap#c1") == "suspended"
    prepdeck.done("unsuspend", "fsdp/overlap")
    assert queue_of(prepdeck, "fsdp/overlap#c1") == "new"


def test_several_marks_in_one_call_are_one_action(prepdeck: CommandLine) -> None:
    prepdeck.done("suspend", "fsdp/scatter", "fsdp/threads", "fsdp/scatter")
    assert prepdeck.done("undo") == "Undone: suspend of fsdp/scatter and 1 more.\n"
    assert {queue_of(prepdeck, key) for key in ("fsdp/scatter", "fsdp/threads")} == {"new"}


def test_one_unknown_key_leaves_all_as_they_were(prepdeck: CommandLine) -> None:
    assert prepdeck("suspend", "fsdp/scatter", "fsdp/nothing-like-it").code == 2
    assert queue_of(prepdeck, "fsdp/scatter") == "new"


def test_bury_lasts_until_tomorrow(prepdeck: CommandLine, clock: HandClock) -> None:
    prepdeck.done("bury", "fsdp/scatter")
    assert prepdeck("due", "--json").document["new"] == 3
    clock.advance(days=1)
    assert prepdeck("due", "--json").document["new"] == 4


def test_flags_are_found_and_taken_back(prepdeck: CommandLine) -> None:
    prepdeck.done("flag", "fsdp/scatter")
    assert [card["key"] for card in prepdeck("search", "is:flagged", "--json").document] == ["fsdp/scatter"]
    prepdeck.done("flag", "--off", "fsdp/scatter")
    assert prepdeck("search", "is:flagged", "--json").document == []


def test_reset_makes_a_card_new_and_undo_brings_it_back(prepdeck: CommandLine) -> None:
    before = prepdeck("answer", "fsdp/scatter", "easy", "--json").document
    prepdeck.done("reset", "fsdp/scatter")
    assert queue_of(prepdeck, "fsdp/scatter") == "new"
    prepdeck.done("undo")
    assert prepdeck("card", "fsdp/scatter", "--json").document == before


def test_undo_steps_back_through_everything_and_redo_forward_again(prepdeck: CommandLine) -> None:
    for key in ("fsdp/scatter", "fsdp/threads", "fsdp/stages"):
        prepdeck.done("answer", key, "good")
    assert [prepdeck.done("undo") for _ in range(4)] == [
        "Undone: Good on fsdp/stages.\n",
        "Undone: Good on fsdp/threads.\n",
        "Undone: Good on fsdp/scatter.\n",
        "Nothing to undo.\n",
    ]
    assert prepdeck("due", "--json").document["new"] == 4
    assert [prepdeck.done("redo") for _ in range(4)] == [
        "Done again: Good on fsdp/scatter.\n",
        "Done again: Good on fsdp/threads.\n",
        "Done again: Good on fsdp/stages.\n",
        "Nothing to redo.\n",
    ]
    assert queue_of(prepdeck, "fsdp/stages") == "learning"


def test_place_know_spares_new_cards_as_one_action(prepdeck: CommandLine) -> None:
    assert prepdeck.done("place", "--know", "fsdp/scatter", "--know", "fsdp/overlap").startswith("3 cards")
    spared = prepdeck("card", "fsdp/scatter", "--json").document
    assert spared["queue"] == "review"
    assert spared["interval_days"] >= 7
    assert spared["reviews"][0]["source"] == "place"
    assert prepdeck.done("place", "--know", "fsdp/scatter").startswith("0 cards")
    prepdeck.done("undo")
    assert prepdeck("due", "--json").document["new"] == 4


def test_place_asks_two_cards_a_section_and_spares_it_if_both_are_known(prepdeck: CommandLine) -> None:
    prepdeck.write("facts.yaml", numbered_deck("facts", 8))
    said = prepdeck("place", "facts", typed="y\ny\n")
    assert said.code == 0
    assert "8 cards spared" in said.out
    assert said.out.count("Do you know this?") == 2
    assert prepdeck("search", "deck:facts", "is:new", "--json").document == []


@pytest.mark.parametrize("typed", ["y\n\n", "n\n", "q\n", ""])
def test_place_spares_nothing_that_was_not_known(prepdeck: CommandLine, typed: str) -> None:
    prepdeck.write("facts.yaml", numbered_deck("facts", 8))
    assert "0 cards spared" in prepdeck.done("place", "facts", typed=typed)
    assert prepdeck("log", "--json").document == []


def test_place_with_nothing_new_says_so(empty: CommandLine) -> None:
    assert "no new core cards" in empty.done("place")


def test_plan_is_set_shown_changed_and_cleared(prepdeck: CommandLine) -> None:
    nothing = prepdeck("plan", "--json").document
    assert set(nothing) >= PLAN_KEYS
    assert set(nothing.values()) == {None}
    assert "No interview date" in prepdeck.done("plan")
    document = prepdeck("plan", "--on", "2026-12-13", "--minutes", "40,sat=90", "--json").document
    assert (document["on"], document["days_left"]) == ("2026-12-13", 23)
    assert document["minutes"] == {"mon": 40, "tue": 40, "wed": 40, "thu": 40, "fri": 40, "sat": 90, "sun": 40}
    assert "Sun 13 Dec 2026, in 23 days" in prepdeck.done("plan")
    changed = prepdeck("plan", "--minutes", "20", "--json").document
    assert (changed["on"], changed["minutes"]["sat"]) == ("2026-12-13", 20)
    assert "No interview date" in prepdeck.done("plan", "--clear")
    prepdeck.done("undo")
    assert prepdeck("plan", "--json").document == changed


ROLE = """
kind: role
role: mle
title: Machine learning engineer
requirements: [{requirement: python, title: Python, class: must, weight: 4, evidence: true}]
"""


def test_plan_tells_quota_mocks_and_forecast(prepdeck: CommandLine) -> None:
    prepdeck.write("many.yaml", numbered_deck("many", 600))
    prepdeck.write("role.yaml", ROLE)
    refused = prepdeck("plan", "--on", "2026-12-13", "--role", "mls")
    assert (refused.code, "There are: mle." in refused.err) == (2, True)
    document = prepdeck("plan", "--on", "2026-12-13", "--minutes", "15,sat=60", "--role", "mle", "--json").document
    assert set(document) >= PLAN_KEYS
    assert document["role"] == "mle"
    assert document["new_per_day"] > 0
    assert document["stop_new_on"] <= "2026-12-12"
    assert document["mocks"][0] == "2026-11-20"
    assert all(day <= "2026-12-10" for day in document["mocks"])
    recalls = [point["recall"] for point in document["forecast"]]
    assert recalls == sorted(recalls)
    assert 0 < document["recall"] < document["forecast"][-1]["recall"]
    assert len(document["load"]) == 23
    said = prepdeck.done("plan")
    assert "New cards: up to" in said
    assert "Mocks: Fri 20 Nov (short)" in said
    assert "The day before, Sat 12 Dec: the sheet and two stories." in said
    assert "minutes a day  recall" in said
    assert "would reach 90%" in said
    assert "whatever the decks' new_per_day" in prepdeck.done("due")
    assert prepdeck("plan", "--role", "", "--json").document["role"] is None


def test_a_plan_that_has_passed_says_so(prepdeck: CommandLine, clock: HandClock) -> None:
    prepdeck.done("plan", "--on", "2026-11-21")
    assert "Sat 21 Nov 2026, in 1 day." in prepdeck.done("plan")
    clock.advance(days=1)
    assert "Sat 21 Nov 2026, today." in prepdeck.done("plan")
    clock.advance(days=2)
    assert "was on Sat 21 Nov 2026, 2 days ago." in prepdeck.done("plan")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--on", "13.12."], "'13.12.' is no date: write 2026-12-13"),
        (["--on", "2026-11-19"], "2026-11-19 has passed"),
        (["--on", "2036-11-20"], "10 years away"),
        (["--on", "2026-12-13", "--minutes", "0"], "no minutes on any day"),
        (["--on", ""], "'' is no date"),
        (["--minutes", "40"], "--on 2026-12-13"),
        (["--on", "2026-12-13", "--minutes", ""], "no number of minutes"),
        (["--on", "2026-12-13", "--minutes", "many"], "no number of minutes"),
        (["--on", "2026-12-13", "--minutes", "40,caturday=90"], "no weekday"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(prepdeck: CommandLine, arguments: list[str], said: str) -> None:
    answer = prepdeck("plan", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert prepdeck("log", "--json").document == []


def test_reschedule_puts_cards_on_a_day_and_names_the_new_ones(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "easy")
    said = prepdeck("reschedule", "fsdp/scatter", "fsdp/threads", "+3")
    assert (said.code, said.out) == (0, "fsdp/scatter: put on Mon 23 Nov\n")
    assert "1 new card left out" in said.err
    assert "fsdp/threads" in said.err
    document = prepdeck("reschedule", "fsdp/scatter", "fsdp/threads", "3 dec", "--json").document
    assert document == {"on": "2026-12-03", "keys": ["fsdp/scatter"], "new": ["fsdp/threads"]}
    card = prepdeck("card", "fsdp/scatter", "--json").document
    assert (card["due"], card["put_on"]) == ("2026-12-03", "2026-12-03")
    assert "put on this day by you" in prepdeck.done("card", "fsdp/scatter")
    assert prepdeck.done("undo") == "Undone: putting fsdp/scatter on Thu 3 Dec.\n"
    assert prepdeck("card", "fsdp/scatter", "--json").document["put_on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fsdp/scatter", "2026-11-19"], "Thu 19 Nov has passed"),
        (["fsdp/scatter", "2200-01-01"], "more than 36,500 days away"),
        (["fsdp/scatter", "soon"], "The day comes last"),
        (["fsdp/threads", "today"], "New cards have no day yet: fsdp/threads"),
        (["fsdp/nothing-like-it", "today"], "There is no card"),
        (["+3"], "Missing argument"),
    ],
)
def test_a_day_that_cannot_be_is_refused(prepdeck: CommandLine, arguments: list[str], said: str) -> None:
    prepdeck.done("answer", "fsdp/scatter", "easy")
    told = prepdeck("reschedule", *arguments)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert len(prepdeck("log", "--json").document) == 1
