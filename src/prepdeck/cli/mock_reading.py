"""`prepdeck mock list`, `history`, `show`, `diff`: what there is to rehearse, and what was."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from prepdeck.cli.mock_documents import (
    debriefed_frameworks,
    difference_document,
    elsewhere_document,
    history_document,
    mock_document,
)
from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.study.mock_history import MockHistory, PastMock
    from prepdeck.study.mock_records import StoredElsewhere
    from prepdeck.study.suggesting import Suggestion

_JSON_HELP = "Print one JSON document."


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help=_JSON_HELP)
@click.pass_context
def list_scenarios(ctx: click.Context, as_json: bool) -> None:
    """Show the scenarios there are to rehearse."""
    from prepdeck.study.mock_history import history_of, seen_scenarios
    from prepdeck.study.mock_request import usual_minutes
    from prepdeck.study.scenarios import rehearsables_of
    from prepdeck.study.suggesting import suggestion_of

    with opened(ctx) as collection:
        there_are = rehearsables_of(collection)
        past = history_of(collection)
        suggestion = suggestion_of(collection, past)
        seen = seen_scenarios(collection)
    documents = [
        {
            "scenario": slug,
            "title": about.scenario.title,
            "framework": about.framework.slug,
            "minutes": usual_minutes(about.framework),
            "phases": [phase.slug for phase in about.framework.phases],
            "items": len(about.scenario.items),
            "attempts": past.attempts(slug),
            "seen": slug in seen,
        }
        for slug, about in there_are.items()
    ]
    if as_json:
        print_json(documents)
        return
    if not documents:
        print_text("No scenarios yet. A file of kind scenario in a folder of decks brings one: docs/deck-format.md.")
        return
    columns = ("scenario", "framework", "minutes", "attempts", "title")
    rows = [tuple(str(document[name]) for name in columns) for document in documents]
    print_columns([columns, *rows], right=frozenset({2, 3}))
    if suggestion is not None:
        print_text()
        print_text(_next_text(suggestion))


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_JSON_HELP)
@click.pass_context
def history(ctx: click.Context, as_json: bool) -> None:
    """Show all mocks, newest first, and the habits over several."""
    from prepdeck.study.mock_history import history_of
    from prepdeck.study.suggesting import suggestion_of

    with opened(ctx) as collection:
        past = history_of(collection)
        suggestion = suggestion_of(collection, past)
    rows: list[PastMock | StoredElsewhere] = sorted(
        (*past.mocks, *past.elsewhere), key=lambda row: _instant_ms(row), reverse=True
    )
    if as_json:
        print_json(history_document(past, rows, suggestion))
        return
    if not rows:
        print_text("There is no mock yet. prepdeck mock begins one; prepdeck mock log records one done elsewhere.")
        return
    print_columns([("id", "date", "form", "minutes", "state", "overall", "title"), *map(_history_row, rows)])
    lines = [*_habit_lines(past), *([_next_text(suggestion)] if suggestion else [])]
    for line in ["", *lines] if lines else []:
        print_text(line)


@click.command()
@click.argument("mock_id", required=False, default="", metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help=_JSON_HELP)
@click.pass_context
def show(ctx: click.Context, mock_id: str, as_json: bool) -> None:
    """Show one mock: time, notes and, once debriefed, its result.

    Without ID it is the newest one. What belongs to the reference is shown after the debrief only.
    """
    from prepdeck.study.mock_history import PastMock
    from prepdeck.study.mock_lookup import past_of

    with opened(ctx) as collection:
        past = past_of(collection, mock_id)
    if isinstance(past, PastMock):
        _show_past(past, as_json)
    elif as_json:
        print_json(elsewhere_document(past))
    else:
        _print_elsewhere(past)


def _show_past(past: "PastMock", as_json: bool) -> None:
    from prepdeck.study.mock_export import report_of
    from prepdeck.study.mock_records import short_id

    if as_json:
        print_json(mock_document(past))
        return
    print_text(f"{short_id(past.stored.id)}  {past.state}")
    print_text()
    print_text(report_of(past).rstrip("\n"))
    if past.state in ("unfinished", "to debrief"):
        print_text()
        print_text(f"Go on with it: prepdeck mock resume {short_id(past.stored.id)}")


@click.command()
@click.argument("first", required=False, default="", metavar="[ID]")
@click.argument("second", required=False, default="", metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help=_JSON_HELP)
@click.pass_context
def diff(ctx: click.Context, first: str, second: str, as_json: bool) -> None:
    """Compare two mocks: what became better, what is still missed.

    Without ID it is the newest two attempts at one scenario; with one, that attempt and the one before it.
    """
    from prepdeck.mocks.difference import difference, difference_lines
    from prepdeck.model.study_day import date_of
    from prepdeck.study.mock_lookup import pair_of
    from prepdeck.study.mock_records import short_id

    with opened(ctx) as collection:
        before, after = pair_of(collection, first, second)
    if before.result is None or after.result is None:
        return
    change = difference(before.result, after.result)
    if as_json:
        print_json(difference_document(before, after, change))
        return
    for word, past in (("before", before), ("now", after)):
        on = date_of(past.stored.started.day).isoformat()
        print_text(f"{word:<7} {short_id(past.stored.id)}  {on}  {past.title}")
    if before.result.scenario != after.result.scenario:
        print_text("These are two scenarios: axes and time are compared, what was said is not.")
    print_text()
    for line in difference_lines(change):
        print_text(line)


def _next_text(suggestion: "Suggestion") -> str:
    from prepdeck.model.study_day import date_of

    on = f"{date_of(suggestion.day):%a %d %b}"
    return f"Next, {on}: prepdeck mock {suggestion.scenario} ({suggestion.title}; {suggestion.why})"


def _history_row(row: "PastMock | StoredElsewhere") -> tuple[str, ...]:
    from prepdeck.model.study_day import date_of
    from prepdeck.study.mock_history import PastMock
    from prepdeck.study.mock_records import short_id

    if not isinstance(row, PastMock):
        scores = ", ".join(f"{axis} {score}" for axis, score in row.mock.axes)
        return (short_id(row.id), row.mock.on, "elsewhere", str(row.mock.minutes), "logged", scores, row.mock.scenario)
    setup = row.stored.run.setup
    part = "" if setup.whole else f", {setup.phases[0].slug}"
    form = f"{setup.mode}, {'written' if setup.written else 'spoken'}{part}"
    band = row.result.band if row.result else None
    return (
        short_id(row.stored.id),
        date_of(row.stored.started.day).isoformat(),
        form,
        str(setup.planned_ms // 60_000),
        row.state,
        f"{band} of 4" if band is not None else "",
        row.title,
    )


def _habit_lines(past: "MockHistory") -> Iterator[str]:
    from prepdeck.mocks.spans import offset_text

    for framework in debriefed_frameworks(past):
        overrun = past.overrun(framework)
        if overrun is not None:
            yield f"Time ({framework}): {overrun.text}, by {offset_text(overrun.mean_over_ms)} on average."
    guesses = past.calibration
    if guesses is not None:
        too_low = guesses.guesses - guesses.right - guesses.too_high
        yield (
            f"Guesses: {guesses.right} of {guesses.guesses} were right, {guesses.too_high} too high, {too_low} too low."
        )


def _print_elsewhere(other: "StoredElsewhere") -> None:
    from prepdeck.study.mock_records import short_id

    logged = other.mock
    print_text(f"{short_id(other.id)}  done elsewhere")
    print_text()
    print_text(f"{logged.scenario}: {logged.on}, {counted(logged.minutes, 'minute')}")
    for axis, score in logged.axes:
        print_text(f"{logged.framework}/{axis}: {score} of 4" if logged.framework else f"{axis}: {score} of 4")
    for missed in logged.missed:
        print_text(f"Missed: {missed}")
    if logged.note:
        print_text(logged.note)


def _instant_ms(row: "PastMock | StoredElsewhere") -> int:
    from prepdeck.study.mock_history import PastMock

    return row.stored.started.at_ms if isinstance(row, PastMock) else row.logged.at_ms
