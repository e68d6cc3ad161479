"""`drill --plain` through the whole program: what is typed is stored before the next card shows."""

import pytest
from command_line import CommandLine
from support.homes import HandClock, numbered_deck


def reps(prepdeck: CommandLine, key: str) -> int:
    return int(prepdeck("card", key, "--json").document["reps"])


def test_answers_over_stdin_are_stored(empty: CommandLine) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 3))
    out = empty.done("drill", "--plain", typed="\neasy\n\n4\n\ngood\nq\n")
    assert "What is fact number 1 of facts?" in out
    assert "It is statement 7919 about facts." in out
    ratings = [empty("card", f"facts/q{n}", "--json").document["reviews"][0]["rating"] for n in (1, 2, 3)]
    assert ratings == [4, 4, 3]
    assert [action["what"] for action in empty("log", "--json").document] == [
        "Good on facts/q3",
        "Easy on facts/q2",
        "Easy on facts/q1",
    ]


def test_the_end_of_input_ends_the_drill_and_keeps_what_was_answered(empty: CommandLine) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 3))
    assert empty("drill", "--plain", typed="\neasy\n\n").code == 0
    assert [reps(empty, f"facts/q{n}") for n in (1, 2, 3)] == [1, 0, 0]


def test_where_there_is_no_terminal_the_drill_is_plain_by_itself(empty: CommandLine) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 1))
    assert "What is fact number 1 of facts?" in empty.done("drill", typed="\neasy\n")
    assert reps(empty, "facts/q1") == 1


def test_a_typed_answer_and_a_list_are_graded(prepdeck: CommandLine) -> None:
    out = prepdeck.done("drill", "--plain", "--search", "OMP_NUM_THREADS", typed=" 1 \n\n")
    assert "Good" in out
    (review,) = prepdeck("card", "fsdp/threads", "--json").document["reviews"]
    assert review["rating"] >= 3
    prepdeck.done("drill", "--plain", "--search", "kind:steps", typed="\ny\ny\nn\nhard\n")
    (review,) = prepdeck("card", "fsdp/stages", "--json").document["reviews"]
    assert review["rating"] == 2


def test_undo_within_the_drill_takes_the_answer_back(empty: CommandLine) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 2))
    empty.done("drill", "--plain", typed="\neasy\nu\nq\n")
    assert reps(empty, "facts/q1") == 0


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["fsdp"], ["fsdp"]),
        (["--tag", "collectives"], ["fsdp"]),
        (["--search", "statement"], ["facts"]),
        (["fsdp", "facts"], ["fsdp", "facts"]),
    ],
)
def test_decks_tag_and_search_narrow_the_drill(prepdeck: CommandLine, arguments: list[str], asked: list[str]) -> None:
    prepdeck.write("facts.yaml", numbered_deck("facts", 2))
    out = prepdeck.done("drill", "--plain", *arguments, typed="l\n" * 40)
    assert {deck for deck in ("fsdp", "facts") if f"deck {deck}." in out} == set(asked)


def test_limit_is_the_most_cards_asked(empty: CommandLine) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 5))
    out = empty.done("drill", "--plain", "--limit", "2", typed="\neasy\n" * 5)
    assert "Card 1 of 2" in out
    assert len(empty("log", "--json").document) == 2


def test_limits_count_what_an_earlier_call_did_today(empty: CommandLine, clock: HandClock) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 9, "options: {new_per_day: 3}"))
    empty.done("drill", "--plain", "--limit", "2", typed="\neasy\n" * 2)
    assert empty("due", "--json").document["new"] == 1
    empty.done("drill", "--plain", typed="\neasy\n" * 9)
    assert len(empty("log", "--json").document) == 3
    clock.advance(days=1)
    assert empty("due", "--json").document["new"] == 3


def test_cram_leaves_the_schedule_alone(empty: CommandLine) -> None:
    empty.write("facts.yaml", numbered_deck("facts", 1))
    before = empty("answer", "facts/q1", "easy", "--json").document
    empty.done("drill", "--plain", "--cram", typed="\neasy\nq\n")
    after = empty("card", "facts/q1", "--json").document
    assert [review["source"] for review in after["reviews"]] == ["drill", "cram"]
    assert {**after, "reviews": []} == {**before, "reviews": []}


def test_quiet_leaves_out_what_is_said_aloud(empty: CommandLine) -> None:
    empty.write(
        "aloud.yaml",
        "deck: aloud\nnotes:\n"
        "  - {id: say, front: Explain DDP aloud., explain: {seconds: 60, points: [buckets, overlap]}}\n"
        "  - {id: read, front: What is DDP?, back: Data parallel training.}\n",
    )
    out = empty.done("drill", "--plain", "--quiet", typed="l\n" * 9)
    assert "What is DDP?" in out
    assert "Explain DDP aloud." not in out


def test_a_drill_with_nothing_to_ask_ends_at_once(empty: CommandLine) -> None:
    assert empty("drill", "--plain").code == 0
