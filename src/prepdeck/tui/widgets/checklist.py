"""The items of a list, to be graded one by one: what was recalled, missed or half there."""

from collections.abc import Sequence

from textual.content import Content

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.grading import Tick
from prepdeck.tui.widgets.blocks import markdown_lines
from prepdeck.tui.widgets.rows import Rows

_SIGNS = {None: ("·", "$muted"), Tick.HAD: ("✓", "$good"), Tick.PARTLY: ("~", "$hard"), Tick.MISSED: ("✗", "$again")}


class Checklist(Rows):
    """A sign for each item: ✓ had it, ~ partly, ✗ missed, · not graded; its reason shows once it is graded."""

    _attempt: Attempt | None = None

    def show(self, attempt: Attempt) -> None:
        """Show the items of this card and how they were graded."""
        if attempt is not self._attempt:
            self._attempt = attempt
            self.cursor = attempt.cursor
            self.changed()

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """One row an item."""
        if self._attempt is None:
            return []
        face, ticks = self._attempt.face, self._attempt.ticks
        digits = len(str(len(ticks)))
        rows = []
        for number, (entry, tick) in enumerate(zip(face.entries, ticks, strict=True), 1):
            sign, style = _SIGNS[tick]
            place = f"{number:>{digits}}. " if face.ordered else ""
            marker = Content.assemble((f"{sign} ", f"{style} bold"), (place, "$muted"))
            inner = width - marker.cell_length
            lines = markdown_lines(entry.text, inner)
            if tick is not None and entry.why:
                lines += [line.stylize_before("$muted") for line in markdown_lines(entry.why, inner)]
            rows.append((marker, lines))
        return rows


def checklist_summary(attempt: Attempt) -> Content:
    """How many were recalled so far, and what that proposes."""
    graded = [tick for tick in attempt.ticks if tick is not None]
    had = sum(tick.value for tick in graded)
    if len(graded) < len(attempt.ticks):
        return Content.styled(f"{len(graded)} of {len(attempt.ticks)} graded, {had:g} recalled", "$muted")
    text = Content.styled(f"{had:g} of {len(attempt.ticks)} recalled", "bold")
    return Content.assemble(text, (f": {attempt.proposal.title}" if attempt.proposal else "", "bold"))
