"""`prepdeck import`: cards and history from a file of another program, or of prepdeck itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prepdeck.cli.opening import opened, setup_of
from prepdeck.cli.output import print_json, print_text

if TYPE_CHECKING:
    from prepdeck.study.import_plan import ImportPlan
    from prepdeck.study.importing import Imported

_SHOWN_LEFT_OUT = 20


@click.command("import")
@click.argument("path", type=Path, metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Show what would come, and write nothing.")
@click.option("--deck", default="", metavar="SLUG", help="Put all notes into the deck of this name.")
@click.option("--columns", default="", metavar="NAMES", help="What the columns of a table are: front,back,tags.")
@click.option("--no-history", is_flag=True, help="Leave the answers of the past behind.")
@click.option("--trust", is_flag=True, help="Take checks of code along: programs that may be run here.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def import_file(
    ctx: click.Context, path: Path, dry_run: bool, deck: str, columns: str, no_history: bool, trust: bool, as_json: bool
) -> None:
    """Import FILE: apkg, colpkg, csv, tsv, Markdown, org or jsonl."""
    from prepdeck.study.import_plan import plan_import
    from prepdeck.study.importing import carry_out, read_arrival

    if path.suffix.lower() == ".jsonl":
        from prepdeck.cli.restoring import take_over_lines

        take_over_lines(ctx, path, dry_run, trust, as_json)
        return
    if path.suffix.lower() in (".md", ".markdown") and _import_stories(ctx, path, dry_run, as_json):
        return
    arrival = read_arrival(setup_of(ctx), path, [name.strip() for name in columns.split(",")] if columns else ())
    with opened(ctx) as collection:
        plan = plan_import(collection, arrival, deck, with_history=not no_history, trust=trust)
        done = None if dry_run else carry_out(collection, plan, path.name)
        if as_json:
            print_json(_document(plan, done))
        else:
            _print_report(path, plan, done)


def _import_stories(ctx: click.Context, path: Path, dry_run: bool, as_json: bool) -> bool:
    """Take the stories of a Markdown file over, by its headings; False where it has none, and holds cards then."""
    from prepdeck.study.import_report import story_lines
    from prepdeck.study.story_files import import_stories, stories_in

    titles = [story.title for story in stories_in(path)]
    if not titles:
        return False
    written = [] if dry_run else import_stories(setup_of(ctx), path, None)
    if as_json:
        print_json({"stories": titles, "written": [str(each) for each in written]})
        return True
    for line in story_lines(path.name, titles, written):
        print_text(line)
    print_text("Nothing was written." if dry_run else "Readable by you alone. prepdeck check tells what contradicts.")
    return True


def _print_report(path: Path, plan: "ImportPlan", done: "Imported | None") -> None:
    from prepdeck.study.import_report import import_lines

    for line in import_lines(path.name, plan, done, _SHOWN_LEFT_OUT):
        print_text(line)
    if done is None:
        print_text("Nothing was written.")
    elif not plan.notes and not plan.past:
        print_text("Nothing changed.")
    elif plan.past:
        print_text("prepdeck undo takes the history back; the deck files are yours.")


def _document(plan: "ImportPlan", done: "Imported | None") -> dict[str, Any]:
    return {
        "form": plan.arrival.form,
        "decks": [
            {
                "deck": deck.slug,
                "title": deck.title,
                "path": str(deck.target.path),
                "new": len(deck.new),
                "known": deck.known,
                "differing": deck.differing,
                "options": {name: _as_written(value) for name, value in deck.options.items()},
            }
            for deck in plan.decks
        ],
        "notes": plan.notes,
        "cards": plan.cards,
        "answers": plan.answers,
        "known_answers": plan.known_answers,
        "media": len(plan.media),
        "equal_memories": done.equal_memories if done else None,
        "compared_memories": done.compared_memories if done else None,
        "left_out": [{"where": left.where, "what": left.what, "why": left.why} for left in plan.left_out],
        "told": plan.told,
        "written": [str(file) for file in done.files] if done else [],
    }


def _as_written(value: object) -> object:
    """An option as a deck file has it: steps as durations."""
    from prepdeck.library.deck_writer import duration_text

    return list(map(duration_text, value)) if isinstance(value, tuple) else value
