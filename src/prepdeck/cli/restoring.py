"""`prepdeck import FILE.jsonl`: take over what another home exported."""

from pathlib import Path

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_json, print_text


def take_over_lines(ctx: click.Context, path: Path, dry_run: bool, trust: bool, as_json: bool) -> None:
    """Add the deck files and the records that are not here yet."""
    from prepdeck.study.import_report import restore_lines
    from prepdeck.study.restoring import plan_restore, restore

    with opened(ctx) as collection:
        plan = plan_restore(collection, path, trust)
        if not dry_run and plan.changes_anything:
            restore(collection, path, plan)
    if as_json:
        print_json(
            {
                "form": "jsonl",
                "files": len(plan.written),
                "known_files": plan.known_files,
                "records": plan.new_records,
                "known_records": plan.known_records,
                "left_out": [{"where": left.where, "what": left.what, "why": left.why} for left in plan.left_out],
                "settings": list(plan.settings),
                "written": [] if dry_run else [str(file) for file in plan.written],
            }
        )
        return
    for line in restore_lines(path.name, plan):
        print_text(line)
    if dry_run:
        print_text("Nothing was written.")
    elif not plan.changes_anything:
        print_text("Nothing changed.")
