"""Progress belongs to the note: it survives every way of editing, moving and renaming that people have."""

import pytest
from support.homes import Home

from prepdeck.model.rating import Rating
from prepdeck.study.carrying import carry, proposals_of
from prepdeck.study.collection import Collection
from prepdeck.study.lookup import details_of
from prepdeck.study.marking import answer_card

DECK = """\
deck: zero
title: ZeRO
notes:
  - id: stage-one
    front: Which state does stage one of ZeRO shard?
    back: The optimizer state and nothing else.
  - id: stage-two
    front: What does stage two of ZeRO shard in addition?
    back: The gradients, after they were reduced.
  - id: overlap
    cloze: 'It overlaps {{c1::the all-reduce}} with {{c2::the backward pass}}.'
"""


def answered(home: Home, key: str) -> None:
    answer_card(home.collection, key, Rating.GOOD)


def reps(home: Home, key: str) -> int:
    return details_of(home.collection, key).state.reps


@pytest.fixture
def studied(home: Home) -> Home:
    home.write("zero.yaml", DECK)
    for key in ("zero/stage-one", "zero/stage-two", "zero/overlap#c1"):
        answered(home, key)
    return home


def rewritten(home: Home, *changes: tuple[str, str], name: str = "zero.yaml") -> None:
    text = DECK
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    home.write(name, text)
    home.clock.advance(minutes=1)


def test_editing_the_front(studied: Home) -> None:
    rewritten(studied, ("Which state does stage one of ZeRO shard?", "Stage one shards which state?"))
    assert studied.refresh().change.changed == ("zero/stage-one",)
    assert reps(studied, "zero/stage-one") == 1


def test_editing_the_back(studied: Home) -> None:
    rewritten(studied, ("The optimizer state and nothing else.", "Optimizer state only."))
    studied.refresh()
    assert reps(studied, "zero/stage-one") == 1


def test_changing_the_order(studied: Home) -> None:
    head, one, two, three = (
        DECK.partition("  - id: stage-one")[0],
        *("  - id: " + part for part in DECK.split("  - id: ")[1:]),
    )
    studied.write("zero.yaml", head + three + two + one)
    studied.refresh()
    assert [reps(studied, key) for key in ("zero/stage-one", "zero/stage-two", "zero/overlap#c1")] == [1, 1, 1]


def test_renaming_the_file(studied: Home) -> None:
    (studied.decks / "zero.yaml").rename(studied.decks / "memory.yaml")
    studied.refresh()
    assert reps(studied, "zero/stage-one") == 1


def test_renaming_the_folder(studied: Home) -> None:
    (studied.decks / "distributed").mkdir()
    (studied.decks / "zero.yaml").rename(studied.decks / "distributed" / "zero.yaml")
    studied.refresh()
    assert reps(studied, "zero/stage-one") == 1


def test_renaming_the_deck_with_was(studied: Home) -> None:
    rewritten(studied, ("deck: zero\n", "deck: zero-and-fsdp\nwas: [zero]\n"))
    report = studied.refresh()
    assert len(report.carried) == 3
    assert reps(studied, "zero-and-fsdp/stage-one") == 1
    assert reps(studied, "zero-and-fsdp/overlap#c1") == 1


def test_renaming_the_deck_without_was(studied: Home) -> None:
    rewritten(studied, ("deck: zero\n", "deck: zero-and-fsdp\n"))
    studied.refresh()
    assert reps(studied, "zero-and-fsdp/stage-one") == 1


def test_renaming_the_note_with_an_identical_front(studied: Home) -> None:
    rewritten(studied, ("id: stage-one", "id: zero-1"), ("The optimizer state and nothing else.", "Optimizer state."))
    assert studied.refresh().carried == (("zero/stage-one", "zero/zero-1"),)
    assert reps(studied, "zero/zero-1") == 1


def test_renaming_the_note_with_an_identical_back(studied: Home) -> None:
    rewritten(studied, ("id: stage-one", "id: zero-1"), ("Which state does stage one of ZeRO shard?", "Stage 1?"))
    studied.refresh()
    assert reps(studied, "zero/zero-1") == 1


def test_moving_the_note_to_another_deck(studied: Home) -> None:
    head, two_and_three = DECK.split("  - id: stage-one")[0], "  - id: stage-two" + DECK.split("  - id: stage-two")[1]
    one = "  - id: stage-one" + DECK.split("  - id: stage-one")[1].split("  - id: stage-two")[0]
    studied.write("zero.yaml", head + two_and_three)
    studied.write("other.yaml", "deck: other\nnotes:\n" + one)
    studied.refresh()
    assert reps(studied, "other/stage-one") == 1


