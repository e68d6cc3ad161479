"""What a strong answer has is shown by no command before a mock's debrief, but by preview and the partner sheet."""

from pathlib import Path

import click
import pytest
from command_line import CommandLine, commands
from support.homes import Home
from support.performing import begin, debrief_of, let_pass, performed
from support.rehearsals import HIDDEN, SECRETS

from prepdeck.cli.main import cli
from prepdeck.study.mock_records import short_id

ALL = dict(commands(cli))

CALLS: dict[str, list[list[str]]] = {
    "drill": [[], ["--plain", "--cram"], ["mock-cards", "--plain"], ["--search", HIDDEN]],
    "due": [[]],
    "decks": [[]],
    "decks add": [["{folder}"]],
    "card": [["mock-cards/q1"], ["mock-cards/q3"], ["feed/feed-negatives"]],
    "search": [[HIDDEN], ["negatives"], ["reference"], ["deck:mock-cards"], ["kind:scenario"]],
    "answer": [["mock-cards/q1", "good"]],
    "suspend": [["mock-cards/q1"]],
    "unsuspend": [["mock-cards/q1"]],
    "bury": [["mock-cards/q1"]],
    "flag": [["mock-cards/q1"]],
    "reset": [["mock-cards/q1"]],
    "reschedule": [["mock-cards/q1", "+3"], ["mock-cards/q1", "soon"]],
    "undo": [[]],
    "redo": [[]],
    "place": [[], ["--know", "mock-cards/q1"]],
    "mock": [
        [],
        ["feed"],
        ["feed", "--phase", "data"],
        ["feed", "--slot", "3"],
        ["fed"],
        ["feed", "--as", "interviewer"],
    ],
    "mock resume": [[], ["{unfinished}"], ["{waiting}"], ["{guessed}"], ["{abandoned}"]],
    "mock list": [[]],
    "mock history": [[]],
    "mock show": [[], ["{unfinished}"], ["{waiting}"], ["{guessed}"], ["{abandoned}"]],
    "mock diff": [[], ["{unfinished}"], ["{waiting}", "{guessed}"]],
    "mock export": [[], ["{unfinished}"], ["{waiting}"], ["{guessed}"], ["{abandoned}"], ["{unfinished}", "{file}"]],
    "mock log": [["feed", "--on", "2026-11-20", "--minutes", "40", "--axis", "modeling=2"]],
    "plan": [[], ["--on", "2026-12-13"]],
    "readiness": [[], ["--history"], ["--role", "nobody"], ["--check", "resume"]],
    "stats": [[]],
    "load": [[], ["--easy", "sun=0"], ["--retention", "0.92", "--deck", "mock-cards"]],
    "optimize": [[]],
    "carry": [[], ["mock-cards/q1", "mock-cards/q2"]],
    "check": [[], ["{decks}"], ["--stale", "--strict"], ["--run"], ["--fix"]],
    "diff": [["HEAD"], ["HEAD", "{decks}"]],
    "move": [["mock-cards/q2", "nowhere"]],
    "import": [["{folder}/nothing.csv"], ["{folder}/nothing.jsonl"]],
    "export": [["{folder}/cards.md"], ["{folder}/cards.csv"], ["{folder}/public.md", "--public"]],
    "stories": [[]],
    "rehearse": [[], ["--history"], ["negatives"]],
    "asked": [[], ["What would you do first?", "--company", "Initech", "--round", "onsite"]],
    "sheet": [[], ["--plain"]],
    "new": [["note"], ["deck", "{folder}/new.yaml", "--title", "Fresh"]],
    "preview": [["feed"]],
    "schema": [["{folder}"]],
    "doctor": [[], ["--rebuild"]],
    "log": [[], ["--limit", "500"]],
    "locate": [[]],
}
"""What may be asked of each command; a new one is to be added here."""


@pytest.fixture
def places(empty: CommandLine, rehearsing: Home, tmp_path: Path) -> dict[str, str]:
    """A home with mocks at every stage before a result, and the words to fill into calls."""
    unfinished = begin(rehearsing, written=True)
    let_pass(rehearsing, unfinished, 10)
    unfinished.type("first things first")
    unfinished.next_phase()
    unfinished.mark()
    unfinished.park("later")
    unfinished.ask("what would a strong answer have?")
    let_pass(rehearsing, unfinished, 10)
    unfinished.leave()
    waiting = performed(rehearsing, "feed", seconds=4, mode="real")
    guessed = performed(rehearsing, "events", seconds=4)
    debrief_of(rehearsing, guessed).guess(2)
    abandoned = begin(rehearsing)
    abandoned.abandon()
    rehearsing.close()
    folder = tmp_path / "folder"
    folder.mkdir()
    mocks = {"unfinished": unfinished, "waiting": waiting, "guessed": guessed, "abandoned": abandoned}
    return {name: short_id(mock.id) for name, mock in mocks.items()} | {
        "folder": str(folder), "file": str(tmp_path / "written.md"), "decks": str(empty.decks),
    }  # fmt: skip


def test_every_command_is_tried() -> None:
    assert set(CALLS) == set(ALL)


def secrets_in(text: str, arguments: list[str]) -> list[str]:
    """The secrets in a text, but those that the call itself named."""
    return [secret for secret in SECRETS if secret in text and secret not in " ".join(arguments)]


@pytest.mark.parametrize("name", CALLS)
def test_no_command_shows_a_reference(empty: CommandLine, places: dict[str, str], name: str) -> None:
    command = ALL[name]
    forms = [[]]
    if any("--json" in option.opts for option in command.params if isinstance(option, click.Option)):
        forms.append(["--json"])
    for arguments in [["--help"], *CALLS[name]]:
        call = [*name.split(), *(argument.format(**places) for argument in arguments)]
        for form in forms:
            said = empty(*call, *form, typed="\n\ny\n" * 60)
            assert said.out + said.err
            assert secrets_in(said.out + said.err, call) == []
    assert files_with_secrets(empty) == []


def files_with_secrets(empty: CommandLine) -> list[Path]:
    """The files that hold a secret, beside the scenarios themselves and the index of them in the store."""
    written = [path for path in empty.folder.rglob("*") if path.is_file() and empty.decks not in path.parents]
    return [
        path
        for path in written
        if not path.name.startswith(empty.store.name)
        and any(secret.encode() in path.read_bytes() for secret in SECRETS)
    ]


@pytest.mark.parametrize("call", [["preview", "feed"], ["mock", "feed", "--as", "interviewer"]], ids=" ".join)
def test_the_two_that_do_show_it_after_a_yes_alone(empty: CommandLine, places: dict[str, str], call: list[str]) -> None:
    for typed, at_terminal in (("y\n", False), ("n\n", True)):
        told = empty(*call, typed=typed, at_terminal=at_terminal)
        assert secrets_in(told.out + told.err, []) == []
    assert HIDDEN in empty(*call, typed="y\n", at_terminal=True).out
    assert HIDDEN in empty(*call, "--yes").out
    for name in ("list", "history", "show", "export"):
        assert secrets_in(empty.done("mock", name), []) == []
