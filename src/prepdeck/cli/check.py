"""`prepdeck check`: what is wrong in deck files, where, and what to write instead."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import setup_of
from prepdeck.cli.output import counted, print_json, print_note, print_text
from prepdeck.errors import UsageError

if TYPE_CHECKING:
    from prepdeck.library.check import Checked
    from prepdeck.model.problem import Problem


@click.command()
@click.argument("paths", nargs=-1, type=Path, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Write missing ids into the files; nothing else in them changes.")
@click.option("--run", "runs", is_flag=True, help="Run the checks of code notes, in decks you trust.")
@click.option("--stale", is_flag=True, help="Tell facts that are older than their expires_after.")
@click.option("--style", is_flag=True, help="Suggest what would make cards easier to learn.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors for the exit code.")
@click.option("--since", metavar="REV", help="Only files that changed since this revision of git.")
@click.option("--watch", "watches", is_flag=True, help="Check again whenever a file is saved, until Ctrl+C.")
@click.option("--format", "form", type=click.Choice(["text", "github"]), default="text", help="How to print problems.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    fix: bool,
    runs: bool,
    stale: bool,
    style: bool,
    strict: bool,
    since: str | None,
    watches: bool,
    form: str,
    as_json: bool,
) -> None:
    """Check deck files: those under PATH, or the whole library.

    `check --fix -` reads a deck on stdin and writes it to stdout with its ids, for formatters.
    """
    if Path("-") in paths:
        _fix_stream(paths, fix)
        return
    told = _Told(ctx, runs, stale, style, strict, form, as_json)
    if since is not None:
        from prepdeck.study.git_files import changed_files

        folders = paths or (Path(),)
        found = dict.fromkeys(path for folder in folders for path in changed_files(folder, since))
        inside = [folder.resolve() for folder in folders]
        paths = tuple(path for path in found if any(path.is_relative_to(folder) for folder in inside))
        if not paths:
            print_note(f"No deck file changed since {since}.")
            return
    if watches:
        from prepdeck.cli.watching import watch
        from prepdeck.study.authoring import file_stamps

        watch(lambda: file_stamps(told.setup, paths), lambda: told.check(paths, fix))
    elif told.check(paths, fix):
        ctx.exit(1)


def _fix_stream(paths: tuple[Path, ...], fix: bool) -> None:
    if not fix or len(paths) > 1:
        raise UsageError("- stands for stdin, and only alone with --fix.", "prepdeck check --fix - < deck.yaml")
    from prepdeck.study.authoring import with_missing_ids

    source = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    written, _ = with_missing_ids(source)
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
    else:
        sys.stdout.write(written.decode("utf-8", "replace"))


class _Told:
    """One way of checking and telling; `check` says whether the exit code is that of a failed check."""

    def __init__(
        self, ctx: click.Context, runs: bool, stale: bool, style: bool, strict: bool, form: str, as_json: bool
    ) -> None:
        self.setup = setup_of(ctx)
        self._runs = runs
        self._stale = stale
        self._style = style
        self._strict = strict
        self._form = form
        self._as_json = as_json

    def check(self, paths: tuple[Path, ...], fix: bool) -> bool:
        """Check these files, or all, and print what was found."""
        from prepdeck.model.problem import Severity
        from prepdeck.study.authoring import (
            check_files,
            run_code_checks,
            stale_facts,
            style_suggestions,
            write_missing_ids,
        )

        if fix:
            for path, count in write_missing_ids(self.setup, paths):
                print_note(f"{path}: wrote {counted(count, 'id')}")
        checked = check_files(self.setup, paths)
        problems = list(checked.problems)
        if self._stale:
            problems += stale_facts(checked, self.setup.clock.now().day)
        if self._style:
            problems += style_suggestions(checked)
        report, refusal = None, None
        if self._runs:
            try:
                report = run_code_checks(self.setup, checked, _show_progress)
                problems += report.problems
            except UsageError as error:
                refusal = error  # told after everything that was found without running anything
        problems.sort(key=lambda problem: (problem.path, problem.line, problem.column))
        self._print(problems)
        if not self._as_json:
            _print_summary(problems, checked)
            if not self._style and (untold := len(style_suggestions(checked, own_only=True))):
                print_note(f"{counted(untold, 'style suggestion')}: --style shows {'them' if untold > 1 else 'it'}.")
        if report is not None:
            skipped = f", {report.skipped} skipped" if report.skipped else ""
            print_note(f"{counted(report.executed, 'check')} executed{skipped}.")
        if refusal is not None:
            raise refusal
        worst = max((problem.severity for problem in problems), default=Severity.SUGGESTION)
        return worst is Severity.ERROR or (self._strict and worst is Severity.WARNING)

    def _print(self, problems: "list[Problem]") -> None:
        if self._as_json:
            print_json([_document(problem) for problem in problems])
            return
        for problem in problems:
            if self._form == "github":
                print_text(_github_line(problem))
                continue
            print_text(str(problem))
            if problem.hint:
                print_text(f"    {problem.hint}")


_GITHUB_LEVELS = {"error": "error", "warning": "warning", "suggestion": "notice"}


def _github_line(problem: "Problem") -> str:
    """A workflow command, which GitHub shows at the line of the file."""

    def value(text: str, signs: str = "%\r\n") -> str:
        return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)

    place = f"file={value(problem.path, '%:,')},line={problem.line},col={problem.column},title={problem.code}"
    said = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::{_GITHUB_LEVELS[problem.severity.title]} {place}::{value(said)}"


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


def _print_summary(problems: "list[Problem]", checked: "Checked") -> None:
    counts = dict.fromkeys(("error", "warning", "suggestion"), 0)
    for problem in problems:
        counts[problem.severity.title] += 1
    told = ", ".join(counted(count, title) for title, count in counts.items() if count)
    notes = counted(sum(len(deck.notes) for deck in checked.decks), "note")
    print_note(f"{counted(len(checked.files), 'file')}, {notes}{_extended(checked)}: {told or 'clean'}.")


def _extended(checked: "Checked") -> str:
    """What the files do to decks of other files: ` (2 added, 1 replaced in fsdp)`."""
    by_deck: dict[str, dict[str, int]] = {}
    for each in checked.extensions:
        counts = by_deck.setdefault(each.deck, dict.fromkeys(("added", "replaced", "hidden"), 0))
        counts["added"] += len(each.added)
        counts["replaced"] += len(each.replaced)
        counts["hidden"] += len(each.hidden)
    said = [
        f"{', '.join(f'{count} {what}' for what, count in counts.items() if count)} in {deck}"
        for deck, counts in by_deck.items()
        if any(counts.values())
    ]
    return f" ({'; '.join(said)})" if said else ""


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rrunning checks: {done} of {total}" + ("\n" if done == total else ""))
        sys.stderr.flush()
