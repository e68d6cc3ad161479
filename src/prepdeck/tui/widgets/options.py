"""The options of a choice: picked before the answer, judged after it."""

from collections.abc import Sequence

from textual.content import Content

from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.faces import Option
from prepdeck.drills.grading import ChoicesVerdict
from prepdeck.tui.widgets.blocks import markdown_lines
from prepdeck.tui.widgets.lines import wrapped
from prepdeck.tui.widgets.rows import Rows


class OptionRows(Rows):
    """Letters and options; where one is right none is chosen at first, then the one under the cursor is."""

    _attempt: Attempt | None = None

    def show(self, attempt: Attempt) -> None:
        """Show the options of this card, and their verdict once it is there."""
        if attempt is not self._attempt:
            self._attempt = attempt
            pointed = attempt.face.several or attempt.chosen
            self.cursor = attempt.cursor if pointed and attempt.stage is Stage.ASKING else None
            self.changed()

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """One row an option."""
        if self._attempt is None:
            return []
        attempt = self._attempt
        return [self._row(attempt, index, option, width) for index, option in enumerate(attempt.face.options)]

    def _row(self, attempt: Attempt, index: int, option: Option, width: int) -> tuple[Content, list[Content]]:
        sign, style, judged = _sign(attempt, index)
        marker = Content.assemble((f"{sign} ", f"{style} bold"), (f"{option.letter}  ", "$muted"))
        inner = width - marker.cell_length
        lines = markdown_lines(option.text, inner)
        if judged:
            lines = [*lines[:-1], *wrapped(Content.assemble(lines[-1], (f"  {judged}", style)), inner)]
        return marker, lines


def neighbour(attempt: Attempt, by: int) -> int:
    """The option to choose `by` steps from the chosen one; without one, the first going down and the last going up."""
    last = len(attempt.face.options) - 1
    if not attempt.chosen:
        return 0 if by > 0 else last
    return max(0, min(attempt.cursor + by, last))


def _sign(attempt: Attempt, index: int) -> tuple[str, str, str]:
    """A sign, its style, and after the answer the judgement in words."""
    chosen = index in attempt.chosen
    if attempt.stage is Stage.ASKING:
        if not attempt.face.several:
            return ("●" if chosen else "○", "$accent", "")
        return ("■" if chosen else "□", "$accent", "")
    right = attempt.face.options[index].right
    gave_up = not isinstance(attempt.verdict, ChoicesVerdict)
    if right:
        return ("✓", "$good", "right" if gave_up else "right, your choice" if chosen else "right, not chosen")
    return ("✗", "$again", "your choice") if chosen else (" ", "$muted", "")
