"""`prepdeck load`: what it prints, the keys of its document, what it refuses, and undo."""

import pytest
from command_line import CommandLine
from support.homes import HandClock, numbered_deck

KEYS = {
    "day", "load", "easy_days", "easy_days_from", "retention", "cards", "present", "curve", "notes", "changes",
}  # fmt: skip
NO_STEPS = "options: {learning_steps: [], relearning_steps: []}"


@pytest.fixture
def seen(empty: CommandLine) -> CommandLine:
    empty.write("a.yaml", numbered_deck("a", 6, NO_STEPS))
    empty.write("b.yaml", numbered_deck("b", 2, NO_STEPS))
    for key in ("a/q1", "a/q2", "a/q3", "b/q1"):
        empty.done("answer", key, "good")
    return empty


def test_nothing_seen_says_how_to_begin(empty: CommandLine) -> None:
    assert "prepdeck drill asks the first cards" in empty.done("load")
    document = empty("load", "--json").document
    assert set(document) == KEYS
    assert (document["present"], document["curve"], document["cards"]) == (None, [], 0)


def test_the_document(seen: CommandLine) -> None:
    document = seen("load", "--json").document
    assert set(document) == KEYS
    assert document["day"] == "2026-11-20"
    assert [each["due"] for each in document["load"]].count(0) < 30
    assert len(document["load"]) == 30
    assert document["easy_days"] == dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 100)
    assert document["easy_days_from"] is None
    assert document["retention"] == [
        {"deck": "a", "desired": 0.9, "cards": 3},
        {"deck": "b", "desired": 0.9, "cards": 1},
    ]
    assert document["cards"] == 4
    assert set(document["present"]) == {"retention", "reviews", "minutes", "recall"}
    curve = document["curve"]
    assert [point["retention"] for point in curve] == [0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.97]
    assert curve[0]["reviews"] < curve[-1]["reviews"]
    assert (document["notes"], document["changes"]) == ([], [])


def test_the_text(seen: CommandLine) -> None:
    said = seen.done("load")
    assert "4 reviews in the next 30 days" in said
    assert "Easy days: none, all days alike." in said
    assert "Desired retention: 0.90 in all decks." in said
    assert "for the 4 cards seen, without new ones" in said
    (now,) = [line for line in said.splitlines() if line.endswith("now")]
    assert now.split()[0] == "0.90"


def test_easy_days_are_set_shown_and_undone(seen: CommandLine) -> None:
    said = seen.done("load", "--easy", "sat=50,sun=0")
    assert "Easy days: sat=50,sun=0. Reviews that have their day keep it" in said
    assert "prepdeck undo" in said
    document = seen("load", "--json").document
    assert (document["easy_days"]["sun"], document["easy_days_from"]) == (0, "you")
    shown = seen.done("load")
    assert "easy: none where possible" in shown
    assert "50 % of an ordinary day" in shown
    assert seen.done("undo") == "Undone: setting easy days.\n"
    assert "none, all days alike" in seen.done("load")


def test_easy_days_follow_from_the_minutes_of_a_goal(seen: CommandLine) -> None:
    seen.done("plan", "--on", "2026-12-20", "--minutes", "40,sun=0")
    document = seen("load", "--json").document
    assert (document["easy_days"]["sun"], document["easy_days_from"]) == (0, "goal")
    assert "from the minutes of your goal" in seen.done("load")
    assert "the order by gain decides" in document["notes"][0]
    assert "Until the interview on Sun 20 Dec" in seen.done("load", "--retention", "0.93")


def test_the_retention_is_set_for_all_or_one_and_says_what_it_changes(seen: CommandLine) -> None:
    said = seen.done("load", "--retention", "0.95")
    assert said.startswith("Desired retention from 0.90 to 0.95: about ")
    seen.done("load", "--retention", "85%", "--deck", "b")
    assert "Desired retention: 0.95; b 0.85." in seen.done("load")
    assert seen.done("undo") == "Undone: desired retention 0.85 for b.\n"
    changed = seen("load", "--retention", "default", "--json").document
    assert [each["desired"] for each in changed["retention"]] == [0.9, 0.9]
    (text,) = changed["changes"]
    assert text.startswith("Desired retention from 0.95 to 0.90: about ")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--retention", "0.5"], "relearning what was forgotten costs more"),
        (["--retention", "0.99"], "above 0.97 reviews take over the day"),
        (["--retention", "much"], "no share of cards"),
        (["--retention", "0.9", "--deck", "nowhere"], "There is no deck nowhere."),
        (["--deck", "a"], "--deck goes with --retention"),
        (["--easy", "sun=lots"], "no percentage"),
        (["--easy", "sun=0", "--retention", "2"], "no share of cards"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(seen: CommandLine, arguments: list[str], why: str) -> None:
    said = seen("load", *arguments)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert "good on" in seen.done("undo").lower()


def test_due_says_what_waits_beyond_today(seen: CommandLine, clock: HandClock) -> None:
    assert seen("due", "--json").document["through"] is None
    (seen.home / "config").mkdir(exist_ok=True)
    (seen.home / "config" / "config.toml").write_text("reviews_per_day_in_all = 2\n")
    clock.advance(days=30)
    said = seen.done("due")
    assert "4 wait; at about 2 a day you are through " in said
    document = seen("due", "--json").document
    assert (document["waiting"], document["due"], document["new"]) == (4, 2, 0)
    assert document["through"] > document["day"]
    for _ in range(2):
        seen.done("drill", "--plain", "--limit", "1", typed="\n3\n")
    after = seen.done("due")
    assert "2 wait; at about 2 a day you are through tomorrow." in after
    assert "You are done for today." in after
