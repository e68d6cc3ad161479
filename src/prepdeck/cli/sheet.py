"""`prepdeck sheet`: one page for the day before."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import print_json, print_text

if TYPE_CHECKING:
    from prepdeck.stories.sheet import Sheet


@click.command()
@click.argument("path", required=False, type=Path, metavar="[FILE]")
@click.option("--plain", is_flag=True, help="Plain text, 60 lines of 90 characters.")
@click.option("--framework", default="", metavar="F", help="Whose minute marks; nine-step where nothing is said.")
@click.option("--minutes", default=45, show_default=True, metavar="N", help="The length of the interview.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def sheet(ctx: click.Context, path: Path | None, plain: bool, framework: str, minutes: int, as_json: bool) -> None:
    """Write one page for the day before, to FILE or here."""
    from prepdeck.stories.sheet import markdown_lines, plain_lines
    from prepdeck.study.private_files import write_private
    from prepdeck.study.sheet import sheet_of

    with opened(ctx) as collection:
        page = sheet_of(collection, framework, minutes)
    if as_json:
        print_json(_document(page))
        return
    text = "\n".join(plain_lines(page) if plain else markdown_lines(page))
    if path is None:
        print_text(text)
    else:
        write_private(path, f"{text}\n".encode())
        print_text(f"Wrote {path}, readable by you alone.")


def _document(page: "Sheet") -> dict[str, object]:
    return {
        "title": page.title,
        "cards": [
            {"key": card.key, "front": card.front, "back": card.back, "recall": card.recall} for card in page.cards
        ],
        "framework": page.framework,
        "marks": [{"minute": mark.minute, "title": mark.title} for mark in page.marks],
        "stories": [
            {
                "story": story.slug,
                "title": story.title,
                "competencies": list(story.competencies),
                "one_liner": story.one_liner,
                "claim": story.claim,
            }
            for story in page.stories
        ],
        "questions": list(page.questions),
    }
