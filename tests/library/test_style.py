"""Style suggestions: what they find, what they leave alone, and how they are silenced."""

import pytest

from prepdeck.library.reader import read_file
from prepdeck.library.style import style_problems


def codes(text: str) -> list[tuple[str, int]]:
    file = read_file("a.yaml", text.encode()).deck_file
    assert file is not None
    return [(found.code, found.line) for found in style_problems(text, file.notes)]


def code_of(note: str) -> list[str]:
    return [code for code, _ in codes(f"deck: a\nnotes:\n  - {{id: a, {note}}}\n")]


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("front: 'Is a set ordered?', back: 'No.'", "yes-no-question"),
        ("front: 'A loss is NaN. Does a lower rate help?', back: 'Often.'", "yes-no-question"),
        ("front: 'What is a warp, and why does it matter?', back: '32 threads.'", "several-facts"),
        ("front: 'What is a? What is b?', back: 'Both.'", "several-facts"),
        ('front: What?, back: "- one\\n- two\\n- three"', "several-facts"),
        ("front: What?, back: 'One. Two. Three. Four.'", "several-facts"),
        ("front: Name the three ZeRO states., steps: [a, b]", "list-without-order"),
        ("front: How much HBM has an H100?, back: '80 GB.'", "number-without-source"),
        ("cloze: 'It is {{c1::30 %}} faster.'", "number-without-source"),
    ],
)
def test_what_is_hard_to_learn_is_found(note: str, code: str) -> None:
    assert code_of(note) == [code]


@pytest.mark.parametrize(
    "note",
    [
        "front: 'Which is lazy, a list or a generator?', back: A generator.",
        "front: 'Is it stable or unstable?', back: Stable.",
        "front: 'What does it leave on each rank?', back: Its shard of the sum.",
        "front: 'Name the nine steps in order.', steps: [a, b]",
        "front: How much HBM?, back: 80 GB., source: 'https://a.example'",
        "front: How much HBM?, back: 80 GB., verified: {with: nvidia-smi, date: 2026-11-20}",
        "front: What?, back: 'Version 2.13 of ZeRO-3.'",
        "front: Which states?, items: [a, b, c]",
    ],
)
def test_good_notes_are_left_alone(note: str) -> None:
    assert code_of(note) == []


def test_a_comment_silences_a_code_in_a_note_or_in_the_whole_file() -> None:
    note = "  - id: {}\n    front: Is it?\n    back: Yes.\n"
    text = "deck: a\nnotes:\n" + note.format("a") + note.format("b") + note.format("c")
    assert codes(text) == [("yes-no-question", line) for line in (3, 6, 9)]
    above = text.replace("  - id: b", "  # kept on purpose\n  # style: yes-no-question\n  - id: b")
    assert codes(above) == [("yes-no-question", 3), ("yes-no-question", 11)]
    inside = text.replace(
        "    back: Yes.\n  - id: c", "    back: Yes. # style: yes-no-question, several-facts\n  - id: c"
    )
    assert [line for _, line in codes(inside.replace("back: Yes. #", "back: 'Yes.'  #"))] == [3, 9]
    assert codes(text.replace("notes:", "# style: yes-no-question\nnotes:")) == []
    assert len(codes(text.replace("notes:", "# style: several-facts\nnotes:"))) == 3
