"""What the library browser says: counts, hints of the search language, and what to do where nothing was found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.text.safe import visible
from prepdeck.tui.screens.today_lines import counted

if TYPE_CHECKING:
    from prepdeck.storage.listing import ListedCard
    from prepdeck.tui.widgets.scope_list import Scope

ORDERS = ("", "by due day", "weakest first")
SEARCH_HELP = (
    'words  "exact words"  -not  a or b  (groups)',
    "deck: tag: kind: tier: front: back: source: id:",
    "is:due new learning suspended leech pulled flagged",
    "prop:stability<7  prop:lapses>=3  rated:7:again",
)
"""The query language in four lines, shown while the search field has the focus."""


def hint_content(hints: Sequence[str], *, is_typing: bool) -> Content:
    """What in the search was taken as words although it looks like more; without that, while typing, the language."""
    if hints:
        return Content.styled("\n".join(visible(hint) for hint in hints), "$hard")
    return Content.styled("\n".join(SEARCH_HELP), "$muted") if is_typing else Content("")


def shares(found: int, marked: "Sequence[ListedCard]", order: str) -> str:
    """`1,204 cards · 3 marked · weakest first`."""
    parts = [counted(found, "card").replace(str(found), f"{found:,}", 1)]
    if marked:
        parts.append(f"{len(marked):,} marked")
    if order:
        parts.append(order)
    return " · ".join(parts)


def in_order(rows: "Sequence[ListedCard]", order: int) -> "Sequence[ListedCard]":
    """The rows in one of `ORDERS`; cards without a due day or a memory come last."""
    if order == 1:
        return sorted(
            rows, key=lambda row: (row.due_at_ms is None, row.due_at_ms or 0, row.due_day is None, row.due_day or 0)
        )
    if order == 2:
        return sorted(rows, key=lambda row: (row.recall is None, row.recall or 0.0))
    return rows


def empty_text(search: str, scope: "Scope", has_decks: bool) -> Content:
    """Why there is nothing, and the key that helps."""
    if not has_decks:
        return _said("No decks yet.", ("n", "writes a first note, into a deck of your own"))
    if search.strip():
        where = f" in {visible(scope.title)}" if scope.decks else ""
        return _said(
            f"No card{where} matches {visible(search.strip())}",
            ("/", "changes the search"),
            ("esc", "clears it"),
            ("tab", "goes to the decks and states on the left"),
        )
    return _said("This deck has no cards yet.", ("n", "writes a first note"), ("D", "shows problems in deck files"))


def _said(text: str, *keys: tuple[str, str]) -> Content:
    lines = [Content.styled(text, "bold $foreground"), Content("")]
    lines += [Content.assemble((f"{key:<5}", "$accent bold"), meaning) for key, meaning in keys]
    return Content("\n").join(lines)
