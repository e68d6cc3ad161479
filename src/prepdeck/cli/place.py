"""`prepdeck place`: two cards a section, and what is known already is spared the first weeks."""

import sys
from typing import TYPE_CHECKING

import click

from prepdeck.cli.opening import confirm_clock, opened
from prepdeck.cli.output import counted, print_note, print_text

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--know", "known", multiple=True, metavar="KEY", help='Record "I know this" for KEY, without asking.')
@click.pass_context
def place(ctx: click.Context, decks: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Spare what you know already: two cards a section.

    It takes about five minutes. The cards of a section whose two you know come back in some weeks, not tomorrow.
    """
    from prepdeck.study.placement import know

    with opened(ctx) as collection:
        confirm_clock(collection)
        if known:
            keys = tuple(dict.fromkeys(card for key in known for card in collection.card_keys(key)))
            print_text(f"{counted(know(collection, keys), 'card')} marked as known. prepdeck undo takes it back.")
            return
        _ask(collection, decks)


def _ask(collection: "Collection", decks: tuple[str, ...]) -> None:
    from prepdeck.drills.faces import face_of
    from prepdeck.study.placement import know, sections_of
    from prepdeck.text.markdown import to_blocks
    from prepdeck.text.plain import to_plain

    sections = sections_of(collection, decks)
    if not sections:
        print_text("There are no new core cards to place.")
        return
    print_note(f"{counted(len(sections), 'section')}, two cards each. y: I know this   Enter: I do not   q: stop")
    spared = 0
    for number, section in enumerate(sections, start=1):
        knows = True  # until one of the two is not
        size = counted(len(section.keys), "card")
        print_text(f"\n{section.deck} › {section.tag or 'all'}   {number} of {len(sections)}, {size}")
        for key in section.sample:
            card = collection.find_card(key)
            if card is None:
                continue
            print_text(to_plain(to_blocks(face_of(card).question)))
            answer = _typed("Do you know this? [y/N/q] ")
            if answer == "q":
                print_text(f"\n{counted(spared, 'card')} spared.")
                return
            if answer != "y":
                knows = False
                break
        if knows:
            spared += know(collection, section.keys)
    print_text(f"\n{counted(spared, 'card')} spared. prepdeck undo takes back a section at a time.")


def _typed(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else "q"
