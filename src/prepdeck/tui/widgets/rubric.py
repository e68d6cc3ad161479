"""The items of a rubric in a debrief: how each was covered, or what the notes propose."""

from collections.abc import Sequence

from textual.content import Content

from prepdeck.mocks.debrief import Debrief, PlacedItem
from prepdeck.mocks.judging import Coverage
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.lines import wrapped
from prepdeck.tui.widgets.rows import Rows

SIGNS = {
    Coverage.SAID: ("[✓]", "$good"),
    Coverage.PARTLY: ("[~]", "$hard"),
    Coverage.MISSED: ("[✗]", "$again"),
    None: ("[ ]", "$muted"),
}


class RubricRows(Rows):
    """One row an item: its sign, whether it is a must, its text; a proposal is a question."""

    _items: tuple[PlacedItem, ...] = ()
    _debrief: Debrief | None = None

    @property
    def items(self) -> tuple[PlacedItem, ...]:
        """What is listed."""
        return self._items

    @property
    def chosen(self) -> PlacedItem | None:
        """The item under the cursor."""
        return self._items[self.cursor] if self.cursor is not None and self.cursor < len(self._items) else None

    def show(self, debrief: Debrief, items: Sequence[PlacedItem]) -> None:
        """Show these items as they were judged; the cursor stays on its item where that is still listed."""
        before = self.chosen
        self._debrief, self._items = debrief, tuple(items)
        self.cursor = self._items.index(before) if before in self._items else (0 if self._items else None)
        self.changed()

    def move(self, by: int) -> None:
        """Move the cursor."""
        if self.cursor is not None:
            self.cursor = min(max(self.cursor + by, 0), len(self._items) - 1)
            self.changed()

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """One row an item."""
        return [self._row(placed, width) for placed in self._items]

    def _row(self, placed: PlacedItem, width: int) -> tuple[Content, list[Content]]:
        debrief, item = self._debrief, placed.item
        coverage = debrief.coverages.get(item.slug) if debrief else None
        proposal = debrief.proposals.get(item.slug) if debrief and coverage is None else None
        sign, style = SIGNS[coverage]
        level = item.level if item.importance == "bonus" and item.level else item.importance
        marker = Content.assemble((sign, f"{style} bold"), (f" {level:<6} ", "$muted" if level != "must" else "bold"))
        lines = wrapped(Content(visible(item.text)), width - marker.cell_length)
        if proposal is not None:
            line = one_line(proposal.line, 2 * (width - marker.cell_length) - 14)
            asked = f"{proposal.coverage.title}?" + (f' "{line}"' if line else "")
            lines += wrapped(Content.styled(asked, SIGNS[proposal.coverage][1]), width - marker.cell_length)
        return marker, lines
