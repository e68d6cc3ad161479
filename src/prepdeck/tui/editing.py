"""From a card to the user's editor and back: changing the card, and writing the code it asks for."""

import tempfile
from pathlib import Path

from textual.app import App

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.session import Notice
from prepdeck.errors import PrepdeckError
from prepdeck.model.note import Code
from prepdeck.text.safe import visible
from prepdeck.tui.desk import DrillDesk
from prepdeck.tui.editor import edit_file

_SLASHES = ("javascript", "typescript", "java", "go", "rust", "c", "cpp", "c++")
_COMMENT_SIGNS = {"sql": "--"} | dict.fromkeys(_SLASHES, "//")
_ENDINGS = {
    "python": ".py",
    "javascript": ".js",
    "typescript": ".ts",
    "java": ".java",
    "go": ".go",
    "rust": ".rs",
    "c": ".c",
    "cpp": ".cpp",
    "c++": ".cpp",
    "sql": ".sql",
    "bash": ".sh",
    "sh": ".sh",
}


def edit_card(app: App[object], desk: DrillDesk, key: str) -> Notice | None:
    """Open the card where it is written and read the file again afterwards; returns what there is to say."""
    try:
        path, line, is_copy = desk.edit_place(key)
        edit_file(app, path, line)
        desk.reread()
    except PrepdeckError as error:
        return Notice(error.message, error.hint)
    return Notice("Built-in cards are edited as a copy of yours.", str(path)) if is_copy else None


def write_code(app: App[object], attempt: Attempt) -> str | Notice:
    """Have the code of a card written in a scratch file; returns it, or why there is none.

    The file begins with what was written before, else with the buggy code, else with the question as a comment.
    """
    language = attempt.face.language.lower()
    beginning = attempt.given or _beginning(attempt, language)
    with tempfile.TemporaryDirectory(prefix="prepdeck-") as folder:
        path = Path(folder) / f"answer{_ENDINGS.get(language, '.txt')}"
        path.write_text(beginning, encoding="utf-8")
        try:
            edit_file(app, path, beginning.count("\n") + 1)
        except PrepdeckError as error:
            return Notice(error.message, error.hint)
        written = path.read_text(encoding="utf-8", errors="replace")
    if not written.strip() or (written == beginning and not attempt.given):
        return Notice("Nothing was written: the card is as it was.")
    return written


def _beginning(attempt: Attempt, language: str) -> str:
    body = attempt.shown.card.note.body
    if isinstance(body, Code) and body.bug:
        return f"{body.bug.rstrip()}\n"
    sign = _COMMENT_SIGNS.get(language, "#")
    question = visible(attempt.face.question)
    return "".join(f"{sign} {line}".rstrip() + "\n" for line in question.split("\n")) + "\n"
