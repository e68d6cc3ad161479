"""`prepdeck asked`: what was asked in a real interview, to be rehearsed before all else."""

import sys
from datetime import date

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text
from prepdeck.errors import UsageError


@click.command()
@click.argument("questions", nargs=-1, metavar="[QUESTION]...")
@click.option("--company", default="", metavar="C", help="Where it was asked.")
@click.option("--round", "round_name", default="", metavar="R", help="In which round.")
@click.option("--on", metavar="DATE", help="The interview's date; today where nothing is said.")
@click.option("--shows", "competency", default="", metavar="NAME", help="The competency they ask for.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def asked(
    ctx: click.Context,
    questions: tuple[str, ...],
    company: str,
    round_name: str,
    on: str | None,
    competency: str,
    as_json: bool,
) -> None:
    """Record what a real interview asked, or list it.

    Each QUESTION becomes a card, and is drawn first in a rehearsal. `-` reads them from standard input, a line each.
    With --company alone they are asked for in a terminal. Without anything, what was asked so far is listed.
    """
    from prepdeck.model.study_day import date_of
    from prepdeck.study.asked import asked_questions, record_asked
    from prepdeck.study.refreshing import refresh

    texts = [line for line in sys.stdin.read().splitlines() if line.strip()] if questions == ("-",) else list(questions)
    with opened(ctx) as collection:
        if not texts and company:
            texts = _typed_questions()
        if texts:
            if not company:
                raise UsageError("Where was it asked?", "prepdeck asked --company C --round R QUESTION...")
            day = date_of(collection.now().day) if on is None else _date(on)
            done = record_asked(collection, company, round_name, day, texts, competency)
            refresh(collection)
            if not as_json:
                what = counted(len(done.questions), "question")
                print_text(
                    f"Recorded {what}; prepdeck rehearse asks {'it' if len(done.questions) == 1 else 'them'} first."
                )
                return
        listed = asked_questions(collection)
    if as_json:
        print_json(
            [
                {"key": one.key, "question": one.text, "company": one.company, "round": one.round, "on": one.on}
                for one in listed
            ]
        )
        return
    if not listed:
        print_text("Nothing was recorded yet. After an interview: prepdeck asked --company C --round R QUESTION...")
    where = ""
    for one in listed:
        place = ", ".join(part for part in (one.on, one.company, one.round) if part)
        if place != where:
            print_text(place)
            where = place
        print_text(f"  {one.text}  ({one.key})")


def _typed_questions() -> list[str]:
    """The questions, one a line, asked for where there is somebody to ask."""
    if not sys.stdin.isatty():
        raise UsageError(
            "No question was given.", "prepdeck asked --company C --round R QUESTION..., or - to read lines"
        )
    click.echo("What was asked? One question a line, an empty line ends.", err=True)
    texts = []
    while line := str(click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True)).strip():
        texts.append(line)
    return texts


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date.", "Write it as 2026-12-13.") from error
