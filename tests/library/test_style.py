"""Style suggestions: what they find, what they leave alone, and how they are silenced."""

import pytest
from support.homes import Home

from prepdeck.library.reader import read_file
from prepdeck.library.style import style_problems, unsilenced
from prepdeck.study.authoring import check_files
from prepdeck.study.refreshing import stored_problems


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


def test_what_every_check_tells_is_silenced_by_the_same_comment(home: Home) -> None:
    long = " ".join(["word"] * 70)
    text = "deck: a\nnotes:\nFIRST" + f"  - id: a\n    front: What is long?\n    back: {long}\n"
    text += "  - {id: b, front: 'Which axis does a softmax normalize?', back: Last.}\nTHIRD"
    text += "  - {id: c, front: 'Which axis does the softmax normalize?', back: One.}\n"

    def with_comments(first: str = "", third: str = "") -> str:
        return text.replace("FIRST", first).replace("THIRD", third)

    path = home.write("a.yaml", with_comments())

    def told() -> list[str]:
        home.refresh()
        found = [problem.code for problem in check_files(home.setup, [path]).problems]
        assert [problem.code for problem in stored_problems(home.collection)] == found
        return found

    assert told() == ["long-back", "similar-front"]
    path.write_text(with_comments("  # style: long-back\n"), "utf-8")
    assert told() == ["similar-front"]
    path.write_text(with_comments("", "  # style: similar-front\n"), "utf-8")
    assert told() == ["long-back"]
    path.write_text("# style: similar-front, long-back\n" + with_comments(), "utf-8")
    assert told() == []


def test_an_error_is_never_silenced() -> None:
    text = "deck: a\nnotes:\n  # style: long-back, missing-answer, duplicate-id\n  - {id: a, front: F?, back: B}\n"
    text += "  - {id: a, front: G?, back: B}\n"
    content = read_file("a.yaml", text.encode())
    assert content.deck_file is not None
    assert unsilenced(content.problems, text, content.deck_file.notes) == list(content.problems) != []
