"""`prepdeck export`: decks for other programs, or everything for another home."""

from pathlib import Path

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text


@click.command("export")
@click.argument("path", type=Path, metavar="FILE")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--public", is_flag=True, help="Leave out everything personal.")
@click.option("--scheduling", is_flag=True, help="Take history and schedule into an Anki package.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def export_file(
    ctx: click.Context, path: Path, decks: tuple[str, ...], public: bool, scheduling: bool, force: bool, as_json: bool
) -> None:
    """Export to FILE: apkg, csv, tsv, Markdown or jsonl.

    Its ending says which: a jsonl file holds the whole collection, the others the decks named, or all.
    """
    from prepdeck.study.exporting import export

    with opened(ctx) as collection:
        done = export(collection, path, decks, public=public, scheduling=scheduling, force=force)
    if as_json:
        print_json(
            {
                "path": str(done.path),
                "decks": done.decks,
                "notes": done.notes,
                "files": done.files,
                "records": done.records,
                "left_out": list(done.left_out),
            }
        )
        return
    if done.files:
        print_text(f"Wrote {done.path}: {counted(done.files, 'file')}, {counted(done.records, 'record')}.")
    else:
        print_text(f"Wrote {done.path}: {counted(done.notes, 'note')} of {counted(done.decks, 'deck')}.")
    for left in done.left_out:
        print_text(f"  left out: {left}")
