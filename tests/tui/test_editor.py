"""The user's own editor, at the right line, and what is said where there is none."""

import shutil
from pathlib import Path

import pytest
from textual.app import App

from prepdeck.errors import UsageError
from prepdeck.tui import editor
from prepdeck.tui.editor import edit_file, editor_command

DECK = Path("my decks/fsdp.yaml")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", str(DECK)]),
        ({"VISUAL": "nvim", "EDITOR": "ed"}, ["nvim", "+7", str(DECK)]),
        ({"VISUAL": " ", "EDITOR": "nano -w"}, ["nano", "-w", "+7", str(DECK)]),
        ({"EDITOR": "/usr/bin/code"}, ["/usr/bin/code", "--wait", "--goto", f"{DECK}:7"]),
        ({"EDITOR": "code --wait"}, ["code", "--wait", "--goto", f"{DECK}:7"]),
        ({"EDITOR": "hx"}, ["hx", f"{DECK}:7"]),
        ({"EDITOR": "'my editor' -x"}, ["my editor", "-x", "+7", str(DECK)]),
    ],
)
def test_the_chosen_editor_opens_the_line(environment: dict[str, str], command: list[str]) -> None:
    assert editor_command(DECK, 7, environment) == command


@pytest.mark.parametrize(("there", "used"), [({"nano", "vi"}, "nano"), ({"vi"}, "vi")])
def test_without_a_choice_nano_then_vi(there: set[str], used: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    assert editor_command(DECK, 7, {}) == [used, "+7", str(DECK)]


def test_without_any_editor_the_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match=r"fsdp\.yaml"):
        editor_command(DECK, 7, {})


@pytest.mark.parametrize(
    ("outcome", "told"),
    [(FileNotFoundError(2, "No such file or directory"), "vim cannot be started"), (3, "vim ended with status 3")],
)
def test_an_editor_that_fails_is_told(outcome: object, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_command: list[str], check: bool) -> object:
        if isinstance(outcome, Exception):
            raise outcome
        return editor.subprocess.CompletedProcess([], outcome)  # type: ignore[arg-type]

    class Suspending(App[None]):
        def suspend(self) -> object:  # type: ignore[override]
            from contextlib import nullcontext

            return nullcontext()

    monkeypatch.setenv("VISUAL", "vim")
    monkeypatch.setattr(editor.subprocess, "run", run)
    with pytest.raises(UsageError, match=told):
        edit_file(Suspending(), DECK, 7)
