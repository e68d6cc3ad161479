"""`prepdeck schema`: the JSON Schemas of the files people write."""

from pathlib import Path

import click

from prepdeck.cli.output import print_text


@click.command()
@click.argument("folder", type=Path, default=Path("schemas"))
def schema(folder: Path) -> None:
    """Write the JSON Schemas for editors to FOLDER."""
    from prepdeck.study.authoring import write_schemas

    for path in write_schemas(folder):
        print_text(str(path))
