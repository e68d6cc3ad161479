"""`prepdeck optimize`: fit FSRS to the user's own reviews."""

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_json, print_text


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def optimize(ctx: click.Context, as_json: bool) -> None:
    """Fit the scheduling to your memory, where it predicts better.

    The newest fifth of your reviews is held out to judge by. prepdeck undo takes new weights back.
    """
    from prepdeck.study.optimizing import optimize as fit

    with opened(ctx) as collection:
        found = fit(collection)
        weights = collection.parameters.weights
    if as_json:
        print_json(
            {
                "reviews": found.reviews,
                "scored": found.fit.scored,
                "held_out": found.fit.held_out,
                "log_loss_before": found.fit.before,
                "log_loss_after": found.fit.after,
                "adopted": found.is_adopted,
                "reason": found.reason or None,
                "weights": list(weights),
            }
        )
        return
    if found.fit.before is not None and found.fit.after is not None:
        held_out = counted(found.fit.held_out, "held-out review")
        print_text(f"Log-loss on {held_out}: {found.fit.before:.4f} before, {found.fit.after:.4f} after.")
    if found.is_adopted:
        print_text(f"Adopted: intervals follow your own {counted(found.reviews, 'answer')} from now on.")
        print_text("Take it back: prepdeck undo")
    else:
        print_text(f"Nothing was changed. {found.reason}")
