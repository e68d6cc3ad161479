"""`prepdeck import FILE.jsonl`: take over what another home exported."""

from pathlib import Path

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text


def restore_lines(ctx: click.Context, path: Path, dry_run: bool, trust: bool, as_json: bool) -> None:
    """Add the deck files and the records that are not here yet."""
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
    print_text(f"{path.name}: jsonl of a collection")
    print_text(f"  {counted(len(plan.written), 'file')} new, {plan.known_files} here already")
    for folder in dict.fromkeys(file.parent for file in plan.written):
        print_text(f"    into {folder}: {sum(file.parent == folder for file in plan.written)}")
    print_text(f"  {counted(plan.new_records, 'record')} new, {plan.known_records} here already")
    if plan.settings:
        print_text(f"  settings that are not set here: {', '.join(plan.settings)}")
    for left in plan.left_out:
        print_text(f"  left out {left.where}: {left.why}")
    if dry_run:
        print_text("Nothing was written.")
    elif not plan.changes_anything:
        print_text("Nothing changed.")
