"""docs/cli.md names every command, every option and every key of a document."""

import re
from pathlib import Path

import click
import pytest
from command_line import CommandLine, commands
from support.homes import Home
from support.performing import begin, debriefed, let_pass

from prepdeck.cli.main import cli

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
SECTIONS = {
    match["command"]: match["text"]
    for match in re.finditer(
        r"^### `prepdeck (?P<command>[a-z ]*[a-z]).*?`\n(?P<text>.*?)(?=^##|\Z)", PAGE, re.M | re.S
    )
}


ALL = dict(commands(cli))
ROLE = """
kind: role
role: mle
title: Machine learning engineer
requirements: [{requirement: sharding, title: Sharding, class: must, weight: 4, cards: 'deck:fsdp'}]
checklist: [{item: resume, title: One page}]
"""


def options(command: click.Command) -> list[str]:
    return [name for each in command.params if isinstance(each, click.Option) for name in each.opts]


def keys_of(document: object) -> set[str]:
    if isinstance(document, list):
        return set().union(*map(keys_of, document))
    if isinstance(document, dict):
        return set(document).union(*map(keys_of, document.values()))
    return set()


def test_no_section_is_of_a_command_that_is_gone() -> None:
    assert set(SECTIONS) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_a_section_with_all_its_options(name: str) -> None:
    missing = [
        option for option in options(ALL[name]) if not re.search(rf"`(?:prepdeck \w+ )?{option}\b", SECTIONS[name])
    ]
    assert missing == []
    assert ALL[name].help


@pytest.mark.parametrize("name", ALL)
def test_no_section_tells_of_an_option_that_is_not_there(name: str) -> None:
    told = re.findall(r"^\| `(--[a-z-]+)", SECTIONS[name], re.M)
    assert set(told) <= set(options(ALL[name]))


def test_the_options_of_every_command_are_told_first() -> None:
    assert [option for option in (*options(cli), "--help", "-h") if f"`{option}" not in PAGE] == []


def test_every_short_help_fits_on_its_line() -> None:
    assert [name for name, command in ALL.items() if command.get_short_help_str(63).endswith("...")] == []


def test_every_key_of_every_document_is_told(prepdeck: CommandLine) -> None:
    prepdeck.write("open.yaml", "deck: open\nnotes:\n  - front: Without an id?\n    back: Yes.\n")
    prepdeck.write("role.yaml", ROLE)
    prepdeck.done("answer", "fsdp/scatter", "good")
    prepdeck.done("plan", "--on", "2026-12-13")
    table = prepdeck.write("table.csv", "front,back\nA?,B\nNo back,\n")
    calls = {
        "due": [], "decks": [], "card": ["fsdp/scatter"], "search": ["rank"], "log": [], "locate": [], "plan": [],
        "check": [], "doctor": [], "stats": [], "optimize": [], "import": [str(table), "--dry-run"],
        "export": [str(prepdeck.folder / "out.md")], "readiness": [],
    }  # fmt: skip
    values = {"basic", "cloze", "steps", "typed", "tue", "wed", "thu", "fri", "sat"}  # keys that are data
    for name, arguments in calls.items():
        keys = keys_of(prepdeck(name, *arguments, "--json").document) - values
        assert keys
        assert [key for key in sorted(keys) if f"`{key}`" not in SECTIONS[name]] == []


def test_every_key_of_the_documents_of_mocks_is_told(empty: CommandLine, rehearsing: Home) -> None:
    for missed in (("negatives",), ("delay",)):
        mock = begin(rehearsing)
        let_pass(rehearsing, mock, 300)
        mock.finish()
        debriefed(rehearsing, mock, missed)
    for name in ("mock list", "mock history", "mock show", "mock diff"):
        keys = keys_of(empty(*name.split(), "--json").document) - {"training-data", "modeling"}
        assert keys
        assert [key for key in sorted(keys) if f"`{key}`" not in SECTIONS[name]] == []


def test_every_exit_code_is_told() -> None:
    from prepdeck.cli.main import INTERRUPTED
    from prepdeck.errors import PrepdeckError

    codes = {0, 1, INTERRUPTED, PrepdeckError.exit_code, *(kind.exit_code for kind in PrepdeckError.__subclasses__())}
    assert codes == {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.M)}
