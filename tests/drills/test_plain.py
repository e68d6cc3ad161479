"""What is said and taken in the plain mode, kind by kind; `>` marks a line that was typed."""

from collections.abc import Iterable
from textwrap import dedent

import pytest
from drills.fake_host import BODIES, NOT_STORED, FakeHost, drill_of, note_of
from drills.plain_transcripts import TRANSCRIPTS
from hypothesis import given, settings
from hypothesis import strategies as st

from prepdeck.drills.attempt import Stage
from prepdeck.drills.drill import Drill
from prepdeck.drills.host import CodeTrial
from prepdeck.drills.plain import drill_plainly
from prepdeck.model.card import Card, cards_of
from prepdeck.model.note import Basic
from prepdeck.model.rating import Rating


def talk(drill: Drill, host: FakeHost, typed: Iterable[str], seconds: float = 5) -> list[str]:
    """Everything said and typed; each typed line takes `seconds`, and the input ends after the last."""
    said: list[str] = []
    waiting = iter(typed)

    def read_line() -> str | None:
        host.wait(seconds)
        line = next(waiting, None)
        said.append("> (end)" if line is None else f"> {line}".rstrip())
        return line

    drill_plainly(drill, read_line, said.append, lambda: host.at_ms)
    return said


def first_card(name: str, *typed: str, seconds: float = 5) -> str:
    """The talk about one card, up to its rating, without the four buttons."""
    drill, host = drill_of(name)
    lines = talk(drill, host, typed, seconds)
    end = next((at for at, line in enumerate(lines) if line.startswith(("Done:", "> (end)"))), len(lines))
    return "\n".join(line for line in lines[1:end] if not line.startswith(("1 Again", "2 Hard", "3 Good", "4 Easy")))


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_transcript(name):
    typed, transcript = TRANSCRIPTS[name]
    assert first_card(name, *typed, seconds=100 if name == "explain" else 5) == dedent(transcript)


@pytest.mark.parametrize("name", BODIES)
def test_enter_alone_goes_through_every_kind(name):
    drill, host = drill_of(name)
    talk(drill, host, [""] * 12)
    assert host.log
    assert host.log[0].key.startswith(f"fsdp/{name}")


def test_the_four_ratings_say_what_they_give_and_take_words():
    drill, host = drill_of("basic")
    said = talk(drill, host, ["", "easy"])
    at = said.index("1 Again: 1 min")
    assert said[at : at + 4] == ["1 Again: 1 min", "2 Hard: 4 days", "3 Good: 9 days", "4 Easy: 21 days"]
    assert "Easy: 21 days" in said[at + 5 :]
    assert [entry.rating for entry in host.log] == [Rating.EASY]


def test_all_that_follows_the_answer_is_said():
    card = Card(note_of("x", Basic("Q?", "A."), why="Because `x`.", sources=("docs/fsdp",), diagram="a -> b"))
    host = FakeHost([card])
    said = talk(Drill(host, [card.key]), host, [""])
    at = said.index("Answer:")
    assert said[at + 1 : at + 6] == ["A.", "Diagram:", "a -> b", "Why: Because x.", "Source: docs/fsdp"]


def test_commands():
    drill, host = drill_of("basic", "ask", "cloze", "code")
    said = talk(drill, host, ["l", "f", "-", "s", "u", "i", "?", "q"])
    assert [entry.key for entry in host.log] == ["fsdp/ask", "fsdp/ask"]
    assert "Undone: suspend of fsdp/cloze#c1." in said
    assert "Key: fsdp/cloze#c1" in said
    assert "q: end. Everything rated is stored already." in said
    assert "fsdp/ask is away: until tomorrow." in said
    assert drill.state.stage is Stage.FINISHED


def test_the_end_of_input_ends_with_the_summary():
    drill, host = drill_of("basic", "ask")
    said = talk(drill, host, ["", "1"])
    assert said[said.index("> (end)") + 1 :] == [
        "Done: 1 answer on 1 card.",
        "Time: 15 seconds.",
        "Right: 0 %.",
        "Again 1, Hard 0, Good 0, Easy 0.",
        "Look at fsdp/basic: again 1 time.",
        "fsdp/basic comes back within a minute.",
        "Left for later: 1 card.",
    ]


def test_the_end_of_input_inside_code_ends_too():
    drill, host = drill_of("code")
    assert "Done: no card was rated." in talk(drill, host, ["w", "def f():"])


def test_only_learning_cards_left():
    drill, host = drill_of("basic")
    said = talk(drill, host, ["", "1", "", "", "3"])
    assert "1 card comes back in 1 min." in said
    assert len(host.log) == 2
    assert drill.state.stage is Stage.FINISHED


def test_a_learning_card_is_asked_when_its_time_comes():
    drill, host = drill_of("basic")
    said = talk(drill, host, ["", "1", "?", "q"], seconds=61)
    assert sum(line.startswith("Card ") for line in said) == 2


def test_code_that_cannot_be_run_says_why():
    drill, host = drill_of("code")
    host.trial = CodeTrial(None, "Checks run only in decks you trust.")
    said = talk(drill, host, ["w", "pass", "."])
    assert "Checks run only in decks you trust." in said
    assert "Enter: Good." in said


def test_an_answer_that_was_not_stored_is_said_once_and_can_be_repeated():
    drill, host = drill_of("basic")
    host.failing = None
    drill.reveal()
    host.failing = NOT_STORED
    said = talk(drill, host, ["3", "?", "3"])
    assert said.count("The disk is full.") == 1
    assert "Free some space and rate again." in said
    assert len(host.log) == 1


def test_no_control_byte_is_said():
    card = Card(
        note_of("x", Basic("\x1b]52;c;aGk=\x07 list[int] x[i]=y[j] [/] [@click=app.quit]", "a\u202eb"), why="\x9b31m")
    )
    host = FakeHost([card])
    said = "\n".join(talk(Drill(host, [card.key]), host, [""]))
    assert "list[int] x[i]=y[j] [/] [@click=app.quit]" in said
    assert not any((ord(character) < 32 and character != "\n") or 0x7F <= ord(character) < 0xA0 for character in said)
    assert "\u202e" not in said


ANY_LINE = st.sampled_from(["", "", "y", "n", "1", "3", "u", "h", "a", "-", "l", "f", "i", ":u", "w", "."]) | st.text(
    max_size=5
)


@given(st.lists(ANY_LINE, max_size=40))
@settings(max_examples=50, deadline=None)
def test_any_lines_end_with_the_summary(typed):
    host = FakeHost([cards_of(note_of(name))[0] for name in BODIES])
    drill = Drill(host, list(host.cards))
    said = talk(drill, host, typed)
    assert drill.state.stage is Stage.FINISHED
    assert any(line.startswith("Done: ") for line in said)