def test_losing_the_id_line(studied: Home) -> None:
    from prepdeck.study.authoring import write_missing_ids

    rewritten(studied, ("  - id: stage-one\n    front", "  - front"))
    studied.refresh()
    with studied.collection.store.reading():
        assert studied.collection.find_note("zero/stage-one") is None
    assert write_missing_ids(studied.setup, [studied.decks])[0][1] == 1
    report = studied.refresh()
    assert len(report.carried) == 1
    assert reps(studied, report.carried[0][1]) == 1


def test_the_file_vanishing_for_a_day(studied: Home) -> None:
    text = (studied.decks / "zero.yaml").read_text()
    (studied.decks / "zero.yaml").unlink()
    assert len(studied.refresh().change.vanished) == 3
    assert studied.collection.find_card("zero/stage-one") is None
    studied.clock.advance(days=1)
    studied.write("zero.yaml", text)
    studied.refresh()
    assert reps(studied, "zero/stage-one") == 1
    assert details_of(studied.collection, "zero/stage-one").card is not None


def test_undo_takes_a_carry_back(studied: Home) -> None:
    rewritten(studied, ("id: stage-one", "id: zero-1"))
    studied.refresh()
    studied.collection.undo()
    assert reps(studied, "zero/zero-1") == 0
    assert reps(studied, "zero/stage-one") == 1


def test_a_carry_that_was_taken_back_is_not_made_again(studied: Home) -> None:
    rewritten(studied, ("id: stage-one", "id: zero-1\n    was: [zero/stage-one]"))
    assert studied.refresh().carried
    studied.collection.undo()
    studied.write("other.yaml", "deck: other\nnotes: [{id: x, front: Something else?, back: Entirely.}]\n")
    assert studied.refresh().carried == ()
    assert reps(studied, "zero/stage-one") == 1
    studied.collection.redo()
    assert reps(studied, "zero/zero-1") == 1


def test_was_carries_nothing_onto_a_card_with_progress_of_its_own(studied: Home) -> None:
    head, rest = DECK.split("  - id: stage-one")[0], "  - id: stage-two" + DECK.split("  - id: stage-two")[1]
    studied.write("zero.yaml", head + rest.replace("id: stage-two", "id: stage-two\n    was: [zero/stage-one]"))
    assert studied.refresh().carried == ()
    assert (reps(studied, "zero/stage-one"), reps(studied, "zero/stage-two")) == (1, 1)


def test_a_crash_while_progress_is_carried_loses_nothing(studied: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(self: Collection, payloads: object) -> None:
        raise KeyboardInterrupt

    rewritten(studied, ("id: stage-one", "id: zero-1"))
    with monkeypatch.context() as patch:
        patch.setattr(Collection, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            studied.refresh()
    studied.reopen()
    assert reps(studied, "zero/zero-1") == 1


def test_a_rewritten_and_renamed_note_is_asked_about(studied: Home) -> None:
    rewritten(
        studied,
        ("id: stage-one", "id: zero-1"),
        ("Which state does stage one of ZeRO shard?", "Which state does stage 1 of ZeRO shard?"),
        ("The optimizer state and nothing else.", "The optimizer state and nothing more."),
    )
    report = studied.refresh()
    assert report.carried == ()
    assert [(p.from_key, p.to_key) for p in report.proposals] == [("zero/stage-one", "zero/zero-1")]
    assert proposals_of(studied.collection) == list(report.proposals)
    assert carry(studied.collection, "zero/stage-one", "zero/zero-1") == 1
    assert reps(studied, "zero/zero-1") == 1


def test_two_equal_candidates_are_not_guessed(studied: Home) -> None:
    rewritten(studied, ("id: stage-one", "id: zero-1"))
    studied.write(
        "copy.yaml",
        "deck: copy\nnotes:\n  - id: x\n    front: Which state does stage one of ZeRO shard?\n"
        "    back: The optimizer state and nothing else.\n",
    )
    assert studied.refresh().carried == ()
    assert reps(studied, "zero/stage-one") == 1


def test_an_unrelated_new_note_takes_nothing_over(studied: Home) -> None:
    head, rest = DECK.split("  - id: stage-one")[0], "  - id: stage-two" + DECK.split("  - id: stage-two")[1]
    studied.write("zero.yaml", head + "  - id: new\n    front: What is a torus?\n    back: A doughnut.\n" + rest)
    report = studied.refresh()
    assert report.carried == ()
    assert report.proposals == ()


def test_a_branch_switch_and_back_keeps_both_sides(studied: Home) -> None:
    rewritten(studied, ("id: stage-one", "id: zero-1"))
    studied.refresh()
    answered(studied, "zero/zero-1")
    studied.write("zero.yaml", DECK)
    studied.refresh()
    assert reps(studied, "zero/stage-one") == 2
