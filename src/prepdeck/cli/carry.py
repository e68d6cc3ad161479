"""`prepdeck carry`: let progress follow a note that was renamed beyond recognition."""

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text
from prepdeck.errors import UsageError


@click.command()
@click.argument("from_key", required=False)
@click.argument("to_key", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def carry(ctx: click.Context, from_key: str | None, to_key: str | None, as_json: bool) -> None:
    """Let progress follow a note that was renamed.

    Alone, it lists the notes that look renamed; with two keys it carries the progress of FROM_KEY to TO_KEY.
    """
    from prepdeck.study.carrying import carry as carry_progress
    from prepdeck.study.carrying import proposals_of

    with opened(ctx) as collection:
        if from_key and to_key:
            collection.card_keys(from_key)
            collection.card_keys(to_key)
            moved = carry_progress(collection, from_key, to_key)
            if not moved:
                raise UsageError(
                    f"{from_key} has no progress that {to_key} could take over.", "prepdeck carry lists what could be."
                )
            print_text(f"Carried the progress of {counted(moved, 'card')} to {to_key}. prepdeck undo takes it back.")
            return
        if from_key:
            raise UsageError("Name both notes.", "prepdeck carry OLD-KEY NEW-KEY")
        proposals = proposals_of(collection)
    if as_json:
        print_json([{"from": p.from_key, "to": p.to_key, "similarity": round(p.similarity, 3)} for p in proposals])
        return
    if not proposals:
        print_text("No note looks renamed.")
    for proposal in proposals:
        print_text(f"{proposal.from_key} -> {proposal.to_key}  {proposal.similarity:.0%} alike")
        print_text(f"    prepdeck carry {proposal.from_key} {proposal.to_key}")
