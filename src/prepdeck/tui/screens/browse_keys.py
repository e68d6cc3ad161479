"""The keys of the library browser, and the words the bottom line has for them at each moment."""

from typing import Literal

from textual.binding import Binding

Place = Literal["scopes", "cards", "card", "search"]
"""Where the focus is: the tree, the table, the card beside it, or the search field."""


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, show=False, id=f"browse.{name}", tooltip=tooltip)


BINDINGS: list[Binding] = [
    _key("enter", "open", "Card", "open", "The card under the cursor, as it will be drilled"),
    _key("slash", "search", "Search", "search", "Search: words, deck: tag: is: kind: tier: prop: rated: and more"),
    _key("space", "mark", "Mark", "mark", "Mark the card, or take the mark back; on to the next"),
    _key("a", "mark_all", "Mark all", "mark_all", "Mark all cards that were found, or none of them"),
    _key("e", "edit", "Edit", "edit", "Edit the note here"),
    _key("E", "edit_outside", "In $EDITOR", "edit_outside", "Edit the note in your own editor"),
    _key("n", "new", "New note", "new", "Write a new note into a deck of your own"),
    _key("S,exclamation_mark", "wish('suspend')", "Suspend", "suspend", "Never ask these cards, or ask them again"),
    _key("asterisk", "wish('flag')", "Flag", "flag", "Flag these cards, or take the flags back"),
    _key("minus", "wish('bury')", "Bury", "bury", "Put these cards away until tomorrow, or take them back"),
    _key("R", "wish('reset')", "Reset", "reset", "Make these cards new again; their history is kept"),
    _key("p", "put_on_day", "Put on a day", "put", "Put these cards on a day: not asked before it, then first of all"),
    _key("d", "drill(False)", "Drill these", "drill", "Drill what waits of the cards that were found"),
    _key("c", "drill(True)", "Practise", "practise", "Practise the cards that were found; the schedule stays"),
    _key("o", "order", "Order", "order", "In the order of the files, by due day, or the weakest first"),
    _key("D", "decks", "Decks", "decks", "All decks with what waits in them, and problems in their files"),
    _key("tab", "pane(1)", "Next pane", "next_pane", "To the next pane: decks, cards, card"),
    _key("shift+tab", "pane(-1)", "Pane before", "previous_pane", "To the pane before"),
    _key("J", "step(1)", "Next card", "next_card", "To the next card, wherever the focus is"),
    _key("K", "step(-1)", "Card before", "previous_card", "To the card before, wherever the focus is"),
    _key("escape,q", "leave", "Back", "back", "Back one level: from the card, the search, the browser"),
]

_ON_CARDS = frozenset(
    {"mark", "mark_all", "edit", "edit_outside", "wish", "put_on_day", "drill", "order", "step", "open"}
)
"""What needs a card that was found."""


def is_possible(action: str, place: Place, *, cards: int, busy: bool) -> bool:
    """Whether a key does something now: bottom line, help and palette leave out what does not."""
    if place == "search":
        return action in ("leave", "pane")
    if busy and action in ("wish", "put_on_day", "edit", "edit_outside", "new"):
        return False
    if action in _ON_CARDS and not cards:
        return False
    return action != "mark" or place == "cards"


def words(place: Place, marked: int, *, card_in_sight: bool, cards: int) -> dict[str, str]:
    """The actions the bottom line shows now, with their words; help is added there."""
    if place == "search":
        return {"submit": "To the cards", "leave": "Back"}
    if marked:
        return {
            "wish('suspend')": f"Suspend {marked}",
            "put_on_day": "Put on a day",
            "wish('flag')": "Flag",
            "wish('bury')": "Bury",
            "wish('reset')": "Reset",
        }
    if not cards:
        return {"search": "Search", "new": "New note", "decks": "Decks", "leave": "Back"}
    if place == "scopes":
        return {"open": "Cards", "search": "Search", "drill(False)": "Drill these", "decks": "Decks", "leave": "Back"}
    if place == "card":
        return {
            "leave": "Cards",
            "step(1)": "Next card",
            "edit": "Edit",
            "wish('suspend')": "Suspend",
            "new": "New note",
        }
    opening = {} if card_in_sight else {"open": "Card"}
    return {
        **opening,
        "search": "Search",
        "mark": "Mark",
        "edit": "Edit",
        "new": "New note",
        "wish('suspend')": "Suspend",
    }
