"""Text that tries to steer the terminal is shown as characters, by every command and on every screen."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import CLIPBOARD, CLIPBOARD_SHOWN, DECK, HOSTILE_ID, LEAKS, MARKUP, infect
from terminal import Terminal, where

pytestmark = pytest.mark.builtin_decks  # processes of their own read them too

BASIC = f"evil/basic-{HOSTILE_ID}"
SEVERAL = (
    "import sys, json; from prepdeck.cli.main import exit_code_of; [exit_code_of(a) for a in json.loads(sys.argv[1])]"
)


@pytest.fixture
def evil(decks: Path, prepdeck: Callable[..., str]) -> Path:
    """A deck whose text tries everything, in a store where the control characters came past the reader."""
    path = decks / "evil.yaml"
    path.write_text(DECK, "utf-8")
    prepdeck("due")
    infect(Path(prepdeck("locate", "store").strip()))
    return path


def assert_nothing_leaked(terminal: Terminal) -> None:
    leaked = [leak for leak in LEAKS if leak in terminal.raw]
    assert leaked == []
    # OSC, DCS, PM, APC, SOS: the one of these that Textual sends sets the shape of the mouse pointer
    assert set(re.findall(rb"\x1b[\]P^_X][^\x07\x1b]*", terminal.raw)) <= {b"\x1b]22;default"}


def test_no_command_lets_an_escape_through(evil: Path, prepdeck: Callable[..., str], tmp_path: Path) -> None:
    calls = [
        ["due"],
        ["decks"],
        ["card", BASIC],
        ["card", "evil/steps"],
        ["search", "deck:evil"],
        ["search", "qESCq", BASIC],
        ["place", "evil"],
        ["answer", BASIC, "easy"],
        ["answer", BASIC, "no-rating-\x1b]0;gotcha\x07"],
        ["flag", BASIC],
        ["suspend", "evil/choices"],
        ["drill", "evil", "--plain"],
        ["place", "--know", "evil/code"],
        ["log"],
        ["undo"],
        ["redo"],
        ["card", "evil/\x1b]52;c;aG9zdGlsZQ==\x07"],
        ["drill", "--plain", CLIPBOARD],
        [CLIPBOARD],
        ["--" + CLIPBOARD],
        ["check"],
        ["doctor"],
        ["carry"],
    ]
    program = [sys.executable, "-c", SEVERAL, json.dumps([[*where(tmp_path), *call] for call in calls])]
    terminal = Terminal(program=program, columns=200, rows=50)
    # what `place` reads, then `drill --plain`: for the list, for the typed answer, and at the code
    terminal.send("q\nh\ni\n\nn\nn\n1\nlist[int]\n1\nq\n")
    assert terminal.wait_for_end() == 0
    assert_nothing_leaked(terminal)
    text = terminal.raw.decode()
    assert "Traceback" not in text
    for call_text in (f"{BASIC}: Easy", f"{BASIC}: flagged", "Because list[int]"):
        assert call_text.replace(CLIPBOARD, CLIPBOARD_SHOWN) in text
    assert all(text.count(sample) >= 15 for sample in (*MARKUP, CLIPBOARD_SHOWN))


@pytest.mark.parametrize("columns", [100, 60])
def test_no_screen_lets_an_escape_through_or_takes_markup_for_its_own(
    evil: Path, terminals: Callable[..., Terminal], columns: int
) -> None:
    screen = terminals(columns=columns, rows=40)
    screen.wait_for("All decks", "cards", "about")
    screen.send("\x1b[F")
    screen.wait_for("Evil list[int]")
    screen.send("\r")
    screen.wait_for("Which? list[int]", "Right list[int]", "Wrong list[int]")
    screen.send("a\r")
    screen.wait_for("1 Again")
    screen.send("1")
    screen.wait_for("In order? list[int]")
    screen.send(" ")
    screen.wait_for("First list[int]")
    screen.send("x")
    screen.wait_for("Second list[int]")
    screen.send("x")
    screen.wait_for("1 Again")
    screen.send("1")
    screen.wait_for("Type it. list[int]")
    screen.send("list[int] [/]\r")
    screen.wait_for("1 Again", "Typed list[int]")
    screen.send("1")
    screen.wait_for("Read it. list[int]", "x[i] = y[j]")
    screen.send(" ")
    screen.wait_for("x: list[int] = y[j]", "1 Again")
    screen.send("1")
    screen.wait_for("Front list[int]", *MARKUP, CLIPBOARD_SHOWN)
    screen.send("h")
    screen.wait_for("Hint list[int]")
    screen.send("i")
    screen.wait_for("About this card", "␛]52")
    screen.send("q")
    screen.wait_until(lambda: "About this card" not in screen.shown, "the card again")
    screen.send(" ")
    screen.wait_for("Back list[int]", "Why list[int]")
    screen.send("*")
    screen.wait_for("flagged")
    screen.send("1")
    screen.wait_until(lambda: "Front" not in screen.shown, "what comes after the last card")
    screen.send("q")
    screen.wait_for("Drill › Done", "5 answers")
    screen.send("q")
    screen.wait_for("› Today")
    screen.send("u")
    screen.wait_for("evil/basic-␛]52", "z[k]")
    screen.send("u")
    screen.wait_for("flag of")
    screen.send("D")
    screen.wait_for("› Decks", "Introducing yourself")
    screen.send("\x1b[F")
    screen.wait_for("Evil list[int]")
    screen.send("q")
    screen.wait_for("› Today")
    screen.send("b")
    screen.wait_for("› Browse", "All cards")
    screen.send("/")
    screen.wait_for("exact words")
    screen.send("deck:evil\r")
    screen.wait_for("Front list[int]")
    screen.send("q")
    screen.wait_until(lambda: "deck:evil" not in screen.shown, "all cards again")
    screen.send("q")
    screen.wait_for("› Today")
    screen.send("\x10")
    screen.wait_for("Search for")
    screen.send("evil")
    screen.wait_for("Evil list[int]")
    screen.send("\r")
    screen.wait_for("Front list[int]")
    screen.send("q")
    screen.wait_for("› Today")
    screen.send("q")
    assert screen.wait_for_end() == 0
    assert_nothing_leaked(screen)


def test_a_file_with_raw_escapes_is_refused_without_repeating_them(
    decks: Path, terminals: Callable[..., Terminal]
) -> None:
    (decks / "raw.yaml").write_bytes(b"deck: raw\nnotes:\n  - front: \x1b]52;c;aG9zdGlsZQ==\x07\n    back: b\n")
    (decks / "escaped.yaml").write_text(
        'deck: escaped\nnotes:\n  - {id: a, front: "\\e]52;c;aG9zdGlsZQ==\\a", back: b}\n', "utf-8"
    )
    (decks / "named-\x1b]52;c;aG9zdGlsZQ==\x07.yaml").write_text("deck: [\n", "utf-8")
    screen = terminals("check", str(decks))
    assert screen.wait_for_end() == 1
    assert_nothing_leaked(screen)
    assert "raw.yaml:3:" in screen.raw.decode()
    assert "escaped.yaml:3:" in screen.raw.decode()
    assert CLIPBOARD_SHOWN in screen.raw.decode()
    today = terminals(rows=40)
    today.wait_for("3 problems in deck files")
    today.send("D")
    today.wait_for("named-")
    today.send("q")
    today.wait_for("› Today")
    today.send("q")
    assert today.wait_for_end() == 0
    assert_nothing_leaked(today)
