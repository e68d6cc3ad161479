"""`prepdeck rehearse`: a story or the pitch aloud, against the clock."""

import os
import sys
from typing import TYPE_CHECKING

import click

from prepdeck.cli.limit import LIMIT
from prepdeck.cli.opening import confirm_clock, open_screen, opened
from prepdeck.cli.output import print_json, print_note, print_text

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.rehearsing import Subject
    from prepdeck.study.stories import Shelf


@click.command()
@click.argument("question", nargs=-1, metavar="[QUESTION]...")
@click.option("--story", "slug", default="", metavar="S", help="The story to answer with.")
@click.option("--pitch", type=click.Choice(["30", "60", "120"]), help="Introduce yourself in so many seconds.")
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.option("--history", is_flag=True, help="List what was rehearsed, newest first.")
@click.option("--limit", default=20, show_default=True, type=LIMIT, help="The most rehearsals to list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def rehearse(
    ctx: click.Context,
    question: tuple[str, ...],
    slug: str,
    pitch: str | None,
    plain: bool,
    history: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Tell a story or your pitch aloud, on the clock.

    QUESTION is a card's key, a competency, or words of the question; without it one is drawn, what was really asked
    first. Where there is no terminal the question is only printed.
    """
    if history:
        _print_history(ctx, limit, as_json)
        return
    from prepdeck.study.request import RehearsalRequest

    request = RehearsalRequest(" ".join(question), slug, int(pitch) if pitch else None)
    on_terminal = sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"
    if on_terminal and not plain and not as_json:
        ctx.exit(open_screen(ctx, request))
    from prepdeck.study.rehearsing import subject_of
    from prepdeck.study.stories import shelf_of

    with opened(ctx) as collection:
        shelf = shelf_of(collection)
        subject = subject_of(collection, shelf, request)
        if plain:
            confirm_clock(collection)
            _rehearse_plainly(collection, shelf, subject)
        elif as_json:
            print_json(_document(shelf, subject))
        else:
            _print_question(shelf, subject)


def _print_question(shelf: "Shelf", subject: "Subject") -> None:
    print_text(subject.question.text)
    if subject.question.asked_at:
        print_text(f"  asked at {subject.question.asked_at}")
    if subject.pitch is None:
        answers = shelf.matrix.answers(subject.question)
        names = ", ".join(story.slug for story in answers)
        print_text(f"  {subject.seconds} seconds; stories that answer it: {names or 'none yet'}")
    print_text("Rehearse it in a terminal, or line by line: prepdeck rehearse --plain")


def _rehearse_plainly(collection: "Collection", shelf: "Shelf", subject: "Subject") -> None:
    from prepdeck.model.study_day import date_of
    from prepdeck.stories.plain import rehearse_plainly
    from prepdeck.study.rehearsing import last_fix, record_rehearsal

    if subject.story is not None:
        print_text(f"Your story: {subject.story.title}")
    if fix := last_fix(shelf.past, subject):
        print_text(f"Last time you noted: {fix}")
    run = rehearse_plainly(subject.plan, _read_line, _write_line, collection.setup.clock.monotonic_s)
    if run is None:
        print_note("Left before its end; nothing was recorded.")
        return
    recorded = record_rehearsal(collection, subject, run)
    print_text("Recorded.")
    for key, rating, day in recorded.cards:
        print_text(
            f"  {key}: {rating.title}" + (f", due on {date_of(day).isoformat()}" if day is not None else ", back today")
        )


def _print_history(ctx: click.Context, limit: int, as_json: bool) -> None:
    from prepdeck.model.study_day import date_of, instant_text
    from prepdeck.study.rehearsing import rehearsals_of
    from prepdeck.study.stories import shelf_of

    with opened(ctx) as collection:
        past = rehearsals_of(shelf_of(collection).past)[:limit]
    if as_json:
        print_json(
            [
                {
                    "at": instant_text(record.moment.at_ms),
                    "story": told.story,
                    "question": told.question,
                    "seconds": told.seconds,
                    "used_s": told.used_ms / 1000,
                    "probes": [
                        {"probe": number, "used_s": used_ms / 1000, "tick": tick}
                        for number, used_ms, tick in told.probes
                    ],
                    "checklist": [{"item": item, "tick": tick} for item, tick in told.checklist],
                    "fix": told.fix,
                    "take": dict(zip(("words", "wpm", "fillers"), told.take, strict=True)) if told.take else None,
                }
                for record, told in past
            ]
        )
        return
    if not past:
        print_text("Nothing was rehearsed yet.")
    for record, told in past:
        had = sum(tick == "had" for _, tick in told.checklist)
        what = told.story or told.question
        told_text = f"{round(told.used_ms / 1000)} of {told.seconds} s, {had} of {len(told.checklist)}"
        print_text(
            f"{date_of(record.moment.day).isoformat()}  {what}  {told_text}" + (f"  fix: {told.fix}" * bool(told.fix))
        )


def _document(shelf: "Shelf", subject: "Subject") -> dict[str, object]:
    question = subject.question
    return {
        "question": question.key,
        "text": question.text,
        "asked_at": question.asked_at,
        "competencies": list(question.competencies),
        "seconds": subject.seconds,
        "story": subject.story.slug if subject.story else None,
        "stories": [story.slug for story in shelf.matrix.answers(question)],
        "probes": list(subject.plan.probes),
        "checklist": list(subject.plan.checklist),
    }


def _read_line() -> str | None:
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _write_line(text: str) -> None:
    print_text(text)
    sys.stdout.flush()
