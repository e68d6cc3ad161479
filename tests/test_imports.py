"""What starting a command imports: nothing it does not need, for each of these libraries costs a start 20-250 ms."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlalchemy", "yaml", "msgspec", "fsrs", "textual", "rich", "markdown_it", "platformdirs")
PURE: dict[str, set[str]] = {
    "drills": set(),
    "mocks": set(),
    "model": set(),
    "scheduling": {"fsrs"},
    "stories": set(),
    "text": {"markdown_it"},
}
DECK = "deck: one\nnotes:\n  - {id: q, front: A question?, back: An answer.}\n"
SOURCE = Path(__file__).parents[1] / "src" / "prepdeck"


def imported(code: str, *arguments: str) -> set[str]:
    """Run Python code in a process of its own; which of the heavy libraries it has imported at its end."""
    ending = f"\nimport sys; print(*(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + ending, *arguments], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def called(*arguments: str) -> set[str]:
    """The heavy libraries a call of the command line has imported at its end."""
    return imported(
        "import sys; from prepdeck.cli.main import exit_code_of; assert exit_code_of(sys.argv[1:]) == 0", *arguments
    )


def modules_of(room: str) -> list[str]:
    paths = (path.relative_to(SOURCE.parent).with_suffix("") for path in sorted((SOURCE / room).rglob("*.py")))
    return [".".join(path.parts).removesuffix(".__init__") for path in paths]


@pytest.fixture
def home(tmp_path: Path) -> list[str]:
    (tmp_path / "one.yaml").write_text(DECK, "utf-8")
    return ["--home", str(tmp_path / "home"), "--decks", str(tmp_path / "one.yaml")]


def test_the_command_line_itself_imports_nothing_heavy() -> None:
    assert imported("import prepdeck.cli.main") == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["drill", "--help"], ["check", "--help"]])
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    assert called(*arguments) == set()


def test_what_only_looks_at_files_does_not_open_the_store(home: list[str]) -> None:
    assert called(*home, "check") <= {"yaml", "msgspec"}
    assert called(*home, "new", "note") <= {"yaml", "msgspec"}
    assert called(*home, "locate") <= {"yaml", "msgspec"}


def test_reading_commands_do_not_import_the_screen(home: list[str]) -> None:
    for arguments in ([], ["due"], ["decks", "--json"], ["answer", "one/q", "good"]):
        assert not called(*home, *arguments) & {"textual", "rich"}


@pytest.mark.parametrize(("room", "needs"), PURE.items())
def test_pure_rooms_import_their_own_library_at_most(room: str, needs: set[str]) -> None:
    modules = modules_of(room)
    assert len(modules) > 2
    assert imported(f"import {', '.join(modules)}") <= needs
