"""`prepdeck load`: how much comes when, and the two knobs that change it: easy days and the desired retention."""

from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.scheduling.workload import WorkloadPoint
    from prepdeck.study.load import Load
    from prepdeck.study.retention import RetentionCurve

_BAR = 30


@click.command()
@click.option("--easy", metavar="DAY=PERCENT[,...]", help="How full weekdays may be: sat=50,sun=0; none for all alike.")
@click.option("--retention", metavar="SHARE", help="The recall to ask for, 0.70 to 0.97; default for the deck files'.")
@click.option("--deck", metavar="DECK", help="Set the retention for this deck only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def load(ctx: click.Context, easy: str | None, retention: str | None, deck: str | None, as_json: bool) -> None:
    """Show how much comes when; set easy days, desired retention.

    Each change is one action that prepdeck undo takes back.
    """
    from prepdeck.scheduling.forecast import finished
    from prepdeck.study.easy_days import set_easy_days
    from prepdeck.study.load import KEPT, load_of
    from prepdeck.study.retention import require_retention, retention_curve, set_retention

    if deck is not None and retention is None:
        raise click.UsageError("--deck goes with --retention: say which one, as --retention 0.92.", ctx)
    changes = []
    with opened(ctx) as collection:
        wanted = None if retention is None else require_retention(retention)
        if deck:
            collection.require_decks([deck])
        if easy is not None:
            changes.append(f"Easy days: {_easy_text(set_easy_days(collection, easy).percents)}. {KEPT}")
        if retention is not None:
            changes.append(set_retention(collection, wanted, deck or "").text)
        found = load_of(collection)
        curve = finished(retention_curve(collection)) if as_json or not changes else None
    if as_json:
        print_json(_document(found, curve, changes))
        return
    for change in changes:
        print_text(change)
    if not changes:
        _print_load(found)
        _print_retentions(found)
        _print_curve(curve)
    for note in found.notes:
        print_text(note)
    if changes:
        print_text("Take it back: prepdeck undo" if len(changes) == 1 else "Take them back one by one: prepdeck undo")


def _easy_text(percents: tuple[int, ...]) -> str:
    from prepdeck.model.easy_days import easy_days_text

    return easy_days_text(percents) or "none, all days alike"


def _print_load(found: "Load") -> None:
    from prepdeck.model.study_day import date_of

    total, most = sum(found.due.values()), max(found.due.values())
    if not total:
        print_text("Nothing comes back in the next 30 days: prepdeck drill asks the first cards.")
        return
    print_text(f"{counted(total, 'review')} in the next 30 days, as things stand; new cards add to it.")
    print_text(f"Easy days: {_easy_text(found.easy_days.percents)}{_ORIGINS[found.easy_days.origin]}.")
    rows = []
    for day, due in found.due.items():
        percent = found.easy_days.percents[date_of(day).weekday()]
        name = "today" if day == found.today else f"{date_of(day):%a %d %b}"
        rows.append(
            (name, str(due), "█" * max(round(_BAR * due / most), due > 0), "" if percent == 100 else _of(percent))
        )
    print_columns(rows, right=frozenset({1}))


_ORIGINS = {"you": "", "goal": ", from the minutes of your goal", "": ""}


def _of(percent: int) -> str:
    return "easy: none where possible" if percent == 0 else f"{percent} % of an ordinary day"


def _print_retentions(found: "Load") -> None:
    from prepdeck.study.retention import retentions_text

    if found.retentions:
        print_text(f"Desired retention: {retentions_text(found.retentions)}.")


def _print_curve(curve: "RetentionCurve | None") -> None:
    if curve is None:
        return
    print_text()
    seen = counted(curve.cards, "card")
    print_text(f"What another retention would cost, on the mean of a year, for the {seen} seen, without new ones:")
    rows = [_row(point, "") for point in curve.points]
    place = sum(point.retention < curve.present.retention for point in curve.points)
    if place < len(curve.points) and abs(curve.points[place].retention - curve.present.retention) < 0.0005:
        rows[place] = _row(curve.points[place], "now")
    else:
        rows.insert(place, _row(curve.present, "now"))
    header = ("retention", "reviews a day", "minutes a day", "remembered", "")
    print_columns([header, *rows], right=frozenset({0, 1, 2, 3}))


def _row(point: "WorkloadPoint", mark: str) -> tuple[str, ...]:
    from prepdeck.study.retention import a_day, shown

    return (shown(point.retention), a_day(point.reviews), a_day(point.minutes), f"{point.recall:.0%}", mark)


def _document(found: "Load", curve: "RetentionCurve | None", changes: list[str]) -> dict[str, Any]:
    from prepdeck.model.goal import WEEKDAYS
    from prepdeck.model.study_day import date_of

    return {
        "day": date_of(found.today).isoformat(),
        "load": [{"day": date_of(day).isoformat(), "due": due} for day, due in found.due.items()],
        "easy_days": dict(zip(WEEKDAYS, found.easy_days.percents, strict=True)),
        "easy_days_from": found.easy_days.origin or None,
        "retention": [{"deck": each.deck, "desired": each.desired, "cards": each.cards} for each in found.retentions],
        "cards": curve.cards if curve else 0,
        "present": _point(curve.present) if curve else None,
        "curve": [_point(point) for point in curve.points] if curve else [],
        "notes": list(found.notes),
        "changes": changes,
    }


def _point(point: "WorkloadPoint") -> dict[str, float]:
    return {
        "retention": round(point.retention, 4),
        "reviews": round(point.reviews, 3),
        "minutes": round(point.minutes, 3),
        "recall": round(point.recall, 4),
    }
