"""`prepdeck card`: one card with its memory and history."""

from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.study.lookup import CardDetails


@click.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def card(ctx: click.Context, key: str, as_json: bool) -> None:
    """Show one card's memory and history."""
    from prepdeck.study.lookup import details_of

    with opened(ctx) as collection:
        details = details_of(collection, collection.card_key(key))
    if as_json:
        print_json(card_document(details))
    else:
        _print_card(details)


def card_document(details: "CardDetails") -> dict[str, Any]:
    """The document of `card --json` and `answer --json`."""
    from prepdeck.model.keys import deck_of
    from prepdeck.model.note_text import front_text
    from prepdeck.model.study_day import date_of, instant_text

    state, note = details.state, details.card.note if details.card else None
    memory = state.memory
    return {
        "key": details.key,
        "deck": deck_of(details.key),
        "kind": note.kind if note else None,
        "front": front_text(details.card.note.body) if details.card else None,
        "queue": state.queue,
        "due": due_text(details),
        "interval_days": state.interval_days,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "retrievability": details.retrievability,
        "reps": state.reps,
        "lapses": state.lapses,
        "flagged": state.flagged,
        "pulled_by": state.pulled_by,
        "put_on": date_of(state.put_on).isoformat() if state.put_on is not None else None,
        "reviews": [
            {
                "at": instant_text(review.at_ms),
                "rating": review.rating,
                "interval_days": review.interval_days,
                "stability": review.stability,
                "difficulty": review.difficulty,
                "source": review.source,
                "duration_ms": review.duration_ms,
            }
            for review in details.reviews
        ],
    }


def due_text(details: "CardDetails") -> str | None:
    """When the card is due: an ISO date, or a UTC instant while learning."""
    from prepdeck.model.study_day import date_of, instant_text

    if details.state.due_at_ms is not None:
        return instant_text(details.state.due_at_ms)
    return date_of(details.state.due_day).isoformat() if details.state.due_day is not None else None


def _print_card(details: "CardDetails") -> None:
    from prepdeck.drills.intervals import days_text
    from prepdeck.model.note_text import front_text
    from prepdeck.model.rating import Rating
    from prepdeck.model.study_day import date_of

    state = details.state
    print_text(f"{details.key}  {state.queue}{', flagged' if state.flagged else ''}{', a leech' * state.is_leech}")
    if details.card is None:
        print_text("Its note is not in the library now; the history is kept and returns with it.")
    else:
        note = details.card.note
        print_text(front_text(details.card.note.body))
        print_text(f"{note.kind} · {note.tier}{' · ' + ', '.join(note.tags) if note.tags else ''}")
        print_text(f"{note.place.path}:{note.place.line}")
    print_text()
    if due := due_text(details):
        print_text(f"due            {due}{', put on this day by you' * (state.put_on is not None)}")
    if state.memory is not None:
        recall = f"{details.retrievability:.0%}" if details.retrievability is not None else "unknown"
        print_text(f"recall today   {recall}")
        print_text(f"stability      {state.memory.stability:.1f} days (90 % are recalled after that long)")
        print_text(f"difficulty     {state.memory.difficulty:.1f} of 10")
    print_text(f"answers        {state.reps}, forgotten {counted(state.lapses, 'time')}")
    if not details.reviews:
        return
    print_text()
    header = ("date", "rating", "next", "stability", "took", "source")
    rows = [
        (
            date_of(review.day).isoformat(),
            Rating(review.rating).title,
            days_text(review.interval_days) if review.interval_days else "minutes",
            f"{review.stability:.1f}" if review.stability is not None else "",
            f"{review.duration_ms / 1000:.0f} s",
            review.source,
        )
        for review in details.reviews
    ]
    print_columns([header, *rows], right=frozenset({3, 4}))
