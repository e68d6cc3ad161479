"""`check --run`: whether the checks of code notes tell right from wrong.

A check that passes on anything teaches nothing. So it must pass on the answer, fail on the answer with its functions
emptied, and fail on the bug where the note has one.
"""

import ast
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from prepdeck.library.code_run import DEFAULT_LIMITS, CheckLimits, CheckResult, check_source, failing_line, run_check
from prepdeck.library.problems import problem
from prepdeck.model.note import Code, Note
from prepdeck.model.problem import Problem
from prepdeck.text.safe import one_line

__all__ = [
    "DEFAULT_LIMITS",
    "CheckLimits",
    "CheckReport",
    "CheckResult",
    "emptied",
    "run_check",
    "run_library_checks",
    "verify_code_note",
]

PYTHON_NAMES = frozenset({"python", "python3", "py"})
CITED_WIDTH = 100


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `run_library_checks` found: programs run, problems in order of place, notes in other languages."""

    executed: int
    problems: tuple[Problem, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class _Trial:
    """One program to run for a note; `wrong` names the problem if it passes, an empty one has to pass."""

    note: Note
    answer: str
    check: str
    wrong: str = ""


def run_library_checks(
    notes: Iterable[Note],
    progress: Callable[[int, int], None] | None = None,
    limits: CheckLimits = DEFAULT_LIMITS,
) -> CheckReport:
    """Run the checks of all code notes side by side; `progress` is told (runs done, runs in all) in this thread."""
    checked = [note for note in notes if isinstance(note.body, Code) and note.body.check.strip()]
    foreign = [_language_problem(note) for note in checked if not _is_python(note)]
    trials = [trial for note in checked if _is_python(note) for trial in _trials(note)]
    problems = [*foreign, *_run_side_by_side(trials, progress or _say_nothing, limits)]
    return CheckReport(len(trials), tuple(sorted(problems)), len(foreign))


def verify_code_note(note: Note, limits: CheckLimits = DEFAULT_LIMITS) -> list[Problem]:
    """The problems with one note's check; none for a note without one."""
    return list(run_library_checks([note], limits=limits).problems)


def emptied(answer: str) -> str:
    """The answer with `pass` for the body of every function, so that a check of any worth fails on it.

    Of an answer without functions only the imports are left. Raises SyntaxError.
    """
    tree = ast.parse(answer)
    if any(isinstance(node, _FUNCTIONS) for node in ast.walk(tree)):
        tree = _Emptying().visit(tree)
    else:
        tree.body = [statement for statement in tree.body if isinstance(statement, ast.Import | ast.ImportFrom)]
    return ast.unparse(ast.fix_missing_locations(tree))


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class _Emptying(ast.NodeTransformer):
    """Replaces the bodies of functions, methods and lambdas."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [ast.Pass()]
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        node.body = [ast.Pass()]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        node.body = ast.Constant(None)
        return node


def _trials(note: Note) -> list[_Trial]:
    body = note.body
    assert isinstance(body, Code), "only code notes are tried"
    trials = [_Trial(note, body.answer, body.check)]
    try:
        trials.append(_Trial(note, emptied(body.answer), body.check, "check-passes-emptied"))
    except (SyntaxError, ValueError, RecursionError):
        return trials  # the answer itself cannot run either, and is reported for it
    if body.bug.strip():
        trials.append(_Trial(note, body.bug, body.check, "bug-passes"))
    return trials


def _run_side_by_side(
    trials: list[_Trial], progress: Callable[[int, int], None], limits: CheckLimits
) -> Iterable[Problem]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running: dict[Future[CheckResult], _Trial] = {
            pool.submit(run_check, trial.answer, trial.check, limits): trial for trial in trials
        }
        try:
            for done, future in enumerate(as_completed(running), start=1):
                progress(done, len(trials))
                yield from _problems(running[future], future.result(), limits)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _problems(trial: _Trial, result: CheckResult, limits: CheckLimits) -> Iterable[Problem]:
    if trial.wrong and result.passed:
        program = "its bug" if trial.wrong == "bug-passes" else "the answer with every function emptied"
        yield _problem(trial.note, trial.wrong, f"the check passes on {program}")
    elif not trial.wrong and result.reason == "timeout":
        yield _problem(trial.note, "check-times-out", f"the check did not end within {limits.seconds:g} s")
    elif not trial.wrong and not result.passed:
        yield _problem(trial.note, "check-fails", _why_it_failed(trial, result))


def _why_it_failed(trial: _Trial, result: CheckResult) -> str:
    error = one_line(result.output.rpartition("\n")[2], CITED_WIDTH) or result.reason
    line = one_line(failing_line(result, check_source(trial.answer, trial.check)), CITED_WIDTH)
    return f"the check fails on the answer: {error}" + (f" at `{line}`" if line else "")


def _language_problem(note: Note) -> Problem:
    assert isinstance(note.body, Code), "only code notes have a language"
    language = one_line(note.body.language, CITED_WIDTH)
    return _problem(note, "check-language-unknown", f"the check is in {language} and was not run: only python is")


def _problem(note: Note, code: str, message: str) -> Problem:
    return problem(note.place.path, note.place.line, note.place.column, code, f"{note.key}: {message}")


def _is_python(note: Note) -> bool:
    return isinstance(note.body, Code) and note.body.language.strip().lower() in PYTHON_NAMES


def _say_nothing(done: int, total: int) -> None:
    """The progress of a caller who did not ask for it."""
