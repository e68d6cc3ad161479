"""`prepdeck stories`: what your stories show, what is missing, and which questions none of them answers."""

from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import opened
from prepdeck.cli.output import counted, print_columns, print_json, print_text

if TYPE_CHECKING:
    from prepdeck.model.story import Story
    from prepdeck.stories.matrix import Matrix
    from prepdeck.study.stories import Shelf

_SIGNS = {"strong": "●", "ok": "◐", None: "·"}
_COVERS = {"hole": "no story", "weak": "only weak ones", "one": "one story", "covered": ""}
_MOST_QUESTIONS = 8


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def stories(ctx: click.Context, as_json: bool) -> None:
    """Show your stories against competencies, with holes."""
    from prepdeck.stories.advice import advice_lines
    from prepdeck.study.stories import shelf_of

    with opened(ctx) as collection:
        shelf = shelf_of(collection)
    if as_json:
        print_json(_document(shelf))
        return
    matrix = shelf.matrix
    if not shelf.stories:
        print_text("There is no story yet. Write one: prepdeck new story --title 'The nightly forecast'")
    else:
        _print_stories(shelf)
        print_text()
        _print_matrix(matrix)
        print_text()
        for line in advice_lines(matrix):
            print_text(line)
    questions = shelf.unanswered
    if questions and shelf.stories:
        print_text(f"\n{counted(len(questions), 'question')} no story answers:")
        for question in questions[:_MOST_QUESTIONS]:
            print_text(f"  {question.text}" + (f"  (asked at {question.asked_at})" if question.asked_at else ""))
        if len(questions) > _MOST_QUESTIONS:
            print_text(f"  and {len(questions) - _MOST_QUESTIONS} more")


def _print_stories(shelf: "Shelf") -> None:
    from prepdeck.stories.advice import told_text

    rows = []
    for number, story in enumerate(shelf.stories, start=1):
        told = told_text(shelf.matrix.days_since(story))
        cards = shelf.cards[story.slug]
        rows.append((str(number), story.slug, story.title, told, f"{counted(cards.due, 'card')} due"))
    print_columns(rows, right=frozenset({0}))


def _print_matrix(matrix: "Matrix") -> None:
    head = ("", *(str(number) for number in range(1, len(matrix.stories) + 1)), "")
    rows = [
        (row.title, *(_SIGNS[matrix.cell(row, story)] for story in matrix.stories), _COVERS[matrix.cover(row)])
        for row in matrix.rows
    ]
    print_columns([head, *rows])


def _document(shelf: "Shelf") -> dict[str, object]:
    matrix = shelf.matrix
    return {
        "stories": [_story(shelf, story) for story in shelf.stories],
        "competencies": [
            {
                "competency": row.name,
                "title": row.title,
                "cover": matrix.cover(row),
                "shown_by": [story.slug for story in matrix.shown_by(row.name)],
            }
            for row in matrix.rows
        ],
        "over_used": [story.slug for story in matrix.over_used],
        "stale": [story.slug for story in matrix.stale],
        "too_many": matrix.too_many,
        "unanswered": [
            {"question": question.key, "text": question.text, "asked_at": question.asked_at}
            for question in shelf.unanswered
        ],
    }


def _story(shelf: "Shelf", story: "Story") -> dict[str, object]:
    cards = shelf.cards[story.slug]
    return {
        "story": story.slug,
        "title": story.title,
        "path": story.path,
        "scope": story.scope,
        "strengths": {shown.name: shown.strength for shown in story.competencies},
        "claims": len(story.claims),
        "days_since": shelf.matrix.days_since(story),
        "cards": cards.cards,
        "due": cards.due,
    }
