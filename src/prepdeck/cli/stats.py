"""`prepdeck stats`: progress in numbers."""

from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.study.progress import Bar, Progress


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def stats(ctx: click.Context, as_json: bool) -> None:
    """Show what was done, how well it was remembered, what is ahead."""
    from prepdeck.study.progress import progress_of

    with opened(ctx) as collection:
        progress = progress_of(collection)
    if as_json:
        print_json(_document(progress))
    else:
        _print(progress)


def _document(progress: "Progress") -> dict[str, Any]:
    from prepdeck.model.study_day import date_of

    return {
        "day": date_of(progress.today).isoformat(),
        "reviews": progress.reviews,
        "minutes": round(progress.minutes, 1),
        "cards_seen": progress.cards_seen,
        "days": [
            {
                "day": date_of(each.day).isoformat(),
                "reviews": each.reviews,
                "new": each.introduced,
                "reviewed": each.reviewed,
                "recalled": each.passed,
                "minutes": round(each.duration_ms / 60_000, 1),
            }
            for each in progress.days
        ],
        "retention": [
            {
                "month": each.month,
                "deck": each.deck or None,
                "reviewed": each.reviewed,
                "recalled": each.passed,
                "retention": None if each.retention is None else round(each.retention, 4),
                "desired": round(each.desired, 4),
            }
            for each in progress.retention
        ],
        "load": [{"day": date_of(day).isoformat(), "due": due} for day, due in progress.load.items()],
        "stability": _bars(progress.stability),
        "difficulty": _bars(progress.difficulty),
        "retrievability": _bars(progress.retrievability),
        "phases": [
            {
                "framework": each.framework,
                "phase": each.phase,
                "runs": each.runs,
                "over": each.over,
                "planned_s": round(each.planned_ms / 1000),
                "used_s": round(each.used_ms / 1000),
            }
            for each in progress.rehearsed.phases
        ],
        "axes": [
            {"framework": each.framework, "axis": each.axis, "scores": list(each.scores)}
            for each in progress.rehearsed.axes
        ],
        "guesses": None
        if progress.rehearsed.guesses is None
        else {
            "guesses": progress.rehearsed.guesses.guesses,
            "right": progress.rehearsed.guesses.right,
            "too_high": progress.rehearsed.guesses.too_high,
            "mean_delta": round(progress.rehearsed.guesses.mean_delta, 2),
        },
        "confusions": [
            {"right": each.right, "chosen": each.chosen, "times": each.times, "key": each.key}
            for each in progress.confusions
        ],
    }


def _bars(bars: "tuple[Bar, ...]") -> list[dict[str, Any]]:
    return [{"from": bar.low, "to": bar.high, "cards": bar.cards} for bar in bars]


def _print(progress: "Progress") -> None:
    if not progress.days and not progress.cards_seen:
        print_text("Nothing was studied yet: prepdeck drill")
        return
    days = counted(len(progress.days), "day")
    print_text(f"{counted(progress.reviews, 'answer')} on {days} of the last year, {progress.minutes:.0f} minutes.")
    print_text(f"{counted(progress.cards_seen, 'card')} seen. Due in the next 30 days: {sum(progress.load.values())}.")
    if not progress.retention:
        print_text("True retention is known once a card comes back on a later day.")
        return
    print_text()
    rows = [
        (
            each.month,
            each.deck or "all decks",
            str(each.reviewed),
            "no review" if each.retention is None else f"{each.retention:.0%}",
            f"{each.desired:.0%}",
        )
        for each in progress.retention
    ]
    print_columns([("month", "deck", "reviewed", "recalled", "desired"), *rows], right=frozenset({2, 3, 4}))
