"""From a card to the user's editor and back: changing the card, and writing the code it asks for."""

import tempfile
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Edited:
    """A file that was open in the user's editor; `is_copy` says that it holds a copy of a built-in note."""

    path: Path
    is_copy: bool


def edit_card(app: App[object], desk: DrillDesk, key: str) -> Edited | Notice:
    """Open the card where it is written; returns the file, which is to be read again, or why that cannot be."""
    try:
        path, line, is_copy = desk.edit_place(key)
        edit_file(app, path, line)
    except PrepdeckError as error:
        return Notice(error.message, error.hint)
    return Edited(path, is_copy)


def notice_of_edit(desk: DrillDesk, edited: Edited) -> Notice | None:
    """What there is to say of an edited file once it was read again."""
    copied = Notice("Built-in cards are edited as a copy of yours.", str(edited.path)) if edited.is_copy else None
    return _problem_notice(desk, edited.path) or copied


def file_problem(desk: DrillDesk, attempt: Attempt | None) -> Notice | None:
    """What is wrong in the file of the card being asked."""
    return _problem_notice(desk, Path(attempt.shown.card.note.place.path)) if attempt else None


def _problem_notice(desk: DrillDesk, path: Path) -> Notice | None:
    try:
        problem = desk.problem_in(path)
    except PrepdeckError as error:
        return Notice(error.message, error.hint)
    if problem is None:
        return None
    hint = f" {problem.hint[0].upper()}{problem.hint[1:]}." if problem.hint else ""
    message = visible(f"{path.name}, line {problem.line}: {problem.message}.{hint}")
    return Notice(message, "Until that is mended, the last good version is asked.")


def write_code(app: App[object], attempt: Attempt, drafts: dict[str, str]) -> str | Notice:
    """Have the code of a card written in a scratch file; returns it, or why there is none.

    The file begins with what was written before (`drafts`, by card key, keeps it, whatever becomes of its check), else
    with the buggy code, else with the question as a comment.
    """
    key = attempt.shown.key
    language = attempt.face.language.lower()
    draft = attempt.given or drafts.get(key, "")
    beginning = draft or _beginning(attempt, language)
    with tempfile.TemporaryDirectory(prefix="prepdeck-") as folder:
        path = Path(folder) / f"answer{_ENDINGS.get(language, '.txt')}"
        path.write_text(beginning, encoding="utf-8")
        try:
            edit_file(app, path, beginning.count("\n") + 1)
        except PrepdeckError as error:
            return Notice(error.message, error.hint)
        written = path.read_text(encoding="utf-8", errors="replace")
    if not written.strip() or (written == beginning and not draft):
        return Notice("Nothing was written: the card is as it was.")
    drafts[key] = written
    return written


def _beginning(attempt: Attempt, language: str) -> str:
    body = attempt.shown.card.note.body
    if isinstance(body, Code) and body.bug:
        return f"{body.bug.rstrip()}\n"
    sign = _COMMENT_SIGNS.get(language, "#")
    question = visible(attempt.face.question)
    return "".join(f"{sign} {line}".rstrip() + "\n" for line in question.split("\n")) + "\n"
