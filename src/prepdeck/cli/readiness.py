"""`prepdeck readiness`: every requirement of a role, what is known of it, and what to do next."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.mock_keeping import write_report_file
from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_columns, print_json, print_note, print_text

if TYPE_CHECKING:
    from prepdeck.readiness.scores import Readiness, RequirementScore
    from prepdeck.study.readiness import RoleReadiness

_MOST_GAPS = 5
_MOST_COLUMNS = 12
"""Weeks that fit side by side; all of them are in the JSON document."""


@click.command()
@click.option("--role", default="", metavar="ROLE", help="Another role than the goal's.")
@click.option(
    "--check", "items", multiple=True, metavar="ITEM", help="Tick an item of the checklist, or open it again."
)
@click.option("--history", "by_week", is_flag=True, help="How it moved by week since you began.")
@click.option("--markdown", "file", default="", metavar="FILE", help="Write a report to FILE.")
@click.option("--force", is_flag=True, help="Write FILE also where there is one already.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def readiness(
    ctx: click.Context, role: str, items: tuple[str, ...], by_week: bool, file: str, force: bool, as_json: bool
) -> None:
    """Show how ready you are for a role on the day."""
    from prepdeck.readiness.report import history_document, readiness_report
    from prepdeck.study.readiness import readiness_for
    from prepdeck.study.ready_then import ready_then
    from prepdeck.study.roles import check_items

    with opened(ctx) as collection:
        found = readiness_for(collection, role or None)
        if items:
            check_items(collection, found.role, items)
            found = readiness_for(collection, role or None)
        weeks = ready_then(collection, role or None).weeks if by_week else ()
    if file:
        path = Path(file).absolute()
        write_report_file(path, readiness_report(found.scored), force)
        print_note(f"Wrote {path}.")
    if as_json:
        print_json(_document(found) | ({"weeks": history_document(weeks)} if by_week else {}))
    elif by_week:
        _print_weeks(found, weeks)
    elif not file:
        _print(found)


def _document(found: "RoleReadiness") -> dict[str, Any]:
    from prepdeck.readiness.report import readiness_document

    checklist = [
        {"item": item.slug, "title": item.title, "done": item.slug in found.done} for item in found.role.checklist
    ]
    return readiness_document(found.scored) | {"checklist": checklist}


def _print(found: "RoleReadiness") -> None:
    scored = found.scored
    day = f"On {scored.on}, if nothing more is studied until then" if found.is_aimed_at else "Today"
    print_text(f"{scored.title}. {day}:")
    weakest = scored.weakest_must
    if weakest is not None:
        print_text(f"WEAKEST MUST-HAVE: {weakest.requirement.title}, {_score(weakest.ready)}")
    print_text(f"Overall {_score(scored.overall)}; {scored.known:.0%} of it is known.")
    print_text()
    print_columns(
        [("class", "weight", "ready", "known", "name", "requirement"), *map(_row, scored.requirements)],
        right=frozenset({1, 2, 3}),
    )
    print_text()
    for place, gap in enumerate(found.gaps[:_MOST_GAPS], 1):
        print_text(f"{place}. {gap.score.requirement.title}: {gap.action.text}")
    if found.role.checklist:
        print_text()
        for item in found.role.checklist:
            print_text(f"[{'x' if item.slug in found.done else ' '}] {item.slug}: {item.title}")


def _print_weeks(found: "RoleReadiness", weeks: "tuple[Readiness, ...]") -> None:
    """What was shown of each requirement at the end of a week: recall, mocks and stories, the unknown counting 0."""
    if not weeks:
        print_text("There is no answer yet. What is shown of each requirement will stand here, week by week.")
        return
    print_text(f"{found.scored.title}. Shown at the end of each week, out of 100; what is not known counts 0:")
    print_text()
    shown = [dates[-_MOST_COLUMNS:] for dates in zip(*map(_shown, weeks), strict=True)]
    head = ("name", *(week.on[5:] for week in weeks[-_MOST_COLUMNS:]))
    names = [score.requirement.slug for score in weeks[-1].requirements]
    together = ("all together", *(f"{week.shown:.0f}" for week in weeks[-_MOST_COLUMNS:]))
    rows = [head, together, *((name, *row) for name, row in zip(names, shown, strict=True))]
    print_columns(rows, right=frozenset(range(1, len(head))))
    if len(weeks) > _MOST_COLUMNS:
        print_text()
        print_text(f"The newest {_MOST_COLUMNS} of {len(weeks)} weeks; --json has them all.")


def _shown(week: "Readiness") -> list[str]:
    return [f"{100 - score.shortfall:.0f}" if score.known else "?" for score in week.requirements]


def _row(score: "RequirementScore") -> tuple[str, ...]:
    asked = score.requirement
    known = f"{score.known:.0%}"
    return (asked.requirement_class, f"{asked.weight:g}", _score(score.ready), known, asked.slug, asked.title)


def _score(ready: float | None) -> str:
    return "unknown" if ready is None else f"{ready:.0f} %"
