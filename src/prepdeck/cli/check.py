"""`prepdeck check`: what is wrong in deck files, where, and what to write instead."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import setup_of
from prepdeck.cli.output import counted, print_json, print_note, print_text
from prepdeck.errors import UsageError

if TYPE_CHECKING:
    from prepdeck.model.problem import Problem


@click.command()
@click.argument("paths", nargs=-1, type=Path, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Write missing ids into the files; nothing else in them changes.")
@click.option("--run", "runs", is_flag=True, help="Run the checks of code notes, in decks you trust.")
@click.option("--stale", is_flag=True, help="Tell facts that are older than their expires_after.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors for the exit code.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def check(
    ctx: click.Context, paths: tuple[Path, ...], fix: bool, runs: bool, stale: bool, strict: bool, as_json: bool
) -> None:
    """Check deck files: those under PATH, or the whole library."""
    from prepdeck.model.problem import Severity
    from prepdeck.study.authoring import check_files, run_code_checks, stale_facts, write_missing_ids

    setup = setup_of(ctx)
    if fix:
        for path, count in write_missing_ids(setup, paths):
            print_note(f"{path}: wrote {counted(count, 'id')}")
    checked = check_files(setup, paths)
    problems = list(checked.problems)
    if stale:
        problems += stale_facts(checked, setup.clock.now().day)
    report, refusal = None, None
    if runs:
        try:
            report = run_code_checks(setup, checked, _show_progress)
            problems += report.problems
        except UsageError as error:
            refusal = error  # told after everything that was found without running anything
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.column))
    if as_json:
        print_json([_document(problem) for problem in problems])
    else:
        for problem in problems:
            print_text(str(problem))
            if problem.hint:
                print_text(f"    {problem.hint}")
        _print_summary(problems, len(checked.files), sum(len(deck.notes) for deck in checked.decks))
    if report is not None:
        skipped = f", {report.skipped} skipped" if report.skipped else ""
        print_note(f"{counted(report.executed, 'check')} executed{skipped}.")
    if refusal is not None:
        raise refusal
    worst = max((problem.severity for problem in problems), default=Severity.SUGGESTION)
    if worst is Severity.ERROR or (strict and worst is Severity.WARNING):
        ctx.exit(1)


def _document(problem: "Problem") -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.title,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _print_summary(problems: "list[Problem]", files: int, notes: int) -> None:
    counts = dict.fromkeys(("error", "warning", "suggestion"), 0)
    for problem in problems:
        counts[problem.severity.title] += 1
    told = ", ".join(counted(count, title) for title, count in counts.items() if count)
    print_note(f"{counted(files, 'file')}, {counted(notes, 'note')}: {told or 'clean'}.")


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rrunning checks: {done} of {total}" + ("\n" if done == total else ""))
        sys.stderr.flush()
