"""The option `--limit` of several commands: a count that any list can be cut to."""

import click

LIMIT = click.IntRange(1, 1_000_000)
"""At least one; and a bound, because a database holds no number of any length."""
